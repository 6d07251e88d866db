"""Systems: how far each of the seven systems of a marketing plan is told, on seven axes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.planning.plan import Chart, Run, Series, Table

BEST = 5.0
# which questions tell of which system (S1-3)
_QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "strategy": ("A5", "A6", "A7"),
        "product": ("B5", "A3"),
        "people": ("B6",),
        "carriers": ("A8", "C2", "C4"),
        "traffic": ("C3", "C6", "C8"),
        "sales": ("D1", "D5"),
        "service": ("D6",),
    }
)


@dataclass(frozen=True, slots=True)
class SystemMark:
    """One system: its name, its score from 0 to 5, and the next question on it ("" for none)."""

    name: str
    score: float
    question: str


def system_marks(
    profile: Profile, book: QuestionBook, say: Callable[[str], str]
) -> tuple[SystemMark, ...]:
    """Return the seven systems in their order; a score is the share of the facts known, times 5."""
    return tuple(
        _mark(say(f"system_{name}"), [book[id_] for id_ in ids], profile)
        for name, ids in _QUESTIONS.items()
    )


def systems_chart(marks: Iterable[SystemMark], title: str) -> Chart:
    """Return the systems as a radar."""
    shown = tuple(marks)
    return Chart(
        kind="radar",
        title=title,
        labels=tuple(mark.name for mark in shown),
        series=(Series(title, tuple(mark.score for mark in shown)),),
        unit="",
        table=Table(head=(), rows=tuple(((Run(m.name),), (Run(f"{m.score:g}"),)) for m in shown)),
        base=BEST,
    )


def _mark(name: str, questions: list[Question], profile: Profile) -> SystemMark:
    known = [fact for question in questions for fact in _known(question, profile)]
    left = (question.id for question in questions if not all(_known(question, profile)))
    return SystemMark(name, round(BEST * sum(known) / max(1, len(known)), 1), next(left, ""))


def _known(question: Question, profile: Profile) -> Iterator[bool]:
    """Yield for each fact that a question asks of this owner whether it is known."""
    for asked in question.wanted(profile):
        yield profile.raw(asked.key) is not None
