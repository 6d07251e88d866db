"""Composition root: the only place that loads models, opens stores and wires parts together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from assistant.answering.answerability import AnswerabilityJudge, AnswerabilityRules
from assistant.answering.answerer import Answerer
from assistant.answering.documents import PassageRetriever
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.model_answer import ModelAnswerer
from assistant.answering.ranking import EvidenceRanker
from assistant.conversation.archive import PlanArchive
from assistant.conversation.assembly import build_consultant
from assistant.conversation.consultant import Consultant
from assistant.errors import InputError
from assistant.interview.question import QuestionBook, load_questions
from assistant.knowledge.conversion.converter import convert
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.corpus import CORPUS, corpus_sources
from assistant.knowledge.encoder import Encoder, SentenceTransformerEncoder
from assistant.knowledge.ingest_report import FileFailure, FileOutcome, IngestWatch
from assistant.knowledge.known_vectors import FILE, KnownVectors, load_vectors
from assistant.knowledge.library import Library
from assistant.knowledge.ownership import IndexLock
from assistant.knowledge.segment_files import SegmentFiles
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.vector_index import VectorIndex, open_client
from assistant.planning.assembly import build_drafter
from assistant.planning.drafter import Drafter
from assistant.prompts import Wording, load_template, resource_dir
from assistant.providers import FAILURES, choose, connect
from assistant.server import build_server
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore
from assistant.storage.shelf import BUILTIN
from assistant.ui.files import Files
from assistant.ui.site import load_site
from assistant.ui.status import Status
from assistant.ui.visitor import always

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_WARM_UP_QUESTION = "双十一"
Progress = Callable[[str], None]


class App:
    """The parts of one data directory, bottom to top, each made when it is first needed."""

    def __init__(
        self,
        settings: Settings,
        *,
        encoder: Encoder | None = None,
        chat_model: BaseChatModel | None = None,
        today: Callable[[], date] = date.today,
        progress: Progress = lambda _: None,
        prompts: Path | None = None,
    ) -> None:
        """Remember the settings; the other arguments replace what they configure (in tests)."""
        self.settings = settings
        self.progress = progress
        self._today = today
        self._given_encoder = encoder
        self._given_model = chat_model
        self._prompts = prompts or resource_dir("prompts")
        self._lock: IndexLock | None = None
        self._loading = threading.RLock()

    @cached_property
    def database(self) -> Database:
        """The SQL database."""
        return Database(self.settings.database)

    @cached_property
    def encoder(self) -> Encoder:
        """The embedding model; loads itself on the first text."""
        if self._given_encoder is not None:
            return self._given_encoder
        models = self.settings.home / "models"
        return SentenceTransformerEncoder(self.settings.embedding, models, self.progress)

    @cached_property
    def library(self) -> Library:
        """The documents with their index, the bundled corpus included; owned by this process."""
        self.own_index()
        client = open_client(self.settings.home / "chroma", self.settings.chroma_url)
        index = VectorIndex(client, self.encoder.fingerprint, self.encoder.dimension)
        store = DocumentStore(self.database)
        corpus = resource_dir("corpus")
        encoder = KnownVectors(self.encoder, load_vectors(corpus / FILE, self.encoder.fingerprint))
        files = SegmentFiles(self.settings.home / "keywords")
        library = Library(store, encoder, index, Splitter(), self._limits(), files)
        library.synchronise(self.progress)
        watch = IngestWatch(finished=self._tell_of_article)
        library.ingest(corpus_sources(corpus), shelf=BUILTIN, within=[CORPUS], watch=watch)
        return library

    def _limits(self) -> Limits:
        return Limits(
            megabytes=self.settings.file_megabytes,
            seconds=self.settings.file_seconds,
            memory_megabytes=self.settings.file_memory,
        )

    def _tell_of_article(self, done: FileOutcome | FileFailure) -> None:
        if isinstance(done, FileOutcome) and done.passages:
            self.progress(f"{done.path}：{done.passages} 段")

    def own_index(self) -> None:
        """Take the index for this process; BusyError when another one has it."""
        if self._lock is not None or self.settings.chroma_url:
            return
        home = self.settings.home
        try:
            self._lock = IndexLock(home)
        except OSError as error:
            raise InputError(
                f"数据目录 {home} 用不了：{error.strerror}。请用 --home 换一个。",
                f"The data folder {home} cannot be used: {error.strerror}. "
                "Choose another with --home.",
            ) from error

    def warm_up(self) -> None:
        """Load everything an answer needs, so that the first question does not wait."""
        self._ready_answerer().answer(_WARM_UP_QUESTION)

    @cached_property
    def model_name(self) -> str:
        """The name of the chat model that was found, looked for once; "" for none."""
        return choose(self.settings.model)

    @cached_property
    def chat_model(self) -> BaseChatModel | None:
        """The chat model that settings name, or None."""
        if self._given_model is not None:
            return self._given_model
        return connect(self.model_name or "none", self.settings.model_deadline)

    @cached_property
    def answer_rules(self) -> AnswerabilityRules:
        """The rules by which a question counts as answered by the library."""
        return AnswerabilityRules.load(self._prompts)

    @cached_property
    def answerer(self) -> Answerer:
        """The path from a question to a cited answer."""
        wording = Wording.load(self._prompts / "answering_texts.yaml")
        ranker = EvidenceRanker(self.encoder)
        return Answerer(
            retriever=PassageRetriever(retriever=self.library.retriever, top_k=self.settings.top_k),
            ranker=ranker,
            judge=AnswerabilityJudge(self.answer_rules),
            extractive=ExtractiveAnswerer(ranker, wording),
            wording=wording,
            model=self._model_answerer(wording),
        )

    def _ready_answerer(self) -> Answerer:
        """Return the answerer; two threads that need it first wait for one and the same."""
        with self._loading:
            return self.answerer

    def _model_answerer(self, wording: Wording) -> ModelAnswerer | None:
        if self.chat_model is None:
            return None
        slots = {"language", "passages", "question"}
        templates = {
            language: load_template(self._prompts, name, slots)
            for language, name in (("zh", "answer"), ("en", "answer_en"))
        }
        deadline = self.settings.model_deadline
        return ModelAnswerer(self.chat_model, templates, wording, deadline, FAILURES)

    @cached_property
    def book(self) -> QuestionBook:
        """The questions of the interview."""
        return load_questions(self._prompts)

    @cached_property
    def drafter(self) -> Drafter:
        """What turns a profile into a plan."""
        return build_drafter(self._prompts, resource_dir("corpus"), self.book)

    @cached_property
    def consultant(self) -> Consultant:
        """What the page and the command line talk to."""
        return build_consultant(
            self._prompts,
            self.book,
            self.drafter,
            self.database,
            self._ready_answerer,
            self._today,
        )

    @property
    def archive(self) -> PlanArchive:
        """What keeps edits, versions and approvals of plans."""
        return self.consultant.archive

    def server(self, owner: str, host: str) -> FastAPI:
        """Return the web application; it answers to the configured host names and to `host`.

        `owner` is who plans belong to when nobody signs in.
        """
        document = DocumentStore(self.database).document
        hosts = [name.strip() for name in self.settings.allowed_hosts.split(",")]
        return build_server(
            self.consultant,
            Files(document, self.read_file),
            load_site(self._prompts, self.book, document),
            self.status,
            who=always(owner),
            hosts=[*hosts, host],
        )

    def read_file(self, name: str, data: bytes) -> str:
        """Return the text of a file, or of all files in a zip; AssistantError when it has none."""
        files = convert(name, data, self._limits()).files
        return "\n\n".join(file.text for file in files)

    def status(self) -> Status:
        """Return what the page tells about this installation."""
        return Status(self.model_name, "answerer" in self.__dict__)

    def close(self) -> None:
        """Release the index and the database."""
        if self._lock is not None:
            self._lock.release()
        if "database" in self.__dict__:
            self.database.close()

    def __enter__(self) -> App:
        """Return the app; leaving the block closes it."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Close."""
        self.close()
