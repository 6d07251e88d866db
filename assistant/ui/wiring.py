"""Wiring: which event of the page runs when what is pressed."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.ui.events import PageEvents
from assistant.ui.parts import PageParts

_TURNS_AT_ONCE = 8


def wire(page: gr.Blocks, parts: PageParts, events: PageEvents) -> None:
    """Connect the components with the events; everything that speaks can be stopped."""
    _wire_plans(page, parts, events)
    _wire_sight(parts, events)
    after = [parts.typed, parts.send, parts.stop, parts.pick, parts.steps]
    handed = parts.upload.upload(
        events.hand_in,
        [parts.upload, parts.plan_id],
        [parts.chat, parts.panel],
        show_progress="hidden",
    )
    handed.then(events.finish, [parts.plan_id], after, show_progress="hidden")
    running = []
    for trigger in _triggers(parts, events):
        taken = trigger.then(
            events.take,
            [parts.typed, parts.plan_id],
            [parts.box, parts.chat, parts.send, parts.stop],
            show_progress="hidden",
        )
        spoken = taken.then(
            events.speak,
            [parts.typed, parts.plan_id],
            [parts.chat, parts.panel],
            show_progress="hidden",
            concurrency_limit=_TURNS_AT_ONCE,
            concurrency_id="turn",
        )
        done = spoken.then(events.finish, [parts.plan_id], after, show_progress="hidden")
        done.then(None, None, None, js="() => { window.showChanged() }")
        running.append(spoken)
    parts.stop.click(events.stop, [parts.plan_id], after, cancels=running)


def _wire_plans(page: gr.Blocks, parts: PageParts, events: PageEvents) -> None:
    """Open, make and pick plans."""
    everything = [
        parts.plan_id, parts.remembered, parts.pick, parts.chat, parts.panel, parts.header,
        parts.steps,
    ]  # fmt: skip
    page.load(events.load, [parts.remembered], everything, show_progress="hidden")
    parts.new.click(events.create, None, everything, show_progress="hidden")
    parts.pick.input(events.show, [parts.pick], everything, show_progress="hidden")


def _wire_sight(parts: PageParts, events: PageEvents) -> None:
    """Show again what is there, or more of it; both are pressed by the page's own scripts."""
    in_sight = [parts.panel, parts.chat, parts.steps]
    parts.refresh.click(events.panel, [parts.plan_id], in_sight, show_progress="hidden")
    parts.acts.earlier.click(
        events.earlier,
        [parts.plan_id, parts.acts.mark],
        in_sight,
        show_progress="hidden",
        js="(plan) => [plan, window.turnsInSight()]",
    )


def _triggers(parts: PageParts, events: PageEvents) -> list[Any]:
    """Return the ways in which a message comes about; each leaves it in `typed`."""
    chosen = parts.chat.option_select(events.choose, None, [parts.typed], show_progress="hidden")
    typed = gr.on(
        [parts.send.click, parts.box.submit],
        events.read_box,
        [parts.box, parts.acts.mark],
        [parts.typed],
        show_progress="hidden",
        js="(text) => [text, window.changedTurn()]",
    )
    retried = parts.acts.retry.click(
        events.retry,
        [parts.plan_id, parts.acts.mark],
        [parts.typed],
        show_progress="hidden",
        js="(plan) => [plan, window.lastTurn()]",
    )
    undone = parts.acts.undo.click(
        events.undo,
        [parts.acts.mark],
        [parts.typed],
        show_progress="hidden",
        js="() => [window.lastTurn()]",
    )
    return [chosen, typed, retried, undone]
