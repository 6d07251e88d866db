"""The guided tour: pictures of docs/ in words (tour.yaml), and docs/tour.md made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from PIL import Image

_COLOURS = 128
_MOST_BYTES = 250_000


@dataclass(frozen=True, slots=True)
class Stop:
    """A picture of the tour with its heading and what is to be seen, in Chinese and English."""

    picture: str
    heading: str
    zh: str
    en: str


STOPS = tuple(
    Stop(**told)
    for told in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
)


def compress(path: Path) -> None:
    """Write a picture again with few colours; a page of text needs no more."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(_COLOURS)
    small.save(path, optimize=True)
    size = path.stat().st_size
    assert size < _MOST_BYTES, f"{path.name} has {size} bytes"


def write_tour(folder: Path) -> None:
    """Write tour.md beside the pictures."""
    parts = [
        "# 导览 / A guided tour",
        "`make screenshots` 重新生成这一页。 It writes this page anew.",
    ]
    for number, stop in enumerate(STOPS, 1):
        picture = f"![{stop.en}]({stop.picture}.png)"
        parts += [f"## {number}. {stop.heading}", stop.zh, stop.en, picture]
    folder.joinpath("tour.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
