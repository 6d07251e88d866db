"""Commands about knowledge: ingest, documents, search, ask, evaluate."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answering.answer import Answer
from assistant.answering.answerer import Answerer
from assistant.cli.output import Home, Json, open_app, print_json, print_text, show_progress
from assistant.errors import InputError
from assistant.knowledge.evaluation import evaluate, load_labelled_set
from assistant.knowledge.library import find_sources
from assistant.knowledge.splitting import Splitter

documents_app = typer.Typer(help="List or remove documents.", invoke_without_command=True)


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders to add.")],
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents whose files have vanished.")
    ] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Add files to the library, or bring them up to date."""
    missing = [path for path in paths if not path.exists() and not prune]
    if missing:
        raise InputError(f"没有 {missing[0]} 这个路径。", f"There is no path {missing[0]}.")
    sources = [source for path in paths if path.exists() for source in find_sources(path)]
    within = [str(path.resolve()) for path in paths] if prune else []
    with open_app(context, home) as app:
        report = app.library.ingest(sources, show_progress, within=within)
    if as_json:
        print_json(asdict(report))
        return
    print_text(
        f"新增 {report.added}，更新 {report.updated}，未变 {report.unchanged}，"
        f"移除 {report.removed}，共 {report.passages} 段，{report.seconds} 秒"
    )
    for failure in report.failed:
        print_text(f"没有收录 {failure['path']}：{failure['error']}")


@documents_app.callback()
def documents(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """List the documents of the library."""
    if context.invoked_subcommand is None:
        list_documents(context, home, as_json)
    else:
        context.obj = {"home": home} if home else context.obj


@documents_app.command("list")
def list_documents(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """List the documents of the library."""
    with open_app(context, home) as app:
        rows = [asdict(summary) for summary in app.library.documents()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_text(f"{row['id']}  {row['language']}  {row['passages']:>4}  {row['title']}")


@documents_app.command("remove")
def remove_document(
    context: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Id from the list.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Remove a document and all its passages."""
    with open_app(context, home) as app:
        app.library.remove(document_id)
    if as_json:
        print_json({"removed": document_id})
    else:
        print_text(f"已移除 {document_id}")


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.")],
    count: Annotated[int, typer.Option("-k", "--count", min=1, max=100)] = 10,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Show the passages that retrieval finds for a query."""
    with open_app(context, home) as app:
        hits = app.library.retriever.retrieve(query, count).hits
    rows = [
        {
            "rank": hit.rank,
            "score": round(hit.score, 4),
            "document": hit.passage.document_id,
            "title": hit.passage.document_title,
            "heading": hit.passage.heading,
            "language": hit.passage.language,
            "text": hit.passage.text,
            "start": hit.passage.start,
            "end": hit.passage.end,
        }
        for hit in hits
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_text(f"{row['rank']}. {row['title']} / {row['heading']}  ({row['score']})")
        print_text(f"   {str(row['text'])[:160]}\n")


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="A question, or - for one a line from stdin.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the library, with citations."""
    with open_app(context, home) as app:
        questions = [line.strip() for line in sys.stdin] if question == "-" else [question]
        for text in questions if question != "-" else filter(None, questions):
            _show_answer(app.answerer, text, as_json)


def _show_answer(answerer: Answerer, question: str, as_json: bool) -> None:
    started = time.perf_counter()
    answer = answerer.answer(question)
    seconds = round(time.perf_counter() - started, 3)
    if as_json:
        print_json(answer_json(answer) | {"seconds": seconds})
        return
    print_text(answer.text)
    if answer.note:
        print_text(f"\n{answer.note}")
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        print_text(f"\n[{citation.number}] {citation.title} / {citation.heading}\n    {quote}")


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as the command line prints it."""
    return answer.to_dict()


def evaluate_set(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="corpus.jsonl, queries.jsonl, qrels.jsonl")
    ],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Measure retrieval on a labelled set, in a temporary index."""
    labelled = load_labelled_set(folder)
    with open_app(context, home) as app:
        scores = evaluate(labelled, app.encoder, Splitter(), app.progress)
    if as_json:
        print_json(scores)
        return
    for name, value in scores.items():
        print_text(f"{name:>16}  {value}")
