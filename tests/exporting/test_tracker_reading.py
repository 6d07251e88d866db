"""Actual figures are read wherever an owner has put them; what is no number is named."""

from io import BytesIO

import pytest
from f1 import TODAY, load_drafter, repaired_profile
from openpyxl import Workbook, load_workbook

from assistant.errors import InputError
from assistant.exporting.xlsx.tracker_reading import (
    Reported,
    TrackerReading,
    has_tracker,
    read_tracker,
)
from assistant.exporting.xlsx.workbook import to_xlsx
from assistant.planning.traditional import in_traditional


def saved(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("language", ["zh", "en", "traditional"])
def test_the_tracker_of_an_export_is_read_once_it_is_filled_in(language):
    plan = load_drafter().draft(
        repaired_profile(), language="en" if language == "en" else "zh", today=TODAY
    )
    plan = in_traditional(plan) if language == "traditional" else plan
    book = load_workbook(BytesIO(to_xlsx(plan)))
    sheet = book.worksheets[4]
    sheet["C7"], sheet["D7"], sheet["C11"] = 181_000, "19.5万", 9_800
    buffer = BytesIO()
    book.save(buffer)
    name = sheet["A7"].value
    assert read_tracker(buffer.getvalue()) == TrackerReading(
        (
            Reported(name, "2027-01", 181_000.0),
            Reported(name, "2027-02", 195_000.0),
            Reported("月访客", "2027-01", 9_800.0),
        )
    )


def test_moved_columns_text_numbers_and_empty_cells_are_taken_as_they_are():
    data = saved(
        ["自己加的一行"],
        [None, "2027年2月", None, "项目", "2027/1", "指标"],
        [None, "１，２００ 元", None, "实际", None, "销售额"],
        [None, 5, None, "目标", 5, "销售额"],
        [None, "没统计", None, "实际", "3.2%", "转化率"],
    )
    assert read_tracker(data) == TrackerReading(
        (Reported("销售额", "2027-02", 1200.0), Reported("转化率", "2027-01", 3.2)),
        ("Sheet!B5",),
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 broken", saved(["2027-01", "2027-02"], [1, 2]), saved(["实际", 3])],
    ids=["empty", "broken", "no rows", "no months"],
)
def test_a_file_without_a_tracker_is_refused(data):
    assert not has_tracker(data)
    with pytest.raises(InputError):
        read_tracker(data)
