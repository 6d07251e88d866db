"""Calendar: battles, errands, actions and reviews of a plan as all-day events (RFC 5545)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from assistant.exporting.actions import actions_of
from assistant.exporting.characters import printable
from assistant.planning.period import parse_day
from assistant.planning.plan import Plan

_PRODUCT = "-//Marketing Plan Assistant//plan//ZH"
_ONE_DAY = timedelta(days=1)
_DAY_BEFORE, _SAME_DAY = timedelta(hours=-15), timedelta(hours=9)  # both at nine in the morning


@dataclass(frozen=True, slots=True)
class _Appointment:
    """One event. `key` names it in every later export too; `alarm` counts from midnight."""

    key: str
    title: str
    first: date
    last: date
    alarm: timedelta
    note: str = ""


def to_ics(plan: Plan) -> bytes:
    """Return what of a plan has a day as a calendar file, without time zones.

    An event keeps its UID when its day moves, so importing a newer export moves it.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", printable(plan.title))
    stamp = datetime.fromisoformat(plan.date).replace(tzinfo=UTC)
    seen: Counter[str] = Counter()
    for appointment in _appointments(plan):
        seen[appointment.key] += 1
        number = seen[appointment.key]
        calendar.add_component(_event(appointment, f"{plan.title}/{number}", stamp))
    return bytes(calendar.to_ical())


def _appointments(plan: Plan) -> Iterator[_Appointment]:
    yield from _phases(plan)
    yield from _errands(plan)
    yield from _actions(plan)
    yield from _reviews(plan)


def _phases(plan: Plan) -> Iterator[_Appointment]:
    for phase in plan.agenda.phases:
        first, last = date.fromisoformat(phase.start), date.fromisoformat(phase.end)
        key = f"phase/{phase.battle}/{phase.name}"
        yield _Appointment(key, f"{phase.battle} · {phase.name}", first, last, _DAY_BEFORE)


def _errands(plan: Plan) -> Iterator[_Appointment]:
    for errand in plan.agenda.errands:
        day = date.fromisoformat(errand.day)
        title = _with(errand.what, errand.who, plan)
        key = f"errand/{errand.battle}/{errand.what}"
        yield _Appointment(key, f"{errand.battle} · {title}", day, day, _SAME_DAY)


def _actions(plan: Plan) -> Iterator[_Appointment]:
    captions = plan.captions
    for action in actions_of(plan):
        entries = (("money", action.money), ("proof", action.proof))
        note = "\n".join(f"{captions[name]}{text}" for name, text in entries if text)
        for step, day in action.days:
            title = f"{captions[step]} · {_with(action.what, action.owner, plan)}"
            key = f"action/{action.what}/{step}"
            yield _Appointment(key, title, day, day, _DAY_BEFORE, note)


def _reviews(plan: Plan) -> Iterator[_Appointment]:
    for number, text in enumerate(plan.agenda.reviews, 1):
        if day := parse_day(text):
            key = f"review/{number}"
            yield _Appointment(key, plan.captions["review"], day, day, _DAY_BEFORE)


def _with(what: str, who: str, plan: Plan) -> str:
    left, right = "（）" if plan.language == "zh" else (" (", ")")
    return f"{what}{left}{who}{right}" if who else what


def _event(appointment: _Appointment, plan_key: str, stamp: datetime) -> Event:
    event = Event()
    name = sha256(f"{plan_key}/{appointment.key}".encode(errors="replace")).hexdigest()[:32]
    event.add("uid", f"{name}@marketing-plan-assistant")
    event.add("dtstamp", stamp)
    event.add("summary", printable(appointment.title))
    event.add("dtstart", appointment.first)
    event.add("dtend", appointment.last + _ONE_DAY)
    event.add("transp", "TRANSPARENT")
    if appointment.note:
        event.add("description", "\n".join(map(printable, appointment.note.split("\n"))))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(appointment.title))
    alarm.add("trigger", appointment.alarm)
    event.add_component(alarm)
    return event
