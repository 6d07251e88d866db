"""Read text and list fields: the owner's own words behind, around or without a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.interview.clauses import Span
from assistant.interview.cues import Cue
from assistant.interview.field import Field
from assistant.interview.listing import clean_item, split_items
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

_LEAD = re.compile(
    r"^(?:[\s,，、:：;；。.!！…—~–\-]|→|=?>|是因为|因为|通过(?!率)|主要是|就是|也就是|大概是|应该是|是"
    r"|为(?=[^了])"
    r"|大概|大约|差不多|估计|应该|可能|也就|约莫|说|呀|吧|呢|了(?!解)|的(?!确)"
    r"|(?:剩下|其余|余下)的?是?|主要靠卖?|主要卖|靠卖?|来自"
    r"|(?:大头|爆款|招牌|王牌|拳头产品|主力(?:产品)?|最畅销的|卖得好的|销量最高的|最好卖的"
    r"|卖得最好的)是"
    r"|主推的?是?|主打的?是?|一个是|另一个是|另外"
    r"|(?:that|is|are|was|to|because of|because) "
    r"|the rest (?:is |are )?"
    r"|(?:about|roughly|around|maybe|approximately|probably) )+"
)
_NAME = re.compile(r"[㐀-鿿A-Za-z0-9]{2}|[㐀-鿿]")
_LINK_BEHIND = re.compile(
    r"(?<=.)(?:是|为|作为|的是|大概|大约|差不多|估计|应该|可能|也就|也|一般|就|从|来的|过来的"
    r"|一年|每年|每月|一个月"
    r"| (?:is|are|about|roughly|around|maybe))+$"
)
_HEAD_END = re.compile(r"→|->|=>|—>|——|--|[:(]| - ")
_OPENS = 3  # a cue this close to the begin of a clause opens it


def read_phrase(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span] = ()
) -> Reading | None:
    """Return the words that follow the cue of a field (`after_cue`) or hold it (`clause`).

    A clause that is already `claimed` (it names the record) is passed over.
    """
    own = [cue for cue in cues if cue.key == field.key]
    if field.read == "clause":
        regions = list(dict.fromkeys(scan.clause_at(cue.start) for cue in own))
        regions = [r for r in regions if not any(c.overlaps(*r) for c in claimed)]
        spans = tuple(regions)
    else:
        pairs = _regions_after(scan, cues, own, field.type == "list")
        regions = [region for _, region in pairs]
        spans = tuple(Span(min(c.start, r.start), max(c.end, r.end)) for c, r in pairs)
    if field.type == "text":
        if field.read != "clause":
            regions = [_without_share(scan, region) for region in regions]
        texts = [_clean(scan, region) for region in regions]
        text = next((text for text in texts if text), "")
        return Reading(text, spans[:1]) if text else None
    found = [item for region in regions for item in _listed(scan, field, region)]
    values = list(dict.fromkeys(found))
    return Reading(values, spans) if values else None


def _listed(scan: Scan, field: Field, region: Span) -> list[str]:
    if field.read == "clause":
        return [text] if (text := clean_item(_clean(scan, region))) else []
    lead = _LEAD.match(scan.plain[region.start : region.end])
    return split_items(scan, Span(region.start + (lead.end() if lead else 0), region.end))


def _clean(scan: Scan, region: Span) -> str:
    lead = _LEAD.match(scan.plain[region.start : region.end])
    return scan.words(region.start + (lead.end() if lead else 0), region.end)


def _without_share(scan: Scan, region: Span) -> Span:
    """Return a stretch without the share that closes it ("最赚钱的是洗护，差不多70%")."""
    figures = [q for q in scan.quantities_in(region) if q.kind == "percent"]
    if len(figures) != 1 or scan.words(figures[0].end, region.end):
        return region
    before = scan.plain[region.start : figures[0].start].rstrip(" ,，、:：")
    return Span(region.start, region.start + len(_LINK_BEHIND.sub("", before)))


def _regions_after(
    scan: Scan, cues: Sequence[Cue], own: Sequence[Cue], is_list: bool
) -> list[tuple[Cue, Span]]:
    """Return the cues with the stretches they announce.

    Each runs to the end of its sentence, or to a clause that opens with another cue; a list also
    ends before a clause that holds a figure or the cue of another field.
    When nothing follows a cue ("直播先不做"), it announces what stands before it.
    """
    found: list[tuple[Cue, Span]] = []
    for cue in own:
        if any(region.overlaps(cue.start, cue.end) for _, region in found):
            continue
        clause = scan.clause_at(cue.start)
        if scan.words(cue.end, clause.end):
            region = Span(cue.end, _region_end(scan, cues, cue, is_list))
        else:
            region = Span(clause.start, cue.start)
        if scan.words(*region):
            found.append((cue, region))
    return found


def _region_end(scan: Scan, cues: Sequence[Cue], cue: Cue, is_list: bool) -> int:
    end = next((s.end for s in scan.sentences if s.end >= cue.end), scan.end)
    for clause in scan.clauses:
        if not cue.end <= clause.start < end:
            continue
        inside = [c for c in cues if clause.holds(c.start, c.end)]
        if any(c.start <= clause.start + _OPENS for c in inside):
            return clause.start
        others = any(c.key != cue.key for c in inside)
        if is_list and (others or scan.quantities_in(clause)):
            return clause.start
    return end


def read_items(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span]
) -> Reading | None:
    """Return the listed items behind the cue of a field, else those of clauses not claimed."""
    announced = read_phrase(scan, field, cues)
    if announced:
        return announced
    free = unclaimed(scan, claimed)
    values = list(dict.fromkeys(item for span in free for item in split_items(scan, span)))
    return Reading(values, tuple(free)) if values else None


def unclaimed(scan: Scan, claimed: Sequence[Span]) -> list[Span]:
    """Return the clauses that hold nothing already claimed."""
    return [
        clause for clause in scan.clauses if not any(span.overlaps(*clause) for span in claimed)
    ]


def read_first_segment(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span]
) -> Reading | None:
    """Return the words that open the reply, up to what another field has claimed.

    A cue of the field itself ("主攻") moves the begin behind it. When the reply opens with a
    claimed figure ("75%是四件套"), the words behind the figure are taken.
    """
    own = next((cue for cue in cues if cue.key == field.key), None)
    parts = list(scan.clauses)
    if own:
        clause = scan.clause_at(own.start)
        after = Span(own.end, clause.end)
        parts = [after if scan.words(*after) else Span(clause.start, own.start)]
    for first in parts[:1]:
        inside = sorted(span for span in claimed if span.overlaps(*first))
        for gap in _gaps(first, inside):
            head = _up_to_head_end(scan, gap)
            words = clean_item(_clean(scan, _without_link(scan, head)))
            if _NAME.search(words):
                return Reading(words, (head,))
    return None


def _up_to_head_end(scan: Scan, gap: Span) -> Span:
    """Return a stretch up to the colon, dash or arrow that ends a heading."""
    lead = _LEAD.match(scan.plain[gap.start : gap.end])
    begin = gap.start + (lead.end() if lead else 0)
    end = _HEAD_END.search(scan.plain, begin, gap.end)
    return Span(gap.start, end.start()) if end else gap


def _without_link(scan: Scan, span: Span) -> Span:
    """Return a stretch without the words that lead on from a name ("茶叶应该")."""
    words = scan.plain[span.start : span.end].rstrip(" ,，、:：;；。")
    return Span(span.start, span.start + len(_LINK_BEHIND.sub("", words)))


def _gaps(clause: Span, claimed: Sequence[Span]) -> list[Span]:
    """Return what lies before, between and behind the claimed spans of a clause."""
    gaps: list[Span] = []
    start = clause.start
    for span in claimed:
        gaps.append(Span(start, max(start, span.start)))
        start = max(start, span.end)
    return [*gaps, Span(start, clause.end)]


def read_rest(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span]
) -> Reading | None:
    """Return what follows a cue of the field, else all clauses nothing has claimed."""
    announced = read_phrase(scan, field, cues)
    if announced:
        return announced
    opened = {cue.start for cue in cues if cue.key != field.key}
    free = [
        span
        for span in _pieces(scan, claimed)
        if _clean(scan, span) and not _is_unknown(scan, span, opened)
    ]
    if not free:
        return None
    words = "，".join(_clean(scan, span) for span in free)
    return Reading(words, tuple(free))


def _is_unknown(scan: Scan, span: Span, opened: set[int]) -> bool:
    """Tell whether a clause names another part without its figure ("成本几乎没有")."""
    has_figure = bool(scan.quantities_in(span))
    return not has_figure and bool(opened & {span.start, span.start + 1})


def _pieces(scan: Scan, claimed: Sequence[Span]) -> list[Span]:
    """Return the clauses, each without the part up to its last claimed character."""
    pieces: list[Span] = []
    for clause in scan.clauses:
        inside = [span.end for span in claimed if span.overlaps(*clause)]
        start = max(inside, default=clause.start)
        if start < clause.end and (not inside or _is_phrase(scan.plain[start : clause.end])):
            pieces.append(Span(start, clause.end))
    return pieces


def _is_phrase(words: str) -> bool:
    """Tell whether what is left of a clause is more than a unit or a particle."""
    return len(re.findall(r"[㐀-鿿a-z]", words)) >= 2


def remainder(scan: Scan, claimed: Sequence[Span]) -> list[Span]:
    """Return what claimed spans leave of each clause; a claimed lead-in before it goes as well."""
    return _pieces(scan, claimed)
