"""Assembly: puts the parts of a consultant together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from assistant.answering.answerer import Answerer
from assistant.chat.line import GetChat
from assistant.chat.prompt import ChatPrompt
from assistant.conversation.archive import PlanArchive
from assistant.conversation.asking import AskingForms
from assistant.conversation.attention import Attention
from assistant.conversation.check_in_notes import CheckInNotes
from assistant.conversation.commander import Commander
from assistant.conversation.commands import CommandBook
from assistant.conversation.composer import TurnComposer
from assistant.conversation.consultant import Consultant
from assistant.conversation.copy_notes import CopyNotes
from assistant.conversation.desk import PlanDesk
from assistant.conversation.disputes import Disputes
from assistant.conversation.entrances import Entrances
from assistant.conversation.exchange import PlanExchange
from assistant.conversation.interviewer import Interviewer
from assistant.conversation.listener import Listener
from assistant.conversation.moderator import Moderator
from assistant.conversation.open_point_notes import OpenPointNotes
from assistant.conversation.proposals import Proposals
from assistant.conversation.quick_replies import QuickReplies
from assistant.conversation.rehearsal import Rehearsals
from assistant.conversation.remedies import Remedies
from assistant.conversation.routing import Router
from assistant.conversation.samples import Samples
from assistant.conversation.scribe import Scribe
from assistant.conversation.settlement import Settlement
from assistant.conversation.speech import Speech
from assistant.conversation.transcript import Transcript
from assistant.interview.lexicon import load_lexicon
from assistant.interview.model_reader import READ_PROMPTS, READ_SLOTS, ModelReader
from assistant.interview.pointers import PointerReader
from assistant.interview.question import QuestionBook
from assistant.interview.reader import ReplyReader
from assistant.interview.sample_file import load_samples
from assistant.planning.contradictions.book import load_contradictions
from assistant.planning.drafter import Drafter
from assistant.planning.gauge_book import load_gauge_book
from assistant.planning.lint_file import load_lint
from assistant.planning.prose.copywriter import COPY_PROMPTS, COPY_SLOTS, Copywriter
from assistant.planning.prose.writer import PROSE_PROMPTS, PROSE_SLOTS, ProseWriter
from assistant.prompts import Wording
from assistant.storage.database import Database
from assistant.storage.feedback_store import FeedbackStore
from assistant.storage.plan_store import PlanStore
from assistant.storage.version_store import VersionStore


@dataclass(frozen=True, slots=True)
class Resources:
    """What a consultant asks for when it needs it.

    `answerer` is called when the first question comes, `chat` in every turn that a chat model can
    help with, `today` whenever a date is needed.
    """

    answerer: Callable[[], Answerer]
    chat: GetChat
    today: Callable[[], date]


def build_consultant(
    prompts: Path,
    book: QuestionBook,
    drafter: Drafter,
    database: Database,
    resources: Resources,
) -> Consultant:
    """Return a consultant that speaks in the words of a prompts folder."""
    today = resources.today
    wording = Wording.load(prompts / "conversation.yaml")
    commands, forms = CommandBook.load(prompts), AskingForms.load(prompts)
    speech, replies = Speech(book, wording), QuickReplies(wording)
    interviewer = Interviewer(book, speech, replies)
    gauges = load_gauge_book(prompts)
    disputes = Disputes(load_contradictions(prompts, book, gauges), book, wording, today)
    desk = PlanDesk(drafter, book, gauges, Rehearsals.load(prompts))
    settlement = Settlement(
        Proposals(speech),
        disputes,
        Remedies(desk, wording, today),
        CheckInNotes(wording, today),
        OpenPointNotes(wording, today),
    )
    moderator = Moderator(
        listener=Listener(ReplyReader(book, load_lexicon(prompts)), interviewer, book, today),
        router=Router(commands, forms, book),
        interviewer=interviewer,
        commander=Commander(book, speech, interviewer, settlement),
        speech=speech,
        today=today,
    )
    plans = PlanStore(database)
    archive = PlanArchive(plans, VersionStore(database), desk, wording, today)
    composer = TurnComposer(book, speech, replies, desk, disputes, today)
    samples = Samples(partial(load_samples, prompts, book), desk, book, plans)
    exchange = PlanExchange(database, archive, book, wording)
    transcript = Transcript(plans, FeedbackStore(database), composer)
    model_wording = Wording.load(prompts / "model.yaml")
    copies = CopyNotes(model_wording, load_lint(prompts))
    scribe = build_scribe(prompts, archive, book, resources.chat, copies)
    entrances = Entrances(samples, exchange, archive, scribe, copies)
    model_reader = build_model_reader(prompts, book, resources.chat)
    attention = Attention(moderator, model_reader, model_wording, book, today)
    return Consultant(plans, transcript, attention, composer, resources.answerer, entrances)


def build_model_reader(prompts: Path, book: QuestionBook, chat: GetChat) -> ModelReader:
    """Return what reads replies with a chat model; PromptError when a prompt is wrong."""
    return ModelReader(
        chat,
        {
            language: ChatPrompt.load(prompts, name, READ_SLOTS)
            for language, name in READ_PROMPTS.items()
        },
        Wording.load(prompts / "model.yaml"),
        book,
        PointerReader(book, load_lexicon(prompts)),
    )


def build_scribe(
    prompts: Path, archive: PlanArchive, book: QuestionBook, chat: GetChat, copies: CopyNotes
) -> Scribe:
    """Return what writes texts with a chat model; PromptError when a prompt is wrong."""
    words, lint = Wording.load(prompts / "model.yaml"), load_lint(prompts)
    prose, copy = (
        {language: ChatPrompt.load(prompts, name, slots) for language, name in names.items()}
        for names, slots in ((PROSE_PROMPTS, PROSE_SLOTS), (COPY_PROMPTS, COPY_SLOTS))
    )
    writer = ProseWriter(chat, prose, words, lint)
    return Scribe(writer, Copywriter(chat, copy, words, lint), archive, book, words, copies)
