"""Remedies: findings of the review that are repaired at a click, or departed from with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.conversation.desk import PlanDesk
from assistant.conversation.step import Interview, Step
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.reasons import REASONS, given_reasons
from assistant.planning.repair import repair
from assistant.planning.review import Finding
from assistant.prompts import Wording

_LONGEST_REASON = 300


class Remedies:
    """Settles findings; pure."""

    def __init__(self, desk: PlanDesk, wording: Wording, today: Callable[[], date]) -> None:
        """Take finished parts; `today` is asked for the date whenever one is needed."""
        self._desk = desk
        self._say = wording
        self._today = today

    def repair(self, interview: Interview, rule: str, language: str) -> Step:
        """Make the change that settles a finding; what becomes of a field is an assumption."""
        today = self._today()
        changed: dict[str, Value] = {}
        for finding in self._findings(interview.profile, rule):
            changed |= repair(finding, interview.profile, today)
        if not changed:
            return Step(interview, text=self._say("nothing_to_repair", language, rule=rule))
        profile = interview.profile.merge(changed)
        after = replace(interview, profile=profile)
        left = self._findings(profile, rule)
        text = self._say("partly_repaired" if left else "repaired", language, rule=rule)
        return Step(after, text=text)

    def note_reason(self, interview: Interview, rule: str, words: str, language: str) -> Step:
        """Write down why the owner departs from a rule; rules on sums and dates take no reason."""
        findings = self._findings(interview.profile, rule)
        if not any(finding.takes_reason for finding in findings):
            return Step(interview, text=self._say("takes_no_reason", language, rule=rule))
        reasons = {**given_reasons(interview.profile), rule: words[:_LONGEST_REASON]}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        value = Value(
            [{"rule": rule, "reason": reason} for rule, reason in reasons.items()], raw=words
        ).stamped("owner", now)
        profile = interview.profile.merge({REASONS: value})
        text = self._say("reason_noted", language, rule=rule)
        return Step(replace(interview, profile=profile), text=text)

    def _findings(self, profile: Profile, rule: str) -> list[Finding]:
        review = self._desk.draft(profile, self._today(), "zh").review
        return [finding for finding in review.findings if finding.rule == rule]
