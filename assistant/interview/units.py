"""Units: the words behind a figure and what they make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.interview.quantity import Kind, Period


@dataclass(frozen=True, slots=True)
class Unit:
    """A family of unit words: the kind and name they stand for, and what one of them is worth."""

    words: str
    kind: Kind
    name: str = ""
    factor: float = 1


# The first family that matches wins, so longer words stand before shorter ones. The guards behind
# a word keep 成 of 成本 and 件 of 件套 from being read as units.
UNITS: tuple[Unit, ...] = (
    Unit(r"(?:%|个?百分点|个点|percent(?:age points?)?|per cent|pct)", "percent", "%"),
    Unit(r"‰", "percent", "%", 0.1),
    Unit(r"成(?![本交立功都品员熟长为果效型份单])", "percent", "成", 10),
    Unit(r"折(?![扣叠腾])", "percent", "折"),
    Unit(r"点(?=左右|的|[,，。;；、\s]|$)", "percent", "点"),
    Unit(r"(?:块钱|块|元钱|元|圆|人民币|rmb|cny|yuan)(?![a-z])", "money", "CNY"),
    Unit(r"(?:毛钱|毛(?![利巾衣毯绒线])|角(?![色度落]))", "money", "CNY", 0.1),
    Unit(r"分钱", "money", "CNY", 0.01),
    Unit(r"(?:美元|美金|美刀|刀(?![具片架])|(?:us ?)?dollars?(?![a-z])|usd)", "money", "USD"),
    Unit(r"(?:欧元|euros?(?![a-z])|eur(?![a-z]))", "money", "EUR"),
    Unit(r"(?:港币|港元|hkd)", "money", "HKD"),
    Unit(r"(?:新台币|台币|twd|ntd)", "money", "TWD"),
    Unit(r"倍", "multiple", "倍"),
    Unit(r"x(?![a-z])|times (?=as |more|bigger|larger|today|the |current)", "multiple", "倍"),
    Unit(r"(?:个多?月|months?(?![a-z]))", "duration", "month"),
    Unit(r"(?:个季度|季度|quarters?(?![a-z]))", "duration", "quarter"),
    Unit(r"(?:个?多?小时|个?钟头|hours?(?![a-z])|hrs?(?![a-z])|h(?![a-z]))", "duration", "hour"),
    Unit(r"(?:分钟|minutes?(?![a-z])|mins?(?![a-z]))", "duration", "minute"),
    Unit(r"(?:秒钟?|seconds?(?![a-z])|secs?(?![a-z]))", "duration", "second"),
    Unit(r"(?:个?工作日|天(?![猫津然河真下])|days?(?![a-z]))", "duration", "day"),
    Unit(r"(?:个?星期|个?礼拜|周(?![一二三四五六日末岁年])|weeks?(?![a-z]))", "duration", "week"),
    Unit(r"(?:年(?![级底初末货会轻代龄终夜份])|years?(?![a-z])|yrs?(?![a-z]))", "duration", "year"),
    Unit(
        r"(?:个?人(?![民气性群家工格才])|口人|号人|名(?![牌字称])|位(?![置于])|个?员工|个?伙计"
        r"|[- ]?persons?|[- ]?people|employees|staff|workers|of us)",
        "count",
        "人",
    ),
    Unit(r"(?:周?岁|years? old)", "count", "岁"),
    Unit(
        r"(?:套|件(?!套)|单(?![价独品])|笔(?!记)|次|场|家|条|款(?!式)|台|只(?![有是能要])|双(?![十11])|箱"
        r"|吨|公斤|斤|克|平米|米|篇|支|瓶|包(?!装|邮|括|含)|盒|张|把|本|辆|间|亩|头|粒|份|级|层|步|项|分(?![钟之析成别期给])"
        r"|类|排|遍|趟|轮|封|字|个(?![半多大小性别月星礼点百季工钟人])|万?粉丝|粉(?!色))",
        "count",
    ),
    Unit(
        r"(?:orders?|sets?|pieces?|pcs|units?|customers?|visitors?|visits?|leads?|enquir(?:y|ies)"
        r"|inquir(?:y|ies)|times?|shops?|stores?|articles?|videos?|posts?|clicks?|members?"
        r"|followers?|messages?|sessions?|follow-?ups?|firms?|companies|factories|items?)(?![a-z])",
        "count",
    ),
)
_AFTER = re.compile(
    r"[ ]?(?:" + "|".join(f"(?P<u{index}>{unit.words})" for index, unit in enumerate(UNITS)) + ")"
)
_PREFIX = re.compile(r"(?:(us\$|\$|usd)|(hk\$|hkd)|(nt\$|twd)|(€|eur)|([¥￥]|rmb|cny))[ ]?$")
_PREFIX_CURRENCIES = ("USD", "HKD", "TWD", "EUR", "CNY")

_EACH = r"(?:per|a|each|every)"
_PERIOD_WORDS: tuple[tuple[Period, str], ...] = (
    (
        "month",
        rf"每个?月|一个月|单月|月均|按月|月(?=[销供产薪入访])|{_EACH} month|monthly|mrr",
    ),
    ("quarter", rf"每个?季度?|一个?季度|{_EACH} quarter|quarterly"),
    ("year", r"每年|(?<![十两三四五])一年(?!半)|全年|年(?=[销营均产收])|按年"),
    ("year", rf"{_EACH} year|yearly|annual(?:ly)?"),
    ("week", rf"每周|一周|每个?星期|一个?星期|{_EACH} week|weekly"),
    ("day", rf"每天|一天|每日|日均|日(?=[销访])|{_EACH} day|daily"),
)
_PERIODS = re.compile("|".join(f"({words})" for _, words in _PERIOD_WORDS))
_PERIOD_AFTER_WORDS: tuple[tuple[Period, str], ...] = (
    ("month", r"月|months?|mo|m"),
    ("quarter", r"季度?|quarter|q"),
    ("year", r"年(?![前后内])|years?|yr|a"),
    ("week", r"周|星期|week"),
    ("day", r"天|日|day"),
)
_PERIOD_AFTER = re.compile(
    r"[ ]?的?[ ]?(?:/[ ]?|每个?|一个?|per |a |each |every |p\.)[ ]?(?:"
    + "|".join(f"({words})" for _, words in _PERIOD_AFTER_WORDS)
    + r")(?![a-z])"
)
_ADVERB_AFTER = re.compile(r" (?:(monthly)|(yearly|annually))(?![a-z])")
_HEDGE_BEFORE = re.compile(
    r"(大概|大约|约莫|差不多|约|接近|将近|不到|不足|不超过|最多|至多|顶多|至少|起码|最少|不低于"
    r"|超过|高于|低于|估计|around|about|roughly|approximately|approx\.?|at least|at most|up to"
    r"|under|over|less than|more than|nearly|almost|~|≈)"
    r"[ ]?(?:是|有|在|为|能|可以)?[ ]?(?:[¥$€]|rmb )?$"
)
_HEDGE_AFTER = re.compile(
    r"[ ]?(左右|上下|出头|以上|以下|以内|之内|不到|多(?=[,，。;；、\s]|$|块|元)|\+"
    r"|or so|or more|or less|plus)"
)
WINDOW = 24  # characters before a figure in which its period and hedges are looked for
_CLAUSE_END = re.compile(r"[,，。;；、\n!?！？]")


def unit_after(plain: str, position: int) -> tuple[Unit, int, str] | None:
    """Return the unit that begins at a position, where it ends and the word; None without one."""
    match = _AFTER.match(plain, position)
    if not match:
        return None
    index = next(i for i in range(len(UNITS)) if match[f"u{i}"] is not None)
    return UNITS[index], match.end(), match[f"u{index}"].strip()


def currency_before(plain: str, position: int) -> tuple[str, int] | None:
    """Return the currency sign that ends at a position, and where it starts."""
    window = max(0, position - 4)
    match = _PREFIX.search(plain[window:position])
    if not match:
        return None
    index = next(i for i, group in enumerate(match.groups()) if group)
    return _PREFIX_CURRENCIES[index], window + match.start()


def period_before(plain: str, start: int, since: int) -> Period:
    """Return the period named in the same clause before `start`, but not before `since`."""
    left = max(since, start - WINDOW, 0)
    ends = [m.end() for m in _CLAUSE_END.finditer(plain, left, start)]
    found = list(_PERIODS.finditer(plain, ends[-1] if ends else left, start))
    return _PERIOD_WORDS[(found[-1].lastindex or 1) - 1][0] if found else ""


def period_after(plain: str, end: int) -> tuple[Period, int]:
    """Return the period named right behind `end` ("/月", "一个月", "a year") and where it ends."""
    match = _PERIOD_AFTER.match(plain, end)
    if match:
        return _PERIOD_AFTER_WORDS[(match.lastindex or 1) - 1][0], match.end()
    adverb = _ADVERB_AFTER.match(plain, end)
    if adverb:
        return ("month" if adverb[1] else "year"), adverb.end()
    return "", end


def hedge_before(plain: str, start: int) -> str:
    """Return the hedge right before a figure ("不到", "about"), or nothing."""
    match = _HEDGE_BEFORE.search(plain[max(0, start - 16) : start])
    return match[1] if match else ""


def hedge_after(plain: str, end: int) -> tuple[str, int]:
    """Return the hedge right behind a figure ("左右", "+"), or nothing, and where it ends."""
    match = _HEDGE_AFTER.match(plain, end)
    return (match[1], match.end()) if match else ("", end)
