"""Properties of reading: every accepted form parses back, nothing raises, nothing takes long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interview_files import TODAY, book, lexicon, read

from assistant.interview.dates import find_dates
from assistant.interview.defaults import complete
from assistant.interview.profile import Profile
from assistant.interview.quantities import find_quantities

CHINESE_DIGITS = "零一二三四五六七八九"
QUICK = settings(max_examples=150, deadline=None)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def in_chinese(number: int) -> str:
    """Write 0 to 99,999,999 as it is said."""
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return in_chinese(number // 10_000) + "万" + (zero + in_chinese(rest) if rest else "")
    words, pending_zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            words += ("零" if pending_zero else "") + CHINESE_DIGITS[digit] + name
            pending_zero = False
        elif words and number % scale:
            pending_zero = True
    return words or "零"


def of_calendar(number: int) -> str:
    """Write a month or day as it is said: 十一, not 一十一."""
    return in_chinese(number).removeprefix("一") if 10 <= number < 20 else in_chinese(number)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdecimal() else c for c in text)


AMOUNT_FORMS = {
    "digits": lambda n: f"{n}元",
    "thousands": lambda n: f"{n:,} yuan",
    "sign": lambda n: f"¥{n}",
    "wan": lambda n: f"{n / 10_000:g}万元",
    "w": lambda n: f"{n / 10_000:g}w块",
    "k": lambda n: f"{n / 1000:g}k RMB",
    "chinese": lambda n: f"{in_chinese(n)}元",
    "full width": lambda n: full_width(f"{n}元"),
    "traditional": lambda n: f"{n / 10_000:g}萬元",
}


@pytest.mark.parametrize("form", AMOUNT_FORMS)
@QUICK
@given(hundreds=st.integers(1, 999_999))
def test_an_amount_parses_back_from_every_form(form, hundreds):
    # at most six significant digits, so that 12.3456万 is exact
    amount = hundreds * 100
    assert [q.value for q in find_quantities(AMOUNT_FORMS[form](amount))] == [amount]


@QUICK
@given(tenths=st.integers(1, 999))
def test_a_share_parses_back(tenths):
    share = tenths / 10
    for text in (f"{share:g}%", f"{share:g}个点", f"百分之{share:g}", f"{share:g} percent"):
        assert [(q.value, q.kind) for q in find_quantities(text)] == [(share, "percent")]


@QUICK
@given(low=st.integers(1, 400), more=st.integers(1, 400))
def test_a_range_parses_back_to_both_ends(low, more):
    high = low + more
    for text in (f"{low}到{high}元", f"{low}-{high}元", f"{low}～{high}元", f"{low}元至{high}元"):
        (quantity,) = find_quantities(text)
        assert (quantity.low, quantity.high) == (low, high)


@QUICK
@given(days=st.integers(0, 3000))
def test_a_date_parses_back_from_every_form(days):
    day = TODAY + timedelta(days=days)
    forms = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{of_calendar(day.month)}月{of_calendar(day.day)}号",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        full_width(f"{day.year}年{day.month}月{day.day}日"),
    )
    for text in forms:
        assert [(d.start, d.end) for d in find_dates(text, TODAY)] == [(day, day)], text


@QUICK
@given(days=st.integers(0, 364))
def test_a_date_without_a_year_is_never_past(days):
    day = TODAY + timedelta(days=days)
    (found,) = find_dates(f"{day.month}月{day.day}日", TODAY)
    assert found.end == day


WORDS = st.sampled_from(
    [
        *"，。；、：\n\t|()（）“”→-~ 的是和到从不了",
        *(
            "客单价",
            "成本",
            "预算",
            "目标",
            "现在",
            "做到",
            "每月",
            "一年",
            "双11",
            "618",
            "淘宝",
            "小李",
        ),
        *(
            "四件套",
            "卖",
            "看",
            "怕",
            "毛利",
            "60万",
            "三成",
            "2.5%",
            "1块8",
            "2029年底",
            "三年",
            "翻一番",
        ),
        *(
            "不对",
            "我们叫",
            "南通",
            "9个人",
            "goal",
            "from 2m to",
            "budget",
            "Li Mei",
            "half a million",
        ),
    ]
)
ANYTHING = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=30).map("".join))


@SLOW
@given(message=ANYTHING, question=st.sampled_from([*(q.id for q in book()), "-"]))
def test_no_reply_raises_and_every_value_read_fits_its_field(message, question):
    update = read(question, message)
    for key, value in update.values.items():
        field = book().field(key)
        assert value.raw == message
        if key not in ("goal.current", "goal.target", "channels.main"):
            assert field.accepts(value.value), (key, value.value)


@SLOW
@given(messages=st.lists(st.tuples(st.sampled_from([q.id for q in book()]), ANYTHING), max_size=6))
def test_any_interview_can_be_completed_and_stored(messages):
    profile = Profile()
    for question, message in messages:
        profile = profile.merge(read(question, message, profile).values)
    finished = complete(profile, book(), TODAY)
    assert Profile.from_dict(finished.to_dict()).to_dict() == finished.to_dict()
    assert set(profile) <= set(finished)


@pytest.mark.parametrize(
    "seed",
    [
        "1",
        "一",
        "9人，",
        "预算1",
        "1-",
        "(",
        "3月",
        "和小王",
        "1|2\n",
        "客单价240",
        "A",
        "\x00",
        "\ud800",
        "👍",
    ],
)
@pytest.mark.timeout(180)
def test_a_hostile_message_comes_to_an_end(seed):
    """A pattern that backtracks would take hours; how long reading takes is shown by the bench."""
    for question_id in ("A5", "B5", "D2"):
        read(question_id, seed * 1500)


@given(year=st.integers(1990, 2200))
def test_any_day_may_be_today(year):
    today = date(year, 2, 28)
    assert all(d.start <= d.end for d in find_dates("明年底，下个月31号，2月30日，三年后", today))
    assert lexicon().occasions[0].coming(today) is not None
