"""Reading calendar.yaml: every mistake is refused with file, place and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.calculators.calendar_file import load_calendar
from assistant.calculators.calendar_rule import FixedDate
from assistant.errors import PromptError

SMALL = """
years: [2026, 2027]
roles:
  lead: {zh: 负责人, en: lead}
schedules:
  short:
    - {day: -7, role: lead, zh: 准备, en: prepare}
statutory:
  - {node: new_year, from: 0, days: 1}
days_off:
  2026:
    source: notice
    holidays: [2026-01-01]
    working_weekends: [2026-01-04]
nodes:
  - key: new_year
    zh: 元旦
    en: New Year
    who: [all]
    rule: {kind: fixed, month: 1, day: 1}
    lead_days: 7
    phases: {preheat: 60, day: 40}
    schedule: short
    source: gk
  - key: lantern
    zh: 元宵
    en: Lantern Festival
    who: [b2c]
    rule: {kind: lunar, basis: 正月十五, dates: [2026-03-03, 2027-02-20]}
    lead_days: 7
    schedule: short
    source: calc
"""


def load(directory: Path, text: str):
    (directory / "calendar.yaml").write_text(text, encoding="utf-8")
    return load_calendar(directory)


def test_a_small_calendar_is_read(tmp_path):
    calendar = load(tmp_path, SMALL)
    node = calendar.find("元旦")

    assert (calendar.first_year, calendar.last_year) == (2026, 2027)
    assert node.rule == FixedDate(1, 1)
    assert dict(node.phases) == {"preheat": 60, "day": 40}
    assert (node.preheat_days, node.length_days, node.after_days) == (0, 1, 0)
    assert calendar.date_of(calendar.find("元宵"), 2027) == date(2027, 2, 20)
    assert calendar.schedules["short"][0].role == {"zh": "负责人", "en": "lead"}
    assert not calendar.is_working_day(date(2026, 1, 1))
    assert calendar.is_working_day(date(2026, 1, 4))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key: new_year\n", "key: lantern\n", "calendar.yaml nodes lantern 的 key"),
        ("kind: fixed", "kind: sometimes", "nodes new_year rule 的 kind"),
        ("month: 1, day: 1", "month: 13, day: 1", "nodes new_year rule 的 month"),
        ("month: 1, day: 1", "month: 2, day: 29", "nodes new_year rule 的 day"),
        ("month: 1, day: 1", "month: 1", "nodes new_year rule 的 day"),
        ("2027-02-20", "2028-02-09", "nodes lantern rule 的 dates：缺少 2027 年"),
        ("2027-02-20", "2026-02-20", "nodes lantern rule 的 dates：同一年有两个日期"),
        ("2027-02-20", "soon", "nodes lantern rule 的 dates"),
        ("2027-02-20", "2027-02-30", "不存在的日期"),
        ("who: [all]", "who: [everybody]", "nodes new_year 的 who"),
        ("who: [all]", "who: []", "nodes new_year 的 who"),
        ("day: 40}", "day: 50}", "nodes new_year 的 phases：合计要等于 100"),
        ("day: 40}", "night: 40}", "nodes new_year phases 的 day"),
        ("en: New Year\n", "en: New Year\n    colour: red\n", "nodes new_year 的 colour"),
        ("en: New Year\n", "en: New Year\n    aliases: [618]\n", "nodes new_year 的 aliases"),
        ("en: New Year\n", "en: 2026\n", "nodes new_year 的 en"),
        ("    en: New Year\n", "", "nodes new_year 的 en：缺少这一项"),
        ("en: Lantern Festival", "en: new year", "名字 new year 已经属于 new_year"),
        ("lead_days: 7\n    phases", "lead_days: soon\n    phases", "nodes new_year 的 lead_days"),
        ("schedule: short\n    source: gk", "schedule: long\n    source: gk", "的 schedule"),
        ("role: lead", "role: cook", "schedules short 1 的 role"),
        ("day: -7", "day: -90", "schedules short 1 的 day"),
        ("day: -7", "day: -7, keep_date: maybe", "schedules short 1 的 keep_date"),
        ("node: new_year", "node: easter", "statutory easter 的 node"),
        ("[2026-01-04]", "[2027-01-04]", "days_off 的 2026"),
        ("years: [2026, 2027]", "years: 2026", "calendar.yaml 的 years"),
        ("years: [2026, 2027]", "years: [2027, 2026]", "calendar.yaml 的 years"),
        ("years: [2026, 2027]", "", "calendar.yaml 的 years：缺少这一项"),
        ("kind: fixed, month: 1, day: 1", "kind: offset, node: x, days: 1", "rule node"),
        ("rule: {kind: fixed, month: 1, day: 1}", "rule: monthly", "nodes new_year rule：要写成"),
        ("nodes:\n", "nodes: none\nold:\n", "calendar.yaml 的 old"),
        ("- {day: -7,", "- {day: [", "读不懂"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path, old, new, said):
    assert old in SMALL
    with pytest.raises(PromptError) as caught:
        load(tmp_path, SMALL.replace(old, new, 1))

    assert said in caught.value.zh
    assert caught.value.en.startswith("calendar.yaml")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PromptError, match=r"calendar\.yaml"):
        load_calendar(tmp_path)


def test_a_file_that_is_not_a_mapping_is_refused(tmp_path):
    with pytest.raises(PromptError, match="键: 值"):
        load(tmp_path, "- just\n- a list\n")
