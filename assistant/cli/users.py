"""The user commands: who may sign in on the page."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from assistant.cli.output import Home, Json, open_app, print_either, print_json, print_text
from assistant.errors import InputError
from assistant.storage.passwords import hash_password
from assistant.storage.user_store import User, UserStore

users_app = typer.Typer(help="Who may sign in on the page.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the user signs in as.")]


@users_app.command()
def add(
    context: typer.Context,
    name: Name,
    admin: Annotated[
        bool, typer.Option("--admin", help="May edit the company's library and the settings.")
    ] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Add a user; the password is asked for, or read from the first line of stdin."""
    with open_app(context, home) as app:
        users = UserStore(app.database)
        user = users.add(name, hash_password(_read_password(app.settings.language)), admin=admin)
        _print_user(user, app.settings.language, as_json=as_json)


@users_app.command("list")
def list_users(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """List the users."""
    with open_app(context, home) as app:
        users, language = UserStore(app.database).users(), app.settings.language
    if as_json:
        print_json([_row(user) for user in users])
        return
    for user in users:
        _print_user(user, language, as_json=False)


@users_app.command()
def remove(context: typer.Context, name: Name, home: Home = None) -> None:
    """Remove a user, who is signed out at once; plans and documents stay under the name."""
    with open_app(context, home) as app:
        UserStore(app.database).remove(name)
        print_either(app.settings.language, f"已移除 {name}", f"Removed {name}")


@users_app.command()
def password(context: typer.Context, name: Name, home: Home = None) -> None:
    """Give a user another password, which signs him out everywhere."""
    with open_app(context, home) as app:
        language = app.settings.language
        UserStore(app.database).set_password(name, hash_password(_read_password(language)))
        print_either(language, f"{name} 的密码已更改", f"{name} has another password now")


def _read_password(language: str) -> str:
    """Return a password typed twice without being shown; without a terminal, a line of stdin."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    asked, again = ("Password", "Once more") if language == "en" else ("密码", "再输一次")
    typed: str = typer.prompt(asked, hide_input=True, err=True)
    if typer.prompt(again, hide_input=True, err=True) != typed:
        raise InputError("两次输入的密码不一样。", "The two passwords differ.")
    return typed


def _row(user: User) -> dict[str, Any]:
    return {"name": user.name, "admin": user.admin, "created_at": user.created_at}


def _print_user(user: User, language: str, *, as_json: bool) -> None:
    if as_json:
        print_json(_row(user))
        return
    role = ("管理员", "administrator") if user.admin else ("用户", "user")
    print_text(f"{user.name}  {role[language == 'en']}  {user.created_at[:10]}")
