"""Reality gauge: what the goal means for one day, against today, from whatever is known so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.errors import InputError
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.planning import slots
from assistant.planning.figures import number
from assistant.planning.gauge_book import GaugeBook
from assistant.planning.gauge_demands import demands
from assistant.planning.gauge_inputs import DAYS_A_YEAR, FIELDS, GaugeInputs, gauge_inputs
from assistant.planning.phrases import Phrases, Slot
from assistant.planning.profile_facts import yearly_budget
from assistant.planning.span import Span
from assistant.planning.stated import figure, stated_only

Colour = Literal["green", "amber", "red"]
Period = Literal["day", "month"]
_PERIODS: dict[Period, int] = {"day": DAYS_A_YEAR, "month": 12}
# The readings of each period: what it is called, and the step of the funnel (K4) it shows.
_READINGS: dict[Period, dict[str, str]] = {
    "day": {"orders": "orders", "visitors": "visitors", "money": "budget"},
    "month": {
        "enquiries": "leads",
        "orders": "customers",
        "visitors": "visitors",
        "money": "budget",
    },
}
_UNIT = {"money": slots.money}


@dataclass(frozen=True, slots=True)
class Reading:
    """One dial: `needed` a day (or month) against `now`, None when today is not known.

    `times` is how often today's figure is needed, None without one; `basis` says where `now` comes
    from; `text` is the whole reading in one line.
    """

    key: str
    label: Bilingual
    now: Span | None
    needed: Span
    times: float | None
    colour: Colour
    basis: Bilingual
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Gauge:
    """The goal in terms of one period.

    `line` is the goal in one sentence; `must` what has to be true for it; `assumed` one line for
    each input something else stands in for, `guessed` the fields a range stands in for.
    """

    period: Period
    line: Bilingual
    readings: tuple[Reading, ...]
    must: tuple[Bilingual, ...]
    assumed: tuple[Bilingual, ...]
    guessed: tuple[str, ...]


def gauge(profile: Profile, book: GaugeBook, questions: QuestionBook) -> Gauge | None:
    """Return the gauge of a partial profile; assumptions in it count as not said.

    None until a goal in money and anything about price, cost or funnel are known, and while a
    figure of the owner is beyond what K4 takes.

    Args:
        profile: what the owner said so far.
        book: ranges, thresholds and texts.
        questions: what the fields are called.

    Sources: S4-30 (K4), S0-28 (K5), I-01.
    """
    said = stated_only(profile)
    inputs = gauge_inputs(said, book)
    if inputs is None:
        return None
    try:
        return _Dials(said, inputs, book).gauge(questions)
    except InputError:  # a rate of 0, an order of 0 yuan: nothing can be worked back from it
        return None


class _Dials:
    """Puts the figures of one owner into words."""

    def __init__(self, said: Profile, inputs: GaugeInputs, book: GaugeBook) -> None:
        self._said = said
        self._inputs = inputs
        self._book = book
        self._say: Phrases = book.phrases
        self._period: Period = "day" if inputs.kind == "shop" else "month"
        self._needed = inputs.chain(inputs.goal)
        self._now = inputs.chain(inputs.now) if inputs.now else {}

    def gauge(self, questions: QuestionBook) -> Gauge:
        inputs = self._inputs
        fields = {name: questions.field(FIELDS[name]) for name in inputs.guessed}
        worded = {name: _worded_in(field.unit) for name, field in fields.items()}
        return Gauge(
            period=self._period,
            line=self._line(),
            readings=tuple(self._reading(key) for key in _READINGS[self._period]),
            must=tuple(demands(self._said, inputs, self._book)),
            assumed=(
                *self._priced(),
                *(
                    self._say(
                        "assumed.range",
                        field=fields[name].label,
                        low=worded[name](item.low),
                        high=worded[name](item.high),
                    )
                    for name, item in inputs.guessed.items()
                ),
            ),
            guessed=tuple(FIELDS[name] for name in inputs.guessed),
        )

    def _priced(self) -> Iterator[Bilingual]:
        if self._inputs.price is not None:
            yield self._say("assumed.price", price=slots.money(self._inputs.price))

    def _line(self) -> Bilingual:
        shown = {key: self._shown(key, self._per(key)) for key in _READINGS[self._period]}
        goal = self._book.between(self._inputs.goal, slots.goal_money)
        line = self._say(f"line.{self._period}", goal=goal, **shown)
        if not self._now:
            return self._say("line.open", line=line)
        now = self._shown("orders", self._of_today("orders"))
        return self._say(f"line.now.{self._period}", line=line, now=now)

    def _reading(self, key: str) -> Reading:
        needed, (now, basis) = self._per(key), self._today(key)
        times = needed.usual / now.usual if now and now.usual > 0 else None
        return Reading(
            key=key,
            label=self._say(f"label.{self._period}.{key}"),
            now=now,
            needed=needed,
            times=times,
            colour=self._colour(now, times),
            basis=self._say(basis),
            text=self._told(key, now, times, basis),
        )

    def _told(self, key: str, now: Span | None, times: float | None, basis: str) -> Bilingual:
        said: dict[str, Slot] = {
            "label": self._say(f"label.{self._period}.{key}"),
            "needed": self._shown(key, self._per(key)),
            "basis": self._say(basis),
        }
        if now is None or times is None:
            return self._say("reading.open", **said)
        said["now"] = self._shown(key, now)
        if times <= 1:
            return self._say("reading.enough", **said)
        return self._say("reading.times", **said, times=_times(times))

    def _colour(self, now: Span | None, times: float | None) -> Colour:
        limits = self._book.thresholds
        if times is None:
            return "amber" if now is None else "red"  # nothing at all today is far from any goal
        if times < limits.amber_from:
            return "green"
        return "amber" if times < limits.red_from else "red"

    def _today(self, key: str) -> tuple[Span | None, str]:
        """Return today's figure for one period, and the text that says where it comes from."""
        periods = _PERIODS[self._period]
        visitors = figure(self._said.raw("funnel.monthly_visitors"))
        if key == "visitors" and visitors is not None:
            return Span.of(visitors * 12 / periods), "basis.visitors"
        budget = yearly_budget(self._said) if key == "money" else None
        if budget is not None:
            return Span.of(budget / periods), "basis.budget"
        if not self._now:
            return None, "basis.unknown"
        return self._of_today(key), "basis.sales"

    def _per(self, key: str) -> Span:
        return self._needed[_READINGS[self._period][key]].over(_PERIODS[self._period])

    def _of_today(self, key: str) -> Span:
        return self._now[_READINGS[self._period][key]].over(_PERIODS[self._period])

    def _shown(self, key: str, span: Span) -> Slot:
        return self._book.between(span, _UNIT.get(key, slots.count))


def _worded_in(unit: str) -> Callable[[float], Slot]:
    return slots.percent if unit == "pct" else slots.money


def _times(times: float) -> str:
    """Return how many times in words; close to one the second decimal tells."""
    return number(round(times, 2 if times < 2 else 1))
