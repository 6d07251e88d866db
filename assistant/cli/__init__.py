"""Command line: thin commands over the parts that `assistant.app` wires together."""

from assistant.cli.main import main

__all__ = ["main"]
