"""The report: what was measured becomes docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.page import PEOPLE, TURNS
from benchmarks.planning import TIMES

_INTRODUCTION = """# Performance

Written by `make bench` on {day}: {cores} cores shared with other work, load {load:.1f} at the end,
{machine}, Python {python}. `make bench MOST=1000` takes minutes instead of an hour. Times of a
loaded machine are too long; what stands side by side was measured one after the other.
"""

_LIBRARY = """## Library

Our library beside the plain LangChain recipe: `RecursiveCharacterTextSplitter`, `Chroma`, the six
nearest by meaning, then `EnsembleRetriever` with `BM25Retriever` as it comes. (That one splits at
spaces: in Chinese it finds nothing, however fast.) The papers are made by the benchmark, in
Chinese, about 250 characters to a passage. Up to 1 000 passages both use the bundled model; beyond,
a stand-in makes vectors of the same dimension from the text and as many vectors of tokens as there
would be, because the model would need hours for 100 000, while every question is still encoded by
the model. Each row is a process of its own; memory is what the library adds to a process that has
the model loaded. Targets at 100 000 passages: search within 60 ms (95th percentile), with the
rerank within 400 ms.

The encoder alone: {per_second:.1f} passages a second; a question {query_p50:.0f} ms
(95th percentile {query_p95:.0f} ms).
"""

_COLUMNS = (
    "passages",
    "taken in per second",
    "beside the encoder, ms each",
    "search p50 / p95, ms",
    "with rerank, ms",
    "one paper of 50 removed, ms",
    "start, s",
    "memory after taking in / after a start, MB",
)

_SHARE = """
At {passages} passages with the real model, taking in reaches {share:.0%} of the speed of the
encoder alone (target: 90 %), the recipe {recipe_share:.0%}.
"""


def write(target: Path, found: dict[str, Any]) -> None:
    """Write the report of everything that was measured."""
    parts = [
        _INTRODUCTION.format(
            day=datetime.now(UTC).date().isoformat(),
            cores=os.cpu_count(),
            load=os.getloadavg()[0],
            machine=platform.machine(),
            python=platform.python_version(),
        ),
        _LIBRARY.format(**found["encoder"]),
        _library(found),
        _page(found["page"]),
        _planning(found["planning"]),
    ]
    target.write_text("\n".join(parts), encoding="utf-8")


def _library(found: dict[str, Any]) -> str:
    rows = []
    for size in found["sizes"]:
        ours, opened = found[f"library {size}"], found[f"library start {size}"]
        plain, reopened = found[f"recipe {size}"], found[f"recipe start {size}"]
        rows += [
            [
                f"{ours['passages']} ours",
                f"{ours['per_second']:.1f}",
                f"{ours['beside_encoder_ms']:.1f}",
                f"{ours['search_p50']:.0f} / {ours['search_p95']:.0f}",
                f"{ours['reranked_p50']:.0f} / {ours['reranked_p95']:.0f}",
                f"{ours['removal_ms']:.0f}",
                f"{opened['start_s']:.1f}",
                f"{ours['memory']} / {opened['memory']}",
            ],
            [
                f"{plain['passages']} recipe",
                f"{plain['per_second']:.1f}",
                "",
                f"{plain['search_p50']:.0f} / {plain['search_p95']:.0f}; "
                f"with BM25 {plain['both_p50']:.0f} / {plain['both_p95']:.0f}",
                "",
                "",
                f"{reopened['start_s']:.1f}",
                f"{plain['memory']} / {reopened['memory']}",
            ],
        ]
    first = found["sizes"][0]
    alone = found["encoder"]["per_second"]
    return _table(_COLUMNS, rows) + _SHARE.format(
        passages=found[f"library {first}"]["passages"],
        share=found[f"library {first}"]["per_second"] / alone,
        recipe_share=found[f"recipe {first}"]["per_second"] / alone,
    )


def _page(page: dict[str, float]) -> str:
    rows = [
        ["first start until a question is answered, s", f"{page['first_start_s']:.1f}", ""],
        ["later start until a question is answered, s", f"{page['start_s']:.1f}", ""],
        ["page ready in a browser on this machine, p50 / p95, ms", _pair(page, "page"), "2000"],
        ["reply in the interview, p50 / p95, ms", _pair(page, "reply"), "400"],
        ["answer from the library, p50 / p95, ms", _pair(page, "answer"), "400"],
        [f"page ready after {TURNS} turns, p50 / p95, ms", _pair(page, "long_page"), "2000"],
        [f"reply after {TURNS} turns, p50 / p95, ms", _pair(page, "long"), "400"],
        [f"{PEOPLE} people at once, p50 / p95, ms", _pair(page, "together"), ""],
        [f"{PEOPLE} people at once, errors", f"{page['together_errors']:.0f}", "0"],
        ["memory of the server afterwards, MB", f"{page['memory']:.0f}", "1200"],
    ]
    return "## Page, without a chat model\n\n" + _table(("what", "measured", "target"), rows)


def _planning(planning: dict[str, tuple[float, float]]) -> str:
    rows = [[name, f"{middle:.0f}", f"{slow:.0f}"] for name, (middle, slow) in planning.items()]
    heading = (
        f"## Plan\n\nOne thread, {TIMES} runs each after one to warm up, in milliseconds; the "
        "slowest ones hold a full garbage\ncollection, which a server keeps away from what it has "
        "loaded.\n\n"
    )
    return heading + _table(("what", "median", "95th percentile"), rows)


def _pair(found: dict[str, float], name: str) -> str:
    return f"{found[f'{name}_p50']:.0f} / {found[f'{name}_p95']:.0f}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
