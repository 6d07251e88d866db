"""Stated: what the owner has said, as numbers one may compute with and without any assumption."""

from __future__ import annotations

from typing import Any

from assistant.calculators.bounds import HIGHEST
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.labels import is_stated


def stated_only(profile: Profile) -> Profile:
    """Return the profile without assumptions, empty answers and numbers beyond all bounds."""
    return Profile(
        {
            key: profile[key]
            for key in profile
            if is_stated(profile, key) and _is_usable(profile[key])
        }
    )


def figure(value: Any) -> float | None:
    """Return a value as a number the calculators may take, None for anything else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and -HIGHEST <= value <= HIGHEST else None


def _is_usable(value: Value) -> bool:
    is_number = isinstance(value.value, int | float) and not isinstance(value.value, bool)
    return not is_number or figure(value.value) is not None
