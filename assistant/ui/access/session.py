"""Sessions: signed tokens that say who has signed in, until when, and with which password."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass

from assistant.storage.user_store import User

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Session:
    """Who signed in, the Unix second it ends, and a stamp of the password it was made with."""

    name: str
    ends: int
    stamp: str


class Sessions:
    """Issues tokens and reads them; `seconds` is how long they last, `now` the Unix time."""

    def __init__(self, secret: bytes, seconds: int, now: Callable[[], float]) -> None:
        """Keep the secret; whoever has it can sign in as anybody."""
        self._secret = secret
        self._now = now
        self.seconds = seconds

    def issue(self, user: User) -> str:
        """Return a token for a user who has just signed in."""
        said = [user.name, int(self._now()) + self.seconds, self._stamp(user)]
        payload = urlsafe_b64encode(json.dumps(said).encode())
        return f"{payload.decode()}.{self._signature(payload)}"

    def read(self, token: str) -> Session | None:
        """Return what a token says; None when it is not ours, was altered or has ended."""
        payload, _, signature = token[:_LONGEST].partition(".")
        if not _same(signature, self._signature(payload.encode())):
            return None
        try:
            name, ends, stamp = json.loads(urlsafe_b64decode(payload))
        except (Base64Error, ValueError):  # signed, so written by another version of ours
            return None
        return Session(name, ends, stamp) if self._now() < ends else None

    def is_of(self, session: Session, user: User) -> bool:
        """Return whether a session belongs to a user and to the password he has now."""
        return session.name == user.name and _same(session.stamp, self._stamp(user))

    def _stamp(self, user: User) -> str:
        return self._signature(f"password {user.name} {user.password}".encode())

    def _signature(self, payload: bytes) -> str:
        return hmac.new(self._secret, payload, hashlib.sha256).hexdigest()


def _same(given: str, expected: str) -> bool:
    """Compare in a time that tells nothing about where the two differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
