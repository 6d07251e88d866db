"""Policy: whether visitors have to sign in, by what is set and who can reach the page."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Literal

from assistant.errors import InputError

Choice = Literal["auto", "on", "off"]


def needs_sign_in(choice: Choice, hosts: Iterable[str], *, has_users: bool) -> bool:
    """Return whether people sign in; InputError when they should and there is nobody who could.

    `hosts` are the address the server listens on and the names it answers to. With `auto` people
    sign in once there are users, or where a host is more than this computer alone.
    """
    wanted = choice == "on" or (
        choice == "auto" and (has_users or not all(is_this_computer(host) for host in hosts))
    )
    if wanted and not has_users:
        raise InputError(
            "这个页面要登录，但还没有用户。先运行 plan-assistant user add 名字 --admin；"
            "如果确实不要登录，设 PLAN_ASSISTANT_SIGN_IN=off。",
            "This page needs sign-in, and there are no users yet. Run: plan-assistant user add "
            "NAME --admin. If it really is to be open, set PLAN_ASSISTANT_SIGN_IN=off.",
        )
    return wanted


def is_this_computer(host: str) -> bool:
    """Return whether a host name or address reaches nobody but this computer."""
    bare = host.strip().strip("[]").lower()
    if bare == "localhost":
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:  # any other name may be known to others
        return False
