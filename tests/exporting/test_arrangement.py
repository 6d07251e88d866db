from assistant.exporting.arrangement import Abreast, arranged, halves
from assistant.planning.plan import Paragraph, Run, Table


def _table(rows: int, text: str = "值", caption: str = "") -> Table:
    head = ((Run("项目"),), (Run("内容"),))
    return Table(head, tuple(((Run(str(i)),), (Run(text),)) for i in range(rows)), caption)


def test_a_long_narrow_table_is_cut_into_halves_under_one_caption():
    cut = halves(_table(7, caption="月份"))
    assert isinstance(cut, Abreast)
    assert cut.caption == "月份"
    assert [len(table.rows) for table in cut.tables] == [4, 3]
    assert [row for table in cut.tables for row in table.rows] == list(_table(7).rows)


def test_a_wide_table_and_a_short_one_stay_whole():
    assert halves(_table(7, "长" * 40)) == _table(7, "长" * 40)
    assert halves(_table(5)) == _table(5)


def test_two_short_tables_in_a_row_stand_side_by_side():
    first, second, third = _table(2), _table(3), _table(4)
    words = Paragraph((Run("说明"),))
    assert list(arranged([first, second, third, words])) == [
        Abreast((first, second)),
        third,
        words,
    ]


def test_a_table_that_stands_alone_is_neither_paired_nor_cut():
    tables = [_table(2), _table(8)]
    assert list(arranged(tables, stands_alone=lambda _: True)) == tables
