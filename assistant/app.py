"""Composition root: the only place that loads models, opens stores and wires parts together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from assistant.answering.answerability import AnswerabilityRules
from assistant.answering.answerer import Answerer
from assistant.answering.assembly import build_answerer
from assistant.answering.documents import PassageRetriever
from assistant.conversation.archive import PlanArchive
from assistant.conversation.assembly import Resources, build_consultant
from assistant.conversation.consultant import Consultant
from assistant.interview.question import QuestionBook, load_questions
from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.conversion.converter import convert
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.corpus import shelve_corpus
from assistant.knowledge.encoder import Encoder, SentenceTransformerEncoder
from assistant.knowledge.intake import Intake, open_intake
from assistant.knowledge.known_vectors import FILE, PIECES_FILE, with_known
from assistant.knowledge.library import Library
from assistant.knowledge.ownership import IndexLock
from assistant.knowledge.segment_files import SegmentFiles
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.vector_index import VectorIndex
from assistant.planning.assembly import build_drafter
from assistant.planning.drafter import Drafter
from assistant.prompts import resource_dir
from assistant.providers.control import SwitchControl
from assistant.providers.switch import ModelSwitch, build_switch
from assistant.server import build_server
from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore
from assistant.storage.share_store import ShareStore
from assistant.storage.usage_store import UsageStore
from assistant.storage.user_store import UserStore
from assistant.ui.access.access import Access, guarded_by, open_to
from assistant.ui.access.policy import needs_sign_in
from assistant.ui.files import Files
from assistant.ui.shelf.desk import KnowledgeDesk
from assistant.ui.site import load_site
from assistant.ui.status import Status

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
    def index(self) -> VectorIndex:
        """The vectors of the documents; owned by this process."""
        self.own_index()
        client = open_client(self.settings.home / "chroma", self.settings.chroma_url)
        return VectorIndex(client, self.encoder.fingerprint, self.encoder.dimension)

    @cached_property
    def library(self) -> Library:
        """The documents with their index, the bundled corpus included."""
        corpus = resource_dir("corpus")
        store = DocumentStore(self.database)
        encoder = with_known(self.encoder, corpus / FILE)
        files = SegmentFiles(self.settings.home / "keywords")
        library = Library(store, encoder, self.index, Splitter(), self._limits(), files)
        library.synchronise(self.progress)
        shelve_corpus(library, corpus, self.progress)
        return library

    def _limits(self) -> Limits:
        return Limits(
            megabytes=self.settings.file_megabytes,
            seconds=self.settings.file_seconds,
            memory_megabytes=self.settings.file_memory,
        )

    def own_index(self) -> None:
        """Take the index for this process; raises what IndexLock raises."""
        if self._lock is None and not self.settings.chroma_url:
            self._lock = IndexLock(self.settings.home)

    def warm_up(self) -> None:
        """Load all an answer needs, so that the first question does not wait; asks no model."""
        self._ready_answerer().verdict(_WARM_UP_QUESTION)

    @cached_property
    def models(self) -> ModelSwitch:
        """Which chat model is used, and how that is changed; it connects when it is first asked."""
        given, database = self._given_model, lambda: self.database
        return build_switch(self.settings, database, self._prompts, given)

    @cached_property
    def answer_rules(self) -> AnswerabilityRules:
        """The rules by which a question counts as answered by the library."""
        return AnswerabilityRules.load(self._prompts)

    @cached_property
    def answerer(self) -> Answerer:
        """The path from a question to a cited answer."""
        retriever = PassageRetriever(retriever=self.library.retriever, top_k=self.settings.top_k)
        encoder = with_known(self.encoder, resource_dir("corpus") / PIECES_FILE)
        return build_answerer(
            self._prompts, retriever, encoder, self.answer_rules, self.models.current
        )

    def _ready_answerer(self) -> Answerer:
        """Return the answerer; two threads that need it first wait for one and the same."""
        with self._loading:
            return self.answerer

    def _ready_library(self) -> Library:
        """Return the library; two threads that need it first wait for one and the same."""
        with self._loading:
            return self.library

    @cached_property
    def intake(self) -> Intake:
        """What takes uploaded files into the library in the background."""
        folder, megabytes = self.settings.home / "uploads", self.settings.file_megabytes
        return open_intake(self.database, folder, self._ready_library, megabytes)

    def _knowledge(self, access: Access) -> KnowledgeDesk:
        return KnowledgeDesk(
            DocumentStore(self.database),
            self.intake,
            self._ready_library,
            judge=lambda question, viewer: self._ready_answerer().verdict(question, viewer),
            may_edit_company=access.may_edit_company,
        )

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
        resources = Resources(self._ready_answerer, self.models.current, self._today)
        return build_consultant(self._prompts, self.book, self.drafter, self.database, resources)

    @property
    def archive(self) -> PlanArchive:
        """What keeps edits, versions and approvals of plans."""
        return self.consultant.archive

    def server(self, owner: str, host: str) -> FastAPI:
        """Return the web application; it answers to the configured host names and to `host`.

        `owner` is who plans belong to when nobody signs in.
        """
        self.intake.resume()
        documents = DocumentStore(self.database)
        hosts = [host, *filter(None, map(str.strip, self.settings.allowed_hosts.split(",")))]
        access = self.access(owner, hosts)
        control = SwitchControl(self.models, UsageStore(self.database), self._prompts)
        return build_server(
            self.consultant,
            Files(self.read_file, self._knowledge(access)),
            ShareStore(self.database),
            load_site(self._prompts, self.book, documents, control),
            self.status,
            access,
        )

    def access(self, owner: str, hosts: Sequence[str]) -> Access:
        """Return who may do what; InputError when visitors must sign in and there are no users."""
        users, settings = UserStore(self.database), self.settings
        if needs_sign_in(settings.sign_in, hosts, has_users=users.any()):
            return guarded_by(users, hosts, settings.home / "session.key", settings.session_days)
        return open_to(owner, hosts)

    def read_file(self, name: str, data: bytes) -> str:
        """Return the text of a file, or of all files in a zip; AssistantError when it has none."""
        return "\n\n".join(file.text for file in convert(name, data, self._limits()).files)

    def status(self) -> Status:
        """Return what the page tells about this installation."""
        return Status(self.models.name, "answerer" in self.__dict__)

    def close(self) -> None:
        """End uploads, release index and database."""
        if "intake" in self.__dict__:
            self.intake.close()
        if "index" in self.__dict__:
            self.index.close()
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
