"""Number: a bare figure in plain text, written in digits, in Chinese or in English words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 1e13  # a longer run of digits is an account, not a figure
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LATIN_SCALES = {
    "w": 10**4, "wan": 10**4, "k": 1000, "m": 10**6, "mn": 10**6, "mil": 10**6, "bn": 10**9,
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_UNITS_AND_TEENS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = {word: value for value, word in enumerate(_UNITS_AND_TEENS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_ENGLISH_SCALES = {k: v for k, v in _LATIN_SCALES.items() if len(k) > 3}
_ENGLISH_WORDS = "|".join([*_ENGLISH, *_ENGLISH_SCALES])

_ARABIC = re.compile(
    r"(?<![\d.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:[ ]?(?P<some>[来多余几])?(?P<cn>[十百千万亿]{1,2})(?![度般分事能别科])"
    r"(?:(?P<tail>[1-9])(?=$|[\s,，。;；、元左上以多到每/~-]|一个?[月年季]))?"
    r"|(?:[ ]|个(?=w))?(?P<latin>million|thousand|billion|hundred|wan|mn|mil|bn|[wkm])(?![a-z]))?"
)
_CHINESE = re.compile(
    r"(?<![第统唯万周期拜初双几])"
    r"(?P<run>[零〇一二两俩仨三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*几?"
    r"(?:[来多余](?=[百千万亿])[百千万亿]+)?(?:点[零〇一二三四五六七八九]+)?[百千万亿]*)"
)
_ENGLISH_RUN = re.compile(
    rf"(?<![a-z])(?:half a (?=million|billion)|an? (?=hundred|thousand|million|billion))?"
    rf"(?:{_ENGLISH_WORDS})(?:(?:[ -]|[ ]and[ ])(?:{_ENGLISH_WORDS}))*(?![a-z])"
)
_SAID_TO_BE = re.compile(r"(?:是|为|从)$")
_TWO_DIGITS = re.compile(r"[一二两三四五六七八九]{2}")
_LETTER = re.compile(r"[a-z]$")
_CURRENCY = re.compile(r"(?:rmb|cny|usd|us|eur|hkd|twd|nt|aov|cpc)$")
# A Chinese run of one character is a number only where it cannot be part of a word.
_IN_WORD = re.compile(r"[㐀-鿿a-z]")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure at a place of a text.

    `base` is the figure before its scale ("60" of "60万") and `scale` what it was multiplied by,
    so that the first end of "50-60万" can borrow the scale of the second. `note` keeps "多", "几".
    `loose` marks a single Chinese digit, which counts only with a unit behind it.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    base: float
    scale: float = 1
    note: str = ""
    loose: bool = False


def find_numbers(plain: str) -> list[Number]:
    """Return the figures of a plain text from left to right; they do not overlap."""
    found = sorted([*_arabic(plain), *_chinese(plain), *_english(plain)], key=lambda n: n.start)
    result: list[Number] = []
    for number in found:
        if not result or number.start >= result[-1].end:
            result.append(number)
    return [number for number in result if number.high <= LARGEST]


def _arabic(plain: str) -> Iterator[Number]:
    for match in _ARABIC.finditer(plain):
        if _is_part_of_a_name(plain[max(0, match.start() - 4) : match.start()]) or _is_telephone(
            match["digits"]
        ):
            continue
        base = float(match["digits"].replace(",", ""))
        scale = 1.0
        for character in match["cn"] or "":
            scale *= SCALES[character]
        scale *= _LATIN_SCALES.get(match["latin"] or "", 1)
        value = base * scale + int(match["tail"] or 0) * scale / 10
        yield _number(match.start(), match.end(), value, base, scale, match["some"] or "")


def _is_part_of_a_name(before: str) -> bool:
    """Tell whether a figure after these words is an ordinal or part of a name (第3, A4, Q2)."""
    return before.endswith("第") or bool(_LETTER.search(before) and not _CURRENCY.search(before))


def _is_telephone(digits: str) -> bool:
    return len(digits) == 11 and digits[0] == "1"


def _number(start: int, end: int, value: float, base: float, scale: float, note: str) -> Number:
    return Number(start, end, tidy(value), tidy(value), tidy(value), base, scale, note)


def _chinese(plain: str) -> Iterator[Number]:
    for start, run in _chinese_runs(plain):
        end = start + len(run)
        parsed = parse_chinese(run)
        if parsed is None:
            continue
        low, high, note = parsed
        scale = _closing_scale(run)
        value = (low + high) / 2
        loose = run in DIGITS or run == "十"
        if run == "零":  # "现在是零" is a figure, 零食 is not
            loose = not _SAID_TO_BE.search(plain, 0, start)
        alone = not _IN_WORD.match(plain[start - 1 : start] or " ")
        alone = alone and not _IN_WORD.match(plain[end : end + 1] or " ")
        yield Number(
            start,
            end, tidy(value), tidy(low), tidy(high), value / scale, scale, note,
            loose and not alone,
        )  # fmt: skip


def _chinese_runs(plain: str) -> Iterator[tuple[int, str]]:
    """Yield the Chinese runs with their starts; "三万五一个月" is cut before 一个月."""
    match = _CHINESE.search(plain)
    while match:
        run = match["run"]
        cut = _TWO_DIGITS.search(run) if re.search(r"[十百千万亿]", run) else None
        if cut and DIGITS[cut[0][0]] >= DIGITS[cut[0][1]]:
            run = run[: cut.start() + 1]
        yield match.start(), run
        match = _CHINESE.search(plain, match.start() + len(run))


def _closing_scale(run: str) -> int:
    scale = 1
    for character in reversed(run):
        if character not in "百千万亿":
            break
        scale *= SCALES[character]
    return scale


def parse_chinese(run: str) -> tuple[float, float, str] | None:
    """Read a run of Chinese numerals.

    Returns:
        Low, high and a note ("多", "来", "几" or ""): equal ends for an exact figure, two ends for
        "五六十万" and "十几"; None when the run is no number.
    """
    note = next((c for c in "来多余" if c in run), "")
    run = run.replace(note, "") if note else run
    if "几" in run:
        low = parse_chinese(run.replace("几", ""))
        is_tens = run[run.index("几") - 1 : run.index("几")] == "十"
        return (low[0] + 1, low[0] + 9, "几") if low and is_tens else None
    if "点" in run:
        return _decimal(run, note)
    pair = _neighbours(run)
    if pair:
        low_run, high_run = pair
        return _whole(low_run), _whole(high_run), note
    return _whole(run), _whole(run), note


def _decimal(run: str, note: str) -> tuple[float, float, str]:
    whole, _, rest = run.partition("点")
    digits = rest.rstrip("百千万亿")
    value = _whole(whole) + sum(DIGITS[c] / 10**i for i, c in enumerate(digits, 1))
    value *= _closing_scale(rest)
    return value, value, note


def _neighbours(run: str) -> tuple[str, str] | None:
    """Return the two ends of "五六十" or "十五六万": two digits side by side, rising."""
    if re.search(r"[零〇]|[一二两三四五六七八九]{3}", run):
        return None
    match = re.search(r"[一二两三四五六七八九]{2}", run)
    if not match or DIGITS[match[0][0]] >= DIGITS[match[0][1]]:
        return None
    return run.replace(match[0], match[0][0]), run.replace(match[0], match[0][1])


def _whole(run: str) -> float:
    """Read an exact run: "六十万" 600000, "一万二" 12000, "二零二七" 2027."""
    if len(run) > 1 and all(c in DIGITS for c in run):
        return float("".join(str(DIGITS[c]) for c in run))
    total = section = digit = 0
    last_scale = 1
    for character in run:
        if character in DIGITS:
            digit = DIGITS[character]
            last_scale = 1 if character in "零〇" else last_scale
        elif SCALES[character] < SCALES["万"]:
            last_scale = SCALES[character]
            section += (digit or (1 if section == 0 else 0)) * last_scale
            digit = 0
        else:
            last_scale = SCALES[character]
            above = total if character == "亿" else 0  # 亿 scales the 万 before it, 万 does not
            total += (above + section + digit or 1) * last_scale - above
            section = digit = 0
    # "一百二" is 120: a last digit counts one place below the scale before it
    closing = digit * (last_scale // 10 if last_scale >= 100 and run[-1] in DIGITS else 1)
    return float(total + section + closing)


def _english(plain: str) -> Iterator[Number]:
    for match in _ENGLISH_RUN.finditer(plain):
        words = re.split(r"[ -]+", match[0])
        scale_words = [word for word in words if word in _ENGLISH_SCALES]
        value = _english_value(words)
        scale = _ENGLISH_SCALES[scale_words[-1]] if scale_words else 1
        loose = words in (["one"], ["hundred"], ["thousand"], ["million"], ["billion"])
        yield Number(
            *match.span(), tidy(value), tidy(value), tidy(value), value / scale, scale, "", loose
        )


def _english_value(words: list[str]) -> float:
    total = section = 0.0
    for word in words:
        if word == "half":
            section = 0.5
        elif word in _ENGLISH:
            section += _ENGLISH[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _ENGLISH_SCALES:
            total += (section or 1) * _ENGLISH_SCALES[word]
            section = 0
    return total + section


def tidy(value: float) -> float:
    """Return the number as int when it is whole, else without binary dust."""
    if value > LARGEST:
        return value
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
