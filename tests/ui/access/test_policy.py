"""Whether visitors sign in: what is set, who can reach the page, whether there are users."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.ui.access.policy import is_this_computer, needs_sign_in

HERE = ["127.0.0.1", "localhost"]
OUTSIDE = [*HERE, "0.0.0.0"]
REFUSED = "refused"


@pytest.mark.parametrize(
    ("choice", "hosts", "has_users", "outcome"),
    [
        ("auto", HERE, False, False),
        ("auto", HERE, True, True),
        ("auto", OUTSIDE, False, REFUSED),
        ("auto", OUTSIDE, True, True),
        ("on", HERE, False, REFUSED),
        ("on", HERE, True, True),
        ("on", OUTSIDE, False, REFUSED),
        ("on", OUTSIDE, True, True),
        ("off", HERE, False, False),
        ("off", HERE, True, False),
        ("off", OUTSIDE, False, False),
        ("off", OUTSIDE, True, False),
    ],
)
def test_every_case_has_one_outcome(choice, hosts, has_users, outcome):
    if outcome == REFUSED:
        with pytest.raises(InputError, match="plan-assistant user add"):
            needs_sign_in(choice, hosts, has_users=has_users)
    else:
        assert needs_sign_in(choice, hosts, has_users=has_users) is outcome


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "LOCALHOST", " ::1 "])
def test_these_reach_nobody_else(host):
    assert is_this_computer(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.2", "plans.example", "localhost.example", "*", ""]
)
def test_these_may_be_reached_by_others(host):
    assert not is_this_computer(host)
