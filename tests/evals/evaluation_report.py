"""`make eval`: asks all golden questions and the public sets, and writes docs/evaluation.md.

Usage: python evaluation_report.py PAGE [SETS], SETS being a folder of labelled sets. They are not
part of the repository; without them the page keeps the table it has.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from bundled import load_bundled_encoder
from golden_run import Outcome, ask_golden_questions

from assistant.knowledge.encoder import Encoder
from assistant.knowledge.evaluation import evaluate, load_labelled_set
from assistant.knowledge.splitting import Splitter
from assistant.language import normalise, reading_size

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_SETS_BEGIN, _SETS_END = "<!-- public sets -->", "<!-- end of public sets -->"
_NO_SETS = "Not measured yet: `make eval EVAL_SETS=folder`."
_COLUMNS = ("queries", "R@1", "R@5", "MRR@10")
_MARKS = re.compile(r"((?:\s*\[\d+\])+)")
_NUMBER_OR_NAME = re.compile(r"\d+(?:[.,]\d+)*|[a-z][a-z0-9]+")
_GROUPS = (
    ("calibrated on", lambda o: not o.is_fresh),
    ("fresh", lambda o: o.question["set"] == "golden_fresh"),
    ("fresh 2", lambda o: o.question["set"] == "golden_fresh_2"),
)


def main(arguments: Sequence[str]) -> None:
    """Measure and write the page."""
    page, *rest = (Path(argument) for argument in arguments)
    with tempfile.TemporaryDirectory() as folder:
        encoder = load_bundled_encoder(Path(folder))
        outcomes = ask_golden_questions(encoder, Path(folder) / "home")
        sets = measured_sets(encoder, rest[0]) if rest else kept_sets(page)
    page.write_text(report(outcomes, sets, date.today()), encoding="utf-8")


def report(outcomes: Sequence[Outcome], sets: str, today: date) -> str:
    """Return the page."""
    lines = [
        "# How good the answers are",
        "",
        f"Measured {today.isoformat()} by `make eval`, without a language model.",
        "",
        "## Golden questions",
        "",
        "`calibrated on`: thresholds and word lists were chosen on these. `fresh`, `fresh 2`:",
        "written before anything was measured (tests/evals). No threshold was chosen on them, but",
        "their failures were read and what was behind some of them was repaired, so only the first",
        "run was blind: 18 of 20 and 29 of 40 questions with a right article, 19 of 20 and 16",
        "of 20 refused.",
        "",
        "| questions | set | count | right article cited | cited sentences borne out | mean size |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for name, belongs in _GROUPS:
        asked = [o for o in outcomes if o.is_answerable and belongs(o)]
        lines += [
            _answer_row(name, f"answerable, {language}", asked, language) for language in LANGUAGES
        ]
    lines += ["", "| refused rightly | set | count | share |", "| --- | --- | ---: | ---: |"]
    for name, belongs in _GROUPS:
        for kind in ("off_topic", "near_domain"):
            asked = [o for o in outcomes if o.question["kind"] == kind and belongs(o)]
            refused = [not outcome.answer.found for outcome in asked]
            lines.append(f"| {kind.replace('_', ' ')} | {name} | {len(asked)} | {share(refused)} |")
    failed = [str(o) for o in outcomes if not succeeded(o)]
    lines += ["", "## Failures", "", *(f"- {line}" for line in failed)]
    return "\n".join([*lines, "", "## Public sets", "", _SETS_BEGIN, sets, _SETS_END, ""])


def _answer_row(name: str, what: str, asked: Sequence[Outcome], language: str) -> str:
    asked = [outcome for outcome in asked if outcome.question["language"] == language]
    right = share(outcome.cites_the_right_document for outcome in asked)
    borne = share(held for outcome in asked for held in borne_out(outcome))
    sizes = [reading_size(outcome.answer.text) for outcome in asked if outcome.answer.found]
    mean = round(sum(sizes) / len(sizes)) if sizes else "-"
    return f"| {what} | {name} | {len(asked)} | {right} | {borne} | {mean} |"


def succeeded(outcome: Outcome) -> bool:
    """Tell whether an answerable question got the right article, and another a refusal."""
    return outcome.cites_the_right_document if outcome.is_answerable else not outcome.answer.found


def borne_out(outcome: Outcome) -> list[bool]:
    """Return for each marked sentence whether its numbers and Latin names stand in its sources."""
    quotes = {c.number: normalise(f"{c.heading} {c.quote}") for c in outcome.answer.citations}
    *pairs, _ = _MARKS.split(outcome.answer.text)  # sentence, its marks, sentence, its marks ...
    checks = []
    for sentence, marks in zip(pairs[::2], pairs[1::2], strict=True):
        cited = " ".join(quotes.get(int(mark), "") for mark in re.findall(r"\d+", marks))
        # a list stands behind the mark of its opening line, before the next paragraph
        said = _NUMBER_OR_NAME.findall(normalise(sentence.rpartition("\n\n")[2]))
        checks.append(set(said) <= set(_NUMBER_OR_NAME.findall(cited)))
    return checks


def share(passed: Iterable[bool]) -> str:
    """Return a share in per cent, "-" of nothing."""
    found = list(passed)
    return f"{100 * sum(found) / len(found):.1f} %" if found else "-"


def measured_sets(encoder: Encoder, folder: Path) -> str:
    """Return the table of the labelled sets in the sub-folders of `folder`."""
    rows = [f"| set | {' | '.join(_COLUMNS)} |", f"| --- |{' ---: |' * len(_COLUMNS)}"]
    for path in sorted(path.parent for path in folder.glob("*/qrels.jsonl")):
        scores = evaluate(load_labelled_set(path), encoder, Splitter(), lambda _: None)
        rows.append(f"| {path.name} | {' | '.join(str(scores[key]) for key in _COLUMNS)} |")
    return "\n".join(rows)


def kept_sets(page: Path) -> str:
    """Return the table that a page holds already."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    _, begin, rest = text.partition(_SETS_BEGIN)
    return rest.partition(_SETS_END)[0].strip() if begin else _NO_SETS


if __name__ == "__main__":
    main(sys.argv[1:])
