"""The look as rules: contrast of every pair of colours, four sizes of type, a grid, calm motion."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

ASSETS = files("assistant.ui").joinpath("assets")
SHEETS = (
    "page.css",
    "bar.css",
    "charts.css",
    "tips.css",
    "tools.css",
    "dialog.css",
    "talk.css",
    "view.css",
    "access.css",
    "knowledge.css",
    "sheet.css",
    "settings.css",
)
TEXT = ("ink", "soft", "accent", "amber", "red", "green")
GROUNDS = ("paper", "sheet", "wash")
WASHES = {"accent": "accent-wash", "amber": "amber-wash", "red": "red-wash", "ink": "mark"}
SIZES = {"small": 12, "note": 13, "text": 15, "title": 20}


def sheet(name: str) -> str:
    return ASSETS.joinpath(name).read_text(encoding="utf-8")


def tokens(selector: str) -> dict[str, str]:
    """Return the custom properties of the first rule of a selector in page.css."""
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", sheet("page.css"), re.S | re.M)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [":root", ".dark"])
def test_text_can_be_read_on_every_ground(theme):
    colours = {**tokens(":root"), **tokens(theme)}
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]
    pairs += [*WASHES.items(), ("sheet", "accent"), *(("ink", wash) for wash in WASHES.values())]
    weak = {p: round(contrast(colours[p[0]], colours[p[1]]), 2) for p in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_there_are_four_sizes_of_type_and_all_sheets_keep_to_them():
    assert {name: int(tokens(":root")[name].removesuffix("px")) for name in SIZES} == SIZES
    for name in SHEETS:
        given = re.findall(r"font-size:\s*([^;}]+)", sheet(name))
        assert {size.strip() for size in given} <= {f"var(--{s})" for s in SIZES} | {"inherit"}, (
            name
        )


@pytest.mark.parametrize("name", SHEETS)
def test_spaces_are_on_a_grid_of_four(name):
    rules = re.findall(r"(?:padding|margin|gap)[\w-]*:\s*([^;}]+)", sheet(name))
    sizes = [int(size) for rule in rules for size in re.findall(r"(?<![\w.-])-?(\d+)px", rule)]
    assert [size for size in sizes if size > 2 and size % 4] == []


def test_whoever_wants_no_motion_gets_none():
    assert re.search(
        r"prefers-reduced-motion: reduce\) \{ \* \{ transition: none !important; animation: none",
        sheet("page.css"),
    )


@pytest.mark.parametrize("name", ["page.js", "view.js", "dialog.js", "share.js", "tools.js"])
def test_no_script_opens_a_window_of_the_browser(name):
    assert re.findall(r"(?<![\w.])(?:alert|prompt|confirm)\(", sheet(name)) == []
