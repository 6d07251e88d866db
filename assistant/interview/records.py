"""Read fields that hold records: products, rivals, campaigns, actions, risks and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assistant.interview.choices import choice_spans
from assistant.interview.clauses import Span
from assistant.interview.cues import Cue, find_cues
from assistant.interview.days import day_reading
from assistant.interview.field import Field
from assistant.interview.figures import convert
from assistant.interview.listing import split_items
from assistant.interview.numbers import tidy
from assistant.interview.reading import Reading
from assistant.interview.record_split import REMAINDER, split_records
from assistant.interview.scan import Scan
from assistant.interview.tables import Table, find_table
from assistant.interview.utterance import Utterance

_REACH = 12  # characters behind "断在" in which the step is named
PartReader = Callable[[Scan, Sequence[Field]], dict[str, Reading]]
Record = dict[str, Any]


class RecordReader:
    """Splits an enumeration into records and reads the parts of each."""

    def __init__(self, read_parts: PartReader) -> None:
        """Keep the reader of parts, which is also the reader of whole questions."""
        self._read_parts = read_parts

    def read(self, scan: Scan, field: Field, free: Sequence[Span]) -> Reading | None:
        """Return the records of a field.

        Args:
            scan: the reply.
            field: a field of type "records".
            free: the stretches no other field of the question has claimed.
        """
        table = find_table(scan, field.item)
        if table:
            return self._from_table(scan, field, table)
        records: list[Record] = []
        spans: list[Span] = []
        for region in _joined(scan, free):
            part = scan.part(*region)
            cues = _boundary_cues(part, field)
            for chunk in split_records(part, field.new_at, cues):
                records.append(self._record(scan.part(*chunk), field))
                spans.append(chunk)
        records = _with_remainder(records, [scan.plain[s.start : s.end] for s in spans])
        kept = [(r, s) for r, s in zip(records, spans, strict=True) if _is_kept(r, field)]
        if kept and all(record.keys() == {field.item[0].key} for record, _ in kept):
            kept = [pair for record, span in kept for pair in _names(scan, field, record, span)]
        records = _merged([record for record, _ in kept], field)
        records = _with_shared_owner(_with_breaks(scan, records, field), field)
        return Reading(records, tuple(span for _, span in kept)) if records else None

    def _record(self, scan: Scan, field: Field) -> Record:
        found = self._read_parts(scan, field.item)
        return {part.key: found[part.key].value for part in field.item if part.key in found}

    def _from_table(self, scan: Scan, field: Field, table: Table) -> Reading | None:
        records: list[Record] = []
        for row in table.rows:
            record: Record = {}
            for part in field.item:
                cell = row.get(part.key)
                value = self._cell(scan.part(*cell), part) if cell else None
                if value is not None:
                    record[part.key] = value
            if _is_kept(record, field):
                records.append(record)
        return Reading(records, (table.span,)) if records else None

    def _cell(self, cell: Scan, part: Field) -> Any:
        """Return the value of one table cell, or None for an empty or unreadable one."""
        if part.type in ("number", "money", "percent"):
            readings = [convert(q, part, (), announced=True) for q in cell.quantities]
            return next((reading.value for reading in readings if reading), None)
        if part.type == "list" and not part.options:
            return split_items(cell, cell.span) or None
        if part.type == "date":
            return next((day_reading(day, part.key).value for day in cell.dates), None)
        if part.type == "text":
            return cell.words(*cell.span) or None
        found = self._read_parts(cell, (part,))
        return found[part.key].value if part.key in found else None


def _names(scan: Scan, field: Field, record: Record, span: Span) -> list[tuple[Record, Span]]:
    """Take a record that is only a list of names ("水星和罗莱") apart."""
    key = field.item[0].key
    start = scan.utterance.typed.find(record[key], span.start)
    if field.new_at not in ("sentence", "clause") or start < 0:
        return [(record, span)]
    names = split_items(scan, Span(start, start + len(record[key])))
    return [({key: name}, span) for name in names]


def _boundary_cues(scan: Scan, field: Field) -> list[Cue]:
    """Return the cues of the parts; where persons part the records, the names of roles as well."""
    cues = find_cues(scan, field.item)
    if field.new_at != "person":
        return cues
    choices = [(part.key, choice) for part in field.item for choice in choice_spans(scan, part)]
    return [*cues, *(Cue(span.start, span.end, key) for key, span in choices)]


def _is_kept(record: Record, field: Field) -> bool:
    return any(key in record for key in field.needs)


def _joined(scan: Scan, free: Sequence[Span]) -> list[Span]:
    """Join free stretches that only punctuation separates, so that records may run on."""
    joined: list[Span] = []
    for span in free:
        if joined and not scan.words(joined[-1].end, span.start):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _merged(records: Sequence[Record], field: Field) -> list[Record]:
    """Join records of the same node ("618和双11，双11目标100万") into one each.

    What is told of a product without naming one goes with the product before it.
    """
    name = field.item[0].key
    if field.new_at == "clause":
        return _with_nameless(records, name)
    if field.new_at not in ("node", "channel"):
        return list(records)
    merged: dict[Any, Record] = {}
    for record in records:
        merged[record.get(name)] = {**merged.get(record.get(name), {}), **record}
    return list(merged.values())


def _with_nameless(records: Sequence[Record], name: str) -> list[Record]:
    joined: list[Record] = []
    for record in records:
        if joined and name not in record:
            told = {key: value for key, value in record.items() if key not in joined[-1]}
            joined[-1] = {**joined[-1], **told}
        else:
            joined.append(record)
    return joined


def _with_breaks(scan: Scan, records: list[Record], field: Field) -> list[Record]:
    """Mark the step of which the reply says that it breaks ("最常断在报价")."""
    if field.new_at != "step":
        return records
    name = field.item[0].key
    flags = [part for part in field.item if part.type == "bool"]
    marked = list(records)
    for part in flags:
        for span in choice_spans(scan, part):
            named = scan.plain[span.end : span.end + _REACH]
            for index, record in enumerate(marked):
                if Utterance.of(str(record[name])).plain in named:
                    marked[index] = {**record, part.key: True}
    return marked


def _with_shared_owner(records: list[Record], field: Field) -> list[Record]:
    """Let the person named once at the end of a count of things answer for all of them."""
    owners = [record["owner"] for record in records if "owner" in record]
    if field.new_at != "count" or len(owners) != 1 or "owner" not in records[-1]:
        return records
    return [{**record, "owner": owners[0]} for record in records]


def _with_remainder(records: Sequence[Record], texts: Sequence[str]) -> list[Record]:
    """Give "剩下是枕被" the share that the other records leave of 100 %."""
    shares = [record.get("share_pct") for record in records]
    known = [share for share in shares if share is not None]
    rests = [i for i, text in enumerate(texts) if REMAINDER.match(text) and shares[i] is None]
    if len(rests) != 1 or not known or sum(known) >= 100:
        return list(records)
    share = tidy(100 - sum(known))
    return [{**r, "share_pct": share} if i == rests[0] else r for i, r in enumerate(records)]
