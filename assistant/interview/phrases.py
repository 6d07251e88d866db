"""Read text and list fields: the owner's own words behind, around or without a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.interview.clauses import Span, clauses, sentences
from assistant.interview.cues import Cue
from assistant.interview.field import Field
from assistant.interview.listing import clean_item, split_items
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

_LEAD = re.compile(
    r"^(?:[\s,，、:：;；。.!！…—~–\-]|是因为|因为|主要是|就是|也就是|大概是|应该是|是|为(?=[^了])|说|呀|吧|呢"
    r"|that |is |are |was |to |the |because of |because )+"
)
_OPENS = 3  # a cue this close to the begin of a clause opens it


def read_phrase(scan: Scan, field: Field, cues: Sequence[Cue]) -> Reading | None:
    """Return the words that follow the cue of a field (`after_cue`) or hold it (`clause`)."""
    own = [cue for cue in cues if cue.key == field.key]
    if field.read == "clause":
        regions = list(dict.fromkeys(_clause_at(scan, cue.start) for cue in own))
    else:
        regions = _regions_after(scan, cues, own)
    if field.type == "text":
        texts = [_clean(scan, region) for region in regions]
        text = next((text for text in texts if text), "")
        return Reading(text, tuple(regions[:1])) if text else None
    found = [item for region in regions for item in _listed(scan, field, region)]
    values = list(dict.fromkeys(found))
    return Reading(values, tuple(regions)) if values else None


def _listed(scan: Scan, field: Field, region: Span) -> list[str]:
    if field.read == "clause":
        return [text] if (text := clean_item(_clean(scan, region))) else []
    lead = _LEAD.match(scan.plain[region.start : region.end])
    return split_items(scan, Span(region.start + (lead.end() if lead else 0), region.end))


def _clean(scan: Scan, region: Span) -> str:
    lead = _LEAD.match(scan.plain[region.start : region.end])
    return scan.words(region.start + (lead.end() if lead else 0), region.end)


def _regions_after(scan: Scan, cues: Sequence[Cue], own: Sequence[Cue]) -> list[Span]:
    """Return the stretches the cues announce.

    Each runs to the end of its sentence, or to a clause that opens with the cue of another field.
    When nothing follows a cue ("直播先不做"), it announces what stands before it.
    """
    found: list[Span] = []
    for cue in own:
        if any(region.overlaps(cue.start, cue.end) for region in found):
            continue
        region = Span(cue.end, _region_end(scan, cues, cue))
        if not scan.words(*region):
            region = Span(_clause_at(scan, cue.start).start, cue.start)
        if scan.words(*region):
            found.append(region)
    return found


def _region_end(scan: Scan, cues: Sequence[Cue], cue: Cue) -> int:
    end = next(
        (s.end for s in sentences(scan.plain, scan.start, scan.end) if s.end >= cue.end), scan.end
    )
    for clause in clauses(scan.plain, scan.start, scan.end):
        opens = [c for c in cues if clause.start <= c.start <= clause.start + _OPENS]
        if cue.end <= clause.start < end and any(c.key != cue.key for c in opens):
            return clause.start
    return end


def _clause_at(scan: Scan, position: int) -> Span:
    for clause in clauses(scan.plain, scan.start, scan.end):
        if clause.start <= position < clause.end:
            return clause
    return Span(scan.start, scan.end)


def read_items(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span]
) -> Reading | None:
    """Return the listed items behind the cue of a field, else those of all clauses not claimed."""
    if any(cue.key == field.key for cue in cues):
        found = read_phrase(scan, field.model_copy(update={"read": "after_cue"}), cues)
        if found:
            return found
    free = unclaimed(scan, claimed)
    values = list(dict.fromkeys(item for span in free for item in split_items(scan, span)))
    return Reading(values, tuple(free)) if values else None


def unclaimed(scan: Scan, claimed: Sequence[Span]) -> list[Span]:
    """Return the clauses that hold nothing already claimed."""
    return [
        clause
        for clause in clauses(scan.plain, scan.start, scan.end)
        if not any(span.overlaps(*clause) for span in claimed)
    ]


def read_first_segment(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span]
) -> Reading | None:
    """Return the words that open the reply, up to what another field has claimed.

    A cue of the field itself ("主攻") moves the begin behind it.
    """
    own = next((cue for cue in cues if cue.key == field.key), None)
    parts = clauses(scan.plain, own.end if own else scan.start, scan.end)
    if not parts:
        return None
    first = parts[0]
    stops = [span.start for span in claimed if span.start < first.end and span.end > first.start]
    end = min([first.end, *stops])
    words = clean_item(_clean(scan, Span(first.start, end)))
    return Reading(words, (Span(first.start, end),)) if words else None


def read_rest(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span]
) -> Reading | None:
    """Return what follows a cue of the field, else all clauses nothing has claimed."""
    announced = read_phrase(scan, field.model_copy(update={"read": "after_cue"}), cues)
    if announced:
        return announced
    free = [span for span in _pieces(scan, claimed) if _clean(scan, span)]
    if not free:
        return None
    words = "，".join(_clean(scan, span) for span in free)
    return Reading(words, tuple(free))


def _pieces(scan: Scan, claimed: Sequence[Span]) -> list[Span]:
    """Return the clauses, each without the part up to its last claimed character."""
    pieces: list[Span] = []
    for clause in clauses(scan.plain, scan.start, scan.end):
        inside = [span.end for span in claimed if span.overlaps(*clause)]
        start = max(inside, default=clause.start)
        if start < clause.end and (not inside or _is_phrase(scan.plain[start : clause.end])):
            pieces.append(Span(start, clause.end))
    return pieces


def _is_phrase(words: str) -> bool:
    """Tell whether what is left of a clause is more than a unit or a particle."""
    return len(re.findall(r"[㐀-鿿a-z]", words)) >= 3


def remainder(scan: Scan, claimed: Sequence[Span]) -> list[Span]:
    """Return what claimed spans leave of each clause; a claimed lead-in before it goes as well."""
    return _pieces(scan, claimed)
