"""Measure how long a plan takes: python tests/bench_plan.py docs/performance.md."""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from apps import plan_desk
from f1 import TODAY, load_drafter, raw_profile, repaired_profile

from assistant.interview.profile import Profile
from assistant.planning.edits import apply_edits

_TIMES = 40


def measured(act: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the 95th percentile of a call, in milliseconds."""
    act()
    times = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main(target: Path) -> None:
    """Write what was measured."""
    desk, drafter = plan_desk(load_drafter()), load_drafter()
    raw, repaired = raw_profile(), repaired_profile()

    def draft(profile: Profile) -> object:
        return desk.draft(profile, TODAY, "zh")

    rows = {
        "profile → plan → review, F1 as told": measured(lambda: draft(raw)),
        "profile → plan → review, F1 repaired": measured(lambda: draft(repaired)),
        "profile → plan → review, nothing known": measured(lambda: draft(Profile())),
    }
    plan = desk.draft(raw, TODAY, "zh").plan
    rows["places of a plan for edits by hand"] = measured(lambda: apply_edits(plan, ()))
    context = drafter.context(raw, language="zh", today=TODAY)
    rows["calculations of a profile"] = measured(
        lambda: drafter.context(raw, language="zh", today=TODAY)
    )
    assert context
    lines = [f"| {name} | {middle:.0f} | {slow:.0f} |" for name, (middle, slow) in rows.items()]
    target.write_text(
        "# Performance\n\n"
        f"`make bench` on {platform.machine()}, Python {platform.python_version()}, one thread; "
        f"{_TIMES} runs each after one to warm up, in milliseconds.\n\n"
        "| what | median | 95th percentile |\n|---|---|---|\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
