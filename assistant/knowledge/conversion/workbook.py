"""Workbook: the sheets of a .xlsx, each row told with the names of its columns."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from openpyxl import load_workbook

from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.conversion.marked_text import MarkedText, heading
from assistant.knowledge.conversion.row_counter import RowCounter
from assistant.knowledge.conversion.table_text import table_blocks
from assistant.knowledge.conversion.worker import serve

_MIDNIGHT = time(0)


def read_workbook(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Return the rows of every sheet that is not empty, each sheet under its name."""
    # read-only and without the size it claims: a cell in the last corner of a sheet costs nothing
    book = load_workbook(io.BytesIO(file.data), read_only=True, data_only=True, keep_links=False)
    text = MarkedText(file, limits)
    counter = RowCounter(file, limits)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = ([_shown(cell) for cell in row] for row in sheet.iter_rows())
        for number, block in enumerate(table_blocks(counter.counted(rows))):
            if number == 0:
                text.mark("sheet", sheet.title)
                text.add(heading(2, sheet.title))
            text.add(block)
    return text.done(book.properties.title or "")


def _shown(cell: Any) -> str:
    """Return a cell as it reads on the sheet: 3.5% for 0.035, whole numbers without a point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        percent = "%" in (cell.number_format or "")
        return f"{value * 100:.10g}%" if percent else f"{value:.10g}"
    if isinstance(value, int) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{value * 100}%"
    return str(value)


if __name__ == "__main__":
    serve(read_workbook)
