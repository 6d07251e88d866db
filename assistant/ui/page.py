"""The page: its Gradio layout in one language; `wiring` connects it with PageEvents."""

from __future__ import annotations

import gradio as gr

from assistant.ui.desk import DeskOf
from assistant.ui.events import PageEvents
from assistant.ui.opinions import Opinions
from assistant.ui.parts import PageParts, TurnActs
from assistant.ui.rendering import Renderer
from assistant.ui.status import GetStatus
from assistant.ui.utterance import NOTHING
from assistant.ui.wiring import wire

_STORAGE_KEY = "plan-desk-plan"
# Only makes the stored plan id readable again after a restart; it guards nothing: every read of a
# plan checks its owner.
_STORAGE_SECRET = "plan-desk"
_LONGEST_MESSAGE = 8000
_FILE_TYPES = (".txt", ".md", ".csv", ".xlsx", ".docx", ".pptx", ".pdf", ".html", ".zip", ".json")


def theme() -> gr.Theme:
    """Return the base theme; colours and type come from the style sheets."""
    fonts = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "system-ui", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"])


def build_page(desk_of: DeskOf, renderer: Renderer, status: GetStatus) -> gr.Blocks:
    """Return the page of one language; `desk_of` gives each visitor a desk of his own."""
    with gr.Blocks(
        title=renderer.say("document_title"),
        fill_width=True,
        analytics_enabled=False,
        delete_cache=(3600, 86400),
    ) as page:
        parts = _lay_out(renderer)
        wire(page, parts, PageEvents(desk_of, renderer, status))
    blocks: gr.Blocks = page
    return blocks


def _lay_out(renderer: Renderer) -> PageParts:
    """Place header, conversation and plan; page.css gives them their shape."""
    say = renderer.say
    remembered = gr.BrowserState("", storage_key=_STORAGE_KEY, secret=_STORAGE_SECRET)
    plan_id, typed = gr.State(""), gr.State(NOTHING)
    with gr.Column(elem_id="app"):
        with gr.Row(elem_id="top"):
            gr.HTML(say("brand"), elem_id="brand", js_on_load=None)
            pick = gr.Dropdown([], label=say("my_plans"), show_label=False, elem_id="plan_pick")
            new = gr.Button(say("new_plan"), elem_id="btn_new")
            header = gr.HTML(renderer.header(""), elem_id="header", js_on_load=None)
        steps = gr.HTML("", elem_id="steps", js_on_load=None)
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="talk"):
                chat = _chat(say("chat_label"))
                acts = _lay_out_acts(renderer)
                with gr.Row(elem_id="input-row"):
                    upload = gr.UploadButton(
                        say("import"),
                        elem_id="btn_import",
                        file_types=list(_FILE_TYPES),
                        file_count="single",
                    )
                    box = _box(say("chat_label"), say("placeholder"))
                    send = gr.Button(say("send"), elem_id="btn_send", variant="primary")
                    stop = gr.Button(say("stop"), elem_id="btn_stop", visible=False)
            with gr.Column(elem_id="paper"):
                panel = gr.HTML("", elem_id="plan", js_on_load=None)
                refresh = gr.Button("", elem_id="btn_refresh")
    return PageParts(
        remembered=remembered,
        plan_id=plan_id,
        typed=typed,
        header=header,
        steps=steps,
        pick=pick,
        new=new,
        chat=chat,
        box=box,
        send=send,
        stop=stop,
        upload=upload,
        panel=panel,
        refresh=refresh,
        acts=acts,
    )


def _lay_out_acts(renderer: Renderer) -> TurnActs:
    """Place what is done with the last turn, notices, and what the page's script presses.

    The chat component has icons of its own for this. They speak the language of the browser, let
    any message be edited, and hand the server the conversation as the browser has it.
    """
    say = renderer.say
    with gr.Row(elem_id="turn_acts"):
        retry = gr.Button(say("retry"), elem_id="btn_retry")
        gr.Button(say("edit_last"), elem_id="btn_edit")  # the page's script fills the box
        undo = gr.Button(say("undo"), elem_id="btn_undo")
    gr.HTML(Opinions(renderer).form(), elem_id="talk_notice", js_on_load=None)
    mark = gr.Textbox("", elem_id="mark", visible="hidden")
    earlier = gr.Button("", elem_id="btn_earlier")
    return TurnActs(mark=mark, earlier=earlier, retry=retry, undo=undo)


def _chat(label: str) -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat",
        label=label,
        show_label=False,
        buttons=[],
        feedback_options=None,
        allow_tags=False,
        latex_delimiters=[],
        layout="bubble",
        height=None,
    )


def _box(label: str, placeholder: str) -> gr.Textbox:
    return gr.Textbox(
        elem_id="msg",
        label=label,
        show_label=False,
        placeholder=placeholder,
        lines=1,
        max_lines=6,
        max_length=_LONGEST_MESSAGE,
        autofocus=True,
    )
