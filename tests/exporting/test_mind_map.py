from xml.etree import ElementTree

import pytest

from assistant.exporting.mind_map import to_mm, to_opml


@pytest.fixture(scope="module")
def tree(plan):
    return ElementTree.fromstring(to_mm(plan))


def _texts(element) -> list[str]:
    return [node.get("TEXT") for node in element.findall("node")]


def test_sections_hang_below_the_title_and_parts_below_sections(tree, plan):
    (root,) = tree.findall("node")
    assert root.get("TEXT") == plan.title
    assert _texts(root) == [part.title for part in (*plan.sections, *plan.annexes)]
    goals = root.findall("node")[3]
    assert goals.get("FOLDED") == "true"
    assert _texts(goals)[:3] == ["4.1 主目标", "4.2 差距与台阶", "4.3 现实检查：每天意味着什么"]


def test_rows_of_two_cells_are_a_line_and_longer_ones_a_branch(tree):
    goals = tree.find("node").findall("node")[3]
    main, gap, *_ = goals.findall("node")
    assert _texts(main)[1] == "现在的数字: 2,400,000 元ᵃ"
    staircase = next(n for n in gap.findall("node") if n.get("TEXT") == "目标台阶")
    assert _texts(staircase) == ["2027-12-31", "2028-12-31", "2029-12-31"]
    assert _texts(staircase.find("node")) == [
        "目标: 3,120,000 元ᶜ",
        "比上一步多: 720,000 元ᶜ",
        "推广投入: 600,000 元ᶜ",
        "负责人: 李梅",
    ]


def test_the_outline_holds_the_same_tree(tree, plan):
    outline = ElementTree.fromstring(to_opml(plan))
    assert outline.findtext("head/title") == plan.title
    assert [o.get("text") for o in outline.iter("outline")] == [
        n.get("TEXT") for n in tree.iter("node")
    ]


@pytest.mark.parametrize("write", [to_mm, to_opml], ids=["mm", "opml"])
def test_hostile_text_is_escaped_and_controls_are_gone(hostile_plan, write):
    written = write(hostile_plan)
    ElementTree.fromstring(written)
    assert b"<script>" not in written
    assert b"&lt;script&gt;" in written
    assert not any(bytes([code]) in written for code in (0, 0x0B, 0x1B))


def test_what_is_missing_hangs_below_its_section(empty_plan):
    root = ElementTree.fromstring(to_mm(empty_plan)).find("node")
    assert "☐ 还缺“现在多少，想做到多少，到哪一天”，请回答 A5。" in _texts(root.findall("node")[3])
