from hypothesis import given
from hypothesis import strategies as st

from assistant.exporting.markdown import escape, section_text, to_markdown
from assistant.planning.plan import Bullets, Missing, Paragraph, Run, Section, Table


def test_a_plan_opens_with_title_legend_summary_and_contents(plan):
    text = to_markdown(plan)
    assert text.startswith(
        "# 小满家纺 · 2027–2029 年网络营销方案\n\n"
        "编写日期 2026-11-22 · 完成度 100% · 草稿，还没有批准\n\n"
        "> 记号：ᵃ 您说的；ᶜ 算出来的；ⁱ 导入的；※ 假设，等您核实；"
        "\\[数字\\] 是引用来源，见附录 B。\n\n"
        "## 1 计划概略\n\n### 1.1 一页看懂\n\n"
        "- 为谁做：小满家纺，把床品四件套卖给个人消费者（C端）。\n"
        "- 目标：从 240 万元ᵃ做到 600 万元ᵃ，2029-12-31ᵃ 前完成。\n"
    )
    contents = text[text.index("## 目录") : text.index("## 2 网上营销现状")]
    assert contents.split("\n")[2:5] == ["- 2 网上营销现状", "- 3 机会与问题", "- 4 目标"]
    assert text.split("\n## ")[-1].startswith("附录 E 审批与汇报")


def test_a_section_is_headings_tables_marks_and_cited_advice(plan):
    text = section_text(plan.section("P4"))
    assert text.startswith("## 4 目标\n\n### 4.1 主目标\n\n| 项目 | 内容 |\n| --- | --- |\n")
    assert "差距 3,600,000 元ᶜ，目标是现在的 2.5ᶜ 倍，平均每年增长 35.7%ᶜ。" in text
    assert (
        "**目标台阶**\n\n"
        "| 到哪天 | 目标 | 比上一步多 | 推广投入 | 负责人 |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 2027-12-31 | 3,120,000 元ᶜ | 720,000 元ᶜ | 600,000 元ᶜ | 李梅 |\n"
    ) in text
    assert "> 目标减现状就是差距，差距要拆到每个时间点。 [10]" in text


def test_what_is_missing_closes_the_section(empty_plan):
    text = section_text(empty_plan.section("P9"))
    assert text.endswith("- ☐ “投诉多久处理，复购目标，需求记在哪里”先用了假设，请回答 D6 来核实。")


def test_an_assumption_carries_its_sign(empty_plan):
    assert "预备金：10%※" in section_text(empty_plan.section("P7"))


def test_what_owners_type_stays_text():
    hostile = Run("# <b> *x* [a](b) `c` | $d$ & ~~e~~\n- f", "answer", "goal.metric")
    section = Section(
        "P4",
        "4 目标",
        (
            Paragraph((hostile,)),
            Bullets(((Run("1. 一", "answer", "x"),), (Run("+ 二", "answer", "x"),))),
            Table(((Run("头"),),), (((Run("a|b", "answer", "x"),),),)),
        ),
        (Missing("A5", "*缺*"),),
    )
    assert section_text(section) == (
        "## 4 目标\n\n"
        "\\# \\<b> \\*x\\* \\[a\\](b) \\`c\\` \\| \\$d\\$ &amp; \\~\\~e\\~\\~ - f\n\n"
        "- 1\\. 一ᵃ\n- \\+ 二\n\n"
        "| 头 |\n| --- |\n| a\\|b |\n\n"
        "- ☐ \\*缺\\*"
    )


def test_a_hostile_plan_has_the_same_shape_as_the_plain_one(plan, hostile_plan):
    def shape(text: str) -> list[str]:
        return [line for line in text.split("\n") if line.startswith("#")]

    hostile = to_markdown(hostile_plan)
    assert shape(hostile)[1:] == shape(to_markdown(plan))[1:]
    assert "<script>" not in hostile.replace("\\<script>", "")
    assert all(ord(letter) >= 32 or letter == "\n" for letter in hostile)


@given(st.text())
def test_escaped_text_is_one_line_that_opens_nothing(text):
    escaped = escape(text)
    assert "\n" not in escaped
    assert not escaped.lstrip().startswith(("#", ">", "- ", "+ ", "* ", "=", "---"))
