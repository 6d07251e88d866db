"""JSON reading: a plan out of its own export; whatever else somebody sends is refused in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from math import isfinite
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import InputError
from assistant.exporting.json_file import FORMAT, SCHEMA
from assistant.interview.question import QuestionBook
from assistant.interview.state import InterviewState
from assistant.interview.value import Value
from assistant.planning.aside import ASIDE
from assistant.storage.plan_copy import PlanCopy
from assistant.storage.plan_records import Actual, Edit, LoggedChange, Version

LARGEST = 20_000_000  # bytes
_LONGEST_TEXT, _MOST_ENTRIES, _DEEPEST = 100_000, 5_000, 24


class _PlanFile(BaseModel):
    """The keys a plan is stored from; the others are there for other programs."""

    model_config = ConfigDict(allow_inf_nan=False, frozen=True)

    title: str
    profile: dict[str, Value]
    interview: dict[str, Any]
    edits: tuple[Edit, ...] = ()
    versions: tuple[Version, ...] = ()
    changes: tuple[LoggedChange, ...] = ()
    actuals: tuple[Actual, ...] = ()


def is_plan_file(data: bytes) -> bool:
    """Tell whether data begin like an export of a plan, so that other JSON is left to others."""
    head = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(b"{") and FORMAT.encode() in head


def read_plan_file(data: bytes, book: QuestionBook) -> PlanCopy:
    """Return the plan an export holds.

    Answers to questions the book no longer has are left out.

    Raises:
        InputError: the data are too large, no export of a plan, of a later program, or hold a
            value that its question would not take.
    """
    found = _decoded(data)
    if found.get("format") != FORMAT:
        raise _refused("不是从这里导出的方案", "is no plan that was exported here")
    if not isinstance(found.get("schema"), int) or found["schema"] > SCHEMA:
        raise _refused(
            "是更新的版本导出的，请先升级程序", "comes from a newer version; upgrade this program"
        )
    try:
        plan = _PlanFile.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])[:80]
        raise _refused(f"里的 {place} 读不懂", f"cannot be read at {place}") from error
    return PlanCopy(
        title=plan.title,
        profile=_profile(plan.profile, book),
        state=_state(plan.interview, book),
        edits=_unique(plan.edits),
        versions=tuple(_version(version, book) for version in plan.versions),
        log=plan.changes,
        actuals=tuple({(a.kpi, a.month): a for a in plan.actuals}.values()),
    )


def _decoded(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise _refused("太大了，最多 20 MB", "is too large; 20 MB is the most")
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_float=_finite, parse_constant=_finite)
        _check_bounds(found, 0)
    except (ValueError, RecursionError) as error:
        raise _refused("读不懂，可能已经损坏", "cannot be read; it may be damaged") from error
    if not isinstance(found, dict):
        raise _refused("不是从这里导出的方案", "is no plan that was exported here")
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _check_bounds(node: Any, depth: int) -> None:
    """Refuse texts, lists and nesting beyond what any plan has."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(node, str) and len(node) > _LONGEST_TEXT:
        raise ValueError("text too long")
    if isinstance(node, dict | list) and len(node) > _MOST_ENTRIES:
        raise ValueError("too many entries")
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        _check_bounds(child, depth + 1)


def _profile(values: Mapping[str, Value], book: QuestionBook) -> dict[str, Any]:
    """Return the answers whose questions are known; InputError for one no question would take."""
    kept = {}
    for key, value in values.items():
        if key in ASIDE and _are_records(value.value):
            kept[key] = value.to_dict()
        elif book.knows(key):
            if not book.field(key).accepts(value.value):
                raise _refused(f"里的 {key} 不是合适的值", f"has an unfit value for {key}")
            kept[key] = value.to_dict()
    return kept


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _state(data: Mapping[str, Any], book: QuestionBook) -> dict[str, Any]:
    """Return where the interview stands, without questions the book does not have."""
    try:
        state = _Interview.model_validate(data or InterviewState().to_dict())
    except ValidationError as error:
        raise _refused("里的访谈状态读不懂", "has an interview that cannot be read") from error
    return InterviewState(
        path=state.path,
        current=state.current if state.current in book else "",
        settled={k: v for k, v in state.settled.items() if k in book},
        probes={k: v for k, v in state.probes.items() if k in book},
        history=_known(state.history, book),
        followed_up=_known(state.followed_up, book),
        completed=tuple(key for key in state.completed if book.knows(key)),
        summed_up=state.summed_up,
        asking=state.asking,
        proposed=_profile(state.proposed, book),
    ).to_dict()


class _Interview(BaseModel):
    """InterviewState as it stands in a file."""

    path: Literal["quick", "full"]
    current: str = ""
    settled: dict[str, Literal["answered", "skipped", "pending"]] = {}
    probes: dict[str, int] = {}
    history: tuple[str, ...] = ()
    followed_up: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    summed_up: tuple[str, ...] = ()
    asking: Literal["", "stage", "start_over"] = ""
    proposed: dict[str, Value] = {}


def _known(questions: tuple[str, ...], book: QuestionBook) -> tuple[str, ...]:
    return tuple(question for question in questions if question in book)


def _version(version: Version, book: QuestionBook) -> Version:
    """Return a saved version with its answers and its interview checked like those of the plan."""
    try:
        datetime.fromisoformat(version.at)
        said = {key: Value.from_dict(entry) for key, entry in version.profile.items()}
    except (ValueError, TypeError) as error:
        number = version.number
        raise _refused(
            f"里的第 {number} 版读不懂", f"has an unreadable version {number}"
        ) from error
    profile, state = _profile(said, book), _state(version.state, book)
    return replace(version, profile=profile, state=state, edits=_unique(version.edits))


def _unique(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return one edit for each place; a later one counts."""
    return tuple({(edit.language, edit.anchor): edit for edit in edits}.values())


def _refused(zh: str, en: str) -> InputError:
    return InputError(f"这个文件{zh}。", f"This file {en}.")
