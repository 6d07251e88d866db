"""Drills: four accidents rehearsed on a copy of a profile; the profile itself never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.calculators.result import Result
from assistant.errors import InputError
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.planning import slots
from assistant.planning.drill_book import ACCIDENTS, Accident, DrillBook
from assistant.planning.figures import number
from assistant.planning.first_year import FirstYear, first_year
from assistant.planning.main_shop import main_shop, stress
from assistant.planning.phrases import Slot
from assistant.planning.stated import figure

_WEEKS_A_MONTH = 52 / 12
_ALL = 100


@dataclass(frozen=True, slots=True)
class PlannedAnswer:
    """The risk of the plan that answers an accident; a part nobody filled is empty."""

    event: str
    signal: str
    response: str
    owner: str


@dataclass(frozen=True, slots=True)
class Drill:
    """The outcome of one accident.

    `reached_pct` of the first year's goal, and `before_pct` without the accident; `cash` is the
    account (K17: balance, deepest, need, month) and `cash_before` that without it, both None while
    it cannot be followed. `answer` is None when the plan has no such risk; `first` is what to do
    first either way; `lines` tells everything in short sentences.
    """

    accident: Accident
    title: Bilingual
    story: Bilingual
    before_pct: float
    reached_pct: float
    cash_before: Result | None
    cash: Result | None
    answer: PlannedAnswer | None
    first: Bilingual
    lines: tuple[Bilingual, ...]


def run_drills(profile: Profile, book: DrillBook) -> tuple[Drill, ...]:
    """Rehearse the four accidents.

    Empty until the goal can be divided into months, and while a figure of the profile is beyond
    what the calculators take.

    Args:
        profile: the completed profile of the plan.
        book: how bad the accidents are, and the texts.

    Sources: I-09, S0-19, S0-28 (K19), S0-35 (K17), S4-30 (K4).
    """
    year = first_year(profile)
    if year is None:
        return ()
    try:
        rehearsal = _Rehearsal(profile, year, book)
        return tuple(rehearsal.drill(accident) for accident in ACCIDENTS)
    except InputError:  # a click for 0 yuan cannot become dearer
        return ()


class _Rehearsal:
    """One profile under every accident."""

    def __init__(self, profile: Profile, year: FirstYear, book: DrillBook) -> None:
        self._profile = profile
        self._year = year
        self._book = book
        self._figures = book.figures
        self._shop = main_shop(profile)
        self._stress = stress(profile, sum(year.sales), self._shop, book.figures)

    def drill(self, accident: Accident) -> Drill:
        sales = _SALES[accident](self)
        before = self._year.cash(self._year.sales, self._figures.lag_months)
        after = self._year.cash(sales, self._figures.lag_months)
        answer = self._answer(accident)
        first = self._book.phrases(f"{accident}.first")
        if answer and answer.response:
            first = Bilingual(zh=answer.response, en=answer.response)
        told = self._slots(accident)
        title = self._book.phrases(f"{accident}.title", **told)
        return Drill(
            accident=accident,
            title=title,
            story=self._book.phrases(f"{accident}.story", **told),
            before_pct=self._year.reached_pct(self._year.sales),
            reached_pct=self._year.reached_pct(sales),
            cash_before=before,
            cash=after,
            answer=answer,
            first=first,
            lines=(
                self._outcome(title, sales),
                *(self._lost_orders() if accident == "clicks" else ()),
                *self._on_the_account(before, after),
                self._answered(accident, answer),
            ),
        )

    def after_dearer_clicks(self) -> list[float]:
        """Return the sales the same money reaches when a click costs more (K4)."""
        known = self._profile.get("funnel.cpc")
        cpc = figure(known.value) if known else None
        if known is None or cpc is None:
            return list(self._year.sales)
        dearer = replace(known, value=cpc * (1 + self._figures.cpc_rise_pct / _ALL))
        copy = first_year(self._profile.merge({"funnel.cpc": dearer}))
        return list((copy or self._year).sales)

    def after_closing(self) -> list[float]:
        """Return the sales without the days the largest platform is closed (K19)."""
        loss = float(self._stress.values["loss"])
        spend = self._year.spend or self._year.sales
        worst = spend.index(max(spend))
        return [
            max(0.0, month - loss) if place == worst else month
            for place, month in enumerate(self._year.sales)
        ]

    def after_leaving(self) -> list[float]:
        """Return the sales while nobody buys visitors; the others keep coming by themselves."""
        paid = figure(self._profile.raw("funnel.paid_share_pct"))
        share = 1.0 if paid is None else min(1.0, max(0.0, paid / _ALL))
        idle = self._weeks / _WEEKS_A_MONTH
        return [
            month * (1 - share * min(1.0, max(0.0, idle - place)))
            for place, month in enumerate(self._year.sales)
        ]

    def after_delay(self) -> list[float]:
        """Return the sales that stay at today's pace until the new product comes."""
        today = max(0.0, figure(self._profile.raw("goal.current")) or 0.0) / 12
        late = self._figures.delay_months
        return [min(m, today) if i < late else m for i, m in enumerate(self._year.sales)]

    @property
    def _weeks(self) -> int:
        has_backup = bool(self._profile.text("lead.backup"))
        figures = self._figures
        return figures.weeks_with_backup if has_backup else figures.weeks_without_backup

    def _slots(self, accident: Accident) -> dict[str, Slot]:
        told: dict[str, Slot] = {
            "rise": slots.percent(self._figures.cpc_rise_pct),
            "top": self._shop.name or self._book.phrases("shop"),
            "days": number(self._figures.days_closed),
            "weeks": number(self._weeks),
            "months": number(self._figures.delay_months),
        }
        return {name: told[name] for name in _TOLD[accident]}

    def _answer(self, accident: Accident) -> PlannedAnswer | None:
        for risk in self._profile.items_of("risks"):
            record = risk if isinstance(risk, dict) else {}
            event, signal, response, owner = (
                str(record.get(part) or "") for part in ("event", "signal", "response", "owner")
            )
            if self._book.speaks_of(accident, f"{event} {signal}"):
                return PlannedAnswer(event, signal, response, owner)
        return None

    def _outcome(self, title: Bilingual, sales: list[float]) -> Bilingual:
        reached = slots.percent(self._year.reached_pct(sales))
        lost = slots.money(round(sum(self._year.sales) - sum(sales)))
        return self._book.phrases("line", title=title, reached=reached, lost=lost)

    def _lost_orders(self) -> Iterator[Bilingual]:
        values = self._stress.values
        if values["every_order_loses"]:
            cpa, most = slots.money(values["cpa_after"]), slots.money(values["max_cpa"])
            yield self._book.phrases("every_order_loses", cpa=cpa, most=most)

    def _on_the_account(self, before: Result | None, after: Result | None) -> Iterator[Bilingual]:
        if before and after:
            yield self._book.phrases(
                "cash",
                month=number(after.values["month"]),
                need=slots.money(after.values["need"]),
                need_before=slots.money(before.values["need"]),
                left=slots.money(after.values["balance"][-1]),
                left_before=slots.money(before.values["balance"][-1]),
            )

    def _answered(self, accident: Accident, answer: PlannedAnswer | None) -> Bilingual:
        say = self._book.phrases
        if answer is None or not answer.response:
            return say("unplanned", first=say(f"{accident}.first"))
        owner = say("decides", owner=answer.owner) if answer.owner else say("nobody")
        return say("planned", response=answer.response, owner=owner)


_TOLD: dict[Accident, tuple[str, ...]] = {
    "clicks": ("rise",),
    "closed": ("top", "days"),
    "lead": ("weeks",),
    "delay": ("months",),
}
_SALES: dict[Accident, Callable[[_Rehearsal], list[float]]] = {
    "clicks": _Rehearsal.after_dearer_clicks,
    "closed": _Rehearsal.after_closing,
    "lead": _Rehearsal.after_leaving,
    "delay": _Rehearsal.after_delay,
}
