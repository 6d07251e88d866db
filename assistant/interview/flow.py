"""What to ask next: pure steps from one interview state to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.interview.field import Field
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.question_parts import FollowUp, Stage
from assistant.interview.state import InterviewState, Path, Status
from assistant.interview.update import ReplyUpdate

MAX_PROBES = 2
MAX_PROBES_UNKNOWN = 1
_WEIGHT = {True: 2, False: 1}  # a required question counts double
_STATED = ("answer", "imported", "calculated")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an interview is: questions answered, questions on the path, percent by weight."""

    answered: int
    total: int
    percent: int


def start(path: Path = "quick") -> InterviewState:
    """Return the state of an interview nobody has begun."""
    return InterviewState(path=path)


def next_question(state: InterviewState, profile: Profile, book: QuestionBook) -> Question | None:
    """Return the question to ask: the one on the table, or the first open one of the path.

    A question the profile already answers in full is passed over, and so is one that does not
    apply to this owner. None means that the path is finished.
    """
    if state.current:
        return book[state.current]
    open_questions = list(unanswered(state, profile, book))
    early = [q for q in open_questions if q.early_if and q.early_if.holds(profile)]
    return next(iter(early or open_questions), None)


def ask(state: InterviewState, question_id: str) -> InterviewState:
    """Return the state with a question on the table."""
    if state.current == question_id:
        return state
    return replace(state, current=question_id, history=(*state.history, question_id))


def after_answer(state: InterviewState, question_id: str, update: ReplyUpdate) -> InterviewState:
    """Return the state after a reply to a question.

    One usable field settles it as answered. Otherwise it stays on the table to be asked more
    precisely, at most twice, and once when the owner does not know; then it counts as skipped and
    its default is used.
    """
    if update.answers(question_id):
        return _settle(state, question_id, "answered")
    if state.status(question_id) == "answered":
        return replace(state, current="")
    asked = state.probes.get(question_id, 0)
    if asked >= (MAX_PROBES_UNKNOWN if update.unknown else MAX_PROBES):
        return _settle(state, question_id, "skipped")
    return replace(state, current=question_id, probes={**state.probes, question_id: asked + 1})


def skip(state: InterviewState, question_id: str) -> InterviewState:
    """Return the state with a question put aside; its default is used."""
    return _settle(state, question_id, "skipped")


def back(state: InterviewState) -> InterviewState:
    """Return the state with the question asked before the current one on the table again."""
    earlier = state.history[:-1] if state.current else state.history
    if not earlier:
        return state
    return replace(_reopened(state, earlier[-1]), current=earlier[-1], history=earlier)


def go_to(state: InterviewState, question_id: str) -> InterviewState:
    """Return the state with any question on the table again, answered or not."""
    return ask(_reopened(state, question_id), question_id)


def switch_path(state: InterviewState, path: Path) -> InterviewState:
    """Return the state on the other path; what was answered stays answered."""
    return replace(state, path=path)


def open_follow_up(
    state: InterviewState, question_id: str, profile: Profile, book: QuestionBook
) -> FollowUp | None:
    """Return the follow-up an answer has opened, if it was not asked and is not yet answered."""
    follow_up = book[question_id].follow_up
    if follow_up is None or question_id in state.followed_up or not follow_up.when.holds(profile):
        return None
    return None if all(key in profile for key in follow_up.fields) else follow_up


def ask_follow_up(state: InterviewState, question_id: str) -> InterviewState:
    """Return the state with the follow-up of an answered question on the table."""
    return replace(state, current=question_id, followed_up=(*state.followed_up, question_id))


def missing_piece(
    state: InterviewState, question_id: str, profile: Profile, book: QuestionBook
) -> Field | None:
    """Return a field without which an answer is of little use, if it was not asked for before."""
    wanted = book[question_id].wanted(profile)
    return next(
        (f for f in wanted if f.must and f.key not in profile and f.key not in state.completed),
        None,
    )


def ask_missing(state: InterviewState, question_id: str, key: str) -> InterviewState:
    """Return the state with an answered question on the table again for one missing field."""
    return replace(state, current=question_id, completed=(*state.completed, key))


def asked_piece(state: InterviewState, profile: Profile, book: QuestionBook) -> Field | None:
    """Return the missing piece that the question on the table was asked again for."""
    if not state.current or state.status(state.current) != "answered":
        return None
    pieces = (f for f in book[state.current].fields if f.key in state.completed[-1:])
    return next((field for field in pieces if field.key not in profile), None)


def finished_stage(state: InterviewState, profile: Profile, book: QuestionBook) -> Stage | None:
    """Return a stage of the path that is done and has not been summed up; the latest of them."""
    path = list(_on_path(state, profile, book))
    still_open = {question.stage for question in unanswered(state, profile, book)}
    done = {q.stage for q in path if is_answered(q, state, profile)} - still_open
    fresh = [s for s in book.stages if s.id in done and _mark(state, s) not in state.summed_up]
    return fresh[-1] if fresh else None


def sum_up(state: InterviewState, stage: Stage) -> InterviewState:
    """Return the state in which a stage has been summed up and waits for a yes or no."""
    return replace(state, summed_up=(*state.summed_up, _mark(state, stage)), asking="stage")


def _mark(state: InterviewState, stage: Stage) -> str:
    """Return the name of a stage on its path: the full path has more to sum up."""
    return f"{state.path}:{stage.id}"


def progress(state: InterviewState, profile: Profile, book: QuestionBook) -> Progress:
    """Return how much of the path is answered; required questions weigh double."""
    questions = list(_on_path(state, profile, book))
    answered = [q for q in questions if is_answered(q, state, profile)]
    total = sum(_WEIGHT[q.required] for q in questions)
    done = sum(_WEIGHT[q.required] for q in answered)
    return Progress(len(answered), len(questions), round(100 * done / total) if total else 100)


def is_known(question: Question, profile: Profile) -> bool:
    """Tell whether the owner has already said everything a question must know."""
    needed = [field for field in question.wanted(profile) if not field.optional]
    return bool(needed) and all(
        field.key in profile and profile[field.key].origin in _STATED for field in needed
    )


def unanswered(state: InterviewState, profile: Profile, book: QuestionBook) -> Iterator[Question]:
    """Yield the questions of the path that are neither settled nor answered by the way."""
    for question in _on_path(state, profile, book):
        if state.status(question.id) == "pending" and not is_known(question, profile):
            yield question


def _on_path(state: InterviewState, profile: Profile, book: QuestionBook) -> Iterator[Question]:
    for question in book:
        applies = question.ask_if is None or question.ask_if.holds(profile)
        if applies and (question.core or state.path == "full"):
            yield question


def is_answered(question: Question, state: InterviewState, profile: Profile) -> bool:
    """Tell whether a question has been answered, when it was asked or by the way."""
    status = state.status(question.id)
    return status == "answered" or (status == "pending" and is_known(question, profile))


def _settle(state: InterviewState, question_id: str, status: Status) -> InterviewState:
    return replace(state, current="", settled={**state.settled, question_id: status})


def _reopened(state: InterviewState, question_id: str) -> InterviewState:
    """Return the state in which a question is pending and may be probed afresh."""
    settled = {key: value for key, value in state.settled.items() if key != question_id}
    probes = {key: value for key, value in state.probes.items() if key != question_id}
    return replace(state, settled=settled, probes=probes)
