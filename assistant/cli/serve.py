"""The serve command: the page in a browser, the library warming up behind it."""

from __future__ import annotations

import gc
import socket
import threading
import webbrowser
from typing import Annotated

import typer
import uvicorn

from assistant.app import App
from assistant.cli.output import OWNER, Home, open_app, show_error, show_progress
from assistant.errors import AssistantError, BusyError, InputError

_BROWSER_DELAY = 1.0
# an open page holds an event stream; Ctrl-C waits no longer than this for it to end
_SHUTDOWN_SECONDS = 3


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser window.")
    ] = False,
    home: Home = None,
) -> None:
    """Serve the page; Ctrl-C ends it."""
    with open_app(context, home, show_progress) as app:
        chosen_host, chosen_port = host or app.settings.host, port or app.settings.port
        try:
            app.own_index()
        except BusyError as error:
            raise BusyError(
                f"{error.zh}（页面也许已经开着：http://{chosen_host}:{chosen_port}）",
                f"{error.en} (The page may be open at http://{chosen_host}:{chosen_port}.)",
            ) from error
        server = app.server(OWNER, chosen_host)
        with _bound(chosen_host, chosen_port) as listener:
            address = f"http://{chosen_host}:{listener.getsockname()[1]}"
            threading.Thread(target=_warm_up, args=(app,), daemon=True).start()
            if not no_browser:
                opener = threading.Timer(_BROWSER_DELAY, webbrowser.open, [address])
                opener.daemon = True
                opener.start()
            config = uvicorn.Config(
                server,
                log_level="warning",
                timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
            )
            show_progress(f"谋划已启动 / Plan Desk is ready: {address}")
            uvicorn.Server(config).run(sockets=[listener])


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; InputError when the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise InputError(
            f"{host}:{port} 用不了：{error.strerror}。请用 --port 换一个端口。",
            f"{host}:{port} cannot be used: {error.strerror}. Choose another with --port.",
        ) from error


def _warm_up(app: App) -> None:
    """Load library and models while the first visitor is still reading, then catch up."""
    try:
        app.warm_up()
        # What is loaded by now stays. Looking through it for garbage would stop every reply for
        # half a second, again and again.
        gc.collect()
        gc.freeze()
        app.library.complete_tokens(app.progress)
    except AssistantError as error:
        show_error(error.text(app.settings.language))
