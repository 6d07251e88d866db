"""SignInPage: the form for name and password, which works without script."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.prompts import Wording
from assistant.ui.asset_files import joined_assets
from assistant.ui.routes import HOME, OTHER, SIGN_IN, Language

_STYLES = ("page.css", "bar.css", "access.css")
_SCRIPTS = ("theme.js",)


class SignInPage:
    """Renders the page; `page_wording` has the words of the header."""

    def __init__(self, wording: Wording, page_wording: Wording) -> None:
        """Take finished parts."""
        self._wording = wording
        self._page_wording = page_wording
        self._templates = Environment(
            loader=PackageLoader("assistant.ui"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            style=Markup(joined_assets(_STYLES)), script=Markup(joined_assets(_SCRIPTS))
        )

    def render(self, language: Language, following: str, name: str = "", error: str = "") -> str:
        """Return the page; `following` is where a person goes from here, `error` a sentence."""
        return self._templates.get_template("signin.html").render(
            lang=language,
            say=lambda key: self._wording(key, language),
            page_say=lambda key: self._page_wording(key, language),
            action=SIGN_IN,
            home=HOME[language],
            other=OTHER[language],
            following=following,
            name=name,
            error=error,
        )
