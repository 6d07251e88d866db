"""Assembly: puts a drafter together from the files of prompts and corpus."""

from __future__ import annotations

from pathlib import Path

from assistant.interview.question import QuestionBook
from assistant.planning.drafter import Drafter
from assistant.planning.guidance import load_guidance
from assistant.planning.lint_file import load_lint
from assistant.planning.proposals.proposer import load_proposer
from assistant.planning.wording import load_wording


def build_drafter(prompts: Path, corpus: Path, book: QuestionBook) -> Drafter:
    """Return what turns a profile into a plan; PromptError names file and key of a mistake."""
    return Drafter(
        load_wording(prompts),
        book,
        load_guidance(prompts, corpus),
        load_proposer(prompts),
        load_lint(prompts),
    )
