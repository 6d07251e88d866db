"""Measuring: times of a call, and the memory of a process."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def spread(acts: Iterable[Callable[[], object]]) -> tuple[float, float]:
    """Run the calls, the first one to warm up; return median and 95th percentile in ms."""
    times = []
    for act in acts:
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:]), statistics.quantiles(times[1:], n=20)[-1]


def memory(process: int | None = None) -> int:
    """Return how much memory a process has, this one by default, in megabytes (Linux)."""
    pages = Path(f"/proc/{process or os.getpid()}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 2**20
