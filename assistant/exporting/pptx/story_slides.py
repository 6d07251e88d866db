"""Story slides: where the firm stands, where it wants to go, and how it wants to get there."""

from __future__ import annotations

from itertools import zip_longest

from assistant.exporting.key_figures import yearly_goals
from assistant.exporting.lookup import column, find_table, said, sentences
from assistant.exporting.pptx.charts import add_columns, add_donut
from assistant.exporting.pptx.pitch import Pitch, shown_all
from assistant.exporting.pptx.slide import BODY, BODY_WIDTH, LEFT, TOP, Box
from assistant.planning.period import start_of, year_end
from assistant.planning.plan import Table, Text, plain

_HALF = BODY_WIDTH / 2 - 12
_RIGHT = LEFT + _HALF + 24
_MOST_POINTS, _MOST_ROWS, _MOST_SLICES = 6, 7, 7


def add_situation(pitch: Pitch) -> None:
    """Add opportunities beside problems."""
    plan = pitch.plan
    sides = [
        (name, list(column(find_table(plan, f"head.{name}"), f"head.{name}")))
        for name in ("opportunity", "problem")
    ]
    texts = [text for _, cells in sides for text in cells]
    if not texts:
        return
    slide = pitch.slide("situation", "P2", "P3", texts=texts)
    for (name, cells), left in zip(sides, (LEFT, _RIGHT), strict=True):
        if cells:
            slide.label(pitch.say(name), Box(left, TOP, _HALF, 24), size=16)
            box = Box(left, TOP + 30, _HALF, BODY.height - 30)
            slide.paragraphs(shown_all(cells[:_MOST_POINTS]), box, (18, 16, 14), bullet="· ")


def add_goal(pitch: Pitch) -> None:
    """Add the goal with its staircase of years."""
    goals = yearly_goals(pitch.plan)
    if not goals:
        return
    start = start_of(pitch.plan.basis.known)
    named = [str(year_end(start, i).year) if start else str(i) for i in range(1, len(goals) + 1)]
    slide = pitch.slide("goal", "P4", texts=sentences(pitch.plan.section("P4")))
    for i, name in enumerate(("now", "target", "gap", "cagr")):
        box = Box(LEFT + i * BODY_WIDTH / 4, TOP, BODY_WIDTH / 4 - 8, 80)
        if pitch.shown(name):
            slide.figure(pitch.shown(name), pitch.name_of(name), box)
    box = Box(LEFT, TOP + 90, BODY_WIDTH, BODY.height - 90)
    values = [pitch.figures["now"].value, *goals]
    labels = [pitch.say("today"), *named]
    add_columns(slide, box, labels, {pitch.say("goal_series"): values}, stacked=False)


def add_strategy(pitch: Pitch) -> None:
    """Add the position, the main attack, what supports it and what is left alone."""
    fields = {
        "main_attack": "strategy.main_attack",
        "support": "strategy.support",
        "not_doing": "strategy.not_doing",
        "personality": "brand.personality",
    }
    found = {name: said(pitch.plan, key) for name, key in fields.items()}
    position = sentences(pitch.plan.section("P5"))[:1] if said(pitch.plan, "personas") else ()
    texts = (*position, *found.values())
    if not position and not found["main_attack"]:
        return
    slide = pitch.slide("strategy", "P5", texts=texts)
    lines = [
        pitch.say("named", name=pitch.say(name), text=plain(text))
        for name, text in found.items()
        if text
    ]
    slide.paragraphs([*shown_all(position), *lines], BODY, (24, 20, 18, 16))


def add_audience(pitch: Pitch) -> None:
    """Add who buys, and what is offered to them with its evidence."""
    plan = pitch.plan
    keys = ("role", "problem", "decision_factors")
    people = find_table(plan, "personas.role")
    rows = [[plain(cell) for cell in row] for row in _rows(people, "personas", keys)]
    strengths = find_table(plan, "strengths.claim")
    claims = _rows(strengths, "strengths", ("claim", "proof"))
    if not rows and not claims:
        return
    texts = [cell for row in claims for cell in row]
    slide = pitch.slide("audience", "P2", texts=texts)
    top = TOP
    if rows:
        head = [pitch.say(f"persona_{key}") for key in keys]
        slide.table([head, *rows[:4]], Box(LEFT, top, BODY_WIDTH, 170), 14)
        top += 190
    if claims:
        slide.label(pitch.say("offer"), Box(LEFT, top, BODY_WIDTH, 24), size=16)
        hook = said(plan, "offer.hooks")
        lines = [" — ".join(shown_all(row)) for row in claims[:5]] + shown_all([hook])
        box = Box(LEFT, top + 28, BODY_WIDTH, BODY.top + BODY.height - top - 28)
        slide.paragraphs(lines, box, (18, 16, 14), bullet="· ")


def add_channels(pitch: Pitch) -> None:
    """Add where sales come from today as a ring, and the channels of the plan as a table."""
    plan = pitch.plan
    shares = [
        (str(item.get("name", "")), item["share_pct"] / 100)
        for item in plan.basis.known.items_of("current.channels")
        if isinstance(item, dict) and isinstance(item.get("share_pct"), int | float)
    ][:_MOST_SLICES]
    keys = ("channel", "scene", "role")
    mix = find_table(plan, "channels.mix.channel")
    rows = [[plain(cell) for cell in row] for row in _rows(mix, "channels.mix", keys)]
    if not shares and not rows:
        return
    slide = pitch.slide("channels", "P5", texts=column(mix, "channels.mix.channel"))
    if shares:
        slide.label(pitch.say("today_share"), Box(LEFT, TOP, _HALF, 24), size=16)
        box = Box(LEFT, TOP + 26, _HALF, BODY.height - 30)
        labels, values = zip(*shares, strict=True)
        add_donut(slide, box, labels, values, pitch.say("today_share"))
    if rows:
        left, room = (_RIGHT, _HALF) if shares else (LEFT, BODY_WIDTH)
        slide.label(pitch.say("planned"), Box(left, TOP, room, 24), size=16)
        head = [pitch.say(f"channel_{key}") for key in keys]
        slide.table([head, *rows[:_MOST_ROWS]], Box(left, TOP + 34, room, BODY.height - 40), 14)


def _rows(table: Table | None, field: str, keys: tuple[str, ...]) -> list[tuple[Text, ...]]:
    """Return the rows of a list of records with these columns only."""
    columns = [column(table, f"{field}.{key}") for key in keys]
    return [tuple(row) for row in zip_longest(*columns, fillvalue=())]
