"""Records of a plan's life: texts changed by hand, saved versions, changes after approval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Edit:
    """A text of the drafted plan that the owner replaced.

    `anchor` names the place, `where` is what a reader calls it; `drafted` is the text that stood
    there, `text` what stands there now. `language` is that of the plan both belong to; `at` is an
    ISO time.
    """

    anchor: str
    language: Literal["zh", "en"]
    drafted: str
    text: str
    where: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it was saved: what was known, where the interview stood, what was edited.

    `number` counts from 1 within a plan; `approved` marks a baseline, signed by `by`; `at` is an
    ISO time.
    """

    number: int
    name: str = ""
    note: str = ""
    by: str = ""
    at: str = ""
    title: str = ""
    language: Literal["zh", "en"] = "zh"
    approved: bool = False
    profile: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()

    @property
    def day(self) -> str:
        """The day it was saved, as the clock on the wall showed it; ISO."""
        return _local_day(self.at)


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One change of an approved plan, with its reason.

    `version` is the number of the approved version; `subject` a field key or the anchor of an edit
    and `where` what a reader calls that place. `old` and `new` are bare values of the field, or
    texts; None stands for nothing. `at` is an ISO time.
    """

    version: int
    subject: str
    where: str
    old: Any
    new: Any
    reason: str
    by: str = ""
    at: str = ""

    @property
    def day(self) -> str:
        """The day it was recorded, as the clock on the wall showed it; ISO."""
        return _local_day(self.at)


@dataclass(frozen=True, slots=True)
class Actual:
    """What an indicator really was in one month ("2027-01"); `at` is an ISO time."""

    kpi: str
    month: str
    value: float
    at: str = ""


def _local_day(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().date().isoformat()
