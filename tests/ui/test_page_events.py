"""PageEvents: what Gradio gets back from each event, also when a browser sends nonsense."""

from __future__ import annotations

import gradio as gr
import pytest
from page_html import read

from assistant.storage.records import Seen
from assistant.ui.utterance import NOTHING, Utterance

COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
NOWHERE = "0" * 32
SKIP = gr.skip()


class Asking:
    """What Gradio hands on of a page's address."""

    def __init__(self, query_params: dict[str, str]) -> None:
        self.query_params = query_params


@pytest.mark.parametrize("chosen", ["", NOWHERE, "../../etc/passwd", "' OR 1=1 --", None])
def test_whatever_the_browser_remembers_a_plan_of_the_owner_is_shown(page, chosen):
    mine = page.desk.new_plan()
    shown = page.events.show(chosen, page.request)
    opened, remembered, pick, messages, panel, header, steps = shown
    assert (opened, remembered) == (mine, mine)
    assert pick == gr.update(choices=page.desk.choices(), value=mine)
    assert messages == page.desk.messages(mine)
    assert panel == page.desk.plan(mine)
    assert steps == page.desk.steps(mine)
    assert read(header).texts("mode") == ["已连接大模型 openai:a<b>"]


def test_a_new_plan_is_shown_and_the_old_one_can_be_picked(page):
    old = page.desk.new_plan()
    page.consultant.reply(page.owner, old, "开始")
    new, remembered, pick, messages, panel, *_ = page.events.create(page.request)
    assert remembered == new != old
    assert [plan for _, plan in pick["choices"]] == [new, old]
    assert len(messages) == 1
    assert "方案会写在这里" in panel
    assert page.events.show(old, page.request)[0] == old


def test_a_quick_reply_says_what_its_button_sends(page):
    option = gr.SelectData(None, {"index": 0, "value": "先跳过"})
    assert page.events.choose(option) == Utterance("先跳过")


def test_a_message_is_shown_at_once_with_stop_instead_of_send(page):
    plan = page.desk.new_plan()
    box, shown, send, stop = page.events.take(Utterance("开始", typed=True), plan, page.request)
    assert (box, send, stop) == ("", gr.update(visible=False), gr.update(visible=True))
    assert shown[-1] == {"role": "user", "content": "开始"}
    assert not any("options" in message for message in shown)
    assert page.consultant.turns(page.owner, plan)[1:] == []


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u3000"])
def test_an_empty_message_changes_nothing(page, text):
    plan = page.desk.new_plan()
    assert page.events.take(Utterance(text, typed=True), plan, page.request) == (
        SKIP,
        SKIP,
        SKIP,
        SKIP,
    )
    assert list(page.events.speak(Utterance(text), plan, page.request)) == []
    assert len(page.desk.messages(plan)) == 1


def test_a_turn_streams_into_conversation_and_panel(page):
    plan = page.desk.new_plan()
    page.consultant.reply(page.owner, plan, "开始")
    (waiting, untouched), *_, (shown, panel), end = page.events.speak(
        Utterance(COMPANY), plan, page.request
    )
    assert (untouched, end) == (SKIP, (SKIP, SKIP))
    assert [message["role"] for message in waiting[-2:]] == ["user", "assistant"]
    assert panel == page.desk.plan(plan, ("P1", "P2"))
    assert shown[-1] == page.desk.messages(plan)[-1]
    assert ["options" in message for message in shown] == [False] * (len(shown) - 1) + [True]


def test_a_finished_turn_brings_send_back_and_the_new_name_into_the_list(page):
    plan = page.desk.new_plan()
    page.consultant.reply(page.owner, plan, "开始")
    page.consultant.reply(page.owner, plan, COMPANY)
    typed, send, stop, pick, steps = page.events.finish(plan, page.request)
    assert steps == page.desk.steps(plan)
    assert (typed, send, stop) == (NOTHING, gr.update(visible=True), gr.update(visible=False))
    assert pick == gr.update(choices=page.desk.choices(), value=plan)
    assert pick["choices"][0][0].startswith("小满家纺 · ")


def test_a_plan_removed_in_another_window_is_a_remark_and_no_choice(page):
    plan, other = page.desk.new_plan(), page.desk.new_plan()
    page.consultant.remove_plan(page.owner, plan)
    *_, (shown, panel), _ = page.events.speak(Utterance("开始"), plan, page.request)
    assert "没有这份方案，或者它不属于您。" in shown[-1]["content"]
    assert panel == SKIP
    *_, pick, steps = page.events.finish(plan, page.request)
    assert steps == SKIP
    assert pick == gr.update(choices=[(page.desk.choices()[0][0], other)], value=None)


def test_an_upload_shows_its_name_at_once_and_leaves_no_file_behind(page, tmp_path):
    plan = page.desk.new_plan()
    path = tmp_path / "介绍.txt"
    path.write_text("公司名称：小满家纺\n员工人数：9人\n", encoding="utf-8")
    (first, _), (last, panel) = page.events.hand_in(str(path), plan, page.request)
    assert first[-1] == {"role": "user", "content": "介绍&#46;txt"}
    assert "小满家纺" in last[-1]["content"]
    assert isinstance(panel, str)
    assert not path.exists()


def test_a_request_without_a_visitor_gets_nothing(page):
    plan = page.desk.new_plan()
    for stranger in (gr.Request(), gr.Request(username="")):
        with pytest.raises(gr.Error):
            page.events.show(plan, stranger)
        with pytest.raises(gr.Error):
            list(page.events.speak(Utterance("开始"), plan, stranger))
    assert len(page.desk.messages(plan)) == 1


def test_every_visitor_sees_his_own_plans_through_the_same_events(page):
    mine = page.desk.new_plan()
    other = gr.Request(username=f"not {page.owner}")
    opened, _, _, _, panel, *_ = page.events.show(mine, other)
    assert opened != mine
    assert mine not in str(panel)
    *_, (shown, untouched), _ = page.events.speak(Utterance("开始"), mine, other)
    assert ("没有这份方案" in shown[-1]["content"], untouched) == (True, SKIP)
    assert [plan for _, plan in page.events.finish(mine, other)[3]["choices"]] == [opened]
    assert len(page.desk.messages(mine)) == 1


def test_an_address_may_name_the_plan_to_begin_with(page):
    first, second = page.desk.new_plan(), page.desk.new_plan()
    asked = gr.Request(request=Asking({"plan": first}), username=page.owner)
    assert page.events.load(second, asked)[0] == first
    plain = gr.Request(request=Asking({}), username=page.owner)
    assert page.events.load(first, plain)[0] == first
    foreign = gr.Request(request=Asking({"plan": NOWHERE}), username=page.owner)
    assert page.events.load(first, foreign)[0] == second


# ------------------------------------------------------------------------------- once more


def test_what_was_typed_may_replace_the_turn_that_the_page_names(page):
    assert page.events.read_box("  九个人 ", "") == Utterance("  九个人 ", typed=True)
    changed = Utterance("十个人", Seen(3, replaces=True), typed=True)
    assert page.events.read_box("十个人", "3") == changed


@pytest.mark.parametrize("forged", ["-1", "1e3", "٣", "x", "", None, "9" * 400, [1]])
def test_a_turn_that_no_page_shows_is_refused_whatever_the_browser_calls_it(page, forged):
    plan = page.desk.new_plan()
    page.consultant.reply(page.owner, plan, "开始")
    before = page.desk.messages(plan)
    for said in (page.events.retry(plan, forged, page.request), page.events.undo(forged)):
        *_, (shown, untouched), _ = page.events.speak(said, plan, page.request)
        assert untouched == SKIP
        assert shown[:-1] == before
        assert "在另一个窗口里往下走了" in shown[-1]["content"]


def test_a_changed_message_stands_in_for_the_one_before(page):
    plan = page.desk.new_plan()
    page.consultant.reply(page.owner, plan, "开始")
    page.consultant.reply(page.owner, plan, COMPANY)
    said = page.events.read_box("我们叫恒固，在宁波，46个人", "2")
    box, shown, *_ = page.events.take(said, plan, page.request)
    assert (box, [m["role"] for m in shown]) == ("", ["assistant", "user", "assistant", "user"])
    *_, (shown, panel), _ = page.events.speak(said, plan, page.request)
    assert [m["content"] for m in shown if m["role"] == "user"] == [
        "开始",
        "我们叫恒固，在宁波，46个人",
    ]
    assert "恒固" in panel
    assert "小满家纺" not in panel


def test_the_last_message_is_taken_again_and_the_box_is_left_alone(page):
    plan = page.desk.new_plan()
    assert page.events.retry(plan, "0", page.request) == NOTHING
    page.consultant.reply(page.owner, plan, "开始")
    page.consultant.reply(page.owner, plan, COMPANY)
    said = page.events.retry(plan, "2", page.request)
    assert said == Utterance(COMPANY, Seen(2, replaces=True))
    assert page.events.take(said, plan, page.request)[0] == SKIP
    *_, (shown, _), _ = page.events.speak(said, plan, page.request)
    assert shown == page.desk.messages(plan)
    assert len(shown) == 5
    assert page.events.retry(NOWHERE, "2", page.request) == NOTHING


def test_undo_says_so_in_the_language_of_the_page(page, open_page):
    assert page.events.undo("7") == Utterance("撤销", Seen(7))
    assert open_page("en").events.undo("7") == Utterance("undo", Seen(7))


def test_earlier_turns_come_in_above_those_in_sight(page):
    plan = page.desk.new_plan()
    for number in range(45):
        page.consultant.reply(page.owner, plan, f"谢谢{'！' * (number % 3)}")
    messages = page.desk.messages(plan)
    assert len(messages) == 1 + 2 * 40
    assert read(messages[0]["content"]).texts("shows-earlier") == ["看更早的对话"]
    panel, shown, steps = page.events.earlier(plan, "40", page.request)
    assert (panel, steps) == (SKIP, SKIP)
    assert len(shown) == 1 + 2 * 45
    assert shown[-2 * 40 :] == messages[1:]
    assert read(shown[0]["content"]).texts("shows-earlier") == []
    assert page.events.earlier(plan, "nonsense", page.request)[1] == messages


def test_the_list_stays_in_place_while_a_turn_comes_in(page):
    plan = page.desk.new_plan()
    for _ in range(42):
        page.consultant.reply(page.owner, plan, "谢谢")
    (waiting, _), *_, (shown, _), _ = page.events.speak(Utterance("您好"), plan, page.request)
    assert len(waiting) == len(shown) == 1 + 2 * 40
    assert shown == page.desk.messages(plan)
    assert waiting[:-3] == shown[:-3]
