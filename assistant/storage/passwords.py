"""Passwords: salted scrypt hashes, and the comparison that takes as long for an unknown name."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

from assistant.errors import InputError

_FEWEST, _MOST = 8, 1000
# 32 MB and about a fifth of a second each: nothing for a person, much for a list of guesses
_COST, _BLOCK, _LANES = 15, 8, 3
_SALT_BYTES = 16


def hash_password(password: str) -> str:
    """Return `scrypt$cost$block$lanes$salt$hash`; InputError when it is too short or too long."""
    if not _FEWEST <= len(password) <= _MOST:
        raise InputError(
            f"密码要 {_FEWEST} 到 {_MOST} 个字符。",
            f"A password has {_FEWEST} to {_MOST} characters.",
        )
    salt = secrets.token_bytes(_SALT_BYTES)
    derived = _derive(password, salt, _COST, _BLOCK, _LANES)
    shown = (b64encode(part).decode() for part in (salt, derived))
    return "$".join(("scrypt", str(_COST), str(_BLOCK), str(_LANES), *shown))


def is_password(password: str, stored: str) -> bool:
    """Return whether a password is the one that was hashed; "" stands for a user who is not there.

    Both take the same time, so that nobody learns from it which names exist.
    """
    _, cost, block, lanes, salt, derived = (stored or _of_nobody()).split("$")
    offered = _derive(password[:_MOST], b64decode(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(offered, b64decode(derived)) and bool(stored)


def _of_nobody() -> str:
    """Return a hash of today's cost that no password has."""
    blank = b64encode(bytes(_SALT_BYTES)).decode()
    return f"scrypt${_COST}${_BLOCK}${_LANES}${blank}${b64encode(bytes(64)).decode()}"


def _derive(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    size = 2**cost
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=size,
        r=block,
        p=lanes,
        maxmem=256 * size * block,
    )
