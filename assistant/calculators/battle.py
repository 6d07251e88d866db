"""Battle: a sales node of the year, its share of the battle money and the months it lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from assistant.calculators import bounds
from assistant.errors import InputError

CustomerType = Literal["b2b", "b2c", "both"]


@dataclass(frozen=True, slots=True)
class Battle:
    """One node: `months` maps calendar months (1 = January) to the weight of each phase."""

    name: str
    weight: float
    months: Mapping[int, float]

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict: name, weight, months [{month, weight}]."""
        months = [{"month": month, "weight": weight} for month, weight in self.months.items()]
        return {"name": self.name, "weight": self.weight, "months": months}

    def checked(self) -> Battle:
        """Return the battle itself.

        Raises:
            InputError: no name, no month, a month outside 1 to 12, or weights that sum to 0.
        """
        if not self.name.strip():
            raise InputError(
                "nodes 里有一个战役没有名字。请写成 名字:权重:月份。",
                "nodes holds a battle without a name. Write name:weight:month.",
            )
        bounds.money(f"nodes {self.name}", self.weight)
        bounds.weights(f"nodes {self.name}", tuple(self.months.values()))
        for month in self.months:
            bounds.whole(f"nodes {self.name}", month, 1, 12)
        return self


def checked_battles(battles: Iterable[Battle]) -> tuple[Battle, ...]:
    """Return the battles as a tuple; their weights must not all be 0.

    Raises:
        InputError: a battle or the weights together cannot be used.
    """
    checked = tuple(battle.checked() for battle in battles)
    bounds.weights("nodes", [battle.weight for battle in checked])
    return checked


# S0-23 names 618 and Double 11; the other nodes, the weights and the halves of "both" are defaults
# of this project that a consultant may change in the plan.
DEFAULT_BATTLES: Mapping[CustomerType, tuple[Battle, ...]] = MappingProxyType(
    {
        "b2c": (
            Battle("年货节", 10, {1: 100}),
            Battle("38节", 15, {3: 100}),
            Battle("618", 30, {5: 45, 6: 55}),
            Battle("双11", 45, {10: 35, 11: 65}),
        ),
        "b2b": (
            Battle("春季采购", 50, {3: 40, 4: 60}),
            Battle("秋季采购", 50, {9: 40, 10: 60}),
        ),
        "both": (
            Battle("春季采购", 20, {3: 40, 4: 60}),
            Battle("618", 25, {5: 45, 6: 55}),
            Battle("秋季采购", 20, {9: 40, 10: 60}),
            Battle("双11", 35, {10: 35, 11: 65}),
        ),
    }
)
