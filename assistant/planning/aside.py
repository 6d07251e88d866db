"""Aside: fields of a profile that no question asks for; the plan has places of its own for them."""

from __future__ import annotations

from assistant.planning.check_ins import CHECK_INS
from assistant.planning.kept_copy import KEPT_COPY
from assistant.planning.open_points import OPEN_POINTS
from assistant.planning.reasons import REASONS

ASIDE = frozenset({REASONS, CHECK_INS, OPEN_POINTS, KEPT_COPY})
