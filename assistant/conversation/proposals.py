"""Proposals: what was read from a document the owner handed in, waiting for a yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.conversation.commands import Command
from assistant.conversation.speech import Speech
from assistant.conversation.step import Interview, Step
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value


class Proposals:
    """Puts forward what was read, and takes it over when the owner agrees; pure."""

    def __init__(self, speech: Speech) -> None:
        """Word things in these phrases."""
        self._speech = speech

    def put_forward(self, interview: Interview, found: Mapping[str, Value], language: str) -> Step:
        """Return the step that lists what was found with the words it came from."""
        state = replace(
            interview.state,
            proposed={**interview.state.proposed, **{k: v.to_dict() for k, v in found.items()}},
        )
        interview = replace(interview, state=state)
        lines = self._speech.proposals(pending(interview), language)
        text = self._speech.say("import_found", language, count=len(state.proposed), lines=lines)
        return Step(interview, text=text)

    def settle(self, interview: Interview, command: Command, language: str) -> Step:
        """Take over or drop proposals, all of them or by number."""
        waiting = pending(interview)
        if not waiting:
            return Step(interview, text=self._speech.say("import_nothing", language))
        keys = _chosen(list(waiting), command.target)
        if command.name == "leave":
            left = {k: v for k, v in waiting.items() if k not in keys}
            return self._dropped(interview, left, language)
        taken = {key: waiting[key] for key in keys}
        left = {key: value for key, value in waiting.items() if key not in keys}
        chips = self._speech.chips(ReplyUpdate(taken), interview.profile, language)
        after = _waiting(Interview(interview.profile.merge(taken), interview.state), left)
        text = self._speech.say("import_taken", language, count=len(taken))
        rest = f"\n{self._still_waiting(left, language)}" if left else ""
        return Step(after, text=f"{text}{rest}", chips=chips)

    def _dropped(self, interview: Interview, left: Mapping[str, Value], language: str) -> Step:
        after = _waiting(interview, left)
        if not left:
            return Step(after, text=self._speech.say("import_dropped", language))
        return Step(after, text=self._still_waiting(left, language))

    def _still_waiting(self, left: Mapping[str, Value], language: str) -> str:
        lines = self._speech.proposals(left, language)
        return self._speech.say("import_left", language, count=len(left), lines=lines)


def pending(interview: Interview) -> dict[str, Value]:
    """Return the proposals that wait, in the order they are numbered."""
    return {key: Value.from_dict(data) for key, data in interview.state.proposed.items()}


def _waiting(interview: Interview, left: Mapping[str, Value]) -> Interview:
    """Return the interview in which these proposals wait, and no others."""
    proposed = {key: value.to_dict() for key, value in left.items()}
    return replace(interview, state=replace(interview.state, proposed=proposed))


def _chosen(keys: list[str], numbers: str) -> list[str]:
    """Return the keys with these numbers, counted from 1; all of them without numbers."""
    if not numbers:
        return keys
    wanted = {int(number) for number in numbers.split(",")}
    return [key for number, key in enumerate(keys, 1) if number in wanted]
