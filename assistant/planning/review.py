"""Review: run every rule over a plan and collect what it finds, worst first within a section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.interview.entry import Bilingual
from assistant.planning.context import DraftContext
from assistant.planning.plan import Plan
from assistant.planning.rules.control import check_indicators, check_reviews, check_risks
from assistant.planning.rules.evidence import check_answers, check_use
from assistant.planning.rules.goal import (
    check_goal,
    check_growth,
    check_horizon,
    check_milestones,
)
from assistant.planning.rules.money import (
    check_brand_share,
    check_evenness,
    check_need,
    check_one_month,
    check_order,
    check_reserve,
    check_sums,
)
from assistant.planning.rules.people import check_lead, check_upkeep
from assistant.planning.rules.rule import Fault, Rule
from assistant.planning.severity import Severity

RULES: tuple[Rule, ...] = (
    Rule("R-06", "B", "P4", "A5", check_goal, ("S4-34", "S1-6")),
    Rule("R-07", "B", "P4", "A5", check_milestones, ("S0-5", "S1-8")),
    Rule("R-08", "W", "P4", "A5", check_growth, ("S0-9",)),
    Rule("R-09", "W", "P4", "A7", check_horizon, ("S0-2",)),
    Rule("R-13", "B", "P6", "D4", check_lead, ("S0-10", "S2-2")),
    Rule("R-14", "B", "P7", "A9", check_sums, ("S2-3",)),
    Rule("R-15", "W", "P7", "A9", check_evenness, ("S0-22",)),
    Rule("R-16", "W", "P7", "C9", check_one_month, ("S0-26",)),
    Rule("R-17", "W", "P5", "C6", check_brand_share, ("S1-20",)),
    Rule("R-18", "W", "P7", "E4", check_reserve, ("S3-35", "S3-56")),
    Rule("R-19", "B", "P7", "C8", check_need, ("S4-30",)),
    Rule("R-20", "B", "P2", "B8", check_order, ("S0-28",)),
    Rule("R-27", "W", "P8", "E3", check_upkeep, ("S3-19",)),
    Rule("R-28", "B", "P9", "E2", check_reviews, ("S3-20", "S4-37")),
    Rule("R-29", "W", "P9", "E1", check_indicators, ("S1-25", "S0-26")),
    Rule("R-30", "W", "P9", "E4", check_risks, ("S3-35", "S0-16")),
    Rule("R-34", "B", "A", "A1", check_answers, ("S3-43",)),
    Rule("R-35", "B", "C", "A1", check_use, ("S3-49",)),
)
_POINTS: dict[Severity, int] = {"B": 12, "W": 4, "I": 0}
_ORDER: tuple[Severity, ...] = ("B", "W", "I")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: what is wrong, how to repair it, and where.

    `field` and `question` are what to change; `rows` the source rows the rule rests on.
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
    """Run all rules over a plan and the context it was drafted from."""
    findings = [finding for rule in RULES for finding in _apply(rule, plan, context)]
    findings.sort(key=lambda finding: (finding.section, _ORDER.index(finding.severity)))
    lost = sum(_POINTS[finding.severity] for finding in findings)
    return Review(max(0, 100 - lost), tuple(findings))


def _apply(rule: Rule, plan: Plan, context: DraftContext) -> Iterator[Finding]:
    for fault in rule.test(plan, context):
        yield Finding(
            rule=rule.id,
            severity=fault.severity or rule.severity,
            section=rule.section,
            title=context.wording[f"{rule.id}.title"],
            message=context.wording.both(f"{rule.id}.{fault.message}", **fault.slots),
            fix=context.wording.both(f"{rule.id}.fix", **fault.slots),
            field=fault.field,
            question=_question(rule, fault, context),
            rows=rule.rows,
        )


def _question(rule: Rule, fault: Fault, context: DraftContext) -> str:
    """Return the question that asks for the field at fault, else that of the rule."""
    return context.labels.question_of(fault.field) or rule.question
