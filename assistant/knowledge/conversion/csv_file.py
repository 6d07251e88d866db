"""CSV: the rows of a text file with cells, each told with the names of its columns."""

from __future__ import annotations

import csv
import io

from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.decoding import decode
from assistant.knowledge.conversion.failures import UnknownEncodingError
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.conversion.marked_text import MarkedText
from assistant.knowledge.conversion.row_counter import RowCounter
from assistant.knowledge.conversion.table_text import table_blocks
from assistant.knowledge.conversion.worker import serve

_SAMPLE = 4096
_LONGEST_CELL = 1_000_000


def read_csv(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Return the rows; the encoding and the sign between cells are made out.

    UnknownEncodingError when the characters cannot be.
    """
    content = decode(file.data)
    if content is None:
        raise UnknownEncodingError(file.name)
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content))
    text = MarkedText(file, limits)
    for block in table_blocks(RowCounter(file, limits).counted(rows)):
        text.add(block)
    return text.done()


def _delimiter(content: str) -> str:
    """Return the sign that cuts the first lines into the most cells."""
    lines = content[:_SAMPLE].splitlines()[:5]
    return max(",\t;|，", key=lambda sign: sum(line.count(sign) for line in lines))


if __name__ == "__main__":
    serve(read_csv)
