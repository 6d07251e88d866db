"""Task cards: for each person what to do, when, for how much and how it is proved (I-10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.exporting.actions import Action, actions_of
from assistant.exporting.characters import printable
from assistant.planning.agenda import Errand
from assistant.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class TaskCard:
    """The card of one person: a title, and a text to paste into a chat."""

    person: str
    title: str
    text: str


def task_cards(plan: Plan) -> tuple[TaskCard, ...]:
    """Return a card for everybody who has something to do; every action is on exactly one card.

    Actions come first, then the errands of battles by day. Who a post belongs to is not known for
    every errand: then the card is that of the post.
    """
    actions, errands = actions_of(plan), plan.agenda.errands
    names = [*(action.owner for action in actions), *(errand.who for errand in errands)]
    cards = []
    for person in dict.fromkeys(names):
        own = [action for action in actions if action.owner == person]
        ran = sorted((e for e in errands if e.who == person), key=lambda errand: errand.day)
        shown = printable(person) or plan.captions["nobody"]
        title = plan.captions["card_of"].replace("{person}", shown)
        lines = [title, plan.title, *_todo(plan, own), *_errand_lines(plan, ran)]
        cards.append(TaskCard(shown, title, "\n".join(map(printable, lines))))
    return tuple(cards)


def _todo(plan: Plan, actions: list[Action]) -> Iterator[str]:
    captions = plan.captions
    for number, action in enumerate(actions, 1):
        yield f"{number}. {action.what}"
        for name, text in (("when", _when(plan, action)), ("money", action.money)):
            if text:
                yield f"   {captions[name]}{text}"
        if action.proof:
            yield f"   {captions['proof']}{action.proof}"


def _when(plan: Plan, action: Action) -> str:
    """Return the dates in words; dates that are none as they were typed."""
    if not action.days:
        return action.when
    comma = "，" if plan.language == "zh" else ", "
    return comma.join(f"{day.isoformat()} {plan.captions[step]}" for step, day in action.days)


def _errand_lines(plan: Plan, errands: list[Errand]) -> Iterator[str]:
    for battle in dict.fromkeys(errand.battle for errand in errands):
        yield plan.captions["battle_task"].replace("{battle}", battle)
        for errand in errands:
            if errand.battle == battle:
                yield f"{errand.day}  {errand.what}"
