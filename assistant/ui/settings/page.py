"""SettingsPage: which mode is on, what was found, and the forms that change it, without script."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.prompts import Wording
from assistant.ui.asset_files import joined_assets
from assistant.ui.routes import HOME, OTHER, SETTINGS, Language, nav_of
from assistant.ui.settings.model_control import ModelControl, ModelState, TrialLine

_STYLES = ("page.css", "bar.css", "access.css", "settings.css")
_SCRIPTS = ("theme.js",)


class SettingsPage:
    """Renders the page; a key is never part of it."""

    def __init__(
        self,
        wording: Wording,
        page_wording: Wording,
        model_wording: Wording,
        control: ModelControl,
    ) -> None:
        """Take finished parts: settings_page.yaml, page.yaml, model.yaml, and the chat models."""
        self.control = control
        self._wording = wording
        self._page_wording = page_wording
        self._model_wording = model_wording
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

    def render(
        self,
        language: Language,
        *,
        trial: TrialLine | None = None,
        said: str = "",
        error: str = "",
    ) -> str:
        """Return the page; `said` names a text that reports success, `error` is a sentence."""
        state = self.control.state()
        return self._templates.get_template("settings.html").render(
            lang=language,
            say=lambda key, **values: self._wording(key, language, **values),
            page_say=lambda key: self._page_wording(key, language),
            fault=lambda kind: self._model_wording(f"fault_{kind}", language),
            home=HOME[language],
            nav=nav_of(language),
            here="",
            action=SETTINGS[language],
            other=SETTINGS[OTHER[language]],
            state=state,
            trouble=_trouble(state, language),
            trial=trial,
            said=said,
            error=error,
        )

    def refusal(self, language: Language) -> str:
        """Return the sentence for those who may not see the page."""
        return self._wording("admins_only", language)


def _trouble(state: ModelState, language: Language) -> str:
    if state.trouble is None:
        return ""
    return state.trouble[language == "en"]
