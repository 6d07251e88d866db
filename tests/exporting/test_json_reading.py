"""Plans come back from their export whole; anything else is refused in one sentence."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from f1 import TODAY, load_book, load_drafter, raw_profile, repaired_profile
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.exporting.export import export
from assistant.exporting.json_file import to_json
from assistant.exporting.json_reading import is_plan_file, read_plan_file
from assistant.interview.profile import Profile
from assistant.interview.state import InterviewState
from assistant.planning.drafter import draft_plan
from assistant.planning.history import History
from assistant.storage.plan_copy import PlanCopy
from assistant.storage.plan_records import Actual, Edit, LoggedChange, Version

DOC = Path(__file__).parents[2] / "docs" / "plan-json.md"
AT = "2026-11-20T08:00:00+00:00"
STATE = InterviewState(
    path="full",
    current="A2",
    settled={"A1": "answered", "A3": "skipped"},
    history=("A1", "A3", "A2"),
).to_dict()
EDIT = Edit("P1/1.1/b-1", "zh", "旧", "新 =1+1", "概略", "李梅", AT)


def past(profile: Profile) -> History:
    """A history with one of everything."""
    version = Version(1, "初稿", "", "张总", AT, "小满家纺", "zh", True, profile.to_dict(), STATE)
    return History(
        edits=(EDIT,),
        versions=(replace(version, edits=(EDIT,)),),
        log=(LoggedChange(1, "goal.target", "", 1, 2, "加码", "李梅", AT),),
        actuals=(Actual("sales", "2027-01", 180_000.0, AT),),
        interview=STATE,
    )


def exported(profile: Profile, history: History, language: str = "zh") -> str:
    context = load_drafter().context(profile, language=language, today=TODAY, history=history)
    return to_json(draft_plan(context))


def again(copy: PlanCopy, language: str = "zh") -> str:
    """What a copy exports, as the program that took it in would."""
    history = History(copy.edits, copy.versions, copy.log, copy.actuals, copy.state)
    return exported(Profile.from_dict(copy.profile), history, language)


def test_a_plan_with_its_past_comes_back_whole():
    text = exported(repaired_profile(), past(raw_profile()))
    copy = read_plan_file(text.encode(), load_book())
    assert Profile.from_dict(copy.profile) == repaired_profile()
    assert copy.state == STATE
    assert (copy.edits, copy.log) == ((EDIT,), past(raw_profile()).log)
    assert copy.versions == past(raw_profile()).versions
    assert again(copy) == text


@settings(max_examples=6)
@given(
    known=st.sets(st.sampled_from(sorted(raw_profile()))),
    language=st.sampled_from(["zh", "en"]),
    with_past=st.booleans(),
)
def test_export_import_export_is_the_same(known, language, with_past):
    profile = raw_profile().without(*(set(raw_profile()) - known))
    history = past(profile) if with_past else History(interview=STATE)
    text = exported(profile, history, language)
    assert again(read_plan_file(text.encode(), load_book()), language) == text


def test_the_document_names_every_key_and_no_other(plan):
    table = DOC.read_text(encoding="utf-8").split("| Key |")[1].split("\n\n")[0]
    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert named == list(json.loads(export(plan, ".json")))


def _with(**changes) -> bytes:
    return json.dumps(
        {**json.loads(exported(raw_profile(), past(raw_profile()))), **changes}
    ).encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file cannot be read; it may be damaged."),
        (b"\xff\xfe\x00", "This file cannot be read; it may be damaged."),
        (b"[" * 100_000, "This file cannot be read; it may be damaged."),
        (b'{"format": NaN}', "This file cannot be read; it may be damaged."),
        (b'{"format": 1e999}', "This file cannot be read; it may be damaged."),
        (b"9" * 5000, "This file cannot be read; it may be damaged."),
        (b"[]", "This file is no plan that was exported here."),
        (b'{"title": "x"}', "This file is no plan that was exported here."),
        (b" " * 20_000_001, "This file is too large; 20 MB is the most."),
    ],
    ids=["empty", "bytes", "deep", "nan", "infinite", "digits", "list", "other", "huge"],
)
def test_what_is_no_export_is_refused(data, sentence):
    with pytest.raises(InputError) as error:
        read_plan_file(data, load_book())
    assert error.value.en == sentence


def test_a_file_of_a_later_program_says_so():
    with pytest.raises(InputError) as error:
        read_plan_file(_with(schema=2), load_book())
    assert error.value.zh == "这个文件是更新的版本导出的，请先升级程序。"


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "1"},
        {"profile": []},
        {"profile": {"goal.target": {"value": "六百万"}}},
        {"profile": {"current.carriers": {"value": 0}}},
        {"profile": {"goal.target": {"value": 1, "origin": "magic"}}},
        {"profile": {"company.name": {"value": "长" * 100_001}}},
        {"interview": {"path": "sideways"}},
        {"edits": [{"anchor": 1}]},
        {"edits": [{}] * 5001},
        {"versions": [{"number": 1, "at": "yesterday"}]},
        {"versions": [{"number": 1, "at": AT, "profile": {"goal.target": 1}}]},
        {"actuals": [{"kpi": "sales", "month": "2027-01", "value": "many"}]},
    ],
)
def test_a_file_with_unfit_parts_is_refused(changes):
    with pytest.raises(InputError):
        read_plan_file(_with(**changes), load_book())


def test_answers_to_unknown_questions_are_left_out():
    copy = read_plan_file(_with(profile={"no.such": {"value": 1}}), load_book())
    assert copy.profile == {}


def test_only_exports_of_a_plan_are_taken_for_one(plan):
    assert is_plan_file(export(plan, ".json"))
    assert not is_plan_file(b'{"orders": 3}')
    assert not is_plan_file(b"marketing-plan")
