"""Severity: how much a finding weighs: B blocks approval, W warns, I informs."""

from __future__ import annotations

from typing import Literal, get_args

Severity = Literal["B", "W", "I"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
