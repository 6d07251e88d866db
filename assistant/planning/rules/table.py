"""Table: all review rules in the order of their numbers.

When a rule speaks. A plan is reviewed at every stage of the interview, so a rule compares figures
as soon as all of them are known (assumed ones count), and judges what somebody said as soon as it
is said. What is missing is worth a finding only where the question was put (`timing.is_due`): it
is answered in part, or most of its stage is answered. Until then the one finding of R-34 and the
open questions under each section say it. Only what no plan can do without is missed from the
start: goal, lead, review dates, upkeep, indicators and risks; actions, duties and risks that were
proposed rather than said are not judged. A rule speaks at most once about things of one kind.
"""

from __future__ import annotations

from assistant.planning.rules.actions import check_actions, check_load
from assistant.planning.rules.approval import check_approval
from assistant.planning.rules.battles import (
    check_briefs,
    check_days,
    check_lead_time,
    check_level,
    check_stock,
)
from assistant.planning.rules.consistency import check_citations, check_names
from assistant.planning.rules.control import check_indicators, check_reviews, check_risks
from assistant.planning.rules.evidence import check_answers, check_use
from assistant.planning.rules.exposure import check_dependence, check_test
from assistant.planning.rules.goal import (
    check_concrete,
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
from assistant.planning.rules.rule import Rule
from assistant.planning.rules.service import check_service
from assistant.planning.rules.situation import (
    check_carriers,
    check_opinions,
    check_rivals,
    check_situation,
)
from assistant.planning.rules.slogans import check_slogans
from assistant.planning.rules.strategy import (
    check_alternatives,
    check_answers_to_issues,
    check_methods,
    check_proof,
)
from assistant.planning.rules.summary import check_repeats, check_summary
from assistant.planning.rules.team import check_posts

RULES: tuple[Rule, ...] = (
    Rule("R-01", "W", "P1", "A5", check_summary, ("S3-4",)),
    Rule("R-02", "B", "P1", "A5", check_repeats, ("S3-4",), firm=True),
    Rule("R-03", "W", "P2", "A8", check_situation, ("S3-5", "S0-3")),
    Rule("R-04", "W", "P3", "B7", check_rivals, ("S3-6",)),
    Rule("R-05", "B", "P5", "A6", check_answers_to_issues, ("S3-13", "S3-42")),
    Rule("R-06", "B", "P4", "A5", check_goal, ("S4-34", "S1-6"), firm=True),
    Rule("R-07", "B", "P4", "A5", check_milestones, ("S0-5", "S1-8"), firm=True),
    Rule("R-08", "W", "P4", "A5", check_growth, ("S0-9",)),
    Rule("R-09", "W", "P4", "A7", check_horizon, ("S0-2",)),
    Rule("R-10", "W", "P4", "C2", check_concrete, ("S3-12",)),
    Rule("R-11", "B", "P6", "C7", check_actions, ("S3-14", "S3-17"), firm=True),
    Rule("R-12", "W", "P6", "D2", check_load, ("S1-2",)),
    Rule("R-13", "B", "P6", "D4", check_lead, ("S0-10", "S2-2"), firm=True),
    Rule("R-14", "B", "P7", "A9", check_sums, ("S2-3",), firm=True),
    Rule("R-15", "W", "P7", "A9", check_evenness, ("S0-22",)),
    Rule("R-16", "W", "P7", "C9", check_one_month, ("S0-26",)),
    Rule("R-17", "W", "P5", "C6", check_brand_share, ("S1-20",)),
    Rule("R-18", "W", "P7", "E4", check_reserve, ("S3-35", "S3-56")),
    Rule("R-19", "B", "P7", "C8", check_need, ("S4-30",)),
    Rule("R-20", "B", "P2", "B8", check_order, ("S0-28",)),
    Rule("R-21", "W", "P2", "A8", check_dependence, ("S0-19", "S0-28")),
    Rule("R-22", "B", "P6", "C9", check_briefs, ("S3-29", "S3-35", "S2-19")),
    Rule("R-23", "W", "P6", "C9", check_lead_time, ("S2-13", "S0-25")),
    Rule("R-24", "W", "P6", "C9", check_stock, ("S2-15",)),
    Rule("R-25", "W", "P6", "E1", check_level, ("S2-14",)),
    Rule("R-26", "W", "P6", "C9", check_slogans, ("S3-32",)),
    Rule("R-27", "W", "P8", "E3", check_upkeep, ("S3-19",)),
    Rule("R-28", "B", "P9", "E2", check_reviews, ("S3-20", "S4-37"), firm=True),
    Rule("R-29", "W", "P9", "E1", check_indicators, ("S1-25", "S0-26")),
    Rule("R-30", "W", "P9", "E4", check_risks, ("S3-35", "S0-16")),
    Rule("R-31", "B", "P5", "E5", check_alternatives, ("S3-27",)),
    Rule("R-32", "W", "P5", "E5", check_proof, ("S3-46",)),
    Rule("R-33", "I", "P5", "A6", check_methods, ("S2-6", "S3-54")),
    Rule("R-34", "B", "A", "A1", check_answers, ("S3-43",), firm=True),
    Rule("R-35", "B", "C", "A1", check_use, ("S3-49",), firm=True),
    Rule("R-36", "W", "B", "A1", check_citations, ("S2-16",), firm=True),
    Rule("R-37", "W", "P2", "B5", check_names, ("S1-21",), firm=True),
    Rule("R-38", "W", "P6", "D2", check_posts, ("S0-21",)),
    Rule("R-39", "W", "P6", "D5", check_service, ("S1-22", "S1-23")),
    Rule("R-40", "B", "P9", "E6", check_approval, ("S3-49",), firm=True),
    Rule("R-41", "I", "P2", "D2", check_opinions, ("S2-4", "S3-3")),
    Rule("R-42", "W", "P2", "A8", check_carriers, ("S1-13", "S3-2")),
    Rule("R-43", "W", "P7", "C8", check_test, ("S0-7", "S0-35")),
    Rule("R-44", "I", "P6", "C9", check_days, ("S2-24",)),
)
