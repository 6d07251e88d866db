"""TraditionalRenderer: the Chinese page in traditional characters, for /tw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from assistant.conversation.plan_view import PlanView
from assistant.conversation.profile_sheet import Told
from assistant.conversation.rehearsal import Rehearsal
from assistant.conversation.turn import Turn
from assistant.interview.question import QuestionBook
from assistant.language import to_simplified, to_traditional
from assistant.prompts import Wording
from assistant.ui.files import Documents
from assistant.ui.rendering import Renderer
from assistant.ui.shown_turn import ShownTurn
from assistant.ui.tips import Tips
from assistant.ui.traditional.markup import traditional_markup

# what our own punctuation of records divides
_PARTS = re.compile(r"[（），、；]")


class TraditionalRenderer(Renderer):
    """Renders as the Chinese renderer does and converts what is ours, not what the owner said."""

    def __init__(
        self, wording: Wording, book: QuestionBook, documents: Documents, tips: Tips
    ) -> None:
        """Take the parts of the Chinese renderer."""
        super().__init__(wording, book, documents, tips)
        # templates get the words as they are: what they make of them is converted once, as a whole
        self._templates.globals.update(say=super().say, page_say=super().say)

    def say(self, key: str, **values: object) -> str:
        """Return a word or sentence of the page in traditional characters."""
        return to_traditional(super().say(key, **values))

    def converted(self, text: str) -> str:
        """Return a text of ours in traditional characters."""
        return to_traditional(text)

    def choice(self, label: str, message: str) -> tuple[str, str]:
        """Return a quick reply; what it sends stays simplified where it would not be read back."""
        sent = to_traditional(message)
        return to_traditional(label), sent if to_simplified(sent) == message else message

    def header(self, model: str, visitor: str = "", *, settings: bool = False) -> str:
        """Return the bar at the top."""
        return traditional_markup(super().header(model, visitor, settings=settings), [visitor])

    def steps(self, view: PlanView) -> str:
        """Return the line below the bar."""
        return traditional_markup(super().steps(view))

    def write_turn(self, shown: ShownTurn) -> str:
        """Return what the consultant says in a turn; what it repeats of the owner's words stays."""
        return traditional_markup(super().write_turn(shown), _repeated(shown.turn))

    def panel(
        self, view: PlanView, told: Told, rehearsal: Rehearsal, changed: Sequence[str]
    ) -> str:
        """Return the panel beside the conversation."""
        return traditional_markup(super().panel(view, told, rehearsal, changed))


def _repeated(turn: Turn) -> Iterator[str]:
    """Yield what was understood, as far as it stands in the message word for word, escaped."""
    for chip in turn.understood:
        for part in (*_PARTS.split(chip.text), chip.replaced):
            if part and (part in turn.message or part == chip.replaced):
                yield escape(part)
