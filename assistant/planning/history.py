"""History: what a plan has been through beside the interview, and what nobody has explained yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import NotFoundError
from assistant.interview.profile import Profile
from assistant.storage.plan_records import Actual, Edit, LoggedChange, Version


@dataclass(frozen=True, slots=True)
class History:
    """The edits that stand, the saved versions by number, and the changes that were recorded.

    `actuals` are the figures reported for past months; `interview` is where the interview stands.
    """

    edits: tuple[Edit, ...] = ()
    versions: tuple[Version, ...] = ()
    log: tuple[LoggedChange, ...] = ()
    actuals: tuple[Actual, ...] = ()
    interview: Mapping[str, Any] = field(default_factory=dict)

    @property
    def approvals(self) -> tuple[Version, ...]:
        """Every version that was approved; a later one supersedes those before it."""
        return tuple(version for version in self.versions if version.approved)

    @property
    def baseline(self) -> Version | None:
        """The version that was approved last, None while none was."""
        return self.approvals[-1] if self.approvals else None

    @property
    def recorded(self) -> tuple[LoggedChange, ...]:
        """The changes recorded since the last approval, oldest first."""
        baseline = self.baseline
        return tuple(c for c in self.log if baseline and c.version == baseline.number)

    def version(self, number: int) -> Version:
        """Return a saved version; NotFoundError when there is no such one."""
        for version in self.versions:
            if version.number == number:
                return version
        raise NotFoundError(
            f"这份方案没有第 {number} 版。用 plan versions 看看有哪些。",
            f"This plan has no version {number}. `plan versions` shows them.",
        )

    def is_saved(self, version: Version, profile: Profile) -> bool:
        """Tell whether the plan still is what a version holds."""
        return _contents(Profile.from_dict(version.profile), version.edits) == _contents(
            profile, self.edits
        )


NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field or an edit that is not as it was approved or last recorded.

    `subject` is a field key, or what `subject_of` an edit returns; `where` is what a reader calls
    the place of an edit. None stands for nothing: no answer, or the text as it was drafted.
    """

    subject: str
    old: Any
    new: Any
    where: str = ""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change as a reader of the plan sees it; without a reason while nobody gave one."""

    subject: str
    where: str
    old: str
    new: str
    reason: str = ""
    by: str = ""
    at: str = ""


def subject_of(edit: Edit) -> str:
    """Return the name an edit goes by in the change log ("zh/P4/4.2/p-1f2e3d4c")."""
    return f"{edit.language}/{edit.anchor}"


def is_edit(subject: str) -> bool:
    """Tell whether a subject of the change log is an edit; a field key has no slash."""
    return "/" in subject


def unrecorded(history: History, profile: Profile) -> tuple[Difference, ...]:
    """Return what was changed after the approval without a word of why; nothing before it (R-40).

    A subject is compared with the last thing recorded about it, else with the baseline.
    """
    baseline = history.baseline
    if baseline is None:
        return ()
    old = _contents(Profile.from_dict(baseline.profile), baseline.edits)
    old |= {change.subject: change.new for change in history.recorded}
    return _differences(old, _contents(profile, history.edits), (*baseline.edits, *history.edits))


def differences(before: Version, history: History, profile: Profile) -> tuple[Difference, ...]:
    """Return what putting `before` back changes in a plan: every difference, present to former."""
    present = _contents(profile, history.edits)
    former = _contents(Profile.from_dict(before.profile), before.edits)
    return _differences(present, former, (*before.edits, *history.edits))


def _differences(
    old: dict[str, Any], new: dict[str, Any], edits: Iterable[Edit]
) -> tuple[Difference, ...]:
    where = {subject_of(edit): edit.where for edit in edits}
    return tuple(
        Difference(subject, old.get(subject), new.get(subject), where.get(subject, ""))
        for subject in old | new
        if old.get(subject) != new.get(subject)
    )


def _contents(profile: Profile, edits: Iterable[Edit]) -> dict[str, Any]:
    """Return all that can differ, by subject; an empty edit is one, an empty answer is none."""
    answers = {key: v.value for key, v in profile.items() if v.value not in (None, "", [])}
    return answers | {subject_of(edit): edit.text for edit in edits}
