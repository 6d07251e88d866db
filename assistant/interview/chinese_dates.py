"""The ways of writing a date in Chinese: 2029年底, 明年3月, 下个月5号, 三年后, 下周一."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.interview.calendar_days import Days, day, half, later, month, quarter, whole_year
from assistant.interview.date_forms import Form, coming, whole_number

_DIGIT = r"[一二三四五六七八九]"
_D = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十{_DIGIT}?|十{_DIGIT}?|{_DIGIT})"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_Y = r"(?:(?:19|20)\d\d|二[零〇][零〇一二三四五六七八九]{2})"
_SHORT_Y = r"(?<!\d)[2-4]\d(?=年)"
_YEAR = (
    rf"(?:(?P<year>{_Y}|{_SHORT_Y})[ ]?年?(?:的)?[ ]?"
    r"|(?P<relative>今年|本年|当年|明年|次年|来年|大后年|后年|去年|前年)(?:的)?[ ]?)"
)
_BY = r"(?:[ ]?(?:之前|以前|前|为止))?"
_PART = r"(?P<part>底|末|初|中旬|上旬|下旬)"
_RELATIVE_YEARS = {
    "今年": 0, "本年": 0, "当年": 0, "明年": 1, "次年": 1, "来年": 1, "后年": 2, "大后年": 3,
    "去年": -1, "前年": -2,
}  # fmt: skip
_UNITS = {
    "年": "year",
    "个月": "month",
    "周": "week",
    "个星期": "week",
    "星期": "week",
    "天": "day",
}
_WEEKDAYS = "一二三四五六日"


def _year(match: re.Match[str], today: date) -> int | None:
    groups = match.groupdict()
    if groups.get("relative"):
        return today.year + _RELATIVE_YEARS[groups["relative"]]
    if not groups.get("year"):
        return None
    year = whole_number(groups["year"])
    return year + 2000 if year < 100 else year


def _iso(match: re.Match[str], today: date) -> Days:
    return day(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _iso_month(match: re.Match[str], today: date) -> Days:
    return month(int(match["y"]), int(match["m"]))


def _day(match: re.Match[str], today: date) -> Days:
    number, first = whole_number(match["m"]), whole_number(match["d"])
    last = whole_number(match["d2"]) if match["d2"] else first

    def build(year: int) -> Days:
        return Days(date(year, number, first), date(year, number, last), "day")

    return coming(_year(match, today), today, build)


def _month(match: re.Match[str], today: date) -> Days:
    number, part = whole_number(match["m"]), match["part"] or ""
    return coming(_year(match, today), today, lambda year: month(year, number, part))


def _year_part(match: re.Match[str], today: date) -> Days:
    year = _year(match, today)
    return whole_year(today.year if year is None else year, (match["part"] or "")[-1:])


def _half(match: re.Match[str], today: date) -> Days:
    number = 1 if match["half"] == "上" else 2
    return coming(_year(match, today), today, lambda year: half(year, number, match["part"] or ""))


def _quarter(match: re.Match[str], today: date) -> Days:
    number = whole_number(match["q"])
    return coming(
        _year(match, today), today, lambda year: quarter(year, number, match["part"] or "")
    )


def _after(match: re.Match[str], today: date) -> Days:
    word = match["n"]
    amount = 0.5 if word == "半" else float(whole_number(word))
    end = later(today, amount + (0.5 if match["half"] else 0), _UNITS[match["unit"]])
    return day(end) if match["way"] == "后" else Days(today, end, "year")


def _next_month(match: re.Match[str], today: date) -> Days:
    steps = {"下下": 2, "下": 1, "次": 1}.get(match["which"], 0)
    first = later(today.replace(day=1), steps, "month")
    if match["d"]:
        return day(first.replace(day=whole_number(match["d"])))
    return month(first.year, first.month, match["part"] or "")


def _next_quarter(match: re.Match[str], today: date) -> Days:
    index = today.year * 4 + (today.month - 1) // 3 + (match["which"] == "下")
    return quarter(index // 4, index % 4 + 1, match["part"] or "")


def _month_part(match: re.Match[str], today: date) -> Days:
    return month(today.year, today.month, match["part"])


def _day_of_month(match: re.Match[str], today: date) -> Days:
    wanted = whole_number(match["d"])
    first = today if wanted >= today.day else later(today.replace(day=1), 1, "month")
    return day(first.replace(day=wanted))


def _weekday(match: re.Match[str], today: date) -> Days:
    wanted = _WEEKDAYS.index(match["w"].replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    weeks = {"下下": 2, "下": 1}.get(match["which"] or "", 0)
    when = monday + timedelta(days=7 * weeks + wanted)
    return day(when if weeks or when >= today else when + timedelta(days=7))


def _near(match: re.Match[str], today: date) -> Days:
    return day(today + timedelta(days={"今": 0, "明": 1, "后": 2}[match["near"]]))


_FIGURES = r"[-/.](?P<m>1[0-2]|0?[1-9])"
_TO_DAY = rf"(?:(?:日|号)?[-~到至](?P<d2>{_D}))?"
_END_OF_WORD = r"(?=[,，。;；、\s]|$|前|之前)"
# 一月 alone may be "once a month", so January needs 月份 or 月前
_BARE_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[二三四五六七八九]|一(?=月份|月前))"
_FULL_YEAR = r"(?:(?P<year>(?:19|20)\d\d)[ ]?年|(?P<relative>今年|明年|后年|大后年|去年|前年))"
_AMOUNT = r"(?<!\d)(?P<n>\d{1,3}|[一二两三四五六七八九十半]{1,3})"
_MEETING = r"(?!.{0,2}(?:检查|开会|复盘|例会))"  # 月底开会 comes back every month

CHINESE_FORMS = tuple(
    Form(re.compile(pattern), read)
    for read, pattern in (
        (_iso, rf"(?<!\d)(?P<y>20\d\d){_FIGURES}[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
        (_iso_month, rf"(?<!\d)(?P<y>20\d\d){_FIGURES}(?![\d.%/-]|万)"),
        (
            _day,
            rf"{_YEAR}?(?<![\d个])(?P<m>{_M})月份?[ ]?(?P<d>{_D}){_TO_DAY}"
            rf"(?:日|号|{_END_OF_WORD}){_BY}",
        ),
        (_month, rf"{_YEAR}(?P<m>{_M})月份?{_PART}?{_BY}"),
        (_month, rf"(?<![\d个每几])(?P<m>{_M})月份?{_PART}{_BY}"),
        (_month, rf"(?<![\d个每几])(?P<m>{_BARE_M})月份?(?P<part>)(?![销供产均薪嫂饼]){_BY}"),
        (_year_part, rf"{_YEAR}(?P<part>年?底|年?末|年?终|年?初|年?中){_BY}"),
        (_year_part, rf"(?<![\d一两三四五六七八九十去前今明后])(?P<part>年[底末终中初]){_BY}"),
        (_year_part, rf"{_FULL_YEAR}(?P<part>){_BY}"),
        (_year_part, rf"(?<=[到至])(?P<year>20[2-4]\d)(?P<part>)(?![\d万千元块套件个.%,]){_BY}"),
        (_half, rf"{_YEAR}?(?P<half>[上下])半年{_PART}?{_BY}"),
        (_quarter, rf"{_YEAR}?第?(?P<q>[一二三四1-4])个?季度(?!.{{0,3}}一?次){_PART}?{_BY}"),
        (_quarter, rf"{_YEAR}?(?<![a-z])q(?P<q>[1-4])(?![\da-z])(?P<part>底|末|初)?{_BY}"),
        (
            _after,
            rf"{_AMOUNT}(?P<unit>年|个月|周|个?星期|天)(?P<half>半)?(?:之|以)?(?P<way>后|内)",
        ),
        (_next_month, rf"(?P<which>下下|下|这|本|次)个?月(?:(?P<d>{_D})(?:日|号)|{_PART})?{_BY}"),
        (_next_quarter, rf"(?P<which>下|本|这)个?季度(?P<part>底|末|初)?{_BY}"),
        (
            _month_part,
            rf"(?<![个月每下本这次\d一二三四五六七八九十])月(?P<part>底|末|初|中旬){_MEETING}{_BY}",
        ),
        (_day_of_month, rf"(?<![\d月第每a-z.])(?<!每月)(?P<d>{_D})号(?![店线楼院机])"),
        (_weekday, rf"(?<!每)(?P<which>下下|下|这|本)?个?(?:周|星期|礼拜)(?P<w>[{_WEEKDAYS}天])"),
        (_near, r"(?P<near>[今明后])天"),
    )
)
