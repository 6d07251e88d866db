"""WhoIs: whose plans and documents a request may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from starlette.requests import Request

# A FastAPI dependency. Returns the name of the visitor; an HTTPException turns strangers away.
WhoIs: TypeAlias = Callable[[Request], str]


def always(owner: str) -> WhoIs:
    """Return a rule by which every request comes from one person, who needs no sign-in."""

    def visitor(request: Request) -> str:
        return owner

    return visitor
