"""Mind maps: a plan as a FreeMind map (.mm) and as an outline for outliners (.opml)."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from assistant.exporting.outline import Node, outline
from assistant.planning.plan import Plan

_OPEN_LEVELS = 1  # of a map; the rest opens with a click


def to_mm(plan: Plan) -> bytes:
    """Return the plan as a map that FreeMind, Freeplane and XMind read; sections start folded."""
    root = Element("map", version="1.0.1")
    _add_node(root, outline(plan), 0)
    return _written(root)


def to_opml(plan: Plan) -> bytes:
    """Return the plan as OPML 2.0."""
    tree = outline(plan)
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = tree.text
    _add_outline(SubElement(root, "body"), tree)
    return _written(root)


def _add_node(parent: Element, node: Node, level: int) -> None:
    attributes = {"TEXT": node.text}
    if node.children and level >= _OPEN_LEVELS:
        attributes["FOLDED"] = "true"
    element = SubElement(parent, "node", attributes)
    for child in node.children:
        _add_node(element, child, level + 1)


def _add_outline(parent: Element, node: Node) -> None:
    element = SubElement(parent, "outline", text=node.text)
    for child in node.children:
        _add_outline(element, child)


def _written(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
