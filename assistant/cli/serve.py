"""The serve command: the page in a browser, the library warming up behind it."""

from __future__ import annotations

import threading
import webbrowser
from typing import Annotated

import typer
import uvicorn

from assistant.app import App
from assistant.cli.output import OWNER, Home, load_settings, show_error, show_progress
from assistant.errors import AssistantError, BusyError

_BROWSER_DELAY = 1.0


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
    settings = load_settings(context, home)
    chosen_host, chosen_port = host or settings.host, port or settings.port
    with App(settings, progress=show_progress) as app:
        try:
            app.own_index()
        except BusyError as error:
            raise BusyError(
                f"{error.zh}（页面也许已经开着：http://{chosen_host}:{chosen_port}）",
                f"{error.en} (The page may be open at http://{chosen_host}:{chosen_port}.)",
            ) from error
        server = app.server(OWNER, chosen_host)
        address = f"http://{chosen_host}:{chosen_port}"
        threading.Thread(target=_warm_up, args=(app,), daemon=True).start()
        if not no_browser:
            opener = threading.Timer(_BROWSER_DELAY, webbrowser.open, [address])
            opener.daemon = True
            opener.start()
        show_progress(f"谋划已启动 / Plan Desk is ready: {address}")
        uvicorn.run(server, host=chosen_host, port=chosen_port, log_level="warning")


def _warm_up(app: App) -> None:
    """Load library and models while the first visitor is still reading."""
    try:
        app.warm_up()
    except AssistantError as error:
        show_error(str(error))
