"""ProseWriter: a section in other words, its figures put in by code; a proposal, never the plan."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.answering.support import Support
from assistant.chat.chat import Chat
from assistant.chat.fault import ChatError
from assistant.chat.line import GetChat
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.chat.spoken import spoken
from assistant.language import detect_language, reading_size
from assistant.planning.lint import WordingLint
from assistant.planning.prose.brief import SectionBrief
from assistant.planning.prose.masking import marks_of
from assistant.planning.prose.order import Order
from assistant.prompts import Wording

PROSE_PROMPTS = {"zh": "write_section", "en": "write_section_en"}
PROSE_SLOTS = {
    "audience", "length", "section", "required", "wish", "facts", "guidance", "current",
}  # fmt: skip
_SLACK = 1.5  # models count badly
_NONE = {"zh": "无", "en": "none"}


@dataclass(frozen=True, slots=True)
class Prose:
    """A text for one place of a plan, with the words the law may object to."""

    text: str
    section: str
    anchor: str
    where: str
    doubts: tuple[str, ...] = ()


class ProseWriter:
    """Lets a chat model phrase a section; a text with a number of its own is turned down."""

    def __init__(
        self,
        chat: GetChat,
        prompts: Mapping[str, ChatPrompt],
        wording: Wording,
        lint: WordingLint,
    ) -> None:
        """`prompts` ("zh", "en") take PROSE_SLOTS; `wording` is model.yaml."""
        self._chat = chat
        self._prompts = prompts
        self._wording = wording
        self._lint = lint

    @property
    def is_connected(self) -> bool:
        """Whether there is a chat model at the moment."""
        return self._chat() is not None

    def write(
        self, brief: SectionBrief, order: Order, language: str, meter: Meter
    ) -> Generator[Prose | None, None, None]:
        """Yield None while the model is at work, then its text with the figures in it.

        A text that breaks a rule is asked for once more, with the reason. Closing the generator
        stops the model.

        Raises:
            ChatError: no model, no answer, or no text that keeps to the facts.
        """
        chat = self._chat()
        if chat is None:
            raise ChatError("unreachable")
        messages = self._messages(brief, order, language)
        support = Support(brief.sources, messages[0].text, language)
        said = yield from written(chat, messages, "write", meter)
        text, mistake = self._read(said, brief, order, support)
        if mistake:
            again = HumanMessage(self._mistake(mistake, brief, order, language))
            said = yield from written(chat, [*messages, AIMessage(said), again], "write", meter)
            text, mistake = self._read(said, brief, order, support)
        if mistake:
            raise ChatError("unsupported")
        filled = brief.masked.filled(text)
        doubts = tuple(hit.word for hit in self._lint.check(filled))
        yield Prose(filled + brief.cited, brief.section, brief.anchor, brief.where, doubts)

    def _messages(self, brief: SectionBrief, order: Order, language: str) -> list[BaseMessage]:
        none = _NONE[language]
        return self._prompts[language].messages(
            audience=self._wording(f"audience_{order.audience}", language),
            length=order.longest,
            section=brief.title,
            required=" ".join(brief.required) or none,
            wish=order.wish or none,
            facts="\n".join(f"- {fact}" for fact in brief.facts),
            guidance="\n".join(f"- {said}" for said in brief.guidance) or none,
            current=brief.current,
        )

    @staticmethod
    def _read(said: str, brief: SectionBrief, order: Order, support: Support) -> tuple[str, str]:
        """Return the text in a reply, and the rule that it breaks, "" for none."""
        whole = " ".join(spoken(said).split())
        if brief.masked.own_numbers(whole) or brief.masked.unknown(whole):
            return whole, "numbers"
        text, _ = support.without_foreign(whole)
        if not text:
            return "", "empty"
        if not set(brief.required) <= marks_of(text):
            return text, "facts"
        if reading_size(text) > order.longest * _SLACK:
            return text, "length"
        return text, "" if detect_language(text)[:2] == support.language else "language"

    def _mistake(self, mistake: str, brief: SectionBrief, order: Order, language: str) -> str:
        return self._wording(
            f"prose_{mistake}",
            language,
            required=" ".join(brief.required),
            length=order.longest,
        )


def written(
    chat: Chat, messages: Sequence[BaseMessage], purpose: str, meter: Meter
) -> Generator[None, None, str]:
    """Yield while a model writes; return what it wrote. ChatError when it fails."""
    said = ""
    with closing(chat.stream(messages, purpose, meter)) as pieces:
        for piece in pieces:
            said += piece
            yield
    return said
