"""The answer path over the handbook, with an encoder that knows words only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import WordEncoder, chat_with
from handbook import HANDBOOK

from assistant.answering.answerability import AnswerabilityJudge, AnswerabilityRules
from assistant.answering.answerer import Answerer
from assistant.answering.assembly import build_model_path
from assistant.answering.documents import PassageRetriever
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.ranking import EvidenceRanker
from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.library import Library
from assistant.knowledge.sources import find_sources
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.vector_index import VectorIndex
from assistant.prompts import Wording
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore


@pytest.fixture
def encoder():
    return WordEncoder()


@pytest.fixture
def wording(prompts_dir):
    return Wording.load(prompts_dir / "answering_texts.yaml")


@pytest.fixture
def rules(prompts_dir):
    """The rules of the product with limits that fit the encoder of words."""
    loaded = AnswerabilityRules.load(prompts_dir)
    return replace(loaded, chinese=0.35, english=0.35, cross_language=0.2)


@pytest.fixture
def ranker(encoder):
    return EvidenceRanker(encoder)


@pytest.fixture
def library(tmp_path, encoder):
    """The handbook, ingested."""
    folder = tmp_path / "handbook"
    folder.mkdir()
    for name, text in HANDBOOK.items():
        (folder / name).write_text(text, encoding="utf-8")
    # a file: every thread of an answerer opens a connection of its own
    database = Database(f"sqlite:///{tmp_path / 'handbook.db'}")
    index = VectorIndex(
        open_client(tmp_path / "chroma", ""), encoder.fingerprint, encoder.dimension
    )
    library = Library(DocumentStore(database), encoder, index, Splitter())
    library.ingest(find_sources(folder))
    yield library
    database.close()


@pytest.fixture
def retriever(library):
    return PassageRetriever(retriever=library.retriever, top_k=6)


@pytest.fixture
def build(retriever, ranker, rules, wording, prompts_dir):
    """Build an answerer; the arguments replace its retriever and add a chat model."""

    def build(chat_model=None, retriever=retriever, **parts):
        chat = None if chat_model is None else chat_with(chat_model, **parts)
        model = build_model_path(prompts_dir, ranker, lambda: chat)
        extractive = ExtractiveAnswerer(ranker, rules.asked, wording)
        return Answerer(retriever, ranker, AnswerabilityJudge(rules), extractive, wording, model)

    return build
