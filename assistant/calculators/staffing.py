"""K12 staffing: the posts the chosen platforms need, and service seats for the busiest hour."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.platform_roles import PLATFORMS, ROLES_EN, PlatformRoles, find_platform
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import round_up
from assistant.errors import InputError

_FORMULA = (
    "seats = ⌈inquiries per hour / (capacity per hour × utilisation)⌉; roles by table (S0-21)"
)
_UNITS = {"roles": "", "unknown_platforms": "", "seats": "people"}


@records_inputs
def staffing(
    *,
    platforms: Sequence[str],
    inquiries_per_hour: float | None = None,
    capacity_per_hour: float = 45,
    utilisation_pct: float = 80,
) -> Result:
    """List the posts a choice of platforms needs and count service seats.

    Args:
        platforms: names as people say them ("淘宝", "抖音直播", "1688").
        inquiries_per_hour: inquiries in the busiest hour; with it the seats.
        capacity_per_hour: inquiries one person can answer in an hour.
        utilisation_pct: share of the hour really spent answering.

    Returns:
        roles: [{zh, en, need, platforms}], need "must" before "useful"; unknown_platforms: names
        the table does not hold; seats in people, None without inquiries.

    Raises:
        InputError: no known platform among the names, or a number is out of range.

    Sources: S0-21 (K12).
    """
    found = {name: find_platform(name) for name in platforms}
    known = tuple(dict.fromkeys(platform for platform in found.values() if platform))
    if not known:
        listed = "、".join(platform.name for platform in PLATFORMS)
        raise InputError(
            f"platforms 里没有认识的平台。认识这些：{listed}。",
            f"platforms names none that is known. Known are: {listed}.",
        )
    answered = bounds.positive("capacity_per_hour", capacity_per_hour)
    answered *= bounds.rate("utilisation_pct", utilisation_pct) / 100
    return Result(
        name="staffing",
        values={
            "roles": _roles(known),
            "unknown_platforms": [name for name, platform in found.items() if platform is None],
            "seats": _seats(inquiries_per_hour, answered),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(),
    )


def _seats(inquiries: float | None, answered: float) -> int | None:
    if inquiries is None:
        return None
    return round_up(bounds.money("inquiries_per_hour", inquiries) / answered)


def _roles(platforms: Sequence[PlatformRoles]) -> list[dict[str, object]]:
    """Merge the platforms' posts: a post one of them must have is a must."""
    must = dict.fromkeys(role for platform in platforms for role in platform.must)
    useful = dict.fromkeys(role for platform in platforms for role in platform.useful)
    return [
        {
            "zh": role,
            "en": ROLES_EN[role],
            "need": "must" if role in must else "useful",
            "platforms": [p.name for p in platforms if role in (*p.must, *p.useful)],
        }
        for role in {**must, **useful}
    ]


def _notes() -> tuple[Note, ...]:
    return (
        note(
            "除了淘宝要客服和美工，其余岗位是一般做法，请按自己的情况改。",
            "Only service and design for Taobao are from the source; the rest is common practice.",
        ),
    )


STAFFING = Calculator(
    name="staffing",
    k="K12",
    function=staffing,
    zh="平台要哪些人",
    en="People by platform",
    inputs=(
        Input("platforms", "平台", "platforms", kind="texts", required=True),
        Input("inquiries_per_hour", "最忙一小时的咨询量", "inquiries in the busiest hour", "count"),
        Input(
            "capacity_per_hour",
            "一个客服一小时能接多少",
            "answered by one person",
            "count",
            default="45",
        ),
        Input("utilisation_pct", "实际接待时间占比", "share of the hour used", "pct", default="80"),
    ),
    values=_UNITS,
    example={"platforms": "淘宝,抖音", "inquiries_per_hour": "420"},
    sources=("S0-21",),
)
