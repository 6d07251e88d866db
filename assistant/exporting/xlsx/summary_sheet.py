"""Summary sheet: the key figures, linked to where they come from, and the plan in a few lines."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.exporting.key_figures import key_figures
from assistant.exporting.lookup import points, sentences
from assistant.exporting.xlsx.page import Page
from assistant.planning.plan import Plan, plain

_HEAD = 4


def write_summary(page: Page, plan: Plan, links: Mapping[str, str]) -> None:
    """Write figures and lines of section P1.

    Args:
        page: the sheet.
        plan: the plan.
        links: for figures that a sheet works out, the cell to take them from.
    """
    captions = plan.captions
    remark = f"{captions['date']} {plan.date} · {plan.status}"
    page.title(plan.title, f"{remark} · {captions['completeness']} {plan.completeness}%")
    page.head(_HEAD, [page.say("figure"), page.say("value")])
    row = _HEAD
    for name, figure in key_figures(plan).items():
        row += 1
        page.text(row, 1, captions[f"figure.{name}"])
        if name in links:
            page.formula(row, 2, links[name], figure.unit)
        else:
            page.figure(row, 2, figure.value, figure.unit)
    row += 2
    page.head(row, [page.say("in_short"), ""])
    summary = plan.section("P1")
    for text in (*points(summary), *sentences(summary)):
        row += 1
        page.text(row, 1, plain(text))
        page.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        page.sheet.row_dimensions[row].height = page.height(plain(text), 78)
    page.widths([58, 22])
    page.finish(_HEAD, plan.title)
    page.sheet.page_setup.orientation = "portrait"
