import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from f1 import TODAY, load_drafter, raw_profile
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.exporting.export import FORMATS, export, file_name


def test_each_ending_gives_its_kind_of_file(plan):
    assert export(plan, ".md").decode("utf-8").startswith("# 小满家纺")
    assert json.loads(export(plan, ".json"))["title"] == plan.title
    assert zipfile.ZipFile(BytesIO(export(plan, ".DOCX"))).testzip() is None


def test_an_unknown_ending_names_those_that_work(plan):
    with pytest.raises(InputError) as error:
        export(plan, ".xls\n")
    known = " ".join(FORMATS)
    assert known.startswith(".md .docx .json")
    assert error.value.zh == f"不能导出成“.xls ”。可以用：{known}。"
    assert error.value.en == (f'A plan cannot be exported as ".xls ". These endings work: {known}.')


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("小满家纺 · 2027 年网络营销方案", "小满家纺-·-2027-年网络营销方案-2026-11-22.docx"),
        ("../../etc/passwd", "etc-passwd-2026-11-22.docx"),
        ('a:b*c?"<d>|', "a-b-c-d-2026-11-22.docx"),
        ("...", "plan-2026-11-22.docx"),
        ("长" * 300, "长" * 60 + "-2026-11-22.docx"),
    ],
    ids=["title", "path", "signs", "dots", "long"],
)
def test_a_file_name_is_safe_everywhere(plan, title, name):
    assert file_name(replace(plan, title=title), ".docx") == name


@settings(max_examples=8, deadline=None)
@given(
    known=st.sets(st.sampled_from(sorted(raw_profile()))),
    language=st.sampled_from(["zh", "en"]),
)
def test_any_part_of_the_answers_can_be_exported(known, language):
    profile = raw_profile().without(*(set(raw_profile()) - known))
    drafted = load_drafter().draft(profile, language=language, today=TODAY)
    names = zipfile.ZipFile(BytesIO(export(drafted, ".zip"))).namelist()
    assert len(names) == len(FORMATS)  # the note stands for the zip itself


def test_the_zip_holds_every_file_and_a_note_that_says_what_is_what(plan):
    archive = zipfile.ZipFile(BytesIO(export(plan, ".zip")))
    stem = "小满家纺-·-2027–2029-年网络营销方案-2026-11-22"
    endings = [ending for ending in FORMATS if ending != ".zip"]
    assert archive.namelist() == ["README.txt", *(f"{stem}{ending}" for ending in endings)]
    note = archive.read("README.txt").decode("utf-8-sig")
    assert note.startswith("小满家纺 · 2027–2029 年网络营销方案\r\n编写日期 2026-11-22\r\n")
    assert f"{stem}.docx\r\n    Word 文件，可以接着改\r\n" in note
    assert archive.read(f"{stem}.md") == export(plan, ".md")
