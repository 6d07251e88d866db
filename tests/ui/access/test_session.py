"""A token says who signed in; altered, ended or of another password it says nothing."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest

from assistant.storage.user_store import User
from assistant.ui.access.session import Session, Sessions

BOB = User("鲍勃", "hash", False, "2026-11-22")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sessions(clock):
    return Sessions(b"k" * 32, 60, clock)


def test_a_token_is_read_back(sessions):
    session = sessions.read(sessions.issue(BOB))
    assert (session.name, session.ends) == ("鲍勃", 1060)
    assert sessions.is_of(session, BOB)


def test_no_character_of_a_token_can_be_changed(sessions):
    token = sessions.issue(BOB)
    for place, character in enumerate(token):
        other = "A" if character != "A" else "B"
        assert sessions.read(token[:place] + other + token[place + 1 :]) is None


def test_another_name_does_not_fit_the_signature(sessions):
    payload, signature = sessions.issue(BOB).split(".")
    forged = urlsafe_b64encode(urlsafe_b64decode(payload).replace(b"1060", b"9999")).decode()
    assert sessions.read(f"{forged}.{signature}") is None


@pytest.mark.parametrize("token", ["", ".", "a.b", "é.ü", "x" * 5000, "W10=.", "..", "\x00.\x00"])
def test_nonsense_is_no_token(sessions, token):
    assert sessions.read(token) is None


def test_what_another_installation_signed_is_no_token(sessions, clock):
    assert sessions.read(Sessions(b"K" * 32, 60, clock).issue(BOB)) is None


def test_a_signed_text_of_another_shape_is_no_token(sessions):
    payload = urlsafe_b64encode(b'{"name": "bob"}')
    assert sessions.read(f"{payload.decode()}.{sessions._signature(payload)}") is None


def test_a_token_ends_on_the_second(sessions, clock):
    token = sessions.issue(BOB)
    clock.time = 1059.9
    assert sessions.read(token) is not None
    clock.time = 1060
    assert sessions.read(token) is None


def test_it_ends_with_the_password_and_is_of_one_user(sessions):
    session = sessions.read(sessions.issue(BOB))
    assert not sessions.is_of(session, replace(BOB, password="another hash"))
    assert not sessions.is_of(session, replace(BOB, name="鲍伯"))
    assert not sessions.is_of(Session("鲍勃", 1060, ""), BOB)
