"""Pitch: the deck while it is being written; what its slides say and where that comes from."""

from __future__ import annotations

from collections.abc import Iterable

from pptx.presentation import Presentation

from assistant.exporting.key_figures import KeyFigure, key_figures
from assistant.exporting.pptx.slide import Slide
from assistant.planning import figures
from assistant.planning.plan import Paragraph, Plan, Run, Text, plain
from assistant.prompts import Template


class Pitch:
    """Adds slides of one plan to a deck."""

    def __init__(self, deck: Presentation, plan: Plan) -> None:
        """Write `plan` into an empty deck of 16:9."""
        self.plan = plan
        self.deck = deck
        self.figures = key_figures(plan)
        company = plan.basis.known.text("company.name")
        self._footer = " · ".join(part for part in (company, plan.date) if part)

    def say(self, key: str, **slots: str) -> str:
        """Return a fixed text of the deck with its slots filled."""
        return Template(self.plan.captions[f"deck.{key}"], f"deck.{key}").fill(**slots)

    def slide(self, key: str, *sections: str, texts: Iterable[Text] = ()) -> Slide:
        """Add a slide; its notes tell where the figures of `texts` and `sections` come from."""
        slide = Slide(self.deck, self.say(key), self._footer)
        slide.notes(self._notes(key, sections, texts))
        return slide

    def shown(self, name: str) -> str:
        """Return a key figure as it is written, "" while it is not known."""
        return self._written(self.figures[name]) if name in self.figures else ""

    def name_of(self, name: str) -> str:
        """Return what a key figure is called."""
        return self.plan.captions[f"figure.{name}"]

    def yuan(self, value: float) -> str:
        """Return an amount as owners say it."""
        return figures.short_yuan(value, self.plan.language)

    def _written(self, figure: KeyFigure) -> str:
        if figure.unit == "yuan":
            return self.yuan(figure.value)
        if figure.unit == "money":
            return figures.yuan(figure.value, self.plan.language)
        if figure.unit == "pct":
            return figures.percent(figure.value)
        return figures.number(figure.value) + ("×" if figure.unit == "times" else "")

    def _notes(self, key: str, sections: Iterable[str], texts: Iterable[Text]) -> str:
        """Return what to say, the origin of each figure, and the sources of the sections."""
        origins = dict.fromkeys(
            f"{run.text.strip()}: {self._origin(run)}"
            for text in texts
            for run in text
            if run.needs_mark
        )
        cited = dict.fromkeys(
            f"[{citation.number}] {citation.title}: {citation.quote}"
            for section in sections
            for citation in self.plan.sources
            if str(citation.number) in self._cited(section)
        )
        parts = [self.say(f"{key}_notes")]
        parts += [self.say("origins"), *origins] if origins else []
        parts += [self.say("sources"), *cited] if cited else []
        return "\n".join(parts)

    def _origin(self, run: Run) -> str:
        word = self.say(f"origin_{run.origin}")
        return f"{word} ({run.source})" if run.origin == "calculated" else word

    def _cited(self, section: str) -> set[str]:
        blocks = self.plan.section(section).blocks
        return {
            run.source
            for block in blocks
            if isinstance(block, Paragraph) and block.is_advice
            for run in block.text
        }


def shown_all(texts: Iterable[Text]) -> list[str]:
    """Return texts as bare characters, empty ones left out."""
    return [plain(text) for text in texts if plain(text).strip()]
