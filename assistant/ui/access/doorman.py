"""Doorman: lets people in with name and password, and knows them again by their token."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fastapi import HTTPException
from starlette.requests import Request

from assistant.errors import AssistantError
from assistant.storage.passwords import is_password
from assistant.storage.user_store import User, UserStore
from assistant.ui.access.session import Sessions
from assistant.ui.access.throttle import Allowance, Throttle

COOKIE = "plan-desk-session"
VISITOR = "plan-desk.visitor"  # where in the scope of a request the gate notes who it is
_QUARTER = 15 * 60.0
_PER_NAME = Allowance(8, _QUARTER)
_PER_ADDRESS = Allowance(30, _QUARTER)  # an office shares one


class SignInError(AssistantError):
    """Nobody was let in; `wait` is the seconds until the next try is taken, 0 for at once."""

    def __init__(self, zh: str, en: str, wait: int = 0) -> None:
        """Keep both wordings and the wait."""
        super().__init__(zh, en)
        self.wait = wait


class Doorman:
    """Signs people in; `now` is the clock of the throttle, in seconds."""

    def __init__(self, users: UserStore, sessions: Sessions, now: Callable[[], float]) -> None:
        """Take finished parts."""
        self._users = users
        self.sessions = sessions
        self._names = Throttle(_PER_NAME, now)
        self._addresses = Throttle(_PER_ADDRESS, now)
        self._one_at_a_time = threading.Lock()  # a hash takes 32 MB

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Return a token for the user; SignInError for a wrong pair or after too many tries."""
        wait = self._addresses.take(address) or self._names.take(name)
        if wait:
            minutes = -(-wait // 60)
            raise SignInError(
                f"试得太多了，请过 {minutes} 分钟再来。",
                f"Too many tries. Please come back in {minutes} min.",
                wait,
            )
        user = self._users.user(name)
        with self._one_at_a_time:
            known = is_password(password, user.password if user else "")
        if user is None or not known:
            raise SignInError("名字或密码不对。", "Name or password is wrong.")
        self._names.forget(name)
        self._addresses.take_back(address)
        return self.sessions.issue(user)

    def visitor(self, request: Request) -> User | None:
        """Return who sends a request; None for a stranger, and for whoever was removed since."""
        session = self.sessions.read(request.cookies.get(COOKIE, ""))
        user = self._users.user(session.name) if session else None
        return user if session and user and self.sessions.is_of(session, user) else None

    def who(self, request: Request) -> str:
        """Return the name of the visitor; HTTPException 401 turns strangers away (a `WhoIs`)."""
        noted = request.scope.get(VISITOR)
        if isinstance(noted, str):
            return noted
        user = self.visitor(request)
        if user is None:
            raise HTTPException(401)
        return user.name

    def is_admin(self, name: str) -> bool:
        """Return whether a user may edit what belongs to all."""
        user = self._users.user(name)
        return user is not None and user.admin
