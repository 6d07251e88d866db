"""Connection: a chat model together with what is known about the service behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel

SchemaOption = Literal["openai", "ollama", ""]


@dataclass(frozen=True, slots=True)
class Connection:
    """A chat model and its name for people ("deepseek:deepseek-chat").

    `says_end` tells that a complete reply of this service ends with a reason, so that one without
    was cut. `schema_option` is the way in which it takes a JSON schema, "" for none.
    """

    model: BaseChatModel
    name: str
    says_end: bool = False
    schema_option: SchemaOption = ""

    def form_arguments(self, schema: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the arguments of a call that wants a form, the strictest way first, then others.

        The last way is always to ask for nothing, and to read what comes.
        """
        if self.schema_option == "ollama":
            return [{"format": dict(schema)}, {}]
        if self.schema_option == "openai":
            named = {"name": "form", "schema": dict(schema), "strict": False}
            wanted = ({"type": "json_schema", "json_schema": named}, {"type": "json_object"})
            # as extra_body: the client's own response_format parses, and fails, in its own ways
            return [*({"extra_body": {"response_format": way}} for way in wanted), {}]
        return [{}]
