"""Citation check: keep of a model's text only what its cited passages bear out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer import Citation
from assistant.answering.evidence import Evidence, quotable
from assistant.answering.names import Names, known_names, latin_names, latin_words
from assistant.knowledge.keywords import tokenize
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.knowledge.sentences import split_sentences
from assistant.language import detect_language, normalise

# [1]  [1,2]  [1-3]  [1][2]  【1】  ［1、2］  [[1]]  [来源：1]  (ID:1)  [1](#x), any width of digit;
# (1,2) as well, when both are sources
_ONE = r"(?:(?:id|passage|source|来源|來源|资料|資料)\s*[:：]?\s*)?\d+"
_MARK = re.compile(
    rf"[ \t]*[\[【［]{{1,2}}\s*{_ONE}(?:\s*[,，、;；~–-]\s*{_ONE})*\s*[\]】］]{{1,2}}"
    r"(?:\((?:https?:|#)[^)]*\))?"
    r"|[ \t]*[（(]\s*id\s*[:：]\s*\d+\s*[)）]"
    r"|(?P<round>[ \t]*[（(]\s*\d{1,2}(?:\s*[,，、]\s*\d{1,2})+\s*[)）])",
    re.IGNORECASE,
)
_PLAIN_MARK = re.compile(r"\[(\d+)\]")
_LEADING_MARKS = re.compile(r"((?:\[\d+\])+)(\s*)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# a sentence that names no source is traced to a passage that holds this share of its words
_MOST_WORDS, _FEWEST_WORDS = 0.7, 4
# numbers that count items and state nothing
_COUNTERS = re.compile(
    r"^[\s*#_]*(?:[-•]\s*)?\d{1,2}(?:[.](?!\d)|[、)）])|[（(]\d{1,2}[)）]|[①-⑳]|第\s*\d{1,2}\s*[步条点个]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The text with marks renumbered from 1, its citations, and how many sentences were dropped."""

    text: str
    citations: tuple[Citation, ...]
    dropped: int


def check_citations(
    text: str,
    hits: Sequence[RetrievedPassage],
    language: str = "zh-Hans",
    names: Names = (),
) -> CheckedText:
    """Drop marks that name no passage and sentences whose numbers stand in no cited passage.

    A sentence that mentions a name no cited passage mentions loses its marks. Names are those of
    `names`, in any spelling, and in Chinese sentences whatever is written like a Latin name.

    A sentence without a mark gets one when a passage holds all its numbers and most of its words;
    otherwise it is kept only when it states no number. Marks are renumbered by first appearance;
    each citation quotes the piece of the passage nearest to the sentence, and names its page in
    the reader's language.
    """
    citations: list[Citation] = []
    numbers: dict[int, int] = {}
    kept: list[str] = []
    dropped = 0
    for sentence, gap in sentences_with_marks(with_plain_marks(text, len(hits))):
        marks = list(dict.fromkeys(int(mark) for mark in _PLAIN_MARK.findall(sentence)))
        bare = _PLAIN_MARK.sub("", sentence).rstrip()
        borne = _bearers(marks, hits, bare, names) or _said_by(hits, bare, names)
        if not bare.strip() or (numbers_in(bare) and not borne):
            dropped += bool(bare.strip())
            continue
        for mark in borne:
            if mark not in numbers:
                numbers[mark] = len(numbers) + 1
                citations.append(_cite(hits[mark - 1], bare, numbers[mark], language))
        kept.append(bare + "".join(f" [{numbers[m]}]" for m in borne) + gap)
    return CheckedText("".join(kept).strip(), tuple(citations), dropped)


def with_plain_marks(text: str, most: int) -> str:
    """Return the text with every mark written [n][m], and none that names no passage."""

    def plain(match: re.Match[str]) -> str:
        mark = match.group().partition("](")[0]
        if match["round"] and not all(0 < int(n) <= most for n in re.findall(r"\d+", mark)):
            return match.group()  # figures in brackets
        named: list[int] = []
        for part in re.split("[,，、;；]", mark):
            first, *rest = [int(number) for number in re.findall(r"\d+", part)]
            named.extend(range(max(1, first), min(rest[-1] if rest else first, most) + 1))
        return "".join(f"[{number}]" for number in named)

    return _MARK.sub(plain, text)


def sentences_with_marks(text: str) -> list[tuple[str, str]]:
    """Return (sentence with the marks that follow its stop, the white space after it)."""
    spans = list(split_sentences(text))
    ends = [span.start for span in spans[1:]] + [len(text)]
    pieces: list[tuple[str, str]] = []
    for span, end in zip(spans, ends, strict=False):
        content, gap = text[span.start : span.end], text[span.end : end]
        leading = _LEADING_MARKS.match(content)
        if leading and pieces:
            sentence, before = pieces[-1]
            pieces[-1] = (sentence + leading.group(1), before + leading.group(2))
            content = content[leading.end() :]
        if content:
            pieces.append((content, gap))
        elif pieces:
            pieces[-1] = (pieces[-1][0], gap)
    return pieces


def numbers_in(text: str) -> set[str]:
    """Return the numbers a text states, those that merely count its items left out."""
    plain = normalise(_COUNTERS.sub("", text))
    return {number.replace(",", "") for number in _NUMBER.findall(plain)}


def _bearers(
    marks: Sequence[int], hits: Sequence[RetrievedPassage], sentence: str, names: Names
) -> list[int]:
    """Return the marks whose passages together hold every number and name, else none."""
    wanted = numbers_in(sentence) | _named(sentence, names)
    touching = [mark for mark in marks if _touches(hits[mark - 1], sentence)]
    held = {mark: wanted & _held(hits[mark - 1], sentence, names) for mark in touching}
    if wanted != set().union(*held.values()):
        return []
    return [mark for mark, facts in held.items() if facts or not wanted]


def _named(sentence: str, names: Names) -> set[str]:
    known = known_names(sentence, names)
    if detect_language(sentence) == "en":
        return known  # any word may begin with a capital
    spelt = {spelling for group in names if group[0] in known for spelling in group}
    return known | (latin_names(sentence) - spelt)


def _held(hit: RetrievedPassage, sentence: str, names: Names) -> set[str]:
    """Return the numbers and names of a passage.

    In a passage of another language, Latin names may be written otherwise: they count as held.
    """
    text = f"{hit.passage.context} {hit.passage.text}"
    crossed = detect_language(sentence)[:2] != hit.passage.language[:2]
    latin = latin_names(sentence) if crossed else latin_words(text)
    numbers = {number.replace(",", "") for number in _NUMBER.findall(normalise(text))}
    return numbers | known_names(text, names) | latin


def _touches(hit: RetrievedPassage, sentence: str) -> bool:
    """Tell whether a passage shares a word with the sentence, or is in another language."""
    passage = hit.passage
    if detect_language(sentence)[:2] != passage.language[:2]:
        return True
    return bool(set(tokenize(sentence)) & set(tokenize(f"{passage.context} {passage.text}")))


def _said_by(hits: Sequence[RetrievedPassage], sentence: str, names: Names) -> list[int]:
    """Return the mark of the passage that plainly says an unmarked sentence, if one does."""
    words = set(tokenize(sentence))
    if len(words) < _FEWEST_WORDS:
        return []
    for number, hit in enumerate(hits, start=1):
        held = set(tokenize(f"{hit.passage.context} {hit.passage.text}"))
        if len(words & held) / len(words) >= _MOST_WORDS:
            bearers = _bearers([number], hits, sentence, names)
            if bearers:
                return bearers
    return []


def _cite(hit: RetrievedPassage, sentence: str, number: int, language: str) -> Citation:
    piece = _nearest(hit, sentence)
    passage = hit.passage
    return Citation(
        number=number,
        passage_id=passage.id,
        document=passage.document_id,
        title=passage.document_title,
        heading=passage.heading,
        quote=piece.text,
        start=piece.start,
        end=piece.end,
        place=passage.place(piece.start, piece.end, language),
    )


def _nearest(hit: RetrievedPassage, sentence: str) -> Evidence:
    words, numbers = set(tokenize(sentence)), numbers_in(sentence)
    return max(
        quotable(hit.passage),
        key=lambda piece: (
            len(numbers & numbers_in(piece.text)),
            len(words & set(tokenize(piece.text))),
        ),
    )
