"""Guidance: sentences of advice for the sections, each resting on a quote of the corpus."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.answering.answer import Citation
from assistant.errors import PromptError
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.planning.plan import Paragraph, Run
from assistant.planning.wording import FILE_NAME
from assistant.prompts import load_yaml

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{2,6})\s+(.+?)\s*$", re.MULTILINE)
_Articles = Mapping[tuple[str, str], str]
_KEYS = {"id", "section", "under", "when", "text", "document", "quote"}


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence of advice for a section, with the passage it rests on.

    `under` names the part of the section it belongs to ("P7.2"; "" is the end of the section).
    `when` maps field keys to accepted values, or to "known" or "unknown"; all must hold.
    `citations` holds the passage in the article of each language.
    """

    id: str
    section: str
    under: str
    when: Mapping[str, tuple[str, ...]]
    text: Bilingual
    citations: Mapping[str, Citation]

    def applies(self, profile: Profile) -> bool:
        """Tell whether every condition holds for a profile."""
        return all(_holds(profile, key, accepted) for key, accepted in self.when.items())

    def paragraph(self, language: str) -> Paragraph:
        """Return the sentence followed by its citation number."""
        number = str(self.citations[language].number)
        sentence = Run(self.text.text(language), "corpus", number)
        return Paragraph((sentence, Run(f" [{number}]", "corpus", number)))


class Guidance:
    """All advice, in the order in which its citations are numbered."""

    def __init__(self, advice: Sequence[Advice]) -> None:
        """Keep the advice, ordered by section."""
        self._advice = tuple(sorted(advice, key=lambda item: item.section))

    def select(self, profile: Profile) -> tuple[Advice, ...]:
        """Return what applies to a profile, numbered from 1."""
        applying = (advice for advice in self._advice if advice.applies(profile))
        return tuple(_numbered(advice, n) for n, advice in enumerate(applying, start=1))

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self._advice)


def load_guidance(prompts: Path, corpus: Path) -> Guidance:
    """Load the advice of `prompts`/plan.yaml and check every quote against the corpus files.

    Raises:
        PromptError: names the file and the advice whose keys, document or quote are wrong.
    """
    data = load_yaml(prompts / FILE_NAME)
    entries = data.get("guidance") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise _mistake("guidance", "要是一个列表", "must be a list")
    articles = {
        (path.parent.name, path.stem): path.read_text(encoding="utf-8")
        for path in corpus.glob("*/*.md")
    }
    return Guidance([_advice(entry, articles) for entry in entries])


def _numbered(advice: Advice, number: int) -> Advice:
    cited = {lang: replace(citation, number=number) for lang, citation in advice.citations.items()}
    return replace(advice, citations=cited)


def _advice(entry: Any, articles: _Articles) -> Advice:
    if not isinstance(entry, dict) or not (_KEYS - {"under", "when"} <= entry.keys() <= _KEYS):
        name = entry.get("id") if isinstance(entry, dict) else entry
        raise _mistake(f"guidance {name}", f"要有 {sorted(_KEYS)}", f"needs {sorted(_KEYS)}")
    name = f"guidance {entry['id']}"
    for key in ("text", "quote"):
        if not isinstance(entry[key], dict) or entry[key].keys() != {"zh", "en"}:
            raise _mistake(f"{name} {key}", "要有 zh 和 en", "needs zh and en")
    when = entry.get("when", {})
    return Advice(
        id=entry["id"],
        section=entry["section"],
        under=entry.get("under", ""),
        when={key: tuple(v if isinstance(v, list) else [v]) for key, v in when.items()},
        text=Bilingual(**entry["text"]),
        citations={
            language: _cite(entry["document"], language, entry["quote"][language], articles, name)
            for language in ("zh", "en")
        },
    )


def _cite(document: str, language: str, quote: str, articles: _Articles, name: str) -> Citation:
    """Return where the quote stands in the article of a language."""
    article = articles.get((language, document))
    if article is None:
        raise _mistake(f"{name} document", f"没有 {language} 的文章", f"has no {language} article")
    start = article.find(quote)
    if start < 0:
        raise _mistake(f"{name} quote", f"在 {document} 里找不到", f"does not occur in {document}")
    title = _TITLE.search(article)
    return Citation(
        number=0,
        passage_id="",
        document=document,
        title=title.group(1).strip('"') if title else document,
        heading=_heading(article[:start]),
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def _heading(before: str) -> str:
    """Return the last heading above the quote; the article's own title does not count."""
    headings = _HEADING.findall(before)
    return headings[-1][1] if headings else ""


def _holds(profile: Profile, key: str, accepted: tuple[str, ...]) -> bool:
    if accepted == ("known",):
        return key in profile
    if accepted == ("unknown",):
        return key not in profile
    return profile.raw(key) in accepted


def _mistake(key: str, zh: str, en: str) -> PromptError:
    return PromptError(f"{FILE_NAME} 的 {key} {zh}。", f"{FILE_NAME}: {key} {en}.")
