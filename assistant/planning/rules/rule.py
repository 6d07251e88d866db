"""Rule: one deterministic check of a plan, and the faults it may find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as held
from typing import Any

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Plan
from assistant.planning.severity import Severity

Slot = str | Bilingual


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a rule found wrong.

    `message` names the text ("short" of R-19 is "R-19.short"), `slots` fill it and the fix.
    `field` is where the owner can change it; `severity` replaces that of the rule. `change` holds
    the plain values of the fields that would repair it, empty when only the owner can.
    """

    message: str
    slots: Mapping[str, Slot] = held(default_factory=dict)
    field: str = ""
    severity: Severity | None = None
    change: Mapping[str, Any] = held(default_factory=dict)


Test = Callable[[Plan, DraftContext], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: severity B blocks approval, W warns, I informs.

    `section` is where the finding is shown, `question` what to answer to repair it, `rows` the
    source rows it rests on. The title and the texts stand in prompts/plan.yaml under the id.
    A `firm` rule is about sums and facts, which no reason of the owner makes right.
    """

    id: str
    severity: Severity
    section: str
    question: str
    test: Test
    rows: tuple[str, ...]
    firm: bool = False


def listed(items: Sequence[Slot]) -> Bilingual:
    """Join items into one text, in each language with its own comma."""
    zh, en = (
        between.join(item if isinstance(item, str) else item.text(language) for item in items)
        for language, between in (("zh", "、"), ("en", ", "))
    )
    return Bilingual(zh=zh, en=en)


def money(amount: float) -> Bilingual:
    """Return an amount in yuan as a slot."""
    return Bilingual(zh=figures.yuan(amount, "zh"), en=figures.yuan(amount, "en"))


def lacking(
    context: DraftContext, record: Mapping[str, object], key: str, names: Iterable[str]
) -> Iterator[Bilingual]:
    """Yield what the columns a record leaves empty are called."""
    for name in names:
        if record.get(name) in (None, "", []):
            yield context.labels.column_names(key, name)
