from dataclasses import replace

from f1 import TODAY, load_drafter, repaired_profile

from assistant.exporting.actions import actions_of
from assistant.exporting.task_cards import task_cards
from assistant.interview.profile import Profile
from assistant.interview.value import Value


def test_a_card_says_what_when_for_how_much_and_how_it_is_proved(plan):
    card = next(card for card in task_cards(plan) if card.person == "小李")
    assert card.text.splitlines() == [
        "任务卡 · 小李",
        "小满家纺 · 2027–2029 年网络营销方案",
        "1. 重做四件套详情页",
        "   哪天：2027-01-04 开始，2027-01-14 检查，2027-01-29 完成",
        "   多少钱：8,000 元",
        "   怎样算好：转化率到3.2%",
    ]


def test_every_action_and_every_errand_is_on_exactly_one_card():
    actions = [
        {"what": f"第{i}件事", "owner": owner}
        for i, owner in enumerate(["小李", "李梅", "小李", "", "小王"])
    ]
    profile = repaired_profile().merge({"actions": Value(actions)})
    plan = load_drafter().draft(profile, language="zh", today=TODAY)
    lines = [line for card in task_cards(plan) for line in card.text.splitlines()]
    for action in actions_of(plan):
        assert sum(line.endswith(f". {action.what}") for line in lines) == 1
    errands = sorted(f"{errand.day}  {errand.what}" for errand in plan.agenda.errands)
    assert len(actions_of(plan)) == 5
    assert sorted(line for line in lines if line[:2] == "20") == errands


def test_people_are_named_once_in_the_order_of_the_plan(plan):
    people = [card.person for card in task_cards(plan)]
    assert people == ["小李", "李梅", "供应链", "美工", "内容", "小王"]


def test_a_plan_without_actions_and_battles_has_no_cards():
    plan = load_drafter().draft(Profile(), language="zh", today=TODAY)
    assert task_cards(replace(plan, sections=(), agenda=replace(plan.agenda, errands=()))) == ()


def test_cards_hold_no_line_breaks_of_the_owner(hostile_plan):
    for card in task_cards(hostile_plan):
        assert not any(letter in card.text for letter in "\x00\x0b\x1b\u202e\r")
        assert card.text.splitlines()[0] == card.title
