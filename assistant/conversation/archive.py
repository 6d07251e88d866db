"""PlanArchive: what owners change by hand, save, put back and approve; all under their name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from assistant.conversation.desk import Draft, PlanDesk
from assistant.conversation.signature import LONGEST_NAME, LONGEST_NOTE, UNSIGNED, Signature
from assistant.errors import InputError, NotFoundError
from assistant.interview.profile import Profile
from assistant.planning.comparison import Change, compare
from assistant.planning.edits import EditedPlan, new_edit, typed
from assistant.planning.history import (
    Difference,
    History,
    differences,
    subject_of,
    unrecorded,
)
from assistant.prompts import Wording
from assistant.storage.plan_records import Edit, LoggedChange, Version
from assistant.storage.plan_store import PlanStore
from assistant.storage.version_store import VersionStore

Language = Literal["zh", "en"]


class PlanArchive:
    """Keeps edits, versions and approvals; a foreign plan is reported as missing everywhere."""

    def __init__(
        self,
        plans: PlanStore,
        versions: VersionStore,
        desk: PlanDesk,
        wording: Wording,
        today: Callable[[], date],
    ) -> None:
        """Take finished parts."""
        self._plans = plans
        self._versions = versions
        self._desk = desk
        self._wording = wording
        self._today = today

    def history(self, owner: str, plan_id: str) -> History:
        """Return what a plan has been through; NotFoundError when it is not the owner's."""
        return History(
            edits=self._versions.edits(owner, plan_id),
            versions=self._versions.versions(owner, plan_id),
            log=self._versions.log(owner, plan_id),
            actuals=self._versions.actuals(owner, plan_id),
            interview=self._plans.plan(owner, plan_id).state,
        )

    def edited(self, owner: str, plan_id: str, language: Language = "zh") -> EditedPlan:
        """Return the plan with its places, its edits, and the edits that lost their place."""
        return self._draft(owner, plan_id, language)[0].edited

    def edit(
        self,
        owner: str,
        plan_id: str,
        anchor: str,
        text: str,
        signature: Signature = UNSIGNED,
        language: Language = "zh",
    ) -> Edit:
        """Put a text in the place of a drafted one; the drafted text itself takes the edit away.

        Raises:
            NotFoundError: the plan is not the owner's, or has no such place.
            InputError: the text is too long, or the plan is approved and the signature incomplete.
        """
        draft, history = self._draft(owner, plan_id, language)
        edit = new_edit(draft.edited.draft, anchor, text, typed(signature.by, LONGEST_NAME))
        standing = draft.edited.edit_at(anchor)
        if edit.text == edit.drafted:
            if standing:
                self._revert(owner, plan_id, standing.edit, history, signature)
            return edit
        former = standing.edit if standing else None
        changes = [_change(edit, former.text if former else edit.drafted, edit.text)]
        if former and subject_of(former) != subject_of(edit):
            changes.append(_change(former, former.text, None))
        log = signature.sign(changes, history)
        return self._versions.put_edit(owner, plan_id, edit, former, log)

    def revert(
        self,
        owner: str,
        plan_id: str,
        anchor: str,
        signature: Signature = UNSIGNED,
        language: Language = "zh",
    ) -> Edit:
        """Take one edit away, also one that lost its place; return it.

        Raises:
            NotFoundError: there is no edit at this anchor, or no such plan.
            InputError: the plan is approved and the signature incomplete.
        """
        draft, history = self._draft(owner, plan_id, language)
        edit = draft.edited.find_edit(anchor)
        self._revert(owner, plan_id, edit, history, signature)
        return edit

    def versions(self, owner: str, plan_id: str) -> tuple[Version, ...]:
        """Return the saved versions by number."""
        return self._versions.versions(owner, plan_id)

    def save_version(
        self,
        owner: str,
        plan_id: str,
        name: str,
        note: str = "",
        by: str = "",
        language: Language = "zh",
    ) -> Version:
        """Save the plan as it stands under a name."""
        return self._versions.save(owner, plan_id, _version(name, note, by, language))

    def approve(
        self,
        owner: str,
        plan_id: str,
        by: str,
        note: str = "",
        name: str = "",
        language: Language = "zh",
    ) -> Version:
        """Save the plan as the baseline every later change is compared with.

        An approval is never taken back; a later one supersedes it. InputError without a name in
        `by`.
        """
        version = _version(name, note, by, language, approved=True)
        if not version.by:
            raise InputError("请写上批准人的名字。", "Say who approves the plan.")
        return self._versions.save(owner, plan_id, version)

    def compare(
        self,
        owner: str,
        plan_id: str,
        before: int,
        after: int | None = None,
        language: Language = "zh",
    ) -> tuple[Change, ...]:
        """Return what reads differently in a later version, or in the plan as it stands.

        Both are drafted as of today, so only what the owner changed differs.
        """
        history = self.history(owner, plan_id)
        old = self._edited_version(history.version(before), language)
        if after is not None:
            return compare(old, self._edited_version(history.version(after), language))
        profile = Profile.from_dict(self._plans.plan(owner, plan_id).profile)
        present = self._desk.draft(profile, self._today(), language, History(history.edits))
        return compare(old, present.edited)

    def restore(
        self,
        owner: str,
        plan_id: str,
        number: int,
        signature: Signature = UNSIGNED,
        language: Language = "zh",
    ) -> Version:
        """Put a version back; the plan as it stands is saved as a version first and returned.

        Raises:
            NotFoundError: no such plan or version.
            InputError: the plan is approved and the signature incomplete.
        """
        history = self.history(owner, plan_id)
        profile = Profile.from_dict(self._plans.plan(owner, plan_id).profile)
        back = history.version(number)
        log = signature.sign(differences(back, history, profile), history)
        note = self._wording("saved_before_restore", language, number=number)
        present = _version("", note, signature.by, language)
        return self._versions.restore(owner, plan_id, back, present, log)

    def record_change(
        self, owner: str, plan_id: str, subject: str, signature: Signature
    ) -> LoggedChange:
        """Write down why something was changed after the approval; see `Draft.pending`.

        Raises:
            NotFoundError: nothing is unexplained under this subject, or no such plan.
            InputError: the signature is incomplete.
        """
        history = self.history(owner, plan_id)
        profile = Profile.from_dict(self._plans.plan(owner, plan_id).profile)
        found = [d for d in unrecorded(history, profile) if d.subject == subject]
        if not found:
            raise NotFoundError(
                f"{subject} 没有要补写原因的改动。用 plan changes 看看有哪些。",
                f"No change of {subject} lacks a reason. `plan changes` shows those that do.",
            )
        (change,) = signature.sign(found, history)
        self._versions.record(owner, plan_id, [change])
        return change

    def _draft(self, owner: str, plan_id: str, language: Language) -> tuple[Draft, History]:
        history = self.history(owner, plan_id)
        profile = Profile.from_dict(self._plans.plan(owner, plan_id).profile)
        return self._desk.draft(profile, self._today(), language, history), history

    def _edited_version(self, version: Version, language: Language) -> EditedPlan:
        profile, history = Profile.from_dict(version.profile), History(version.edits)
        return self._desk.draft(profile, self._today(), language, history).edited

    def _revert(
        self, owner: str, plan_id: str, edit: Edit, history: History, signature: Signature
    ) -> None:
        log = signature.sign([_change(edit, edit.text, None)], history)
        self._versions.remove_edit(owner, plan_id, edit, log)


def _change(edit: Edit, old: str | None, new: str | None) -> Difference:
    return Difference(subject_of(edit), old, new, edit.where)


def _version(
    name: str, note: str, by: str, language: Language, *, approved: bool = False
) -> Version:
    """Return what a version is to be saved as; InputError for texts that are too long."""
    return Version(
        number=0,
        name=typed(name, LONGEST_NAME),
        note=typed(note, LONGEST_NOTE),
        by=typed(by, LONGEST_NAME),
        language=language,
        approved=approved,
    )
