"""Review: run every rule over a plan and collect what it finds, worst first within a section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as held
from typing import Any

from assistant.interview.entry import Bilingual
from assistant.interview.value import Value
from assistant.planning.context import DraftContext
from assistant.planning.plan import Plan
from assistant.planning.reasons import given_reasons
from assistant.planning.rules.rule import Fault, Rule
from assistant.planning.rules.table import RULES
from assistant.planning.severity import SEVERITIES, Severity

_POINTS: dict[Severity, int] = {"B": 12, "W": 4, "I": 0}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: what is wrong, how to repair it, and where.

    `field` and `question` are what to change; `rows` the source rows the rule rests on. `reason`
    is what the owner wrote down to depart from the rule; `takes_reason` tells whether he may.
    `change` holds the fields that would repair it (see `planning.repair`).
    """

    rule: str
    severity: Severity
    section: str
    title: Bilingual
    message: Bilingual
    fix: Bilingual
    field: str
    question: str
    rows: tuple[str, ...]
    reason: str = ""
    takes_reason: bool = False
    change: Mapping[str, Value] = held(default_factory=dict)

    @property
    def repairable(self) -> bool:
        """Tell whether the finding can be repaired without asking the owner anything."""
        return bool(self.change)

    def to_dict(self, language: str) -> dict[str, Any]:
        """Return a JSON-ready dict in one language, with the keys of the command line."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "section": self.section,
            "title": self.title.text(language),
            "message": self.message.text(language),
            "fix": self.fix.text(language),
            "field": self.field,
            "question": self.question,
            "rows": list(self.rows),
            "reason": self.reason,
            "repair": self.repairable,
        }


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome: score is 100 − 12 for each blocker − 4 for each warning, at least 0."""

    score: int
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Tell whether nothing blocks handing the plan in."""
        return all(finding.severity != "B" for finding in self.findings)

    def to_dict(self, language: str) -> dict[str, Any]:
        """Return a JSON-ready dict: score, findings, ready."""
        findings = [finding.to_dict(language) for finding in self.findings]
        return {"score": self.score, "findings": findings, "ready": self.ready}


def review(plan: Plan, context: DraftContext) -> Review:
    """Run all rules over a plan and the context it was drafted from.

    A finding for which the owner has written a reason only informs, and shows the reason.
    """
    reasons = given_reasons(context.profile)
    findings = [
        finding
        for rule in RULES
        for finding in _apply(rule, plan, context, "" if rule.firm else reasons.get(rule.id, ""))
    ]
    findings.sort(key=lambda finding: (finding.section, SEVERITIES.index(finding.severity)))
    lost = sum(_POINTS[finding.severity] for finding in findings)
    return Review(max(0, 100 - lost), tuple(findings))


def _apply(rule: Rule, plan: Plan, context: DraftContext, reason: str) -> Iterator[Finding]:
    wording = context.wording
    for fault in rule.test(plan, context):
        message = wording.both(f"{rule.id}.{fault.message}", **fault.slots)
        own_fix = f"{rule.id}.fix_{fault.message}"
        fix = own_fix if own_fix in wording else f"{rule.id}.fix"
        if reason:
            message = wording.both("review.reason", message=message, reason=reason)
        yield Finding(
            rule=rule.id,
            severity="I" if reason else fault.severity or rule.severity,
            section=rule.section,
            title=wording[f"{rule.id}.title"],
            message=message,
            fix=wording.both(fix, **fault.slots),
            field=fault.field,
            question=_question(rule, fault, context),
            rows=rule.rows,
            reason=reason,
            takes_reason=not rule.firm,
            change=_change(rule, fault, context),
        )


def _question(rule: Rule, fault: Fault, context: DraftContext) -> str:
    """Return the question that asks for the field at fault, else that of the rule."""
    return context.labels.question_of(fault.field) or rule.question


def _change(rule: Rule, fault: Fault, context: DraftContext) -> dict[str, Value]:
    """Return the values that repair a fault, each an assumption whose note names the rule."""
    title = context.wording[f"{rule.id}.title"]
    note = context.wording.both("review.repaired", rule=rule.id, title=title)
    return {
        key: Value(
            value=_plain(value),
            unit=context.labels.field(key).unit,
            origin="assumption",
            question=context.labels.question_of(key),
            note=note.text(context.language),
        )
        for key, value in fault.change.items()
    }


def _plain(value: Any) -> Any:
    """Return a list of records as bare dicts, as a profile is stored; anything else as it is."""
    if isinstance(value, list):
        return [dict(item) if isinstance(item, dict) else item for item in value]
    return value
