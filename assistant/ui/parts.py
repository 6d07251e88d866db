"""Parts of the page: the Gradio components that its events read and write."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr


@dataclass(frozen=True, slots=True)
class TurnActs:
    """What can be done with the turns in sight; `mark` carries numbers that only the page knows."""

    mark: gr.Textbox
    earlier: gr.Button
    retry: gr.Button
    undo: gr.Button


@dataclass(frozen=True, slots=True)
class PageParts:
    """The components that events read and write."""

    remembered: gr.BrowserState
    plan_id: gr.State
    typed: gr.State
    header: gr.HTML
    steps: gr.HTML
    pick: gr.Dropdown
    new: gr.Button
    chat: gr.Chatbot
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    upload: gr.UploadButton
    panel: gr.HTML
    refresh: gr.Button
    acts: TurnActs
