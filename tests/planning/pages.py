"""A section as lines of plain text, so that a test can state what a reader would see."""

from assistant.planning.plan import Bullets, Chart, Heading, Paragraph, Section, Table, plain


def lines(section: Section) -> list[str]:
    """Return every block as text: "### part", "> advice", "- point", "cell | cell"."""
    return [line for block in section.blocks for line in _lines(block)]


def part(section: Section, heading: str) -> list[str]:
    """Return the lines under one heading of a section."""
    found = lines(section)
    start = found.index(f"### {heading}") + 1
    rest = found[start:]
    ends = [i for i, line in enumerate(rest) if line.startswith("### ")]
    return rest[: ends[0]] if ends else rest


def _lines(block):
    match block:
        case Heading():
            return [f"### {block.text}"]
        case Paragraph():
            return [f"> {plain(block.text)}" if block.is_advice else plain(block.text)]
        case Bullets():
            return [f"- {plain(item)}" for item in block.items]
        case Chart():
            return [f"[{block.kind} {block.title}]", *_lines(block.table)]
        case Table():
            caption = [f"({block.caption})"] if block.caption else []
            return caption + [
                " | ".join(plain(c) for c in row) for row in (block.head, *block.rows)
            ]
