"""Read which platforms are used, which is the main one, and through which channels is promoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.interview.choices import read_choice
from assistant.interview.clauses import Span
from assistant.interview.cues import Cue
from assistant.interview.field import Field
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan
from assistant.interview.venues import VenueMention

NONE = "无"  # what is kept when the owner says that there is no platform
MAX_GAP = 10  # characters between a platform and "为主"
_DENIED = re.compile(
    r"(?:不做|不用|不打算|不考虑|没有?|没做|不想|还没|暂不|先不|别做|not?|without)[^,，。;；]{0,3}$"
)
_NO_PLATFORM = re.compile(
    r"^(?:目前|暂时|现在|都)?(?:还)?(?:没有|没|无)(?:了|呢|的)?[。.]?$"
    r"|(?:没有?|没做|没开|无)[^,，。;；]{0,4}(?:平台|网店|线上|网上|电商)"
    r"|\bno (?:platform|online shop)"
)
_BREAK = re.compile(r"[,，。;；\n]")
_NAME_PART = re.compile(r"[ ]?(?:的|上的|里的|上|里)?[投做找用开发跑拍写]{0,2}[点些]?[ ]?")


def read_venue(scan: Scan, field: Field, cues: Sequence[Cue]) -> Reading | None:
    """Return the reading of a field about platforms or channels; `cues` are its own."""
    match field.read:
        case "platform" if field.type == "list":
            return read_platforms(scan, online_only=field.key.startswith("current"))
        case "platform":
            return read_main_platform(scan, cues)
        case "channel":
            return read_channel(scan)
        case "scene":
            return read_choice(scan, field) or read_scene(scan)
    return None


def platforms(scan: Scan) -> list[VenueMention]:
    """Return the platforms a reply names and does not rule out."""
    return [v for v in scan.venues if v.is_platform and not _is_denied(scan, v)]


def read_platforms(scan: Scan, online_only: bool) -> Reading | None:
    """Return the listed names of the platforms, each once, in the order named."""
    mentions = [m for m in platforms(scan) if not (online_only and m.venue.offline)]
    names = list(dict.fromkeys(m.venue.name for m in mentions))
    if not names and online_only and _NO_PLATFORM.search(scan.plain, *scan.span):
        return Reading([NONE])
    return Reading(names, tuple(Span(m.start, m.end) for m in mentions)) if names else None


def read_main_platform(scan: Scan, cues: Sequence[Cue]) -> Reading | None:
    """Return the platform that stands next to a cue ("淘宝为主"), or the only one named."""
    mentions = platforms(scan)
    pairs = []
    for mention in mentions:
        for cue in cues:
            behind = cue.start >= mention.end
            gap = (mention.end, cue.start) if behind else (cue.end, mention.start)
            words = scan.plain[gap[0] : gap[1]]
            if 0 <= gap[1] - gap[0] <= MAX_GAP and not _BREAK.search(words):
                pairs.append((len(words), mention.start, mention))
    if pairs:
        return _reading(min(pairs)[2])
    names = {mention.venue.name for mention in mentions}
    return _reading(mentions[0]) if len(names) == 1 else None


def _reading(mention: VenueMention) -> Reading:
    return Reading(mention.venue.name, (Span(mention.start, mention.end),))


def read_channel(scan: Scan) -> Reading | None:
    """Return a promotion channel in the owner's words ("淘宝直通车")."""
    named = _joined(scan)
    if not named:
        return None
    first, last = named[0], named[-1]
    return Reading(scan.words(first.start, last.end), (Span(first.start, last.end),))


def read_scene(scan: Scan) -> Reading | None:
    """Return the scene a channel is listed under; of 淘宝直通车 the way of promotion decides."""
    named = _joined(scan)
    if not named:
        return None
    ways = [mention for mention in named if not mention.is_platform]
    return Reading((ways or named)[-1].venue.scene)


def _joined(scan: Scan) -> list[VenueMention]:
    """Return the first venue named and those that go on with it ("抖音" + "直播")."""
    joined: list[VenueMention] = []
    for mention in (v for v in scan.venues if not _is_denied(scan, v)):
        gap = scan.plain[joined[-1].end : mention.start] if joined else ""
        if joined and not _NAME_PART.fullmatch(gap):
            break
        joined.append(mention)
    return joined


def _is_denied(scan: Scan, mention: VenueMention) -> bool:
    return bool(_DENIED.search(scan.plain[max(scan.start, mention.start - 8) : mention.start]))
