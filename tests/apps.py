"""Apps for the upper half: no chat model, a fixed day, a library that answers."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from fakes import WordEncoder

from assistant.app import App
from assistant.conversation.desk import PlanDesk
from assistant.conversation.rehearsal import Rehearsals
from assistant.planning.drafter import Drafter
from assistant.planning.gauge_book import load_gauge_book
from assistant.prompts import resource_dir
from assistant.settings import Settings

TODAY = date(2026, 11, 22)


class LikelyEncoder(WordEncoder):
    """Shared words decide as in WordEncoder, at the height of a real model's similarities.

    The calibrated limits of the library then tell known from unknown questions.
    """

    _HEIGHT = np.sqrt(3)

    @staticmethod
    def _vector(text: str) -> np.ndarray:
        vector = WordEncoder._vector(text)
        vector[0] += LikelyEncoder._HEIGHT
        return (vector / np.linalg.norm(vector)).astype(np.float32)


@cache
def read_prompts() -> App:
    """Read the questions and the texts of the plan once: they never change, and it takes long."""
    return App(Settings(home=Path("unused"), model="none"))


def build_app(home: Path, *, sign_in: str = "off", **parts) -> App:
    """Return an app on a folder; `parts` replace what the settings would choose."""
    settings = Settings(home=home, model="none", database_url="", chroma_url="", sign_in=sign_in)
    app = App(settings, **{"encoder": LikelyEncoder(), "today": lambda: TODAY} | parts)
    app.book, app.drafter = read_prompts().book, read_prompts().drafter
    return app


@cache
def filled_home(folder: Path) -> Path:
    """Return a folder below `folder` with the bundled corpus in its library, filled once a run."""
    home = folder / "filled"
    with build_app(home) as app:
        app.warm_up()
    return home


def plan_desk(drafter: Drafter) -> PlanDesk:
    """Return a desk that drafts with the prompts of the product."""
    prompts = resource_dir("prompts")
    gauges, rehearsals = load_gauge_book(prompts), Rehearsals.load(prompts)
    return PlanDesk(drafter, read_prompts().book, gauges, rehearsals)
