"""CopyNotes: drafts for customers go into the plan once the owner takes them, and out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from assistant.conversation.commands import Command
from assistant.conversation.step import Interview, Step, said
from assistant.conversation.turn import CopyOffer, Option, Turn
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.kept_copy import KEPT_COPY, KeptCopy, kept_copies
from assistant.planning.lint import WordingLint
from assistant.prompts import Wording

_MOST = 40


class CopyNotes:
    """Takes drafts over by their numbers, drops them, and strikes out what was taken; pure."""

    def __init__(self, wording: Wording, lint: WordingLint) -> None:
        """`wording` is model.yaml."""
        self._say = wording
        self._lint = lint

    def options(self, offer: CopyOffer, profile: Profile, language: str) -> tuple[Option, ...]:
        """Return the buttons below drafts: one for each that is not in the plan, and to drop."""
        left = _left(offer, profile)
        labels = [self._say("option_keep_copy", language, number=number) for number in left]
        if left:
            labels.append(self._say("option_drop_copy", language))
        return tuple(Option(label, label) for label in labels)

    def settle(
        self, step: Step, offer: CopyOffer | None, command: Command, language: str
    ) -> tuple[Step, CopyOffer | None]:
        """Carry out one of the KEEPING commands; return the step and what waits after it."""
        if command.name == "strike_copy":
            return self._struck(step, int(command.target), language), offer
        if offer is None:
            return said(step, self._say("no_copy", language)), None
        if command.name == "drop_copy":
            return said(step, self._say("copy_dropped", language)), replace(offer, settled=True)
        numbers = [int(number) for number in command.target.split(",") if number]
        return self._kept(step, offer, numbers, language)

    def _kept(
        self, step: Step, offer: CopyOffer, numbers: list[int], language: str
    ) -> tuple[Step, CopyOffer]:
        profile = step.interview.profile
        held, left = kept_copies(profile), _left(offer, profile)
        wanted = [number for number in left if number in numbers or not numbers]
        if not wanted:
            return said(step, self._say("copy_unknown", language)), offer
        if len(held) + len(wanted) > _MOST:
            return said(step, self._say("copy_too_many", language, most=_MOST)), offer
        taken = [KeptCopy(offer.battle, offer.kind, offer.texts[n - 1]) for n in wanted]
        interview = _with(step.interview, (*held, *taken))
        text = self._say(
            "copy_kept", language, count=len(taken), first=len(held) + 1, battle=offer.battle
        )
        words = dict.fromkeys(hit.word for copy in taken for hit in self._lint.check(copy.text))
        if words:
            text += "\n" + self._say("doubtful_words", language, words="、".join(words))
        buttons = self.options(offer, interview.profile, language)
        step = replace(step, interview=interview, choices=buttons)
        return said(step, text), replace(offer, settled=not buttons)

    def _struck(self, step: Step, number: int, language: str) -> Step:
        held = kept_copies(step.interview.profile)
        if not 0 < number <= len(held):
            return said(step, self._say("copy_not_there", language, number=number))
        interview = _with(step.interview, (*held[: number - 1], *held[number:]))
        return said(
            replace(step, interview=interview), self._say("copy_struck", language, number=number)
        )


def pending_copy(turns: Sequence[Turn]) -> CopyOffer | None:
    """Return the drafts that still wait for a yes, None when there are none."""
    offers = [turn.copies for turn in turns if turn.copies]
    return offers[-1] if offers and not offers[-1].settled else None


def _left(offer: CopyOffer, profile: Profile) -> list[int]:
    """Return the numbers of the drafts that are not in the plan; undo brings them back."""
    held = {(copy.battle, copy.text) for copy in kept_copies(profile)}
    return [n for n, text in enumerate(offer.texts, 1) if (offer.battle, text) not in held]


def _with(interview: Interview, copies: Sequence[KeptCopy]) -> Interview:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    raw = "\n".join(copy.text for copy in copies)
    value = Value([asdict(copy) for copy in copies], raw=raw).stamped("owner", now)
    return replace(interview, profile=interview.profile.merge({KEPT_COPY: value}))
