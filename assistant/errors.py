"""Errors a person reads: one sentence in Chinese and in English that says what to do next.

AssistantError            anything the user can act on; the command line prints it and exits with 1
├── InputError            a value, file or argument that cannot be used as it is
├── NotFoundError         no such plan, document or calculator (also: not yours)
├── ForbiddenError        what may be seen, and is not this person's to change
├── BusyError             another process or turn holds what is needed
├── PromptError           a file under prompts/ is wrong: names file and key
└── ModelError            the embedding or chat model cannot be reached or loaded
"""

from __future__ import annotations


class AssistantError(Exception):
    """A failure with a plain sentence for the person, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep both wordings; `str()` gives the Chinese one."""
        super().__init__(zh)
        self.zh = zh
        self.en = en

    def text(self, language: str) -> str:
        """Return the sentence in the language asked for ("en", anything else is Chinese)."""
        return self.en if language == "en" else self.zh


class InputError(AssistantError):
    """A value, file or argument that cannot be used as it is."""


class NotFoundError(AssistantError):
    """No such plan, document or calculator, or it belongs to somebody else."""


class ForbiddenError(AssistantError):
    """What may be seen, and is not this person's to change."""


class BusyError(AssistantError):
    """Another process or another turn holds what is needed."""


class PromptError(AssistantError):
    """A file under prompts/ is wrong; the sentence names the file and the key."""


class ModelError(AssistantError):
    """The embedding or chat model cannot be reached or loaded."""
