"""Lint file: prompts/wording_lint.yaml to a checked WordingLint; a mistake names rule and key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assistant.errors import PromptError
from assistant.interview.entry import Bilingual
from assistant.planning.lint import LintRule, WordingLint
from assistant.planning.severity import SEVERITIES
from assistant.prompts import load_yaml

FILE_NAME = "wording_lint.yaml"
_TEXTS = ("law", "why", "safer")
_LISTS = ("words", "patterns", "unless")
_KEYS = {"id", "severity", *_TEXTS}


def load_lint(directory: Path) -> WordingLint:
    """Read wording_lint.yaml from a folder (prompts/) and check all of it.

    Raises:
        PromptError: the file is missing or cannot be read, or names the rule and key that is wrong.
    """
    data = load_yaml(directory / FILE_NAME)
    if not isinstance(data, dict) or data.keys() != {"disclaimer", "allowed", "rules"}:
        raise _mistake("disclaimer、allowed、rules", "都要有，别的不要", "are needed, nothing else")
    if not isinstance(data["rules"], list) or not data["rules"]:
        raise _mistake("rules", "要是一个列表", "must be a list")
    rules = [_rule(entry) for entry in data["rules"]]
    allowed = _pattern("allowed", [], _texts("allowed", data["allowed"]))
    return WordingLint(rules, allowed, _bilingual("disclaimer", data["disclaimer"]))


def _rule(entry: Any) -> LintRule:
    if not isinstance(entry, dict) or not (
        _KEYS <= entry.keys() <= _KEYS | {*_LISTS, "over"} and entry.keys() & {"words", "patterns"}
    ):
        name = entry.get("id") if isinstance(entry, dict) else entry
        raise _mistake(f"rules {name}", f"要有 {sorted(_KEYS)} 和 words 或 patterns", "lacks a key")
    name = f"rules {entry['id']}"
    if entry["severity"] not in SEVERITIES:
        raise _mistake(f"{name} severity", "只能是 B、W、I", "must be B, W or I")
    over = entry.get("over")
    if over is not None and type(over) not in (int, float):
        raise _mistake(f"{name} over", "要是数字", "must be a number")
    law, why, safer = (_bilingual(f"{name} {key}", entry[key]) for key in _TEXTS)
    words, patterns, unless = (
        _texts(f"{name} {k}", entry[k]) if k in entry else [] for k in _LISTS
    )
    return LintRule(
        id=str(entry["id"]),
        severity=entry["severity"],
        law=law,
        why=why,
        safer=safer,
        words=_pattern(name, words, patterns),
        unless=_pattern(f"{name} unless", [], unless) if unless else None,
        over=over,
    )


def _bilingual(name: str, entry: Any) -> Bilingual:
    if not isinstance(entry, dict) or entry.keys() != {"zh", "en"}:
        raise _mistake(name, "要有 zh 和 en", "needs zh and en")
    return Bilingual(zh=str(entry["zh"]), en=str(entry["en"]))


def _texts(name: str, entry: Any) -> list[str]:
    is_list = isinstance(entry, list) and bool(entry)
    if not is_list or not all(isinstance(text, str) and text for text in entry):
        raise _mistake(name, "要列出至少一段文字", "must list at least one text")
    return [str(text) for text in entry]


def _pattern(name: str, words: list[str], patterns: list[str]) -> re.Pattern[str]:
    """Return one expression for plain words, the longest first, and expressions."""
    plain = sorted((re.escape(word.lower()) for word in words), key=len, reverse=True)
    try:
        return re.compile("|".join([*plain, *patterns]))
    except re.error as error:
        raise _mistake(
            name, f"里有一个写错的表达式：{error}", f"is no expression: {error}"
        ) from error


def _mistake(key: str, zh: str, en: str) -> PromptError:
    return PromptError(f"{FILE_NAME} 的 {key} {zh}。", f"{FILE_NAME}: {key} {en}.")
