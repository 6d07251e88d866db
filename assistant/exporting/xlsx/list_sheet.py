"""List sheet: one table of the plan as it stands, such as the assumptions or the sources."""

from __future__ import annotations

from assistant.exporting.xlsx.page import Page, fitting
from assistant.planning.plan import Table, plain

_HEAD = 4


def write_list(page: Page, table: Table, name: str, title: str) -> None:
    """Write the rows of a table as text, columns as wide as their content."""
    page.title(page.say(name), page.say(f"{name}_remark"))
    page.head(_HEAD, [plain(cell) for cell in table.head])
    texts = [[plain(cell) for cell in row] for row in table.rows]
    for i, row in enumerate(texts, start=_HEAD + 1):
        for j, text in enumerate(row, start=1):
            page.text(i, j, text)
    columns = zip(*([plain(cell) for cell in table.head], *texts), strict=False)
    page.widths(fitting(list(texts)) for texts in columns)
    page.sheet.auto_filter.ref = f"A{_HEAD}:{page.sheet.cell(_HEAD, len(table.head)).coordinate}"
    page.finish(_HEAD, title)
