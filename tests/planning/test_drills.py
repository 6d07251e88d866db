"""Four accidents on the fixture: what is reached, what the account shows, what comes first."""

import pytest
from f1 import ROOT, TODAY, load_book, load_drafter, raw_profile, repaired_profile
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_edits import edited_copy
from sensible_profiles import CLINIC, FACTORY, SOFTWARE, said

from assistant.calculators.cash_valley import cash_valley
from assistant.calculators.platform_dependence import platform_dependence
from assistant.errors import PromptError
from assistant.interview.defaults import complete
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.drill_book import load_drills
from assistant.planning.drills import Drill, PlannedAnswer, run_drills
from assistant.planning.first_year import first_year
from assistant.planning.main_shop import Shop, main_shop

BOOK = load_drills(ROOT / "prompts")


def _completed(profile: Profile) -> Profile:
    return complete(profile, load_book(), TODAY)


def _drills(profile: Profile) -> dict[str, Drill]:
    return {drill.accident: drill for drill in run_drills(_completed(profile), BOOK)}


def test_what_the_repaired_fixture_still_reaches():
    reached = {k: (d.before_pct, d.reached_pct) for k, d in _drills(repaired_profile()).items()}
    assert reached == {
        "clicks": (100.0, 71.5),
        "closed": (100.0, 96.9),
        "lead": (100.0, 98.2),
        "delay": (100.0, 96.2),
    }


def test_the_raw_fixture_starts_from_what_its_money_reaches():
    reached = {k: (d.before_pct, d.reached_pct) for k, d in _drills(raw_profile()).items()}
    assert reached == {
        "clicks": (53.1, 37.9),
        "closed": (53.1, 51.4),
        "lead": (53.1, 51.9),
        "delay": (53.1, 53.1),
    }


def test_dearer_clicks_in_words():
    clicks = _drills(raw_profile())["clicks"]
    assert (clicks.title, clicks.first) == (
        Bilingual(zh="点击涨价 40%", en="Clicks 40% dearer"),
        Bilingual(zh="只留品牌词", en="只留品牌词"),
    )
    assert clicks.answer == PlannedAnswer("平台点击单价上涨", "点击价到2.4元", "只留品牌词", "李梅")
    assert [line.zh for line in clicks.lines] == [
        "点击涨价 40%：第一年目标能完成 37.9%，少卖 473,125 元。",
        "涨价以后买来一单要 101 元，一单只剩 96 元，每一单都亏。",
        "账上最深在第 11 个月，要垫 129,178 元（不出事 15,750 元）；"
        "年底账上 -105,421 元（不出事 68,410 元）。",
        "计划里的办法：只留品牌词（李梅拍板）。",
    ]


def test_an_accident_nobody_planned_for_gets_a_first_step():
    closed = _drills(repaired_profile())["closed"]
    assert (closed.answer, closed.title.zh) == (None, "淘宝停 14 天")
    assert closed.lines[-1] == Bilingual(
        zh="计划里还没有这条风险。先做：当天通知老客户到别的地方买。",
        en="The plan has no such risk yet. First: tell old customers the same day "
        "where else to buy.",
    )


def test_a_risk_without_a_person_says_so():
    risks = Value([{"event": "主力离职", "response": "小李顶上"}])
    lead = _drills(repaired_profile().merge({"risks": risks}))["lead"]
    assert lead.lines[-1].zh == "计划里的办法：小李顶上（还没写谁拍板）。"


def test_the_loss_of_a_closed_shop_is_that_of_the_calculator():
    profile = _completed(repaired_profile())
    loss = platform_dependence(shares={"淘宝": 100}, daily_sales=3_120_000 * 0.8 / 365).values
    closed = _drills(repaired_profile())["closed"]
    assert main_shop(profile) == Shop("淘宝", 80)
    assert closed.cash.inputs["sales"][10] == 260_000 - loss["loss"]
    assert sum(closed.cash.inputs["sales"]) == 3_120_000 - loss["loss"]


def test_the_account_is_that_of_the_calculator():
    year = first_year(_completed(repaired_profile()))
    expected = cash_valley(
        spend=year.spend, sales=(260_000,) * 12, margin_pct=year.margin_pct, lag_months=1
    )
    assert _drills(repaired_profile())["delay"].cash_before == expected


def test_a_stand_in_shortens_the_gap():
    weeks = [
        _drills(profile)["lead"].story.en
        for profile in (repaired_profile(), repaired_profile().without("lead.backup"))
    ]
    assert ["first 2 weeks" in weeks[0], "first 8 weeks" in weeks[1]] == [True, True]
    alone = _drills(repaired_profile().without("lead.backup"))["lead"]
    assert alone.reached_pct < _drills(repaired_profile())["lead"].reached_pct


def test_a_delay_keeps_the_first_months_at_todays_pace():
    sales = _drills(repaired_profile())["delay"].cash.inputs["sales"]
    assert sales == [200_000.0] * 2 + [260_000.0] * 10


@pytest.mark.parametrize(
    ("answers", "shop"),
    [
        (FACTORY, Shop("1688", 20)),
        (SOFTWARE, Shop("官网", 100)),
        (CLINIC, Shop("微信", 100)),
        ({"goal.target": 5}, Shop("", 100)),
    ],
)
def test_the_main_shop_is_a_platform_not_a_channel_without_one(answers, shop):
    assert main_shop(said(answers)) == shop


def test_without_a_goal_nothing_is_rehearsed():
    assert run_drills(_completed(Profile()), BOOK) == ()


def test_without_a_cost_the_account_is_left_out():
    profile = repaired_profile().without(
        "econ.unit_cost", "econ.gross_margin_pct", "product.items", "model.streams"
    )
    drills = run_drills(profile, BOOK)
    assert [drill.cash for drill in drills] == [None] * 4
    assert len(drills[0].lines) == 2


def test_the_plan_is_the_same_after_the_drills():
    profile = _completed(repaired_profile())
    before, draft = profile.to_dict(), load_drafter().draft
    plan = draft(repaired_profile(), language="zh", today=TODAY)
    run_drills(profile, BOOK)
    assert profile.to_dict() == before
    assert draft(repaired_profile(), language="zh", today=TODAY) == plan


@settings(max_examples=40, deadline=None)
@given(
    key=st.sampled_from(
        sorted(k for k in raw_profile() if isinstance(raw_profile()[k].value, int | float | list))
    ),
    value=st.one_of(
        st.integers(-(10**15), 10**15),
        st.floats(allow_nan=False, allow_infinity=False),
        st.lists(st.one_of(st.text(max_size=5), st.none()), max_size=3),
    ),
)
def test_no_answer_breaks_the_drills_and_none_reaches_more_than_before(key, value):
    profile = repaired_profile().merge({key: Value(value, repaired_profile()[key].unit)})
    for drill in run_drills(profile, BOOK):
        assert drill.reached_pct <= drill.before_pct <= 100


@pytest.mark.parametrize(
    ("path", "value", "mistake"),
    [
        (("drills", "lead"), None, "drills is wrong: must be just"),
        (("drills", "lead", "first"), None, "drills lead"),
        (("drills", "lead", "words"), [], "drills lead words"),
        (("drills", "lead", "story", "en"), "no slot", "lead.story"),
        (("figures", "days_closed"), 400, "figures days_closed"),
        (("texts",), [], "texts"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, path, value, mistake):
    with pytest.raises(PromptError) as caught:
        load_drills(edited_copy(tmp_path, "drills.yaml", path, value))
    assert f"drills.yaml: {mistake}" in caught.value.en
