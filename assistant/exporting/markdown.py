"""Markdown: a plan as text that any editor, forum or version control can show."""

from __future__ import annotations

import re

from assistant.exporting.characters import printable
from assistant.exporting.marks import mark_of
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Plan,
    Run,
    Section,
    Table,
    Text,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<|~$])")
# What makes a line a heading, a quote, a rule or a list when it opens the line.
_SIGN = re.compile(r"^(\s*)([#>=]|[-+](?=[\s-]|$))")
_LIST_NUMBER = re.compile(r"^(\s*\d+)([.)])(?=\s|$)")


def to_markdown(plan: Plan) -> str:
    """Return the whole plan: title, summary, contents, sections, annexes, with origin marks."""
    summary, *body = plan.sections
    titles = [f"- {escape(section.title)}" for section in (*body, *plan.annexes)]
    captions = plan.captions
    parts = [
        f"# {escape(plan.title)}",
        f"{captions['date']} {plan.date} · {captions['completeness']} {plan.completeness}%"
        f" · {escape(plan.status)}",
        f"> {escape(captions['legend'])}",
        section_text(summary),
        f"## {captions['contents']}",
        "\n".join(titles),
        *(section_text(section) for section in (*body, *plan.annexes)),
    ]
    return "\n\n".join(parts) + "\n"


def section_text(section: Section) -> str:
    """Return one section as Markdown, what it still lacks at the end."""
    parts = [f"## {escape(section.title)}", *(_block(block) for block in section.blocks)]
    if section.missing:
        parts.append("\n".join(f"- ☐ {escape(missing.text)}" for missing in section.missing))
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Return text that Markdown shows letter by letter, whatever it contains."""
    return _open(_inline(text))


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text).replace("&", "&amp;"))


def _open(line: str) -> str:
    """Return a line whose beginning cannot be mistaken for a list, a heading or a quote."""
    return _LIST_NUMBER.sub(r"\1\\\2", _SIGN.sub(r"\1\\\2", line))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"### {escape(block.text)}"
        case Paragraph():
            return f"> {_line(block.text)}" if block.is_advice else _line(block.text)
        case Bullets():
            return "\n".join(f"- {_line(item)}" for item in block.items)
        case Table():
            return _table(block, block.caption)
        case Chart():
            return _table(block.table, block.title)


def _table(table: Table, caption: str) -> str:
    lines = [_row(table.head), "|" + " --- |" * len(table.head)]
    lines += [_row(row) for row in table.rows]
    return "\n".join([f"**{escape(caption)}**", "", *lines] if caption else lines)


def _row(cells: tuple[Text, ...]) -> str:
    return "| " + " | ".join(_line(cell) for cell in cells) + " |"


def _line(text: Text) -> str:
    return _open("".join(_run(run) for run in text))


def _run(run: Run) -> str:
    if run.origin == "corpus" and run.text == f" [{run.source}]":
        return run.text
    return _inline(run.text) + mark_of(run)
