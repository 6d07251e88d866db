"""The workbook: what stands in its cells, that text stays text, and that it computes K3 and K4."""

import re
import shutil
import subprocess
from io import BytesIO

import pytest
from f1 import TODAY, load_drafter, repaired_profile
from openpyxl import load_workbook

from assistant.exporting.xlsx.workbook import to_xlsx

ERRORS = re.compile(r"#(REF|NAME|VALUE|DIV/0|N/A)")


@pytest.fixture(scope="module")
def repaired():
    return load_drafter().draft(repaired_profile(), language="zh", today=TODAY)


@pytest.fixture(scope="module")
def book(repaired):
    return load_workbook(BytesIO(to_xlsx(repaired)))


def row_of(sheet, name: str, column: int = 1) -> int:
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, column).value == name)


def test_the_sheets_stand_in_reading_order(book):
    assert book.sheetnames == [
        "概略",
        "预算",
        "目标台阶",
        "行动",
        "指标跟踪",
        "漏斗倒推",
        "假设清单",
        "引用来源",
    ]


def test_the_budget_is_typed_by_month_and_battle_and_summed_by_formulas(book):
    sheet = book["预算"]
    heads = [cell.value for cell in sheet[4]]
    assert heads[:6] == ["月份", "日常", "618", "双11", "本月合计", "占比"]
    assert [sheet.cell(row, 1).value for row in (5, 16)] == ["2027-01", "2027-12"]
    assert [sheet.cell(9, column).value for column in (2, 3, 4)] == [15750, 63200, 0]
    assert sheet["E9"].value == "=SUM(B9:D9)"
    assert sheet["E17"].value == "=SUM(E$5:E$16)"
    assert sheet["B24"].value == "=SUM(B21:B23)"
    assert sheet["B23"].value == 60000
    assert len(sheet._charts) == 1


def test_a_state_is_chosen_from_a_list_and_days_are_real_days(book):
    sheet = book["行动"]
    assert [cell.value for cell in sheet[5]][:4] == ["重做四件套详情页", None, None, "小李"]
    assert [sheet.cell(5, c).value.date().isoformat() for c in (5, 6, 7)] == [
        "2027-01-04",
        "2027-01-14",
        "2027-01-29",
    ]
    assert (sheet["H5"].value, sheet["J5"].value) == (8000, "未开始")
    (offer,) = sheet.data_validations.dataValidation
    assert offer.formula1 == '"未开始,进行中,已完成,推迟"'
    assert str(offer.sqref) == "J5:J15"


def test_the_tracker_has_targets_and_empty_cells_for_what_comes(book):
    sheet = book["指标跟踪"]
    assert [sheet.cell(5, c).value for c in (1, 2, 3, 14)] == ["指标", "项目", "2027-01", "2027-12"]
    assert [sheet.cell(6, c).value for c in (1, 2, 3)] == ["销售额", "目标", 175500]
    assert [sheet.cell(7, c).value for c in (1, 2, 3)] == ["销售额", "实际", None]
    assert [sheet.cell(10, c).value for c in (1, 2, 3, 14)] == ["月访客", "目标", 9500, 15000]
    assert sheet["C8"].value == '=IF(OR(C7="",C6="",C6=0),"",C7/C6-1)'
    assert len(sheet._charts) == 4


def test_every_sheet_prints_on_landscape_a4_with_its_head_repeated(book):
    for sheet in book.worksheets:
        portrait = sheet.title == "概略"
        assert sheet.page_setup.orientation == ("portrait" if portrait else "landscape")
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_text_of_owners_is_never_a_formula(hostile_plan):
    book = load_workbook(BytesIO(to_xlsx(hostile_plan)))
    ours = re.compile(r"^=[A-Z0-9$'():+*/<>=&,.\"{}\-%! 一-鿿]+$")
    formulas = [c.value for s in book.worksheets for row in s for c in row if c.data_type == "f"]
    assert formulas
    assert all(ours.match(value) and "alert" not in value for value in formulas)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.y")'])
def test_a_name_that_looks_like_a_formula_stays_a_name(text):
    profile = repaired_profile()
    actions = [{**profile.raw("actions")[0], "what": text}]
    changed = profile.merge({"actions": _replaced(profile["actions"], actions)})
    plan = load_drafter().draft(changed, language="zh", today=TODAY)
    cell = load_workbook(BytesIO(to_xlsx(plan)))["行动"]["A5"]
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)


def _replaced(value, content):
    return type(value).from_dict({**value.to_dict(), "value": content})


def test_an_empty_plan_has_only_sheets_with_something_on_them(empty_plan):
    book = load_workbook(BytesIO(to_xlsx(empty_plan)))
    assert book.sheetnames == ["概略", "指标跟踪", "假设清单", "引用来源"]


def test_an_english_plan_has_english_sheets():
    plan = load_drafter().draft(repaired_profile(), language="en", today=TODAY)
    book = load_workbook(BytesIO(to_xlsx(plan)))
    assert book.sheetnames[:3] == ["Summary", "Budget", "Goals"]
    own = [c.value for c in book["Funnel"]["A"] if isinstance(c.value, str)]
    assert not [text for text in own if re.search("[一-鿿]", text)]


@pytest.fixture(scope="module")
def recalculated(repaired, tmp_path_factory):
    """The workbook after a spreadsheet program has computed it; skipped where there is none."""
    return _recalculated(to_xlsx(repaired), tmp_path_factory.mktemp("office"))


def _recalculated(data: bytes, folder):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice")
    (folder / "plan.xlsx").write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/home"
    out = folder / "out"
    command = [program, home, "--headless", "--convert-to", "xlsx", "--outdir", out]
    subprocess.run([*command, folder / "plan.xlsx"], check=False, capture_output=True, timeout=120)
    if not (out / "plan.xlsx").exists():
        pytest.skip("this LibreOffice has no spreadsheets")
    return load_workbook(out / "plan.xlsx", data_only=True)


def test_a_spreadsheet_program_computes_the_same_figures(recalculated, repaired):
    money, chain = repaired.results["allocation"].values, repaired.results["funnel"].values
    budget, funnel = recalculated["预算"], recalculated["漏斗倒推"]
    assert [budget.cell(5 + i, 5).value for i in range(12)] == money["months"]
    lines = [budget.cell(21 + i, 2).value for i in range(4)]
    assert lines == [money["brand"], money["traffic"], money["reserve"], 600000]
    assert sum(budget.cell(5 + i, 8).value for i in range(12)) == money["brand"]
    assert round(budget["G21"].value, 4) == money["cv"]
    for name, key in (("订单", "orders"), ("访客", "visitors"), ("流量预算需要", "budget")):
        assert funnel.cell(row_of(funnel, name), 2).value == chain[key]
    values = [c.value for s in recalculated.worksheets for row in s for c in row]
    assert not [v for v in values if isinstance(v, str) and ERRORS.search(v)]


def test_a_changed_input_changes_what_follows(repaired, tmp_path):
    book = load_workbook(BytesIO(to_xlsx(repaired)))
    sheet = book["漏斗倒推"]
    sheet.cell(row_of(sheet, "转化率"), 2).value = 0.016
    buffer = BytesIO()
    book.save(buffer)
    funnel = _recalculated(buffer.getvalue(), tmp_path)["漏斗倒推"]
    assert funnel.cell(row_of(funnel, "访客"), 2).value == 828_000
