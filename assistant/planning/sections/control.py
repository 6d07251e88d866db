"""P9 control: indicators, the eight controls, review dates, risks and surprises."""

from __future__ import annotations

from assistant.planning.check_ins import CHECK_INS, check_ins
from assistant.planning.context import DraftContext
from assistant.planning.controls import CONTROLS
from assistant.planning.labels import is_stated
from assistant.planning.modules import modules_of
from assistant.planning.period import start_of, year_end
from assistant.planning.plan import Row, Run, Section, label
from assistant.planning.sections.approval import add_baseline
from assistant.planning.sections.progress import add_progress
from assistant.planning.sheet import Sheet


def draft_control(context: DraftContext) -> Section:
    """Draft P9 from D2 D6 E1 E2 E4 (S1-25, S3-20, S3-35, S3-49, S3-56)."""
    sheet = Sheet(context, "P9")
    sheet.part("P9.1").records("kpis")
    _ask_for_brand(sheet, context)
    add_progress(sheet, context)
    sheet.part("P9.2").table(("head.control", "head.watch", "head.basis"), _controls(context))
    sheet.part("P9.3").facts(
        "control.cycle", "control.chair", "control.threshold_pct", "control.first_review"
    )
    start = start_of(context.profile)
    if start:
        sheet.line("P9.replan", day=label(year_end(start, 1).isoformat()))
    sheet.table(("head.day", "head.held"), _held(context))
    sheet.part("P9.4").records("risks")
    sheet.part("P9.5")
    if context.result("allocation"):
        sheet.line("P9.hot", reserve=context.figure("allocation", "reserve"))
    add_baseline(sheet.part("P9.6"), context)
    sheet.part("P9.7").facts("after.needs_log")
    return sheet.section("E1", "E2", "E3", "E4", "D6")


def _held(context: DraftContext) -> list[Row]:
    """Return the reviews that were held, with what came out of them."""
    return [
        ((label(entry.day),), (Run(entry.note, "answer", CHECK_INS),))
        for entry in check_ins(context.profile)
    ]


def _ask_for_brand(sheet: Sheet, context: DraftContext) -> None:
    """Say that a plan for the image watches the brand, while no indicator does (S3-36)."""
    names = [str(record.get("name") or "") for record in context.records("kpis")]
    watched = any(context.wording.mentions("kpi_brand", name) for name in names)
    if modules_of(context.completed).brand and not watched:
        sheet.line("P9.brand")


def _controls(context: DraftContext) -> list[Row]:
    """Return the eight controls; one without a basis names the question that gives it one."""
    rows: list[Row] = []
    for control, key in CONTROLS.items():
        if is_stated(context.profile, key):
            basis = context.words("control.has", field=context.name(key))
        else:
            question = label(context.labels.question_of(key))
            basis = context.words("control.lacks", question=question)
        rows.append((context.words(f"control.{control}"), context.words(f"watch.{control}"), basis))
    return rows if any(is_stated(context.profile, key) for key in CONTROLS.values()) else []
