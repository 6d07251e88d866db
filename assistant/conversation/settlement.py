"""Settlement: what an owner decides on proposals, contradictions, findings, open points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.conversation.check_in_notes import CheckInNotes
from assistant.conversation.commands import Command
from assistant.conversation.disputes import Disputes
from assistant.conversation.open_point_notes import OpenPointNotes
from assistant.conversation.proposals import Proposals
from assistant.conversation.remedies import Remedies
from assistant.conversation.step import Interview, Step
from assistant.interview.value import Value

SETTLING = frozenset(
    {"take", "leave", "choose", "repair", "reason", "check_in", "keep_point", "strike_point"}
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Carries out the commands that settle something; pure."""

    proposals: Proposals
    disputes: Disputes
    remedies: Remedies
    check_ins: CheckInNotes
    points: OpenPointNotes

    def propose(self, interview: Interview, found: Mapping[str, Value], language: str) -> Step:
        """Put forward what was read from a document."""
        return self.proposals.put_forward(interview, found, language)

    def settle(self, interview: Interview, command: Command, language: str) -> Step:
        """Carry out one of the SETTLING commands."""
        match command.name:
            case "choose":
                return self.disputes.settle(interview, command.target, language)
            case "repair":
                return self.remedies.repair(interview, command.target, language)
            case "reason":
                rule, words = command.target, command.words
                return self.remedies.note_reason(interview, rule, words, language)
            case "check_in":
                return self.check_ins.keep(interview, command.words, language)
            case "keep_point":
                return self.points.keep(interview, command.words, language)
            case "strike_point":
                return self.points.strike(interview, command.target, language)
            case _:
                return self.proposals.settle(interview, command, language)
