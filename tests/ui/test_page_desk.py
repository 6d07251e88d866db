"""PageDesk: which plan is shown, the conversation as it grows, errors as remarks."""

from __future__ import annotations

import re

import pytest
from page_html import assert_harmless, read

from assistant.exporting.export import export

COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
QUESTION = "双十一的销量主要来自哪个阶段？"
NOWHERE = "0" * 32


def said(message: dict) -> str:
    """Return what a message of the chat component says, as a reader sees it."""
    return " ".join(read(message["content"].replace("<br>", " ")).text.split())


def talk(page, plan: str, *messages: str) -> list[dict]:
    """Say these things on the page and return the conversation."""
    for message in messages:
        *_, (shown, _) = page.desk.stream(plan, message, page.desk.messages(plan))
    return shown


# ---------------------------------------------------------------------------- which plan


def test_the_first_visit_makes_a_plan_and_the_next_one_finds_it(page):
    assert page.desk.choices() == []
    plan = page.desk.open("")
    assert [plan.id for plan in page.consultant.plans(page.owner)] == [plan]
    assert page.desk.open("") == plan


def test_the_plan_asked_for_is_shown_else_the_newest(page):
    first, second = page.desk.new_plan(), page.desk.new_plan()
    assert page.desk.open(first) == first
    assert page.desk.open(NOWHERE) == second
    assert page.desk.open("' OR 1=1 --") == second


def test_plans_of_somebody_else_are_not_shown(page, open_page):
    mine = page.desk.new_plan()
    page.consultant.reply(page.owner, mine, "开始")
    other = open_page(owner="somebody else")
    assert other.desk.open(mine) != mine
    assert [said(message) for message in other.desk.messages(mine)] == [
        "没有这份方案，或者它不属于您。"
    ]


def test_plans_are_listed_by_name_and_day_newest_first(page):
    first = page.desk.new_plan()
    second = page.desk.new_plan()
    talk(page, first, "开始", COMPANY)
    choices = page.desk.choices()
    assert [plan for _, plan in choices] == [first, second]
    assert [title.split(" · ")[0] for title, _ in choices] == ["小满家纺", "新方案"]
    assert all(re.search(r" · \d{4}-\d\d-\d\d$", title) for title, _ in choices)


# ---------------------------------------------------------------------------- conversation


def test_a_new_conversation_is_the_greeting_with_three_ways_to_go_on(page):
    (greeting,) = page.desk.messages(page.desk.new_plan())
    assert greeting["role"] == "assistant"
    assert "把生意讲给我听，方案我来起草。" in said(greeting)
    assert "已连接大模型 openai:a<b>" in said(greeting)
    shown = read(greeting["content"])
    assert shown.texts("option") == ["开始做方案", f"问一个问题{QUESTION}", "看一份完整的示例"]
    assert [tag.attributes["href"] for tag in shown.named("a")] == ["/sample"]
    assert "options" not in greeting


def test_only_the_last_turn_offers_quick_replies(page):
    plan = page.desk.new_plan()
    talk(page, plan, "开始", COMPANY)
    messages = page.desk.messages(plan)
    assert [message["role"] for message in messages] == ["assistant", *["user", "assistant"] * 2]
    assert ["options" in message for message in messages] == [False] * 4 + [True]


def test_what_was_streamed_is_what_a_reload_shows(page):
    plan = page.desk.new_plan()
    shown = []
    for message in ("开始", COMPANY, "双十一过后店铺日销应该到几倍？"):
        shown = [*page.desk.messages(plan), page.desk.said_user(message)]
        *_, (shown, _) = page.desk.stream(plan, message, shown)
    assert shown[-1] == page.desk.messages(plan)[-1]
    assert [said(message) for message in shown] == [said(m) for m in page.desk.messages(plan)]


def test_a_reply_comes_with_the_plan_in_which_its_sections_are_marked(page):
    plan = page.desk.new_plan()
    talk(page, plan, "开始")
    updates = list(page.desk.stream(plan, COMPANY, []))
    assert [panel is None for _, panel in updates] == [True, False]
    assert said(updates[0][0][-1]) == "正在想……"
    panel = read(updates[-1][1])
    assert panel.named("h2")[0].text.startswith("小满家纺")
    assert [tag.attributes["id"] for tag in panel.classed("just-changed")] == ["P1", "P2"]
    assert "方案已更新" in said(updates[-1][0][-1])


def test_an_answer_grows_and_the_plan_comes_with_its_end(page):
    plan = page.desk.new_plan()
    updates = list(page.desk.stream(plan, QUESTION, []))
    assert [panel is None for _, panel in updates] == [True] * (len(updates) - 1) + [False]
    answer = read(updates[-1][0][-1]["content"])
    assert "60%-70%" in answer.texts("answer")[0]
    assert any("60%-70%" in mark.text for mark in answer.named("mark"))
    assert answer.named("a")[0].attributes["href"].startswith("/documents/")


def test_until_the_library_is_loaded_the_page_says_that_it_is_prepared(open_page):
    page = open_page(prepared=False)
    (shown, _), *_ = page.desk.stream(page.desk.new_plan(), "您好", [])
    assert said(shown[-1]) == "正在准备资料库（第一次约一分钟），准备好就回答……"


def test_what_was_said_before_stays_above_what_is_said_now(page):
    plan = page.desk.new_plan()
    before = [*page.desk.messages(plan), page.desk.said_user("您好")]
    for shown, _ in page.desk.stream(plan, "您好", before):
        assert shown[:-1] == before
        assert shown[-1]["role"] == "assistant"


def test_a_message_that_was_refused_is_not_shown_as_said(page):
    plan = page.desk.new_plan()
    before = page.desk.messages(plan)
    *_, (shown, _) = page.desk.stream(plan, "  ", [*before, page.desk.said_user("  ")])
    assert shown[:-1] == before
    assert read(shown[-1]["content"]).classed("failed")


# ---------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("language", "message", "remark"),
    [
        ("zh", "  ", "请先写点什么。"),
        ("en", "  ", "Please type something first."),
        ("zh", "长" * 8001, "8000"),
        ("en", "x" * 8001, "8000"),
    ],
)
def test_a_message_that_cannot_be_taken_becomes_a_remark(open_page, language, message, remark):
    page = open_page(language)
    plan = page.desk.new_plan()
    *_, (shown, panel) = page.desk.stream(plan, message, [])
    assert panel is None
    assert remark in said(shown[-1])
    assert len(page.desk.messages(plan)) == 1


def test_a_plan_that_is_gone_becomes_a_remark(page):
    *_, (shown, panel) = page.desk.stream(NOWHERE, "开始", [])
    assert (said(shown[-1]), panel) == ("没有这份方案，或者它不属于您。", None)


def test_a_second_window_is_told_that_the_first_is_still_at_it(page):
    plan = page.desk.new_plan()
    first = page.desk.stream(plan, QUESTION, [])
    next(first), next(first)
    *_, (shown, _) = page.desk.stream(plan, "开始", [])
    assert said(shown[-1]) == "上一句还在处理，请稍等。"
    first.close()
    *_, (shown, panel) = page.desk.stream(plan, "开始", [])
    assert "我们是谁？" in said(shown[-1])
    assert panel is not None


def test_what_a_person_sends_is_never_active(page):
    plan = page.desk.new_plan()
    hostile = "我们叫<img/src=x/onerror=alert(1)>，在南通，9个人\n\n![x](//evil.example)"
    shown = talk(page, plan, "开始", hostile)
    for message in [*shown, *page.desk.messages(plan), page.desk.said_user(hostile)]:
        assert_harmless(message["content"])
    panel = assert_harmless(page.desk.plan(plan))
    assert "<img/src=x/onerror=alert" in panel.named("h2")[0].text
    assert page.desk.said_user("  It's **us**\n") == {
        "role": "user",
        "content": "It's &#42;&#42;us&#42;&#42;",
    }


def test_the_english_page_speaks_english(open_page):
    page = open_page("en")
    plan = page.desk.new_plan()
    shown = talk(page, plan, "start", "We are Henggu Fasteners in Ningbo, 46 people, 12 years")
    assert "Understood." in said(shown[-1])
    assert "Plan updated: " in said(shown[-1])
    assert "46 people" in read(page.desk.plan(plan)).text
    assert page.desk.choices()[0][0].startswith("Henggu Fasteners · ")


# ------------------------------------------------------------------------------ handing in


def test_a_file_that_is_handed_in_is_read_and_waits_for_a_yes(page, tmp_path):
    plan = page.desk.new_plan()
    path = tmp_path / "价目表.csv"
    path.write_bytes("产品,售价,成本\n四件套,240,110\n枕套,39,15\n".encode("gb18030"))
    shown = [*page.desk.messages(plan), page.desk.said_user(path.name)]
    messages, panel = page.desk.hand_in(plan, path, shown)
    assert "主推产品：四件套（售价 240 元，成本 110 元）" in messages[-1]["content"]
    assert [option["value"] for option in messages[-1]["options"]][:2] == ["全部采用", "都不要"]
    assert panel is not None
    assert not page.consultant.view(page.owner, plan).profile
    page.consultant.reply(page.owner, plan, "全部采用")
    known = page.consultant.view(page.owner, plan).profile
    assert known["product.items"].origin == "imported"


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_lost(page, tmp_path):
    plan = page.desk.new_plan()
    path = tmp_path / "空.docx"
    path.write_bytes(b"no docx")
    messages, panel = page.desk.hand_in(plan, path, [])
    assert "空.docx" in messages[-1]["content"]
    assert panel is None
    assert len(page.desk.messages(plan)) == 1


def test_an_exported_plan_that_is_handed_in_becomes_a_new_plan(page, tmp_path):
    plan = page.desk.new_plan()
    talk(page, plan, "开始", COMPANY)
    file = tmp_path / "plan.json"
    file.write_bytes(export(page.consultant.view(page.owner, plan).draft.plan, ".json"))
    shown, _ = page.desk.hand_in(plan, file, [])
    assert said(shown[-1]) == "已经导入成一份新方案“小满家纺”。在方案列表里选它就能打开。"
    assert len(page.desk.choices()) == 2
