"""Replies as owners type them are read right; a wrong value counts double against a missing one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from interview_files import read

from assistant.interview.profile import Profile
from assistant.interview.value import Value

ROWS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "replies.yaml").read_text(encoding="utf-8")
)
NEEDED = 0.95


def expected_values(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in row["expect"].items()
    }


def read_values(row: dict[str, Any]) -> dict[str, Any]:
    known = {key: Value(**entry) for key, entry in row.get("known", {}).items()}
    update = read(row["q"], row["say"], Profile(known))
    return {
        key: value.value
        for key, value in update.values.items()
        # the one-liner is the reply itself; what was calculated counts where it is expected
        if key != "company.one_liner" and (value.origin != "calculated" or key in row["expect"])
    }


def test_there_are_at_least_three_hundred_replies_and_some_for_every_question():
    questions = {row["q"] for row in ROWS}
    assert len(ROWS) >= 300
    assert questions == {
        *(f"A{n}" for n in range(1, 11)),
        *(f"B{n}" for n in range(1, 9)),
        *(f"C{n}" for n in range(1, 11)),
        *(f"D{n}" for n in range(1, 7)),
        *(f"E{n}" for n in range(1, 7)),
        "-",
    }


def test_nineteen_of_twenty_values_are_read_right():
    right, lost = 0, []
    for row in ROWS:
        expected, found = expected_values(row), read_values(row)
        keys = expected.keys() | found.keys()
        good = {key for key in keys if expected.get(key) == found.get(key)}
        right += len(good) or (not keys)
        for key in sorted(keys - good):
            kind = "missing" if key not in found else "wrong"
            lost.append((kind, row["q"], row["say"], key, found.get(key), expected.get(key)))
    penalty = sum(2 if kind == "wrong" else 1 for kind, *_ in lost)
    report = "\n".join(f"{k} {q} {say!r} {key}: {f!r}, not {e!r}" for k, q, say, key, f, e in lost)
    assert right / (right + penalty) >= NEEDED, report


def test_every_value_keeps_the_reply_its_question_and_its_origin():
    update = read("A9", "一年60万，预备金10%")
    assert {key: value.to_dict() for key, value in update.values.items()} == {
        "budget.total": {
            "value": 600000,
            "unit": "yuan",
            "origin": "answer",
            "raw": "一年60万，预备金10%",
            "question": "A9",
        },
        "budget.period": {
            "value": "year",
            "unit": "",
            "origin": "answer",
            "raw": "一年60万，预备金10%",
            "question": "A9",
        },
        "budget.reserve_pct": {
            "value": 10,
            "unit": "pct",
            "origin": "answer",
            "raw": "一年60万，预备金10%",
            "question": "E4",
        },
    }


def test_a_range_keeps_its_ends_and_a_hedge_stays_in_the_note():
    budget = read("A9", "一年大概50到60万左右").values["budget.total"]
    assert (budget.value, budget.low, budget.high, budget.note) == (
        550000,
        500000,
        600000,
        "大概 左右",
    )


@pytest.mark.parametrize("row", [row for row in ROWS if str(row["say"]).startswith("不对")])
def test_a_correction_is_read_to_the_letter(row):
    assert read_values(row) == expected_values(row)
