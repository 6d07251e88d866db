"""ContradictionBook: the texts and limits of prompts/contradictions.yaml, checked when loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.interview.entry import Bilingual, check_keys, prompt_error, read_entry
from assistant.interview.question import QuestionBook
from assistant.planning.contradictions.limits import Limits
from assistant.planning.contradictions.rules import RULES
from assistant.planning.gauge_book import GaugeBook
from assistant.planning.phrases import Phrases, Slot, read_phrases
from assistant.prompts import load_yaml

FILE = "contradictions.yaml"
_KEYS = {"limits", "texts", "rules"}
_RULE_KEYS = {"why", "ask", "fixes"}


class ContradictionBook:
    """What finding contradictions needs beside the profile."""

    def __init__(
        self,
        questions: QuestionBook,
        gauges: GaugeBook,
        limits: Limits,
        phrases: Phrases,
        asks: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Keep the checked parts; `asks` names the questions each rule may ask again."""
        self.questions = questions
        self.gauges = gauges
        self.limits = limits
        self._phrases = phrases
        self._asks = asks

    def why(self, rule: str, slots: Mapping[str, Slot]) -> Bilingual:
        """Return why the statements of a rule cannot all hold."""
        return self._phrases(f"{rule}.why", **slots)

    def fix(self, rule: str, name: str, slots: Mapping[str, Slot]) -> Bilingual:
        """Return what the button of a fix says."""
        return self._phrases(f"{rule}.fixes.{name}", **slots)

    def asks(self, rule: str) -> tuple[str, ...]:
        """Return the questions a rule may ask again."""
        return self._asks[rule]

    def ask(self, question: str) -> Bilingual:
        """Return what the button says that asks a question again."""
        short = self.questions[question].short
        topic = Bilingual(zh=short.zh.rstrip("?？。 "), en=short.en.rstrip("?. "))
        return self._phrases("ask", id=question, topic=topic)


def load_contradictions(
    directory: Path, questions: QuestionBook, gauges: GaugeBook
) -> ContradictionBook:
    """Read and check `directory`/contradictions.yaml.

    Args:
        directory: the folder of prompts.
        questions: the questions that may be asked again.
        gauges: the ranges that stand in for what was not said (gauge.yaml).

    Raises:
        PromptError: names file and key of the first mistake.
    """
    data = load_yaml(directory / FILE)
    check_keys(FILE, data, _KEYS)
    rules = data["rules"]
    if not isinstance(rules, dict):
        raise prompt_error(FILE, "rules", "needs an entry for each rule")
    ids = {rule.id for rule in RULES}
    for wrong in sorted(ids ^ rules.keys(), key=str):
        raise prompt_error(FILE, f"rules {wrong}", "is missing or unknown")
    for rule in RULES:
        _check_rule(rule.id, rule.fixes, rules[rule.id], questions)
    texts = {name: _texts_of(entry) for name, entry in rules.items()}
    if not isinstance(data["texts"], dict):
        raise prompt_error(FILE, "texts", "needs zh and en")
    return ContradictionBook(
        questions,
        gauges,
        read_entry(Limits, data["limits"], FILE, "limits"),
        read_phrases({**data["texts"], **texts}, FILE),
        {name: tuple(entry["ask"]) for name, entry in rules.items()},
    )


def _check_rule(name: str, fixes: tuple[str, ...], entry: Any, questions: QuestionBook) -> None:
    place = f"rules {name}"
    if not isinstance(entry, dict) or not {"why", "ask"} <= entry.keys() <= _RULE_KEYS:
        raise prompt_error(FILE, place, "needs why, ask and fixes")
    asked = entry["ask"]
    if not isinstance(asked, list) or not asked:
        raise prompt_error(FILE, f"{place} ask", "must name at least one question")
    for question in asked:
        if question not in questions:
            raise prompt_error(FILE, f"{place} ask", f"no question {question}")
    given = entry.get("fixes", {})
    wrong = set(fixes) ^ set(given) if isinstance(given, dict) else set(fixes)
    if wrong or not isinstance(given, dict):
        raise prompt_error(FILE, f"{place} fixes", f"must be just {', '.join(fixes) or 'none'}")


def _texts_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in ("why", "fixes") if key in entry}
