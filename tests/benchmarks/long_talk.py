"""A conversation of many turns: what was said before, again and again, in a plan of its own."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.plan_store import PlanStore

OWNER = "local"


def fill_talk(home: Path, turns: int) -> str:
    """Store a plan of so many turns beside those of a running server; return its id.

    Its turns are those of the plan that was talked about most.
    """
    database = Database(Settings(home=home).database)
    store = PlanStore(database)
    talks = [(plan, store.turns(OWNER, plan.id)) for plan in store.plans(OWNER)]
    model, said = max(talks, key=lambda talk: len(talk[1]))
    plan = store.create(OWNER, model.title, model.state, model.profile)
    for number in range(1, turns + 1):
        turn = said[number % len(said)]
        outcome = {**(turn.outcome or {}), "number": number}
        asked = store.ask(OWNER, plan.id, turn.message)
        plan = store.finish(plan, asked, turn.kind, outcome)
    database.close()
    return plan.id
