"""Deck: the slides of a pitch in the order it is told; a slide without content is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from pptx import Presentation
from pptx.util import Pt

from assistant.exporting.characters import printable
from assistant.exporting.pptx.money_slides import (
    add_battles,
    add_budget,
    add_decisions,
    add_funnel,
    add_outlook,
    add_team,
)
from assistant.exporting.pptx.pitch import Pitch
from assistant.exporting.pptx.slide import BODY_WIDTH, GREY, HEIGHT, INK, LEFT, WIDTH, Box, Slide
from assistant.exporting.pptx.story_slides import (
    add_audience,
    add_channels,
    add_goal,
    add_situation,
    add_strategy,
)
from assistant.planning.plan import Plan

_LONGEST_TITLE = 250  # the file format takes 255
_STORY: tuple[Callable[[Pitch], None], ...] = (
    add_situation,
    add_goal,
    add_strategy,
    add_audience,
    add_channels,
    add_battles,
    add_team,
    add_budget,
    add_funnel,
    add_outlook,
    add_decisions,
)


def to_pptx(plan: Plan) -> bytes:
    """Return the plan as a pitch of up to twelve slides, 16:9, with speaker notes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    pitch = Pitch(deck, plan)
    _add_cover(pitch)
    for add in _STORY:
        add(pitch)
    properties = deck.core_properties
    properties.title, properties.author = printable(plan.title)[:_LONGEST_TITLE], ""
    properties.created = properties.modified = datetime.fromisoformat(plan.date)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _add_cover(pitch: Pitch) -> None:
    """Add the first slide: what this is, whose it is, who presents it."""
    plan, known = pitch.plan, pitch.plan.basis.known
    slide = Slide(pitch.deck, plan.title, "")
    company, presenter = known.text("company.name"), known.text("approval.presenter")
    lines = [
        company,
        pitch.say("presents", name=presenter) if presenter else "",
        f"{plan.captions['date']} {plan.date}",
    ]
    room = Box(LEFT, 200, BODY_WIDTH, 130)
    slide.paragraphs([line for line in lines if line], room, (24, 20, 18), color=INK)
    slide.paragraphs([plan.status], Box(LEFT, 440, BODY_WIDTH, 40), (14,), color=GREY)
    slide.notes(f"{plan.captions['completeness']} {plan.completeness}%")
