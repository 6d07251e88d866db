"""The scribe: what a model writes is proposed, checked, and in the plan once it is taken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from apps import build_app
from fakes import ScriptedChatModel

from assistant.chat.fault import ChatError
from assistant.exporting.export import export
from assistant.planning.kept_copy import KeptCopy, kept_copies

SCRIPT = Path(__file__).parent / "dialogues" / "taobao_shop.yaml"
GAP = "差距还有 {f2} 元，目标是现在的 {f3} 倍，平均每年要增长 {f4}。"
FILLED = "差距还有 3,600,000 元，目标是现在的 2.5 倍，平均每年要增长 35.7%。"


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """An app with a model whose replies a test gives, and the interview of a shop in it."""
    model = ScriptedChatModel()
    with build_app(tmp_path_factory.mktemp("scribe") / "home", chat_model=model) as app:
        plan = app.consultant.new_plan("owner").id
        model.enqueue(*['{"found": []}'] * 40)
        for row in yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))["turns"]:
            app.consultant.reply("owner", plan, row["say"])
        model.replies.clear()
        yield app.consultant, plan, model


@pytest.fixture
def say(shop):
    """Say something to the consultant while the model says these things."""
    consultant, plan, model = shop

    def say(message, *replies):
        model.replies.clear()
        model.asked.clear()
        model.enqueue(*replies)
        return consultant.reply("owner", plan, message)

    yield say
    say("不用这段文字")


@pytest.fixture
def plan_text(shop):
    consultant, plan, _ = shop
    return lambda: str(consultant.view("owner", plan).draft.plan)


def test_a_section_is_proposed_with_its_figures_filled_in_and_the_plan_unchanged(
    say, shop, plan_text
):
    before = plan_text()
    turn = say("改写P4：给老板看，更简短", GAP)

    assert (turn.proposal.section, turn.proposal.text, turn.proposal.settled) == (
        "P4", FILLED, False
    )  # fmt: skip
    assert turn.text.startswith("“4.2 差距与台阶”这一段可以这样写。方案还没有动")
    assert [o.label for o in turn.options] == [
        "采用这段文字", "不用这段文字", "更简短", "语气正式点"
    ]  # fmt: skip
    assert plan_text() == before
    prompt = shop[2].prompts[0]
    assert "3,600,000" not in prompt
    assert "读者是老板" in prompt
    assert "要求：给老板看，更简短" in prompt


def test_a_text_that_is_taken_is_an_edit_of_the_owner_and_can_be_put_back(say, shop, plan_text):
    consultant, plan, _ = shop
    before = plan_text()
    anchor = say("改写P4", GAP).proposal.anchor
    turn = say("采用这段文字")

    assert (turn.changed, turn.proposal.settled) == (("P4",), True)
    assert FILLED in plan_text()
    consultant.archive.revert("owner", plan, anchor)
    assert plan_text() == before
    assert say("采用这段文字").text.startswith("现在没有等您定的文字。")


def test_a_text_that_is_dropped_changes_nothing(say, plan_text):
    before = plan_text()
    say("改写P4", GAP)

    assert say("不用这段文字").text.startswith("好，不用这一段，方案没有动。")
    assert plan_text() == before


def test_a_proposal_can_be_asked_for_once_more_in_another_tone(say, shop):
    say("改写P4", GAP)
    turn = say("语气正式点", "经测算，差距为 {f2} 元，目标是现在的 {f3} 倍，年均增长 {f4}。")

    assert turn.proposal.text == (
        "经测算，差距为 3,600,000 元，目标是现在的 2.5 倍，年均增长 35.7%。"
    )
    assert "现在的文字：\n差距还有 {f" in shop[2].prompts[0]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("差距还有 400 万元。", "不写数字，只抄给出的记号"),
        ("差距还有 {f2} 元，翻两倍就行，是现在的 {f3} 倍，每年增长 {f4}。", "不写数字"),
        ("差距还有 {f2} 元，是现在的 {f99} 倍，每年增长 {f4}。", "没有的记号"),
        ("差距还有 {f2} 元。", "少了必须写到的记号：{f2} {f3} {f4}"),
        (GAP * 20, "太长了，不超过 180 个字"),
        ("今天天气真好，我们去公园放风筝吧。", "在事实里找不到依据"),
    ],
)
def test_a_text_that_breaks_a_rule_is_asked_for_once_more_with_the_reason(say, shop, bad, reason):
    turn = say("改写P4", bad, GAP)

    assert turn.proposal.text == FILLED
    assert reason in shop[2].prompts[1]


def test_a_second_broken_text_is_not_shown(say, plan_text):
    before = plan_text()
    turn = say("改写P4", "差距还有 400 万元。", "差距还有三百万元。")

    assert turn.proposal is None
    assert turn.text.startswith(
        "这次没写成：模型写的内容在资料里找不到依据。方案没有动，可以再说一次。"
    )
    assert plan_text() == before


def test_a_fault_of_the_model_is_told_and_changes_nothing(say):
    assert say("改写P4", ChatError("key")).text.startswith("这次没写成：模型服务不认这个密钥。")


def test_words_the_law_may_object_to_are_named(say):
    plain = say("改写P4", GAP)
    doubted = say("改写P4", GAP.replace("差距还有", "全网最好的目标，差距还有"))

    assert "广告法可能不许" not in plain.text
    assert "这几个词广告法可能不许，请换掉：" in doubted.text


def test_themes_are_drafted_from_the_brief_and_checked_for_words_of_the_law(say, shop):
    turn = say(
        "给双11写三个主题", "1. 床品四件套洗不旧\n2. 全网最低价\n3. 库存只剩 88 套\n- 睡个好觉"
    )

    assert turn.text.splitlines()[:4] == [
        "按“双11”的作战单起草，数字只用作战单里的：",
        "1. 床品四件套洗不旧",
        "2. 全网最低价",
        "3. 睡个好觉",
    ]
    assert turn.text.splitlines()[4].startswith("这几个词广告法可能不许，请换掉：")
    assert turn.proposal is None
    assert "- 节点: 双11\n" in shop[2].prompts[0]
    assert "4,000" not in shop[2].prompts[0]


def test_a_post_keeps_its_lines_and_loses_those_with_foreign_numbers(say):
    turn = say("写一条小红书笔记", "床单又起球了？\n卖出 9999 套。\n来看看{f1}的四件套。")

    assert turn.text.startswith("按“618”的作战单起草")
    assert "床单又起球了？" in turn.text
    assert "9999" not in turn.text
    assert "{f1}" not in turn.text


def test_an_english_owner_is_answered_in_english(shop):
    consultant, plan, model = shop
    model.replies.clear()
    model.enqueue("Warmer bedding, better sleep")
    turn = consultant.reply("owner", plan, "write two titles for 618", "en")

    assert turn.text.startswith('Drafted from the brief of "618"')
    assert "Warmer bedding, better sleep" in turn.text


def test_a_section_that_does_not_exist_and_a_proposal_that_does_not_wait_are_told(say):
    assert say("改写P12").text.startswith("没有“P12”这一部分。")
    assert say("更简短一点").text.startswith("现在没有等您定的文字。")


def test_without_a_model_the_scribe_says_why_it_cannot_write(tmp_path):
    with build_app(tmp_path / "home") as app:
        plan = app.consultant.new_plan("owner").id
        turn = app.consultant.reply("owner", plan, "改写P4")

    assert turn.text == (
        "写文字要接上大模型，现在没有接。方案里的文字由程序按规则写，数字都在；要接模型，请到“设置”页。"
    )


THEMES = "1. 床品四件套洗不旧\n2. 全网最低价\n- 睡个好觉"


@pytest.fixture
def copies(shop):
    consultant, plan, _ = shop
    return lambda: kept_copies(consultant.view("owner", plan).profile)


def test_a_draft_is_in_the_plan_once_it_is_kept_and_undo_takes_it_out(say, shop, plan_text, copies):
    before = plan_text()
    drafted = say("给双11写三个主题", THEMES)
    assert [option.label for option in drafted.options] == [
        "留用第1条", "留用第2条", "留用第3条", "文案都不留"
    ]  # fmt: skip
    assert plan_text() == before
    assert shop[0].turns("owner", shop[1])[-1].copies == drafted.copies

    turn = say("留用第3条")
    assert turn.text.startswith("留用 1 条，写进了方案 6.3“双11”的文案，从第 1 条起。")
    assert "P6" in turn.changed
    assert [option.label for option in turn.options[:3]] == ["留用第1条", "留用第2条", "文案都不留"]
    assert copies() == (KeptCopy("双11", "theme", "睡个好觉"),)
    assert "睡个好觉" in plan_text()

    say("撤销")
    assert copies() == ()
    assert say("留用第3条").copies.settled is False
    say("划掉文案1")
    assert plan_text() == before


def test_a_draft_with_doubtful_words_is_named_when_it_is_kept_and_in_the_review(say, shop, copies):
    consultant, plan, _ = shop
    say("给双11写三个主题", THEMES)
    turn = say("全部留用")

    assert "这几个词广告法可能不许，请换掉：" in turn.text
    assert turn.copies.settled
    assert [copy.text for copy in copies()] == ["床品四件套洗不旧", "全网最低价", "睡个好觉"]
    words = [f for f in consultant.view("owner", plan).draft.review.findings if f.rule == "R-26"]
    assert any("最低" in finding.message.zh for finding in words)
    for _ in range(3):
        say("划掉文案1")
    assert copies() == ()


def test_drafts_that_are_dropped_cannot_be_kept(say, copies):
    say("写一条小红书笔记", "床单又起球了？\n来看看我们的床品。")
    assert say("文案都不留").text.startswith("好，这些文案都不留，方案没有动。")
    assert say("留用第1条").text.startswith("现在没有等您定的文案。")
    assert say("划掉文案7").text.startswith("方案里没有第 7 条文案。")
    assert copies() == ()


def test_a_draft_that_is_not_there_is_not_kept(say, copies):
    say("给双11写三个主题", THEMES)
    assert say("留用第9条").text.startswith("没有这一条，或者已经在方案里了。")
    assert copies() == ()
    say("文案都不留")


def test_copy_that_was_kept_is_in_the_files(say, shop):
    consultant, plan, _ = shop
    say("写一条小红书笔记", "床单又起球了？\n来看看我们的床品。")
    say("留用第1条")
    kept = consultant.view("owner", plan).draft.plan
    say("划掉文案1")

    assert "床单又起球了？ 来看看我们的床品。" in export(kept, ".md").decode()
    with ZipFile(BytesIO(export(kept, ".docx"))) as file:
        assert "床单又起球了？ 来看看我们的床品。" in file.read("word/document.xml").decode()
