"""The page: Gradio layout and wiring for one language; what its events do is in PageEvents."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.ui.desk import DeskOf
from assistant.ui.events import PageEvents
from assistant.ui.rendering import Renderer
from assistant.ui.status import GetStatus

_STORAGE_KEY = "plan-desk-plan"
# Only makes the stored plan id readable again after a restart; it guards nothing: every read of a
# plan checks its owner.
_STORAGE_SECRET = "plan-desk"
_LONGEST_MESSAGE = 8000
_TURNS_AT_ONCE = 8
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
        _wire(page, parts, PageEvents(desk_of, renderer, status))
    blocks: gr.Blocks = page
    return blocks


@dataclass(frozen=True, slots=True)
class _Parts:
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


def _lay_out(renderer: Renderer) -> _Parts:
    """Place header, conversation and plan; page.css gives them their shape."""
    say = renderer.say
    remembered = gr.BrowserState("", storage_key=_STORAGE_KEY, secret=_STORAGE_SECRET)
    plan_id, typed = gr.State(""), gr.State("")
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
    return _Parts(
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
    )


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


def _wire(page: gr.Blocks, parts: _Parts, events: PageEvents) -> None:
    """Connect the components with the events; all chains that speak can be stopped."""
    everything = [
        parts.plan_id, parts.remembered, parts.pick, parts.chat, parts.panel, parts.header,
        parts.steps,
    ]  # fmt: skip
    after = [parts.typed, parts.send, parts.stop, parts.pick, parts.steps]
    page.load(events.load, [parts.remembered], everything, show_progress="hidden")
    parts.new.click(events.create, None, everything, show_progress="hidden")
    parts.pick.input(events.show, [parts.pick], everything, show_progress="hidden")
    chosen = parts.chat.option_select(events.choose, None, [parts.typed], show_progress="hidden")
    typed = gr.on(
        [parts.send.click, parts.box.submit],
        events.read_box,
        [parts.box],
        [parts.typed],
        show_progress="hidden",
    )
    # pressed by the page's own script after it has changed the plan
    parts.refresh.click(
        events.panel,
        [parts.plan_id],
        [parts.panel, parts.chat, parts.steps],
        show_progress="hidden",
    )
    handed = parts.upload.upload(
        events.hand_in,
        [parts.upload, parts.plan_id],
        [parts.chat, parts.panel],
        show_progress="hidden",
    )
    handed.then(events.finish, [parts.plan_id], after, show_progress="hidden")
    running = []
    for trigger in (chosen, typed):
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
    parts.stop.click(events.finish, [parts.plan_id], after, cancels=running)
