"""Access: who is visiting, what he may do, and whether people sign in at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time

from assistant.storage.secret import read_secret
from assistant.storage.user_store import UserStore
from assistant.ui.access.doorman import Doorman
from assistant.ui.access.session import Sessions
from assistant.ui.visitor import WhoIs, always

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Access:
    """`who` names the visitor of a request, `is_admin` says of a name whether it may edit for all.

    `hosts` are the host names that are answered. `doorman` is None where nobody signs in: there
    all requests come from one person.
    """

    who: WhoIs
    is_admin: Callable[[str], bool]
    hosts: tuple[str, ...]
    doorman: Doorman | None = None

    def may_edit_company(self, visitor: str) -> bool:
        """Return whether a visitor may change the company's library and the settings."""
        return self.is_admin(visitor)


def open_to(owner: str, hosts: Sequence[str]) -> Access:
    """Return the access of an installation for one person, who may do everything."""
    return Access(always(owner), lambda visitor: visitor == owner, tuple(hosts))


def guarded_by(users: UserStore, hosts: Sequence[str], key_file: Path, days: int) -> Access:
    """Return the access of an installation where people sign in, for so many days each time.

    Tokens are signed with what is in `key_file`; AssistantError when that cannot be read or made.
    """
    sessions = Sessions(read_secret(key_file), days * _DAY, time)
    doorman = Doorman(users, sessions, monotonic)
    return Access(doorman.who, doorman.is_admin, tuple(hosts), doorman)
