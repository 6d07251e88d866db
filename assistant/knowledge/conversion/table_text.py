"""TableText: rows of cells become sentences, each telling what its figures mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.language import count_cjk

_LONGEST_HEADER = 40
_STOPS = tuple("。！？；.!?;")


def table_blocks(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a paragraph for every row that says something.

    The first row that names columns is not told itself: each row below tells its cells by these
    names ("渠道：抖音，一季度：30000。"), so that a row found alone can be understood. Other rows
    are their cells in order.
    """
    header: Sequence[str] = ()
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        if not header and _names_columns(cells):
            header = cells
            continue
        yield _sentence(cells, header)


def _names_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row names columns: at least two short different texts, none of them a number.

    A title over the table stands alone in its row.
    """
    filled = [cell for cell in cells if cell]
    return (
        len(filled) >= 2
        and len(set(filled)) == len(filled)
        and all(len(cell) <= _LONGEST_HEADER and not _is_number(cell) for cell in filled)
    )


def _is_number(cell: str) -> bool:
    bare = cell.strip("%¥￥$€ +-").replace(",", "").replace(".", "", 1)
    return bare.isdigit()


def _sentence(cells: Sequence[str], header: Sequence[str]) -> str:
    names = [*header, *[""] * len(cells)]
    chinese = count_cjk("".join([*header, *cells])) > 0
    colon, comma, stop = ("：", "，", "。") if chinese else (": ", ", ", ".")
    told = [
        f"{name}{colon}{cell}" if name else cell
        for name, cell in zip(names, cells, strict=False)
        if cell
    ]
    text = comma.join(told)
    return text if text.endswith(_STOPS) or len(told) == 1 else text + stop
