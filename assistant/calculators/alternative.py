"""Alternative: one way to reach the goal, with what it earns, costs and how feasible it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.calculators import bounds
from assistant.errors import InputError


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan to compare; `profit` and `cost` in any one money unit, `feasibility` 1 to 5."""

    name: str
    profit: float
    cost: float
    feasibility: float

    def checked(self) -> Alternative:
        """Return the alternative itself.

        Raises:
            InputError: it has no name, or a number is out of range.
        """
        if not self.name.strip():
            raise InputError(
                "plans 里有一个方案没有名字。请写成 名字:利润:成本:可行性。",
                "plans holds a plan without a name. Write name:profit:cost:feasibility.",
            )
        bounds.money(f"plans {self.name} profit", self.profit)
        bounds.positive(f"plans {self.name} cost", self.cost)
        bounds.within(f"plans {self.name} feasibility", self.feasibility, 1, 5)
        return self


def checked_alternatives(plans: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return the alternatives as a tuple of at least one, each with its own name.

    Raises:
        InputError: there is none, two share a name, or one cannot be used.
    """
    checked = tuple(plan.checked() for plan in plans)
    names = [plan.name for plan in checked]
    if checked and len(set(names)) == len(names):
        return checked
    raise InputError(
        "plans 至少要有一个方案，名字不能重复。请核对。",
        "plans needs at least one plan and no name twice. Please check.",
    )
