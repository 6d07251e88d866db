"""Reading: command-line text to the value a calculator input takes.

The compact forms; a comma separates items, and full-width marks work like half-width ones:
number    1800000   1,800,000   180万   ¥240   2.5% (for percentages)
list      20,35,45
texts     淘宝,抖音
battles   618:30:5=45/6=55,38节:15:3             name:weight:month, or month=weight/month=weight
plans     老客加618:180:90:5,达人直播:320:240:3     name:profit:cost:feasibility
ranges    aov=210/240/260,cpc=1.4/1.8/2.6       input=low/likely/high
shares    淘宝=72,抖音=18,线下=10                 name=share
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from assistant.calculators.alternative import Alternative
from assistant.calculators.battle import Battle
from assistant.calculators.bounds import shown
from assistant.calculators.calculator import Input, Kind
from assistant.errors import InputError

_NUMBER = re.compile(
    r"[¥$]? ?(?P<digits>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.[0-9]{1,20})?)"
    r" ?(?P<scale>[万亿]?)元? ?(?P<percent>%?)"
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_LONGEST_LIST = 400  # a year of days and then some


def read_setting(asked: Input, text: str) -> Any:
    """Return the value of one setting as the calculator function takes it.

    Raises:
        InputError: names the input, the text and the form that is expected.
    """
    return _READERS[asked.kind](asked, unicodedata.normalize("NFKC", text).strip())


def _refusal(asked: Input, text: str, zh: str, en: str) -> InputError:
    """Return the error for a text that cannot be read, with the form that can."""
    return InputError(
        f"{asked.name}（{asked.zh}）看不懂 {shown(text)!r}。{zh}",
        f"{asked.name} ({asked.en}) cannot be read from {shown(text)!r}. {en}",
    )


def _number(asked: Input, text: str) -> float:
    found = _NUMBER.fullmatch(text)
    if found is None or (found["percent"] and asked.unit != "pct"):
        raise _refusal(asked, text, "请填一个数字。", "Give a number.")
    value = Decimal(found["digits"].replace(",", "")) * _SCALES[found["scale"]]
    # Whole numbers stay whole so that results show 240 and not 240.0.
    return int(value) if value == value.to_integral_value() else float(value)


def _int(asked: Input, text: str) -> int:
    value = _number(asked, text)
    if isinstance(value, int):
        return value
    raise _refusal(asked, text, "请填一个整数。", "Give a whole number.")


def _text(asked: Input, text: str) -> str:
    words = " ".join(text.split())
    if words and len(words) <= 100 and words.isprintable():
        return words
    raise _refusal(asked, text, "请填 1 到 100 个字。", "Give 1 to 100 characters.")


def _choice(asked: Input, text: str) -> str:
    if text.lower() in asked.choices:
        return text.lower()
    allowed = ", ".join(asked.choices)
    raise _refusal(asked, text, f"可以填：{allowed}。", f"Choose one of: {allowed}.")


def _items(asked: Input, text: str, separator: str = r"[,、;]") -> list[str]:
    """Divide a text at its separators into 1 to 400 items without surrounding space."""
    items = [item.strip() for item in re.split(separator, text)]
    if all(items) and len(items) <= _LONGEST_LIST:
        return items
    zh = f"请用逗号隔开，中间不要空着，最多 {_LONGEST_LIST} 个。"
    en = f"Separate items with commas, leave none empty, at most {_LONGEST_LIST}."
    raise _refusal(asked, text, zh, en)


def _list(asked: Input, text: str) -> list[float]:
    return [_number(asked, item) for item in _items(asked, text, r"\s*[,、;]\s*|\s+")]


def _texts(asked: Input, text: str) -> list[str]:
    return [_text(asked, item) for item in _items(asked, text)]


def _parts(asked: Input, item: str, separator: str, form: str, count: int) -> list[str]:
    """Divide one item into exactly `count` parts; `form` shows what it should look like."""
    parts = [part.strip() for part in item.split(separator)]
    if len(parts) == count and all(parts):
        return parts
    raise _refusal(asked, item, f"请写成 {form}。", f"Write it as {form}.")


def _battle(asked: Input, item: str) -> Battle:
    form = "618:30:5=45/6=55"
    name, weight, phases = _parts(asked, item, ":", form, 3)
    months: dict[int, float] = {}
    for phase in phases.split("/"):
        month, share = _parts(asked, phase if "=" in phase else f"{phase}=1", "=", form, 2)
        months[_int(asked, month)] = _number(asked, share)
    return Battle(_text(asked, name), _number(asked, weight), MappingProxyType(months)).checked()


def _battles(asked: Input, text: str) -> list[Battle]:
    return [_battle(asked, item) for item in _items(asked, text)]


def _plan(asked: Input, item: str) -> Alternative:
    form = "达人直播:320:240:3"
    name, *numbers = _parts(asked, item, ":", form, 4)
    profit, cost, feasibility = (_number(asked, number) for number in numbers)
    return Alternative(_text(asked, name), profit, cost, feasibility)


def _plans(asked: Input, text: str) -> list[Alternative]:
    return [_plan(asked, item) for item in _items(asked, text)]


def _shares(asked: Input, text: str) -> dict[str, float]:
    pairs = (_parts(asked, item, "=", "淘宝=72", 2) for item in _items(asked, text))
    return {_text(asked, name): _number(asked, share) for name, share in pairs}


def _range(asked: Input, item: str) -> tuple[str, tuple[float, float, float]]:
    form = "aov=210/240/260"
    name, ends = _parts(asked, item, "=", form, 2)
    low, likely, high = (_number(asked, end) for end in _parts(asked, ends, "/", form, 3))
    return name, (low, likely, high)


def _ranges(asked: Input, text: str) -> dict[str, tuple[float, float, float]]:
    return dict(_range(asked, item) for item in _items(asked, text))


_READERS: Mapping[Kind, Callable[[Input, str], Any]] = MappingProxyType(
    {
        "number": _number,
        "int": _int,
        "text": _text,
        "choice": _choice,
        "list": _list,
        "texts": _texts,
        "battles": _battles,
        "plans": _plans,
        "ranges": _ranges,
        "shares": _shares,
    }
)
