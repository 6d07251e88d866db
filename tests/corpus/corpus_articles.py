"""The articles as the tests read them: front matter, sections, blocks and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "corpus"

_ITEM = re.compile(r"^\d+\. ")
_HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[。？])|\n")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of an article with the text between it and the next heading."""

    heading: str
    text: str

    def blocks(self) -> list[str]:
        """Return the paragraphs and whole lists in order."""
        return [block.strip() for block in self.text.split("\n\n") if block.strip()]

    def items(self) -> list[str]:
        """Return the list items without their numbers."""
        return [_ITEM.sub("", line) for line in self.text.splitlines() if _ITEM.match(line)]


@dataclass(frozen=True, slots=True)
class Article:
    """One file of the corpus: the stem of its name, its front matter and its Markdown body."""

    name: str
    front_matter: dict[str, Any]
    body: str

    @property
    def is_handbook(self) -> bool:
        """Whether the project wrote it itself; the others retell one of the five sources."""
        return not isinstance(self.front_matter["source"], dict)

    def sections(self) -> list[Section]:
        """Return the sections in reading order; the first is the title with the introduction."""
        parts = _HEADING.split(self.body)[1:]
        return [Section(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]

    def section(self, heading: str) -> Section:
        """Return the only section with this heading."""
        (found,) = [section for section in self.sections() if section.heading == heading]
        return found

    def sentences(self) -> list[str]:
        """Return every sentence and list item, headings excepted."""
        lines = "\n".join(section.text for section in self.sections())
        pieces = (_ITEM.sub("", piece.strip()) for piece in _SENTENCE_END.split(lines))
        return [piece for piece in pieces if piece]


def is_list(block: str) -> bool:
    """Tell whether a block of a section is a numbered list."""
    return _ITEM.match(block) is not None


def count_characters(text: str) -> int:
    """Count the characters of a text without white space."""
    return len(re.sub(r"\s", "", text))


@cache
def read_articles(language: str = "zh") -> dict[str, Article]:
    """Read every article of the corpus in a language, by the stem of its file name."""
    return {path.stem: _read_article(path) for path in sorted((FOLDER / language).glob("*.md"))}


def _read_article(path: Path) -> Article:
    opening, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", f"{path.name} does not start with front matter"
    return Article(path.stem, yaml.safe_load(front_matter), body)
