"""Scribe: writes texts with a chat model and, once the owner says so, puts one into the plan."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from assistant.chat.fault import ChatError
from assistant.chat.meter import Meter
from assistant.conversation.archive import PlanArchive
from assistant.conversation.battle_brief import battle_facts, battle_named, names_of
from assistant.conversation.commands import Command
from assistant.conversation.copy_notes import CopyNotes
from assistant.conversation.plan_view import PlanView
from assistant.conversation.turn import CopyOffer, Option, Proposal, Turn
from assistant.errors import AssistantError
from assistant.interview.question import QuestionBook
from assistant.planning.prose.brief import section_brief
from assistant.planning.prose.copywriter import (
    CopyDraft,
    CopyOrder,
    Copywriter,
    Kind,
    count_of,
)
from assistant.planning.prose.order import order_of
from assistant.planning.prose.writer import ProseWriter
from assistant.prompts import Wording

Turns = Generator[Turn, None, None]
_PART = re.compile(r"P(\d)|第([一二三四五六七八九])部分")
_ORDINALS = "零一二三四五六七八九"
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("theme", re.compile(r"主题|theme", re.IGNORECASE)),
    ("title", re.compile(r"标题|title|headline", re.IGNORECASE)),
)


class Scribe:
    """Carries out the SCRIBED commands; nothing it writes is in the plan before it is taken."""

    def __init__(
        self,
        writer: ProseWriter,
        copywriter: Copywriter,
        archive: PlanArchive,
        book: QuestionBook,
        wording: Wording,
        copies: CopyNotes,
    ) -> None:
        """Take finished parts; `wording` is model.yaml."""
        self._writer = writer
        self._copywriter = copywriter
        self._archive = archive
        self._book = book
        self._say = wording
        self._copies = copies

    @property
    def is_connected(self) -> bool:
        """Whether there is a chat model that could write."""
        return self._writer.is_connected

    def stream(
        self,
        view: PlanView,
        turn: Turn,
        command: Command,
        turns: Sequence[Turn],
        meter: Meter,
    ) -> Turns:
        """Yield the turn as it grows; the last one is done.

        `turns` are those before, in which a proposal may wait; `meter` is that of this one.
        Closing it stops the model.
        """
        waiting = pending_proposal(turns)
        language = view.draft.plan.language
        if command.name in ("take_text", "leave_text"):
            yield self._settled(view, turn, waiting, taken=command.name == "take_text")
        elif not self.is_connected:
            yield _leading(turn, self._say("no_model", language))
        elif command.name == "copy":
            yield from self._safely(turn, self._copied(view, turn, command, meter), language)
        else:
            writing = self._rewritten(view, turn, command, waiting, meter)
            yield from self._safely(turn, writing, language)

    def _safely(self, turn: Turn, turns: Turns, language: str) -> Iterator[Turn]:
        """Turn every failure into a sentence; the plan is as it was."""
        try:
            with closing(turns):
                yield from turns
        except ChatError as fault:
            reason = self._say(f"fault_{fault.kind}", language)
            yield _leading(turn, self._say("write_failed", language, reason=reason))
        except AssistantError as error:
            yield _leading(turn, error.text(language))

    def _rewritten(
        self,
        view: PlanView,
        turn: Turn,
        command: Command,
        waiting: Proposal | None,
        meter: Meter,
    ) -> Turns:
        language = view.draft.plan.language
        section = waiting.section if command.name == "reword" and waiting else _part(command.target)
        if not section:
            key = "no_text" if command.name == "reword" else "no_such_section"
            slots = {} if command.name == "reword" else {"name": command.target}
            yield _leading(turn, self._say(key, language, **slots))
            return
        instead = waiting.text if command.name == "reword" and waiting else ""
        brief = section_brief(view.draft.edited, section, instead)
        title = view.draft.plan.section(section).title
        growing = _growing(turn, self._say("writing_section", language, section=title))
        order = order_of(section, command.words)
        with closing(self._writer.write(brief, order, language, meter)) as writing:
            for prose in writing:
                if prose is None:
                    yield growing
                    continue
                proposal = Proposal(prose.section, prose.anchor, prose.where, prose.text)
                yield self._proposed(turn, proposal, prose.doubts, language)

    def _proposed(
        self, turn: Turn, proposal: Proposal, doubts: Sequence[str], language: str
    ) -> Turn:
        text = self._say("proposed", language, where=proposal.where)
        keys = ("option_take_text", "option_leave_text", "option_shorter", "option_formal")
        labels = [self._say(key, language) for key in keys]
        turn = replace(turn, options=tuple(Option(label, label) for label in labels))
        told = _leading(replace(turn, proposal=proposal), text)
        if not doubts:
            return told
        return told.adding(self._say("doubtful_words", language, words="、".join(doubts)))

    def _settled(
        self, view: PlanView, turn: Turn, waiting: Proposal | None, *, taken: bool
    ) -> Turn:
        """Put the text that waits into the plan as an edit of the owner, or drop it."""
        language = view.draft.plan.language
        if waiting is None:
            return _leading(turn, self._say("no_text", language))
        settled = replace(turn, proposal=replace(waiting, settled=True))
        if not taken:
            return _leading(settled, self._say("text_left", language))
        try:
            stored = view.stored
            self._archive.edit(
                stored.owner, stored.id, waiting.anchor, waiting.text, language=language
            )
        except AssistantError as error:  # approved plans want a signature
            return _leading(turn, error.text(language))
        text = self._say("text_taken", language, where=waiting.where)
        return replace(_leading(settled, text), changed=(waiting.section,))

    def _copied(self, view: PlanView, turn: Turn, command: Command, meter: Meter) -> Turns:
        language = view.draft.plan.language
        battle = battle_named(view.profile, command.target)
        if battle is None:
            yield _leading(turn, self._say("no_battle", language))
            return
        facts = battle_facts(view.profile, battle, self._book, language)
        kind = _kind(command.words)
        count = 1 if kind == "post" else count_of(command.words)
        order = CopyOrder(kind, count, command.words)
        names = names_of(view.profile, battle)
        with closing(self._copywriter.write(facts, names, order, language, meter)) as writing:
            for drafts in writing:
                if drafts is None:
                    yield _growing(turn, self._say("writing_copy", language))
                else:
                    texts = tuple(draft.text for draft in drafts)
                    offer = CopyOffer(str(battle["node"]), kind, texts)
                    options = self._copies.options(offer, view.profile, language)
                    offered = replace(turn, copies=offer, options=options)
                    yield _leading(offered, self._drafted(drafts, offer.battle, language))

    def _drafted(self, drafts: Sequence[CopyDraft], battle: str, language: str) -> str:
        lines = [self._say("copy_done", language, battle=battle)]
        if len(drafts) == 1:
            lines.append(drafts[0].text)
        else:
            lines += [f"{number}. {draft.text}" for number, draft in enumerate(drafts, start=1)]
        words = list(dict.fromkeys(hit.word for draft in drafts for hit in draft.doubts))
        if words:
            lines.append(self._say("doubtful_words", language, words="、".join(words)))
        else:
            lines.append(self._say("copy_clean", language))
        return "\n".join(lines)


def pending_proposal(turns: Sequence[Turn]) -> Proposal | None:
    """Return the text that still waits for a yes, None when there is none."""
    proposals = [turn.proposal for turn in turns if turn.proposal]
    return proposals[-1] if proposals and not proposals[-1].settled else None


def _part(target: str) -> str:
    """Return the id of the section that is named ("第四部分"), "" for none."""
    match = _PART.fullmatch(target.upper())
    if match is None or match[1] == "0":
        return ""
    return f"P{match[1] or _ORDINALS.index(match[2])}"


def _kind(words: str) -> Kind:
    named = (kind for kind, pattern in _KINDS if pattern.search(words))
    return next(named, "post")


def _leading(turn: Turn, text: str) -> Turn:
    """Return a finished turn that says this before everything else."""
    return replace(turn, text="\n".join(part for part in (text, turn.text) if part))


def _growing(turn: Turn, text: str) -> Turn:
    return replace(turn, kind="reading", text=text, ask="", options=(), done=False)
