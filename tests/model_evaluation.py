"""How well the connected chat model answers and reads: golden questions and dialogues.

    python tests/model_evaluation.py docs/model-evaluation.md --questions 12 --dialogues 2

The model is the one that the environment names (PLAN_ASSISTANT_MODEL and the variables of its
service). Questions are taken at even distances from all golden ones; every dialogue is held twice,
with the model and without, so that what the model adds to the rules can be told.

Each step is told on the error output as it is done, and the page is written anew after each, so an
interrupted run leaves what it has measured. `--patience` is what a call may take before it counts
as too slow: long enough that a slow machine measures the model and not the wait.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from golden_run import QUESTIONS, Outcome

from assistant.answering.citation_check import sentences_with_marks
from assistant.app import App
from assistant.chat.limits import Limits
from assistant.settings import Settings
from assistant.storage.usage_store import DayUsage, UsageStore

DIALOGUES = Path(__file__).parent / "conversation" / "dialogues"
TODAY = date(2026, 11, 22)  # the dialogues count their dates from it


@dataclass(frozen=True, slots=True)
class Asked:
    """A golden question with its answer, the tokens it took and the seconds."""

    outcome: Outcome
    tokens: int
    seconds: float

    @property
    def by_model(self) -> bool:
        return self.outcome.answer.found and self.outcome.answer.mode == "model"


@dataclass(frozen=True, slots=True)
class Held:
    """A dialogue: fields right with and without the model, what it read more, and what it took."""

    name: str
    fields: int
    right: int
    right_by_rules: int
    read_more: tuple[str, ...]
    calls: int
    faults: int
    tokens: int
    seconds: float


def sample(questions: Sequence[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Return so many questions at even distances; a fifth of them have no answer in the corpus."""
    kinds = [
        [q for q in questions if q["answerable"] is answerable] for answerable in (True, False)
    ]
    counts = (most - most // 5, most // 5)
    return [
        kind[number * len(kind) // count]
        for kind, count in zip(kinds, counts, strict=True)
        for number in range(min(count, len(kind)))
    ]


def ask(app: App, question: dict[str, Any]) -> Asked:
    """Ask one question."""
    started = time.monotonic()
    answer = app.answerer.answer(question["question"])
    seconds = time.monotonic() - started
    documents = tuple(app.library.document(c.document) for c in answer.citations)
    return Asked(Outcome(question, answer, documents), answer.tokens, seconds)


def hold(
    home: Path, path: Path, model: str, patience: float
) -> tuple[dict[str, Any], DayUsage, float]:
    """Hold a dialogue; return what is known at its end, the day's calls so far and the seconds."""
    script = yaml.safe_load(path.read_text(encoding="utf-8"))
    with App(Settings(home=home, model=model), today=lambda: TODAY) as app:
        chat = app.models.current()
        if chat is not None:
            chat.limits = Limits(first=patience / 2, gap=patience / 2, total=patience)
        plan = app.consultant.new_plan("owner", "quick", script["language"]).id
        started = time.monotonic()
        for number, row in enumerate(script["turns"], start=1):
            app.consultant.reply("owner", plan, row["say"], script["language"])
            if chat is not None:
                tell(f"{path.stem}: {number} of {len(script['turns'])} messages", started)
        seconds = time.monotonic() - started
        profile = app.consultant.view("owner", plan, script["language"]).profile
        return {key: profile.raw(key) for key in profile}, UsageStore(app.database).today(), seconds


def compare(home: Path, path: Path, model: str, patience: float) -> Held:
    """Hold a dialogue without the model and with it, and compare what was read."""
    by_rules, before, _ = hold(home, path, "none", patience)
    with_model, after, seconds = hold(home, path, model, patience)
    wanted = yaml.safe_load(path.read_text(encoding="utf-8"))["profile"]
    more = tuple(f"{key} = {with_model[key]}" for key in with_model if key not in by_rules)
    return Held(
        path.stem,
        len(wanted),
        sum(with_model.get(key) == value for key, value in wanted.items()),
        sum(by_rules.get(key) == value for key, value in wanted.items()),
        more,
        after.calls - before.calls,
        after.faults - before.faults,
        after.tokens - before.tokens,
        seconds,
    )


def tell(what: str, started: float) -> None:
    """Say on the error output what is done, and how long it took."""
    sys.stderr.write(f"{what}, {time.monotonic() - started:.0f} s\n")
    sys.stderr.flush()


def share(part: int, whole: int) -> str:
    """Return "9 of 12 (75%)"."""
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "none"


def answers_table(asked: Sequence[Asked]) -> list[str]:
    """Return the table on answers."""
    if not asked:
        return ["No question was asked."]
    answerable = [a for a in asked if a.outcome.is_answerable]
    spoken = [a for a in asked if a.by_model]
    fell_back = [a for a in answerable if a.outcome.answer.found and not a.by_model]
    sentences = [
        sentence
        for a in spoken
        for sentence, _ in sentences_with_marks(a.outcome.answer.text)
        if sentence.strip()
    ]
    cited = sum("[" in sentence for sentence in sentences)
    right = [a for a in spoken if a.outcome.is_answerable]
    precise = sum(a.outcome.cites_the_right_document for a in right)
    decided = sum(a.outcome.answer.found == a.outcome.is_answerable for a in asked)
    tokens = [a.tokens for a in asked if a.tokens]
    seconds = [a.seconds for a in asked]
    return [
        "| answers | |",
        "|---|---|",
        f"| questions asked | {len(asked)}, {len(answerable)} of them answered in the corpus |",
        f"| phrased by the model | {share(len(spoken), len(answerable))} |",
        f"| quoted instead, because the model's text did not hold | {len(fell_back)} |",
        f"| groundedness: sentences that name their source | {share(cited, len(sentences))} |",
        f"| citation precision: the right document is cited | {share(precise, len(right))} |",
        f"| refusal accuracy: answered or refused rightly | {share(decided, len(asked))} |",
        f"| tokens of an answer, median | {statistics.median(tokens) if tokens else 0:.0f} |",
        f"| seconds of an answer, median and most | {statistics.median(seconds):.1f}, "
        f"{max(seconds):.1f} |",
    ]


def dialogues_table(held: Sequence[Held]) -> list[str]:
    """Return the table on dialogues, and what the model read beyond the rules; "" without any."""
    if not held:
        return ["No dialogue was held."]
    rows = [
        f"| {h.name} | {share(h.right_by_rules, h.fields)} | {share(h.right, h.fields)} "
        f"| {len(h.read_more)} | {h.calls} | {h.faults} | {h.tokens} | {h.seconds:.0f} |"
        for h in held
    ]
    more = [f"- {h.name}: {line}" for h in held for line in h.read_more]
    return [
        "| dialogue | fields right by rules | with the model | read beyond the rules | calls "
        "| faults | tokens | seconds |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
        "",
        "Read beyond the rules, all of it from words that stand in the owner's reply:",
        "",
        *(more or ["- nothing"]),
    ]


def report(
    name: str, asked: Sequence[Asked], held: Sequence[Held], day: str, *, whole: bool = True
) -> str:
    """Return the page; one that is not `whole` says that the run did not come to its end."""
    lines = [
        "# Model evaluation",
        "",
        f"Measured on {day} with `{name}` by `make test-model`: golden questions of the bundled "
        "corpus, and dialogues held once with the model and once without. Figures of a small "
        "sample tell the order of magnitude, no more.",
        "",
        *([] if whole else ["The run was interrupted; what follows is what it had measured.", ""]),
        *answers_table(asked),
        "",
        *dialogues_table(held),
        "",
        "Groundedness and citations are measured after the check in code, so they say what a reader"
        " gets, not what the model wrote. A field counts as right when it equals what the script of"
        " the dialogue expects.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("--questions", type=int, default=12)
    parser.add_argument("--dialogues", type=int, default=2)
    parser.add_argument("--patience", type=float, default=240, help="seconds for a call")
    parser.add_argument("--name", default="", help="what the page calls the model")
    arguments = parser.parse_args()
    patience, started = arguments.patience, time.monotonic()
    asked: list[Asked] = []
    held: list[Held] = []

    def write(name: str, *, whole: bool = False) -> None:
        page = report(name, asked, held, date.today().isoformat(), whole=whole)
        arguments.page.write_text(page, encoding="utf-8")

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        with App(settings) as app:
            chat = app.models.current()
            if chat is None:
                parser.error("no chat model is connected; set PLAN_ASSISTANT_MODEL")
            chat.limits = Limits(first=patience / 2, gap=patience / 2, total=patience)
            app.warm_up()
            name = arguments.name or chat.name
            questions = sample(QUESTIONS, arguments.questions)
            for question in questions:
                asked.append(ask(app, question))
                tell(f"{len(asked)} of {len(questions)} questions", started)
                write(name)
        for path in sorted(DIALOGUES.glob("*.yaml"))[: arguments.dialogues]:
            held.append(compare(settings.home, path, settings.model, patience))
            write(name)
    write(name, whole=True)


if __name__ == "__main__":
    main()
