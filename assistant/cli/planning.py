"""Commands about plans: interview, plan list, show, review, export and remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.cli.dialogue import answer_from_file, read_replies, talk
from assistant.cli.output import (
    OWNER,
    Home,
    Json,
    open_app,
    print_either,
    print_json,
    print_text,
    show_progress,
)
from assistant.conversation.consultant import Consultant
from assistant.conversation.plan_view import PlanView
from assistant.errors import InputError
from assistant.exporting.export import export
from assistant.exporting.markdown import section_text
from assistant.interview.question import QuestionBook
from assistant.interview.state import Path as InterviewPath
from assistant.planning.traditional import in_traditional

Language = Literal["zh", "en"]

plan_app = typer.Typer(
    help="List, show, review, export and remove plans; edit, save, compare and approve them.",
    no_args_is_help=True,
)
PlanId = Annotated[str, typer.Argument(metavar="ID", help="Id from `plan list`.")]


def interview(
    context: typer.Context,
    plan: Annotated[str, typer.Option("--plan", help="Continue this plan.")] = "",
    quick: Annotated[bool, typer.Option("--quick", help="Ask the 14 core questions.")] = False,
    replies: Annotated[
        Path | None, typer.Option("--replies", help="YAML file: question id -> reply text.")
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Hold the staged interview in the terminal, or take the replies of a file."""
    with open_app(context, home) as app:
        given = read_replies(replies, app.book) if replies else None
        language = app.settings.language
        consultant = app.consultant
        path: InterviewPath = "quick" if quick else "full"
        plan_id = plan or consultant.new_plan(OWNER, path, language).id
        if given is None:
            show, prompt = (show_progress, "") if as_json else (print_text, "> ")
            turns = talk(consultant, plan_id, language, show, prompt)
        else:
            turns = answer_from_file(consultant, plan_id, given, language)
        view = consultant.view(OWNER, plan_id, language)
        asked = [question.id for question in app.book if question.core or not quick]
        rows = _by_status(view, app.book, asked)
    if as_json:
        print_json({"plan": plan_id, **rows, "turns": [turn.to_dict() for turn in turns]})
    elif given is not None:
        answered, skipped = len(rows["answered"]), len(rows["skipped"])
        print_either(
            language,
            f"{plan_id}  已答 {answered}，跳过 {skipped}",
            f"{plan_id}  answered {answered}, skipped {skipped}",
        )


def _by_status(view: PlanView, book: QuestionBook, asked: list[str]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {"answered": [], "skipped": [], "pending": []}
    for question in book:
        status = view.state.status(question.id)
        if question.id in asked or status != "pending":
            rows[status].append(question.id)
    return rows


@plan_app.command("list")
def list_plans(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """List the plans, newest change first."""
    with open_app(context, home) as app:
        plans = app.consultant.plans(OWNER)
    rows = [
        {"id": p.id, "title": p.title, "created_at": p.created_at, "updated_at": p.updated_at}
        for p in plans
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_text(f"{row['id']}  {row['updated_at'][:16]}  {row['title']}")


@plan_app.command("show")
def show_plan(
    context: typer.Context, plan_id: PlanId, home: Home = None, as_json: Json = False
) -> None:
    """Show a plan: what is known and every section as text."""
    with open_app(context, home) as app:
        view = _view(app.consultant, plan_id, app.settings.language)
    plan = view.draft.plan
    sections = [
        {"id": section.id, "title": section.title, "text": section_text(section)}
        for section in (*plan.sections, *plan.annexes)
    ]
    if as_json:
        print_json(
            {
                "id": plan_id,
                "title": plan.title,
                "profile": view.draft.known.to_dict(),
                "sections": sections,
                "results": {name: result.to_dict() for name, result in plan.results.items()},
                "completeness": plan.completeness,
            }
        )
        return
    print_text(f"# {plan.title}\n")
    for section in sections:
        print_text(f"{section['text']}\n")


@plan_app.command("review")
def review_plan(
    context: typer.Context, plan_id: PlanId, home: Home = None, as_json: Json = False
) -> None:
    """Review a plan: findings, score, and whether it is ready for approval."""
    with open_app(context, home) as app:
        language = app.settings.language
        review = _view(app.consultant, plan_id, language).draft.review
    if as_json:
        print_json(review.to_dict(language))
        return
    for finding in review.findings:
        message, fix = finding.message.text(language), finding.fix.text(language)
        print_text(f"[{finding.severity}] {finding.rule} {finding.section} {message}\n      {fix}")
    print_either(
        language,
        f"{review.score} 分，{'可提交' if review.ready else '还不能提交'}",
        f"{review.score} points, {'ready' if review.ready else 'not ready'} to hand in",
    )


@plan_app.command("export")
def export_plan(
    context: typer.Context,
    plan_id: PlanId,
    to: Annotated[Path, typer.Option("--to", help="File to write; its ending decides the kind.")],
    traditional: Annotated[
        bool, typer.Option("--traditional", help="In traditional characters.")
    ] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write a plan to a file."""
    with open_app(context, home) as app:
        language = app.settings.language
        plan = _view(app.consultant, plan_id, language).draft.plan
        data = export(in_traditional(plan) if traditional else plan, to.suffix)
    write_file(to, data)
    if as_json:
        print_json({"file": str(to), "bytes": len(data)})
    else:
        print_either(language, f"{to}  {len(data)} 字节", f"{to}  {len(data)} bytes")


@plan_app.command("remove")
def remove_plan(
    context: typer.Context, plan_id: PlanId, home: Home = None, as_json: Json = False
) -> None:
    """Delete a plan with its conversation."""
    with open_app(context, home) as app:
        language = app.settings.language
        app.consultant.remove_plan(OWNER, plan_id)
    if as_json:
        print_json({"removed": plan_id})
    else:
        print_either(language, f"已删除 {plan_id}", f"Removed {plan_id}")


def write_file(to: Path, data: bytes) -> None:
    """Write a file; InputError says why it cannot be written."""
    try:
        to.write_bytes(data)
    except OSError as error:
        raise InputError(
            f"{to} 写不进去：{error.strerror}。", f"{to} cannot be written: {error.strerror}."
        ) from error


def _view(consultant: Consultant, plan_id: str, language: Language) -> PlanView:
    return consultant.view(OWNER, plan_id, language)
