"""ChatPrompt: what a model is told, first the same in every call, then what this call is about."""

from __future__ import annotations

from pathlib import Path

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.errors import PromptError
from assistant.prompts import Template, load_template

_RULE = "\n---\n"


class ChatPrompt:
    """A file under prompts/ in two parts around a line of three dashes: rules, and the case.

    The rules come first and hardly change, so that a service can keep what it has read of them.
    """

    def __init__(self, rules: Template, case: Template) -> None:
        """Take the two parts."""
        self._rules = rules
        self._case = case

    @classmethod
    def load(cls, directory: Path, name: str, variables: set[str]) -> ChatPrompt:
        """Load `name`.md; PromptError when its variables are others, or a part is missing."""
        whole = load_template(directory, name, variables)
        rules, rule, case = whole.text.partition(_RULE)
        if not rule or not rules.strip() or not case.strip():
            raise PromptError(
                f"{whole.name} 要分两部分，中间用一行 --- 隔开：先写规则，再写这一次的内容。",
                f"{whole.name} needs two parts with a line --- between: the rules, then the case.",
            )
        return cls(Template(rules.strip(), whole.name), Template(case.strip(), whole.name))

    def messages(self, **values: object) -> list[BaseMessage]:
        """Return the messages of a call; `values` fill the slots of both parts."""
        rules, case = (part.fill(**values) for part in (self._rules, self._case))
        return [SystemMessage(rules), HumanMessage(case)]
