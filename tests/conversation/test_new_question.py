"""A question with a new field, written into a copy of interview.yaml, needs no Python."""

from __future__ import annotations

import shutil

import pytest
from apps import TODAY

from assistant.app import App
from assistant.conversation.profile_sheet import profile_sheet
from assistant.prompts import resource_dir
from assistant.settings import Settings

QUESTION = """
  - id: B9
    stage: product
    core: true
    ask: {zh: 质保几年？谁来修？, en: "How many years of guarantee, and who repairs?"}
    short: {zh: 质保几年，谁来修？, en: "Guarantee, and who repairs?"}
    why: {zh: 质保是最省钱的信任。, en: A guarantee is the cheapest trust.}
    examples:
      - {zh: 质保3年，维修找小李, en: "3 years, repairs by Li"}
    probe: {zh: 坏了以后客户找谁？, en: Whom does a customer call when it breaks?}
    detectors: [no_number]
    fields:
      - key: guarantee.years
        label: {zh: 质保年数, en: Guarantee}
        type: number
        unit: years
        at_least: 0
        cues: [质保, 保修, guarantee]
        anywhere: [质保, 保修]
      - key: guarantee.repairs
        label: {zh: 谁来修, en: Repairs}
        type: text
        optional: true
        read: after_cue
        cues: [修的是, 维修找]
"""


@pytest.fixture
def app(tmp_path):
    """An app that reads its questions from a copy with one more of them."""
    prompts = shutil.copytree(resource_dir("prompts"), tmp_path / "prompts")
    text = (prompts / "interview.yaml").read_text(encoding="utf-8")
    heading = "  # ------------------------------------------------------------------ stage C"
    assert heading in text
    (prompts / "interview.yaml").write_text(
        text.replace(heading, f"{QUESTION}\n{heading}", 1), encoding="utf-8"
    )
    settings = Settings(home=tmp_path / "home", model="none")
    with App(settings, today=lambda: TODAY, prompts=prompts) as app:
        yield app


def test_it_is_asked_read_stored_shown_and_put_into_annex_c(app):
    consultant = app.consultant
    plan = consultant.new_plan("owner").id
    consultant.reply("owner", plan, "改B8")
    asked = consultant.reply("owner", plan, "客单价240，成本110，运费12，平台扣5.6%，退货8%")
    assert "B9" in app.book.core_ids
    turn = consultant.reply("owner", plan, "改B9") if asked.question != "B9" else asked
    assert turn.ask == "质保几年？谁来修？"

    turn = consultant.reply("owner", plan, "质保3年，维修找小李")
    understood = {chip.label: chip.text for chip in turn.understood}
    assert understood == {"质保年数": "3 年", "谁来修": "小李"}

    view = consultant.view("owner", plan)
    assert view.profile.raw("guarantee.years") == 3
    assert "B9" in view.state.settled
    told = consultant.transcript.told("owner", plan)
    sheet = profile_sheet(view.draft.known, told, app.book, "zh")
    entries = {entry.key: entry.text for stage in sheet for entry in stage.entries}
    assert (entries["guarantee.years"], entries["guarantee.repairs"]) == ("3 年", "小李")
    annex = next(section for section in view.draft.plan.annexes if section.id == "C")
    assert "质保年数" in str(annex)
