"""Calendar file: prompts/calendar.yaml to a checked Calendar; a mistake names node and key."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from assistant.calculators.calendar_node import Node, Sighting
from assistant.calculators.calendar_rule import OffsetDate
from assistant.calculators.calendar_rule_file import read_rule
from assistant.calculators.calendar_section import Section
from assistant.calculators.calendar_task import TaskTemplate
from assistant.calculators.campaign_calendar import Calendar, DaysOff, Holiday
from assistant.calculators.notes import Note
from assistant.prompts import load_yaml

_FILE = "calendar.yaml"
_WHO = frozenset({"b2c", "b2b", "export", "all"})
_PHASES = ("preheat", "day", "after")
_NODE_KEYS = frozenset({"key", "zh", "en", "who", "rule", "lead_days", "schedule", "source"})
_NODE_EXTRAS = frozenset({"aliases", "preheat_days", "length_days", "after_days", "phases", "seen"})


def load_calendar(directory: Path) -> Calendar:
    """Read calendar.yaml from a folder (prompts/) and check all of it.

    Raises:
        PromptError: the file is missing, cannot be read, or a value is wrong.
    """
    file = Section.of(load_yaml(directory / _FILE), _FILE)
    file.check_keys({"years", "roles", "schedules", "statutory", "days_off", "nodes"})
    first, last = _years(file)
    schedules = _schedules(file)
    nodes: dict[str, Node] = {}
    for section in file.sections("nodes", "key"):
        node = _node(section, range(first, last + 1), schedules)
        if node.key in nodes:
            raise section.wrong("key", "和别的节点重复", "is used twice")
        nodes[node.key] = node
    _check_names(file, nodes)
    return Calendar(
        first_year=first,
        last_year=last,
        nodes=MappingProxyType(nodes),
        schedules=MappingProxyType(schedules),
        statutory=tuple(_holiday(item, nodes) for item in file.sections("statutory", "node")),
        days_off=MappingProxyType(_days_off(file)),
    )


def _years(file: Section) -> tuple[int, int]:
    years = file.items("years")
    if len(years) == 2 and all(type(year) is int for year in years) and years[0] <= years[1]:
        return years[0], years[1]
    raise file.wrong("years", "要写成 [2026, 2035]", "write it as [2026, 2035]")


def _schedules(file: Section) -> dict[str, tuple[TaskTemplate, ...]]:
    roles = {key: file.section("roles").section(key) for key in file.section("roles").data}
    titles: dict[str, Note] = {
        key: {"zh": role.text("zh"), "en": role.text("en")} for key, role in roles.items()
    }
    section = file.section("schedules")
    return {
        key: tuple(_task(item, titles) for item in section.sections(key)) for key in section.data
    }


def _task(section: Section, roles: Mapping[str, Note]) -> TaskTemplate:
    section.check_keys({"day", "role", "zh", "en"}, {"keep_date", "hours"})
    return TaskTemplate(
        day=section.whole("day", -75, 120),
        role=roles[section.one_of("role", roles.keys())],
        zh=section.text("zh"),
        en=section.text("en"),
        keeps_date=section.flag("keep_date"),
        hours=section.text("hours", ""),
    )


def _node(
    section: Section, years: range, schedules: Mapping[str, tuple[TaskTemplate, ...]]
) -> Node:
    section.check_keys(_NODE_KEYS, _NODE_EXTRAS)
    who = section.texts("who")
    if not who or not _WHO.issuperset(who):
        raise section.wrong("who", "只能用 b2c、b2b、export、all", "may hold b2c, b2b, export, all")
    return Node(
        key=section.text("key"),
        zh=section.text("zh"),
        en=section.text("en"),
        aliases=section.texts("aliases"),
        who=who,
        rule=read_rule(section.section("rule"), years),
        lead_days=section.whole("lead_days", 0, 180),
        preheat_days=section.whole("preheat_days", 0, 60, 0),
        length_days=section.whole("length_days", 1, 60, 1),
        after_days=section.whole("after_days", 0, 60, 0),
        phases=_phases(section),
        schedule=section.one_of("schedule", schedules.keys()),
        source=section.text("source"),
        seen=tuple(_sighting(item) for item in section.sections("seen", "year")),
    )


def _phases(section: Section) -> Mapping[str, int]:
    if "phases" not in section.data:
        return MappingProxyType({})
    phases = section.section("phases")
    phases.check_keys({"preheat", "day"}, {"after"})
    shares = {name: phases.whole(name, 0, 100) for name in _PHASES if name in phases.data}
    if sum(shares.values()) != 100:
        raise section.wrong("phases", "合计要等于 100", "must add up to 100")
    return MappingProxyType(shares)


def _sighting(section: Section) -> Sighting:
    section.check_keys({"year", "zh", "en", "source"}, {"presale"})
    return Sighting(
        year=section.whole("year", 2000, 2100),
        presale=section.date("presale") if "presale" in section.data else None,
        zh=section.text("zh"),
        en=section.text("en"),
        source=section.text("source"),
    )


def _holiday(section: Section, nodes: Mapping[str, Node]) -> Holiday:
    section.check_keys({"node", "from", "days"})
    return Holiday(
        section.one_of("node", nodes.keys()),
        section.whole("from", -7, 7),
        section.whole("days", 1, 10),
    )


def _days_off(file: Section) -> dict[int, DaysOff]:
    section = file.section("days_off")
    announced = {}
    for year in section.data:
        one = section.section(year)
        one.check_keys({"source", "holidays", "working_weekends"})
        days = DaysOff(
            holidays=frozenset(one.dates("holidays")),
            working_weekends=frozenset(one.dates("working_weekends")),
        )
        if any(day.year != year for day in days.holidays | days.working_weekends):
            raise section.wrong(year, "有一天不在这一年", "holds a day of another year")
        announced[year] = days
    return announced


def _check_names(file: Section, nodes: Mapping[str, Node]) -> None:
    """Refuse a name that two nodes share and an offset that leads nowhere."""
    taken: dict[str, str] = {}
    for node in nodes.values():
        for name in dict.fromkeys(node.names):
            if taken.setdefault(name, node.key) != node.key:
                raise file.wrong(
                    f"nodes {node.key}",
                    f"名字 {name} 已经属于 {taken[name]}",
                    f"the name {name} belongs to {taken[name]}",
                )
        if isinstance(node.rule, OffsetDate):
            target = nodes.get(node.rule.node)
            if target is None or isinstance(target.rule, OffsetDate):
                raise file.wrong(
                    f"nodes {node.key} rule node",
                    "要指向一个自己有日期的节点",
                    "must name a node that has a date of its own",
                )
