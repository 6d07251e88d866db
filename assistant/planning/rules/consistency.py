"""Rules on consistency: advice is cited and dated; one currency, unit, date form, product name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.period import parse_day
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault

_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十]成")
_DATES = ("goal.due", "horizon.start", "control.first_review", "approval.date")
_DATE_COLUMNS = {"actions": ("start", "check", "end"), "campaigns": ("date",)}
_MONEY = ("goal.target", "goal.current", "budget.total", "econ.aov", "funnel.cpc")


def check_citations(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-36: advice has a source that exists; a dated figure shows its year (S2-16)."""
    numbers = {str(citation.number): citation for citation in plan.sources}
    dated = {*context.wording.words_of("dated_documents")}
    for section in plan.sections:
        for run in section.runs():
            if run.origin != "corpus":
                continue
            slots = {"text": run.text.strip()}
            source = numbers.get(run.source)
            if source is None:
                yield Fault("uncited", slots)
                return
            is_sentence = run.text.strip() != f"[{run.source}]"
            needs_year = source.document in dated and _FIGURE.search(run.text) and is_sentence
            if needs_year and not _YEAR.search(run.text):
                yield Fault("undated", slots)
                return


def check_names(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-37: one currency, one unit a measure, ISO dates, one name for a product (S1-21)."""
    profile = context.completed
    foreign = next((k for k in _MONEY if _is_foreign(context, k)), None)
    if foreign:
        yield _fault("currency", foreign, context.labels.names(foreign))
    units = {profile[k].unit for k in ("goal.current", "goal.target") if k in profile} - {""}
    if len(units) > 1:
        yield _fault("unit", "goal.target", context.labels.names("goal.target"))
    for key, text in _dates(context):
        if text and parse_day(text) is None:
            yield _fault("date", key, context.labels.names(key), text)
            break
    pair = _two_names(context)
    if pair:
        yield _fault("product", "product.items", f"{pair[0]}、{pair[1]}")


def _fault(message: str, field: str, name: Any, text: str = "") -> Fault:
    return Fault(message, {"name": name, "text": text}, field)


def _is_foreign(context: DraftContext, key: str) -> bool:
    """Tell whether an amount was given in a currency other than yuan."""
    value = context.profile.get(key)
    return value is not None and context.wording.mentions("foreign_money", value.raw)


def _dates(context: DraftContext) -> Iterator[tuple[str, str]]:
    yield from ((key, context.completed.text(key)) for key in _DATES)
    for key, columns in _DATE_COLUMNS.items():
        for record in context.records(key):
            yield from ((key, str(record.get(column) or "")) for column in columns)


def _two_names(context: DraftContext) -> tuple[str, str] | None:
    """Return two spellings of one product, None when every product has one name."""
    names = [str(r.get("name") or "") for r in context.records("product.items")]
    names += [str(r.get("name") or "") for r in context.records("model.streams")]
    seen: dict[str, str] = {}
    for name in filter(None, names):
        first = seen.setdefault(_bare(name), name)
        if first != name:
            return first, name
    return None


def _bare(name: str) -> str:
    """Return a name without what two spellings differ in: case, width, spaces and dashes."""
    return re.sub(r"[\s_·.\-—–/]+", "", unicodedata.normalize("NFKC", name).lower())
