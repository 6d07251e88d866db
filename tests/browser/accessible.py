"""What axe-core finds wrong with a page; axe-core/ holds its script and its licence (MPL-2.0)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).parent.joinpath("axe-core", "axe.min.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# in the dark the same page has other colours, nothing else
_WISHES = {
    "light": {"type": "tag", "values": _TAGS},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
_RUN = """async ([part, runOnly]) => {
  const { violations } = await axe.run(part, { runOnly, resultTypes: ["violations"] });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => [id, node.target, node.any[0]?.message].join(" ")));
}"""


def faults(page: Page, part: str = "body") -> dict[str, list[str]]:
    """Return the serious and critical violations of a part of the page, in the light and dark."""
    page.emulate_media(reduced_motion="reduce")  # colours on their way are neither
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found = {}
    for theme, wish in _WISHES.items():
        page.evaluate("dark => document.body.classList.toggle('dark', dark)", theme == "dark")
        if told := page.evaluate(_RUN, [part, wish]):
            found[theme] = told
    page.evaluate("document.body.classList.remove('dark')")
    return found
