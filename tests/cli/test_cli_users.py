"""Users on the command line: added, listed, given another password, removed; and serve."""

from __future__ import annotations

import pytest

from assistant.app import App
from assistant.settings import Settings
from assistant.storage.passwords import is_password
from assistant.storage.user_store import UserStore


def stored(name: str) -> str:
    with App(Settings()) as app:
        user = UserStore(app.database).user(name)
        assert user is not None
        return user.password


def test_a_user_is_added_listed_changed_and_removed(run):
    added = run("user", "add", "小满", "--admin", "--json", stdin="correct horse\n").json
    assert (added["name"], added["admin"]) == ("小满", True)
    assert is_password("correct horse", stored("小满"))
    assert run("user", "list", "--json").json == [added]
    assert run("user", "list").out == f"小满  管理员  {added['created_at'][:10]}\n"
    assert run("user", "password", "小满", stdin="battery staple\r\n").out == "小满 的密码已更改\n"
    assert is_password("battery staple", stored("小满"))
    assert run("user", "remove", "小满").out == "已移除 小满\n"
    assert run("user", "list", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "typed", "error"),
    [
        (("add", "bob"), "short\n", "密码要 8 到 1000 个字符。"),
        (("add", "bob"), "", "密码要 8 到 1000 个字符。"),
        (("add", "../bob"), "correct horse\n", "“../bob”不能作名字"),
        (("remove", "eve"), "", "没有叫 eve 的用户。"),
        (("password", "eve"), "correct horse\n", "没有叫 eve 的用户。"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(run, arguments, typed, error):
    assert run("user", *arguments, stdin=typed).error.startswith(error)


def test_no_password_is_printed(run):
    outcome = run("user", "add", "bob", stdin="correct horse\n")
    assert "horse" not in outcome.out + outcome.err
    assert "scrypt" not in outcome.out + outcome.err


def test_serving_others_needs_a_user_first(run):
    error = run("serve", "--host", "0.0.0.0", "--no-browser", "--port", "1").error
    assert error == (
        "这个页面要登录，但还没有用户。先运行 plan-assistant user add 名字 --admin；"
        "如果确实不要登录，设 PLAN_ASSISTANT_SIGN_IN=off。"
    )
