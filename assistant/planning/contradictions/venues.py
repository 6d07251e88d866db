"""Contradictions between platforms and channels: attacked, dropped, missing, or for others."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.planning.contradictions.clash import Clash, Fix, Quote, quoted, quoted_parts
from assistant.planning.contradictions.said import Said

_SHORTEST_WORD = 2


def attack_is_dropped(said: Said) -> Iterator[Clash]:
    """The main attack is also on the list of what will not be done."""
    attack, dropped = said.text("strategy.main_attack"), said.items("strategy.not_doing")
    both = [item for item in dropped if _is_part(item, attack)]
    if both:
        kept = [item for item in dropped if item not in both]
        yield Clash(
            quoted("strategy.main_attack", "strategy.not_doing"),
            {"item": both[0]},
            (Fix("do", "strategy.not_doing", kept, {"item": both[0]}),),
        )


def channel_is_dropped(said: Said) -> Iterator[Clash]:
    """A promotion channel is also on the list of what will not be done."""
    dropped, mix = said.items("strategy.not_doing"), said.records("channels.mix")
    both = [r for r in mix if any(_is_part(item, str(r.get("channel", ""))) for item in dropped)]
    if not both:
        return
    names = [str(record["channel"]) for record in both]
    kept = [item for item in dropped if not any(_is_part(item, name) for name in names)]
    slots = {"channel": names[0]}
    fixes = (
        Fix("leave_out", "channels.mix", [record for record in mix if record not in both], slots),
        Fix("do", "strategy.not_doing", kept, slots),
    )
    quotes = (Quote("strategy.not_doing"), *quoted_parts("channels.mix", "channel", both))
    yield Clash(quotes, slots, fixes)


def attack_without_account(said: Said) -> Iterator[Clash]:
    """The main attack is on a platform that is neither used nor chosen, nor part of any action."""
    attack, chosen = said.text("strategy.main_attack"), said.items("channels.platforms")
    if not chosen and "current.platforms" not in said:
        return
    actions = [str(record.get("what", "")) for record in said.records("actions")]
    present = [*chosen, *said.items("current.platforms"), said.text("channels.main"), *actions]
    for key, part in (("channels.mix", "channel"), ("current.channels", "name")):
        present += [str(record.get(part, "")) for record in said.records(key)]
    for platform in said.words_in("platforms", attack):
        if not any(platform in text.lower() for text in present):
            slots = {"platform": platform}
            keys = ("strategy.main_attack", "current.platforms", "channels.platforms")
            fix = Fix("open", "channels.platforms", [*chosen, platform], slots)
            yield Clash(quoted(*(key for key in keys if key in said)), slots, (fix,))


def main_platform_not_chosen(said: Said) -> Iterator[Clash]:
    """The main platform is not among the platforms."""
    main, chosen = said.text("channels.main"), said.items("channels.platforms")
    if not main or not chosen or any(_is_part(main, p) or _is_part(p, main) for p in chosen):
        return
    slots = {"main": main, "first": chosen[0]}
    fixes = (
        Fix("add", "channels.platforms", [*chosen, main], slots),
        Fix("main", "channels.main", chosen[0], slots),
    )
    yield Clash(quoted("channels.main", "channels.platforms"), slots, fixes)


def mode_against_main_platform(said: Said) -> Iterator[Clash]:
    """Only the own site is wanted, but the main platform is somebody else's, or the reverse."""
    mode, main = said.text("channels.mode"), said.text("channels.main")
    is_own = said.mentions("own_site", main)
    if main and (mode, is_own) in {("own_site", False), ("third_party", True)}:
        fix = Fix("both", "channels.mode", "both")
        yield Clash(quoted("channels.mode", "channels.main"), {"main": main}, (fix,))


def trade_sold_to_shoppers(said: Said) -> Iterator[Clash]:
    """Businesses are the customers, but the main platform is one for consumers."""
    return _wrong_side(said, "b2b", "consumer_platforms", "1688", "b2c")


def shoppers_on_trade_platform(said: Said) -> Iterator[Clash]:
    """Consumers are the customers, but the main platform is one for businesses."""
    return _wrong_side(said, "b2c", "trade_platforms", "淘宝", "b2b")


def none_but_sold_there(said: Said) -> Iterator[Clash]:
    """No platform is in use, although one of them has a share of the sales."""
    used = said.items("current.platforms")
    names = [str(record.get("name", "")) for record in said.records("current.channels")]
    named = said.words_in("platforms", *names)
    if not used or not named or not all(said.mentions("none", item) for item in used):
        return
    slots = {"platform": named[0]}
    fix = Fix("use", "current.platforms", named, slots)
    yield Clash(quoted("current.platforms", "current.channels"), slots, (fix,))


def _wrong_side(said: Said, kind: str, words: str, platform: str, other: str) -> Iterator[Clash]:
    main = said.text("channels.main")
    if said.text("offer.customer_type") != kind or not said.mentions(words, main):
        return
    fixes = (
        Fix("main", "channels.main", platform),
        Fix("both", "offer.customer_type", "both"),
        Fix("other", "offer.customer_type", other),
    )
    yield Clash(quoted("offer.customer_type", "channels.main"), {"main": main}, fixes)


def _is_part(item: str, text: str) -> bool:
    """Tell whether a text names an item; a single character names nothing."""
    return len(item) >= _SHORTEST_WORD and item.lower() in text.lower()
