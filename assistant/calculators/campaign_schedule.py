"""K7 campaign schedule: from a node of the calendar back to dated tasks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.calendar_node import Node
from assistant.calculators.calendar_task import TaskTemplate
from assistant.calculators.campaign_calendar import Calendar
from assistant.calculators.notes import Note, note
from assistant.calculators.result import Result

_FORMULA = (
    "date of a task = node + its day, before the pre-heat in proportion to the node's lead; "
    "then the nearest working day (S0-23, S0-25, S2-13)"
)
_UNITS = {
    "date": "date",
    "weekday": "",
    "is_working_day": "",
    "lead_days": "days",
    "prep_start": "date",
    "phases": "",
    "presale": "",
    "tasks": "",
    "days_off_known": "",
}
_PHASE_TITLES: dict[str, Note] = {
    "preheat": note("预热", "pre-heat"),
    "day": note("爆发", "the sale"),
    "after": note("返场", "tail"),
}
_PRESALE_PAGES_DAYS = 7
_WEEKDAYS_ZH = "一二三四五六日"


def campaign_schedule(
    *, node: str, year: int, owner: str | None = None, calendar: Calendar
) -> Result:
    """Schedule everything a campaign needs, from its first preparation to its review.

    Args:
        node: name of the day as people say it ("双十一", "618", "Black Friday").
        year: year in which the day falls.
        owner: who is named for every task; default the post it belongs to.
        calendar: the nodes, task lists and holidays (`load_calendar`).

    Returns:
        date (ISO), weekday (1 Monday to 7 Sunday), is_working_day, lead_days, prep_start;
        phases [{phase, zh, en, share_pct, start, end}]; presale: {date, based_on, source}, when
        the platform's sale opened last time carried over to this year, or None;
        tasks [{date, day, hours, task, en, role, owner}] in order, day counted from the node;
        days_off_known: whether the holidays of all those days have been announced.

    Raises:
        InputError: the node is not known or the calendar does not reach the year.

    Sources: S0-23, S0-25, S2-13, S2-22 (K7).
    """
    found = calendar.find(node)
    when = calendar.date_of(found, year)
    presale = _presale(calendar, found, when)
    tasks = _tasks(calendar, found, when, owner)
    if presale is not None:
        tasks.append(_presale_task(calendar, presale, when, owner))
        tasks.sort(key=lambda task: str(task["date"]))
    start = min(when - timedelta(days=found.lead_days), date.fromisoformat(tasks[0]["date"]))
    known = all(calendar.knows_days_off(date.fromisoformat(task["date"])) for task in tasks)
    return Result(
        name="campaign_schedule",
        inputs={"node": found.zh, "year": year, "owner": owner},
        values={
            "date": when.isoformat(),
            "weekday": when.isoweekday(),
            "is_working_day": calendar.is_working_day(when),
            "lead_days": found.lead_days,
            "prep_start": start.isoformat(),
            "phases": _phases(found, when),
            "presale": presale,
            "tasks": tasks,
            "days_off_known": known,
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(found, when, known),
    )


def _phases(node: Node, when: date) -> list[dict[str, Any]]:
    """Return the phases with their first and last day."""
    last = when + timedelta(days=node.length_days - 1)
    spans = {
        "preheat": (when - timedelta(days=node.preheat_days), when - timedelta(days=1)),
        "day": (when, last),
        "after": (last + timedelta(days=1), last + timedelta(days=node.after_days)),
    }
    return [
        {
            "phase": phase,
            **_PHASE_TITLES[phase],
            "share_pct": share,
            "start": spans[phase][0].isoformat(),
            "end": spans[phase][1].isoformat(),
        }
        for phase, share in node.phases.items()
    ]


def _tasks(calendar: Calendar, node: Node, when: date, owner: str | None) -> list[dict[str, Any]]:
    templates = calendar.schedules[node.schedule]
    tasks = [_task(calendar, node, when, owner, template) for template in templates]
    return sorted(tasks, key=lambda task: str(task["date"]))


def _task(
    calendar: Calendar, node: Node, when: date, owner: str | None, template: TaskTemplate
) -> dict[str, Any]:
    # A list without phases (a pause, a risk day) is written for its own node already.
    day = template.day_for(node.lead_days, node.preheat_days) if node.phases else template.day
    planned = when + timedelta(days=day)
    if not template.keeps_date:
        # What comes before the day must not slip towards it.
        planned = calendar.working_day(planned, -1 if day < 0 else 1)
    return {
        "date": planned.isoformat(),
        "day": (planned - when).days,
        "hours": template.hours,
        "task": template.zh,
        "en": template.en,
        "role": template.role["zh"],
        "owner": owner or template.role["zh"],
    }


def _presale(calendar: Calendar, node: Node, when: date) -> dict[str, Any] | None:
    """Carry the latest known opening of the platform's sale over to this year."""
    known = [sighting for sighting in node.seen if sighting.presale is not None]
    if not known:
        return None
    latest = max(known, key=lambda sighting: sighting.year)
    opened = latest.presale or when
    # 29 February becomes 1 March in a year that has none.
    opens = opened.replace(year=when.year, day=1) + timedelta(days=opened.day - 1)
    return {
        "date": opens.isoformat(),
        "based_on": latest.year,
        "source": latest.source,
    }


def _presale_task(
    calendar: Calendar, presale: dict[str, Any], when: date, owner: str | None
) -> dict[str, Any]:
    opens = date.fromisoformat(presale["date"])
    planned = calendar.working_day(opens - timedelta(days=_PRESALE_PAGES_DAYS), -1)
    return {
        "date": planned.isoformat(),
        "day": (planned - when).days,
        "hours": "",
        "task": f"预售页面定稿，报好预售商品（平台预售约 {opens.month} 月 {opens.day} 日开始）",
        "en": f"Freeze pre-sale pages and goods (platform pre-sale opens about {presale['date']})",
        "role": "运营",
        "owner": owner or "运营",
    }


def _notes(node: Node, when: date, days_off_known: bool) -> tuple[Note, ...]:
    notes = [
        note(
            f"{node.zh}在 {when.isoformat()}，星期{_WEEKDAYS_ZH[when.isoweekday() - 1]}。",
            f"{node.en} is on {when.isoformat()}, a {when:%A}.",
        )
    ]
    notes.extend(
        note(f"{seen.zh}（{seen.source}）。", f"{seen.en} ({seen.source}).") for seen in node.seen
    )
    if node.needs_checking or node.seen:
        notes.append(
            note(
                "平台日程每年都变，请核对当年公告。",
                "Dates and phases change every year; check this year's announcement.",
            )
        )
    if not days_off_known:
        notes.append(
            note(
                "有的年份调休待公布，工作日先按周末和法定节假日算。",
                "Make-up days are not announced for all of this time; working days follow "
                "weekends and public holidays for now.",
            )
        )
    return tuple(notes)


CAMPAIGN_SCHEDULE = Calculator(
    name="campaign_schedule",
    k="K7",
    function=campaign_schedule,
    zh="活动倒排表",
    en="Campaign back-schedule",
    inputs=(
        Input("node", "节点", "node", kind="text", required=True),
        Input("year", "哪一年", "year", kind="int", required=True),
        Input("owner", "负责人", "owner", kind="text"),
    ),
    values=_UNITS,
    example={"node": "双11", "year": "2027", "owner": "李梅"},
    sources=("S0-23", "S0-25", "S2-13", "S2-22"),
    needs_calendar=True,
)
