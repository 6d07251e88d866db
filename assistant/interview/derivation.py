"""Derivation: values that follow from what a reply said and from what was known before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.interview.defaults import gross_margin_pct
from assistant.interview.goal_dates import due_after
from assistant.interview.profile import Profile
from assistant.interview.reading import Reading, Readings
from assistant.interview.recurrence import first_recurrence
from assistant.interview.scan import Scan
from assistant.interview.utterance import Utterance

_CHINESE_DIGITS = "零一二三四五六七八九"
_SPLIT = re.compile(r"(?<![\d.])(\d{1,2})[ ]?(?:[:/]|比)[ ]?(\d{1,2})(?![\d.])")
_SPLIT_WORDS = re.compile(
    r"([一二三四五六七八九])([一二三四五六七八九])开|([一二三四五六七八九])比([一二三四五六七八九])"
)
_SHARE = r"(?:占|是)?[ ]?(\d{1,2}|[一二三四五六七八九])[ ]?成?"
_SPLIT_NAMED = re.compile(
    rf"(?:品牌|brand){_SHARE}[,，、 ]*(?:和|and )?(?:流量|traffic){_SHARE}"
    rf"|(?:流量|traffic){_SHARE}[,，、 ]*(?:和|and )?(?:品牌|brand){_SHARE}"
)
_TRAFFIC_FIRST = re.compile(r"(?:流量|traffic)[^,，。;；]{0,8}(?:品牌|brand)")
_TRAFFIC_SHARE = re.compile(r"(?:流量|traffic)[^,，。;；\d]{0,4}$")


def derive(scan: Scan, found: Mapping[str, Reading], profile: Profile) -> Readings:
    """Return further readings of origin "calculated" that follow from those found."""
    derived: Readings = {}
    for key, reading in (
        ("econ.gross_margin_pct", _margin(found, profile)),
        ("goal.due", _due(scan, found, profile)),
        ("control.first_review", _first_review(scan, found, profile)),
        ("model.main_stream", _main_stream(found)),
        ("channels.mode", _mode(found)),
    ):
        if reading and key not in found:
            derived[key] = reading
    return derived


def _value(key: str, found: Mapping[str, Reading], profile: Profile) -> Any:
    return found[key].value if key in found else profile.raw(key)


def _margin(found: Mapping[str, Reading], profile: Profile) -> Reading | None:
    """Gross margin from order value and cost, when one of them was just said."""
    if not {"econ.aov", "econ.unit_cost"} & found.keys():
        return None
    known = profile.get("econ.gross_margin_pct")
    if known is not None and known.origin == "answer":
        return None
    price, cost = (_value(key, found, profile) for key in ("econ.aov", "econ.unit_cost"))
    if not price or cost is None or cost >= price:
        return None
    note = f"({price:,.10g} − {cost:,.10g}) ÷ {price:,.10g}"
    return Reading(gross_margin_pct(price, cost), note=note, origin="calculated")


def _due(scan: Scan, found: Mapping[str, Reading], profile: Profile) -> Reading | None:
    """The date of the goal, again, when start or years change and it was calculated before."""
    if not {"horizon.start", "horizon.years"} & found.keys():
        return None
    known = profile.get("goal.due")
    years = _value("horizon.years", found, profile)
    if known is None or known.origin != "calculated" or not years:
        return None
    return due_after(years, str(_value("horizon.start", found, profile) or ""), scan.today)


def _first_review(scan: Scan, found: Mapping[str, Reading], profile: Profile) -> Reading | None:
    """The first review of a rhythm with a day ("每个月5号"), not before the plan begins.

    A start that is given later moves it.
    """
    if "control.cycle" in found:
        plain = scan.plain
    else:
        cycle, known = profile.get("control.cycle"), profile.get("control.first_review")
        is_moved = "horizon.start" in found and (known is None or known.origin == "calculated")
        plain = Utterance.of(cycle.raw).plain if cycle and is_moved else ""
    start = _value("horizon.start", found, profile)
    since = max(date.fromisoformat(start), scan.today) if start else scan.today
    first = first_recurrence(plain, since)
    if first is None:
        return None
    note = f"{since.isoformat()}起的第一个检查日"
    return Reading(first.isoformat(), note=note, origin="calculated")


def _main_stream(found: Mapping[str, Reading]) -> Reading | None:
    """The stream that earns most: share times margin, when every stream has both."""
    streams = found["model.streams"].value if "model.streams" in found else []
    complete = all({"name", "share_pct", "gross_margin_pct"} <= stream.keys() for stream in streams)
    if not streams or not complete:
        return None
    best = max(streams, key=lambda stream: stream["share_pct"] * stream["gross_margin_pct"])
    return Reading(best["name"], note="占比 × 毛利率最高", origin="calculated")


def _mode(found: Mapping[str, Reading]) -> Reading | None:
    """Own site, third-party platforms or both, by the platforms named."""
    if "channels.platforms" not in found:
        return None
    names = found["channels.platforms"].value
    own = "官网" in names
    mode = "both" if own and len(names) > 1 else ("own_site" if own else "third_party")
    return Reading(mode, note="由所选平台得出", origin="calculated")


def brand_share(scan: Scan) -> Reading | None:
    """Return the brand share of a split ("4:6", "六四开", "品牌6流量4"), brand named first."""
    for pattern in (_SPLIT, _SPLIT_WORDS, _SPLIT_NAMED):
        for match in pattern.finditer(scan.plain, scan.start, scan.end):
            first, second = (_digit(group) for group in match.groups() if group)
            if first + second in (10, 100):
                share = (second if _TRAFFIC_FIRST.search(scan.plain) else first) * 100
                return Reading(share // (first + second))
    for quantity in scan.quantities:  # 流量占六成 leaves four for the brand
        before = scan.plain[max(scan.start, quantity.start - 8) : quantity.start]
        if quantity.kind == "percent" and _TRAFFIC_SHARE.search(before):
            return Reading(100 - quantity.value, note=f"流量占{quantity.value:g}%")
    return None


def new_split(scan: Scan, profile: Profile) -> Readings:
    """Read a split that replaces the one agreed on before ("算了，还是四六开")."""
    key = "channels.brand_share_pct"
    split = brand_share(scan) if {key, "channels.mix"} & set(profile) else None
    return {key: split} if split else {}


def _digit(word: str) -> int:
    return int(word) if word.isdecimal() else _CHINESE_DIGITS.index(word)
