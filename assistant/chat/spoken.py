"""Spoken: what a model says, without what it thinks aloud before."""

from __future__ import annotations

import re

# some send only the closing tag
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)|\A(?:(?!<think>).)*?</think>", re.DOTALL)
_HALF_A_TAG = re.compile(r"</?[think]{0,5}\Z")


def spoken(said: str) -> str:
    """Return what a model said without what it thought."""
    return _THINKING.sub("", said) if "think>" in said else said


def spoken_so_far(said: str) -> str:
    """Return what can be shown of a text that still grows: no thought, no half of a tag."""
    if said.rfind("<think>") > said.rfind("</think>"):
        return _HALF_A_TAG.sub("", spoken(said[: said.rfind("<think>")]))
    return _HALF_A_TAG.sub("", spoken(said))
