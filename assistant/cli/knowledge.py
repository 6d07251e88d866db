"""Commands about knowledge: documents, search, ask, evaluate."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.answerer import Answerer
from assistant.cli.ingest import Owner
from assistant.cli.output import (
    OWNER,
    Home,
    Json,
    open_app,
    print_either,
    print_json,
    print_text,
)
from assistant.knowledge.evaluation import evaluate, load_labelled_set
from assistant.knowledge.splitting import Splitter

documents_app = typer.Typer(help="List or remove documents.", invoke_without_command=True)


@documents_app.callback()
def documents(
    context: typer.Context, owner: Owner = OWNER, home: Home = None, as_json: Json = False
) -> None:
    """List the documents of the library."""
    if context.invoked_subcommand is None:
        list_documents(context, owner, home, as_json)
    else:
        context.obj = replace(context.obj, home=home) if home else context.obj


@documents_app.command("list")
def list_documents(
    context: typer.Context, owner: Owner = OWNER, home: Home = None, as_json: Json = False
) -> None:
    """List the documents of the library."""
    with open_app(context, home) as app:
        rows = [asdict(summary) for summary in app.library.documents(owner)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        shown = f"{row['language']:7}  {row['library']:7}  {row['passages']:>4}  {row['title']}"
        print_text(f"{row['id']}  {shown}")


@documents_app.command("remove")
def remove_document(
    context: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Id from the list.")],
    owner: Owner = OWNER,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Remove a document and all its passages."""
    with open_app(context, home) as app:
        language = app.settings.language
        app.library.remove(document_id, owner)
    if as_json:
        print_json({"removed": document_id})
    else:
        print_either(language, f"已移除 {document_id}", f"Removed {document_id}")


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.")],
    count: Annotated[int, typer.Option("-k", "--count", min=1, max=100)] = 10,
    owner: Owner = OWNER,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Show the passages that retrieval finds for a query."""
    with open_app(context, home) as app:
        language = app.settings.language
        hits = app.library.retriever.retrieve(query, count, owner).hits
    rows = [
        {
            "rank": hit.rank,
            "score": round(hit.score, 4),
            "fused": round(hit.fused, 4),
            "similarity": round(hit.similarity, 4),
            "cosine": round(hit.cosine, 4),
            "dense_rank": hit.dense_rank,
            "keyword": round(hit.keyword, 4),
            "keyword_rank": hit.keyword_rank,
            "document": hit.passage.document_id,
            "title": hit.passage.document_title,
            "heading": hit.passage.heading,
            "language": hit.passage.language,
            "text": hit.passage.text,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "place": hit.passage.place(hit.passage.start, hit.passage.end, language),
        }
        for hit in hits
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        where = _where(row["title"], row["heading"], row["place"])
        print_text(f"{row['rank']}. {where}  ({row['score']})")
        legs = ("similarity", "cosine", "keyword")
        print_text("   " + "  ".join(f"{leg} {row[leg]}" for leg in legs))
        print_text(f"   {str(row['text'])[:160]}\n")


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="A question, or - for one a line from stdin.")],
    owner: Owner = OWNER,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the library, with citations."""
    with open_app(context, home) as app:
        for text in _lines() if question == "-" else [question]:
            _show_answer(app.answerer, text, owner, as_json)


def _lines() -> Iterator[str]:
    """Yield the lines of stdin as they come, empty ones left out."""
    return (text for line in sys.stdin if (text := line.strip()))


def _where(*parts: object) -> str:
    """Return title, heading and page in one line, leaving out what a document has not."""
    return " / ".join(str(part) for part in parts if part)


def _show_answer(answerer: Answerer, question: str, owner: str, as_json: bool) -> None:
    started = time.perf_counter()
    answer = answerer.answer(question, viewer=owner)
    seconds = round(time.perf_counter() - started, 3)
    if as_json:
        print_json(answer.to_dict() | {"seconds": seconds})
        return
    print_text(answer.text)
    if answer.note:
        print_text(f"\n{answer.note}")
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        where = _where(citation.title, citation.heading, citation.place)
        print_text(f"\n[{citation.number}] {where}\n    {quote}")


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
