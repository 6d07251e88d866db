"""A file under prompts/ with one thing changed, to see whether its loader notices."""

from pathlib import Path
from typing import Any

import yaml
from f1 import ROOT


def edited_copy(folder: Path, name: str, path: tuple[str | int, ...], value: Any) -> Path:
    """Write `name` into a folder with the entry at `path` replaced, removed for None."""
    data = yaml.safe_load((ROOT / "prompts" / name).read_text(encoding="utf-8"))
    place = data
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    (folder / name).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return folder
