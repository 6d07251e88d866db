"""Answerability: code, not a model, decides whether the passages hold what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.asked import Asked, given_numbers, has_number
from assistant.answering.names import Names, mentions
from assistant.answering.ranking import RankedEvidence
from assistant.errors import PromptError
from assistant.knowledge.keywords import tokenize, tokenize_query
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.language import detect_language, normalise
from assistant.prompts import load_yaml

# a bit of shared wording must not outweigh the meaning: plain questions were told from those that
# nothing answers with an area under the curve of 0.85 at 0.2, of 0.91 at 0.03
_COVERAGE_WEIGHT = 0.03
_LOOKED_AT = 4
_PIECES = 12
_WINDOW = 8
_ENGLISH_WINDOW = 40
_STEM = 4
# "2000 元" and "a budget of 2000" are amounts: without 年 only a year of our time counts as one
_YEAR = re.compile(
    r"(?<![\d.,])(?:(?:19|20)\d\d(?=\s*年)|20[1-3]\d(?![\d%]|[.,]\d|\s*[元块万亿个人家件单次条天款]))"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the library holds the answer; `missing` names what the passages do not mention."""

    found: bool
    score: float
    missing: str = ""


@dataclass(frozen=True, slots=True)
class AnswerabilityRules:
    """The calibrated numbers and word lists of prompts/answering.yaml."""

    chinese: float
    english: float
    cross_language: float
    entities: Names
    subjects: Names
    asked: Asked

    @classmethod
    def load(cls, directory: Path) -> AnswerabilityRules:
        """Read and check answering.yaml; PromptError names the key of a mistake."""
        path = directory / "answering.yaml"
        data = load_yaml(path)
        try:
            thresholds = data["thresholds"]
            return cls(
                chinese=float(thresholds["chinese"]),
                english=float(thresholds["english"]),
                cross_language=float(thresholds["cross_language"]),
                entities=_groups(data["entities"]),
                subjects=_groups(data["subjects"]),
                asked=Asked.from_dict(data),
            )
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise PromptError(
                f"{path.name} 有误：{error}。", f"{path.name} is wrong: {error}."
            ) from error


class AnswerabilityJudge:
    """Combines meaning, words, names, years and amounts into one verdict."""

    def __init__(self, rules: AnswerabilityRules) -> None:
        """Use these rules."""
        self._rules = rules

    def judge(
        self,
        question: str,
        hits: Sequence[RetrievedPassage],
        coverage: float,
        evidence: Sequence[RankedEvidence],
    ) -> Verdict:
        """Return the verdict for a question, its passages and their pieces, best first."""
        if not hits or not evidence:
            return Verdict(False, 0.0)
        best = max(hits[:_LOOKED_AT], key=lambda hit: hit.cosine)
        # another retriever's passages have no cosine: the nearest piece stands in
        cosine = best.cosine or max(item.cosine for item in evidence)
        family = _family(detect_language(question))
        crossed = family != _family(best.passage.language)
        same = self._rules.english if family == "en" else self._rules.chinese
        threshold = self._rules.cross_language if crossed else same
        missing = _missing_name(question, hits, self._rules.entities)
        missing = missing or _missing_year(question, hits)
        score = cosine
        if not crossed:
            nearest = max(item.cosine for item in evidence)
            score = (cosine + nearest) / 2 + _COVERAGE_WEIGHT * coverage
            missing = missing or _missing_name(question, hits, self._rules.subjects)
        if not missing and not crossed and not self._amount_there(question, evidence):
            return Verdict(False, score)
        return Verdict(score >= threshold and not missing, score, missing)

    def _amount_there(self, question: str, evidence: Sequence[RankedEvidence]) -> bool:
        """Tell whether a piece holds a number beside what an amount was asked of.

        Neither the name that the question turns on nor the numbers it brings along count: every
        text about 618 holds "618", whatever was asked about it.
        """
        asked = normalise(question)
        match = self._rules.asked.amount.search(asked)
        if match is None:
            return True
        english = detect_language(question) == "en"
        window = _ENGLISH_WINDOW if english else _WINDOW
        before = asked[max(0, match.start() - window) : match.start()]
        after = asked[match.end() : match.end() + window]
        focus = set(tokenize_query(before)) | set(tokenize_query(after))
        focus = _stems(focus - self._named(asked) or focus)
        given = given_numbers(asked)
        # a bigram of a Chinese name is enough; of English words, a third
        needed = max(1, round(len(focus) / 3)) if english else 1
        return any(
            has_number(item.evidence.text, given) and len(focus & _words(item)) >= needed
            for item in evidence[:_PIECES]
        )

    def _named(self, asked: str) -> set[str]:
        """Return the tokens of the names that the question mentions."""
        named = (name for names in self._rules.entities for name in names if mentions(asked, name))
        return {token for name in named for token in tokenize(name)}


def _missing_name(question: str, hits: Sequence[RetrievedPassage], known: Names) -> str:
    """Return a name in the question that no looked-at passage mentions, as it was written."""
    asked, held = normalise(question), _held(hits)
    for names in known:
        spoken = next((name for name in names if mentions(asked, name)), None)
        if spoken and not any(mentions(held, name) for name in names):
            at = asked.find(spoken)
            return question[at : at + len(spoken)] if len(asked) == len(question) else spoken
    return ""


def _groups(listed: object) -> Names:
    if not isinstance(listed, list):
        raise TypeError(f"no list: {listed}")
    return tuple(tuple(normalise(str(name)) for name in names) for names in listed)


def _held(hits: Sequence[RetrievedPassage]) -> str:
    parts = [f"{hit.passage.context} {hit.passage.text}" for hit in hits[:_LOOKED_AT]]
    return normalise(" ".join(parts))


def _words(item: RankedEvidence) -> set[str]:
    """Return the tokens of a piece and its characters, for "还剩几块" asks with a single one."""
    text = f"{item.evidence.passage.heading} {item.evidence.text}"
    return _stems(tokenize(text)) | set(normalise(text))


def _stems(tokens: Iterable[str]) -> set[str]:
    """Return tokens with English words cut to their beginning: "needed" asks for "need"."""
    return {token[:_STEM] if token.isascii() and token.isalpha() else token for token in tokens}


def _missing_year(question: str, hits: Sequence[RetrievedPassage]) -> str:
    held = _held(hits)
    return next((year for year in _YEAR.findall(normalise(question)) if year not in held), "")


def _family(language: str) -> str:
    return language[:2]
