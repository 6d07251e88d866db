"""Measure everything and write it down: python -m benchmarks docs/performance.md [most passages].

Every measurement runs in a process of its own, so that memory is that of one thing; both libraries
are measured one after the other in the same conditions.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import library, page, planning, recipe
from benchmarks.report import write

SIZES = (1_000, 10_000, 100_000)
# up to this many passages the real model is used: it takes minutes for a thousand
MOST_REAL = 1_000
_SIZED = {
    "encoder": library.measure_encoder,
    "library": library.measure,
    "library start": library.measure_start,
    "recipe": recipe.measure,
    "recipe start": recipe.measure_start,
}


def main() -> None:
    """Measure one thing when told which, else everything."""
    if sys.argv[1] == "one":
        name, size, folder = sys.argv[2], int(sys.argv[3]), Path(sys.argv[4])
        _tell(json.dumps(_measure(name, size, folder)))
        return
    most = int(sys.argv[2]) if len(sys.argv) > 2 else SIZES[-1]
    write(Path(sys.argv[1]), _everything([size for size in SIZES if size <= most]))


def _measure(name: str, size: int, folder: Path) -> dict[str, Any]:
    if name == "planning":
        return planning.measure()
    if name == "page":
        return page.measure(folder)
    return _SIZED[name](size, MOST_REAL, folder)


def _everything(sizes: list[int]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        models = Path(folder) / "models"
        found: dict[str, Any] = {
            name: _alone(name, 0, Path(folder) / name) for name in ("planning", "page")
        }
        found["encoder"] = _alone("encoder", MOST_REAL, Path(folder))
        for size in sizes:
            home = Path(folder) / str(size)
            home.mkdir()
            (home / "models").symlink_to(models)
            for name in list(_SIZED)[1:]:
                found[f"{name} {size}"] = _alone(name, size, home)
    return found | {"sizes": sizes}


def _alone(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Measure one thing in a process of its own."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "benchmarks", "one", name, str(size), str(folder)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    found = json.loads(told.splitlines()[-1])
    sys.stderr.write(f"{name} {size or ''}: {found}\n")
    return found


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
