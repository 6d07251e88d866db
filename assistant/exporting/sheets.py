"""Sheets: the one-page sheets of a plan by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from assistant.errors import NotFoundError
from assistant.exporting.blanks import without_blanks
from assistant.exporting.boss_page import boss_page
from assistant.exporting.characters import printable
from assistant.exporting.hour_sheet import hour_sheet
from assistant.exporting.one_page import OnePage, to_page_pdf
from assistant.planning.plan import Plan

SHEETS: Mapping[str, Callable[[Plan], OnePage]] = MappingProxyType(
    {"boss": boss_page, "hours": hour_sheet}
)


def one_page(plan: Plan, name: str) -> OnePage:
    """Return a sheet of a plan.

    Raises:
        NotFoundError: no such sheet; the sentence names those there are.
    """
    if name not in SHEETS:
        known, shown = " ".join(SHEETS), printable(name)
        raise NotFoundError(
            f"没有叫“{shown}”的单页。可以用：{known}。",
            f'There is no sheet "{shown}". There are: {known}.',
        )
    return SHEETS[name](without_blanks(plan))


def sheet_pdf(plan: Plan, name: str) -> bytes:
    """Return a sheet of a plan as a PDF of one A4; NotFoundError when there is no such sheet."""
    return to_page_pdf(one_page(plan, name), plan)
