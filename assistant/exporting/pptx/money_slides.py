"""Money slides: battles, people, budget, funnel, return and risk, and what is to be decided."""

from __future__ import annotations

from dataclasses import replace

from assistant.calculators.result import Result
from assistant.exporting.key_figures import monthly_money
from assistant.exporting.lookup import column, find_chart, find_table, said, sentences
from assistant.exporting.pptx.charts import add_bars, add_columns, add_gantt
from assistant.exporting.pptx.pitch import Pitch, shown_all
from assistant.exporting.pptx.slide import BODY, BODY_WIDTH, LEFT, TOP, Box
from assistant.planning.plan import Table, plain
from assistant.planning.tracker import tracker_of

_STORIES = ("cautious", "middle", "hopeful")
_MOST_RISKS, _MOST_ROWS, _MOST_BATTLES, _MOST_ACTIONS = 3, 8, 5, 12
_POSTS = 380.0  # the width of the posts beside the actions
_SHOP = ("visitors", "paid_clicks", "orders")
_LEADS = ("visitors", "leads", "opportunities", "customers")


def add_battles(pitch: Pitch) -> None:
    """Add the battles on the days of the year."""
    chart = find_chart(pitch.plan, "head.battle")
    if chart is None or not chart.spans:
        return
    texts = [cell for row in chart.table.rows for cell in row]
    slide = pitch.slide("battles", "P6", texts=texts)
    rows = _battle_rows(pitch)
    lanes = len({span.lane for span in chart.spans})
    tall = min(80.0 + 44 * lanes, BODY.height - (150 if rows else 0))
    add_gantt(slide, Box(LEFT, TOP, BODY_WIDTH, tall), chart)
    if rows:
        top = TOP + tall + 16
        slide.table(rows, Box(LEFT, top, BODY_WIDTH, BODY.top + BODY.height - top), 13)


def _battle_rows(pitch: Pitch) -> list[list[str]]:
    """Return the battles with their day, theme and goal, head first; empty without any."""
    rows = []
    for item in pitch.plan.basis.known.items_of("campaigns")[:_MOST_BATTLES]:
        if isinstance(item, dict):
            goal = item.get("goal")
            shown = pitch.yuan(goal) if isinstance(goal, int | float) else ""
            words = [str(item.get(key) or "") for key in ("node", "date", "theme")]
            rows.append([*words, shown])
    head = [pitch.say(f"battle_{key}") for key in ("node", "date", "theme", "goal")]
    return [head, *rows] if rows else []


def add_team(pitch: Pitch) -> None:
    """Add who leads, who holds which post, and the actions on a line of days."""
    plan = pitch.plan
    table = find_table(plan, "head.holder")
    chart = find_chart(plan, "head.what")
    lead = plan.basis.known.text("lead.name")
    if table is None and chart is None and not lead:
        return
    spoken = [cell for row in chart.table.rows for cell in row] if chart else []
    slide = pitch.slide("team", "P6", texts=(said(plan, "lead.name"), *spoken))
    top = TOP + 44 if lead else TOP
    if lead:
        slide.label(pitch.say("lead", name=lead), Box(LEFT, TOP, BODY_WIDTH, 28), size=18)
    room = Box(LEFT, top, BODY_WIDTH, BODY.top + BODY.height - top)
    if table:
        wide = _POSTS if chart else BODY_WIDTH
        slide.table(_texts(table)[: _MOST_ROWS + 1], replace(room, width=wide), 14)
        room = replace(room, left=LEFT + wide + 24, width=BODY_WIDTH - wide - 24)
    if chart:
        add_gantt(slide, room, replace(chart, spans=chart.spans[:_MOST_ACTIONS]))


def add_budget(pitch: Pitch) -> None:
    """Add the year's money in four figures and month by month."""
    money = pitch.plan.results.get("allocation")
    if money is None:
        return
    slide = pitch.slide("budget", "P7", texts=sentences(pitch.plan.section("P7")))
    for i, name in enumerate(("budget", "brand", "traffic", "reserve")):
        box = Box(LEFT + i * BODY_WIDTH / 4, TOP, BODY_WIDTH / 4 - 8, 80)
        slide.figure(pitch.shown(name), pitch.name_of(name), box)
    box = Box(LEFT, TOP + 90, BODY_WIDTH, BODY.height - 90)
    labels = [month[2:] for month in tracker_of(pitch.plan).months]
    add_columns(slide, box, labels, _lines(pitch, money), stacked=True)


def _lines(pitch: Pitch, money: Result) -> dict[str, list[float]]:
    """Return everyday money and the money of each battle by month."""
    numbers: list[int] = money.values["month_numbers"]
    lines: dict[str, list[float]] = {pitch.say("base"): list(monthly_money(pitch.plan))}
    base = lines[pitch.say("base")]
    for battle in money.values["battles"]:
        amounts = [0.0] * len(numbers)
        for phase in battle["months"]:
            place = numbers.index(phase["month"])
            amounts[place] += phase["amount"]
            base[place] -= phase["amount"]
        lines[battle["name"]] = amounts
    return lines


def add_funnel(pitch: Pitch) -> None:
    """Add the steps from visitors to orders, and whether the money is enough."""
    chain = pitch.plan.results.get("funnel")
    if chain is None:
        return
    steps = [n for n in (_SHOP if "orders" in chain.values else _LEADS) if n in chain.values]
    slide = pitch.slide("funnel", "P7", texts=sentences(pitch.plan.section("P7")))
    box = Box(LEFT, TOP, BODY_WIDTH * 0.66, BODY.height)
    labels = [pitch.say(f"step_{name}") for name in steps]
    values = [float(chain.values[name]) for name in steps]
    add_bars(slide, box, labels, pitch.say("funnel"), values)
    shown = [name for name in ("need", "traffic", "short", "break_even") if pitch.shown(name)]
    for i, name in enumerate(shown):
        place = Box(LEFT + BODY_WIDTH * 0.69, TOP + i * 94, BODY_WIDTH * 0.31, 80)
        called = pitch.say("available") if name == "traffic" else pitch.name_of(name)
        slide.figure(pitch.shown(name), called, place)


def add_outlook(pitch: Pitch) -> None:
    """Add what three scenarios leave, and the first risks with their answers."""
    plan = pitch.plan
    stories = plan.results.get("scenarios")
    table = find_table(plan, "risks.event")
    if stories is None and table is None:
        return
    texts = [cell for row in table.rows for cell in row] if table else []
    slide = pitch.slide("outlook", "P7", "P9", texts=texts)
    top = TOP
    if stories:
        head = [pitch.say(name) for name in ("story", "story_need", "story_left")]
        rows = [
            [
                pitch.say(f"story_{story}"),
                pitch.yuan(stories.values["needs"][story]),
                pitch.yuan(stories.values["left"][story]),
            ]
            for story in _STORIES
        ]
        slide.table([head, *rows], Box(LEFT, top, BODY_WIDTH, 130), 14)
        top += 150
    if table:
        keys = ("event", "signal", "response", "owner")
        columns = [shown_all(column(table, f"risks.{key}")) for key in keys]
        rows = [list(row) for row in zip(*columns, strict=False)][:_MOST_RISKS]
        head = [pitch.say(f"risk_{key}") for key in keys]
        room = BODY.top + BODY.height - top
        slide.table([head, *rows], Box(LEFT, top, BODY_WIDTH, room), 14)


def add_decisions(pitch: Pitch) -> None:
    """Add what the reader is asked to decide; only what is known is asked."""
    known = pitch.plan.basis.known
    asked = {
        "decide_goal": {"goal": pitch.shown("target"), "due": known.text("goal.due")},
        "decide_budget": {"budget": pitch.shown("budget")},
        "decide_reserve": {"reserve": pitch.shown("reserve")},
        "decide_lead": {"lead": known.text("lead.name")},
        "decide_review": {"day": known.text("control.first_review")},
    }
    lines = [pitch.say(key, **slots) for key, slots in asked.items() if all(slots.values())]
    if not lines:
        return
    questions = [(run,) for run in said(pitch.plan, "approval.likely_questions")]
    slide = pitch.slide("decisions", "P9", texts=questions)
    numbered = [f"{i}. {line}" for i, line in enumerate(lines, start=1)]
    slide.paragraphs(numbered, BODY, (24, 22, 20, 18))


def _texts(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in (table.head, *table.rows)]
