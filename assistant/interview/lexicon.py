"""Lexicon: the words of prompts/lexicon.yaml that the reader and the detectors recognise."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, model_validator

from assistant.interview.entry import Entry, read_entry
from assistant.interview.occasion import Occasion, word_pattern
from assistant.interview.utterance import Utterance
from assistant.prompts import load_yaml

FILE = "lexicon.yaml"
Scene = Literal["search", "ecommerce", "social", "streaming"]
_SURROUNDING = re.compile(r"[\s,，。.;；、!！?？~～…:：'\"“”‘’()（）吧呢啊呀嘛哦噢嗯了的先我]+")


class Venue(Entry):
    """A platform or a way of promotion, with its other names and the scene it belongs to."""

    name: str
    aliases: tuple[str, ...] = ()
    scene: Scene
    own: bool = False
    offline: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The name as it is parsed, and its aliases."""
        return (Utterance.of(self.name).plain, *self.aliases)


class Lexicon(Entry):
    """All words by what they tell; words are simplified and lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    platforms: tuple[Venue, ...]
    channels: tuple[Venue, ...]
    occasions: tuple[Occasion, ...]
    buzzwords: tuple[str, ...]
    fillers: tuple[str, ...]
    everyone: tuple[str, ...]
    unknown: tuple[str, ...]
    skip: tuple[str, ...]
    agree: tuple[str, ...]
    chatter: tuple[str, ...]
    corrections: tuple[str, ...]
    currencies: dict[str, float]
    surnames: str
    not_names: tuple[str, ...]
    titles: tuple[str, ...]
    roles_of_person: tuple[str, ...]
    regions: tuple[str, ...]
    wholes: tuple[str, ...]
    provinces: tuple[str, ...]
    cities: tuple[str, ...]

    @model_validator(mode="after")
    def _names_are_unique(self) -> Lexicon:
        for venues in (self.platforms, self.channels, self.occasions):
            words = [word for venue in venues for word in set(venue.words)]
            twice = sorted({word for word in words if words.count(word) > 1})
            if twice:
                raise ValueError(f"these words stand for two things: {', '.join(twice)}")
        return self

    def is_skip(self, message: str) -> bool:
        """Tell whether a reply asks to leave the question out ("跳过")."""
        return self._is_only(message, self.skip)

    def is_unknown(self, message: str) -> bool:
        """Tell whether a reply says only that the owner does not know."""
        return self._is_only(message, self.unknown, self.agree)

    def is_agreement(self, message: str) -> bool:
        """Tell whether a reply is only a yes to what was suggested ("不懂，听你的")."""
        return self._is_only(message, self.agree, self.unknown)

    def is_chatter(self, message: str) -> bool:
        """Tell whether a reply is only a greeting or a thank-you."""
        return self._is_only(message, self.chatter)

    def _is_only(self, message: str, words: tuple[str, ...], more: tuple[str, ...] = ()) -> bool:
        """Tell whether a message holds some of `words`, and besides only `more` and empty words."""
        plain = Utterance.of(message).plain.strip()
        if not _any_of(words).search(plain):
            return False
        return not _SURROUNDING.sub("", _any_of((*words, *more)).sub("", plain))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return word_pattern(words)


def load_lexicon(directory: Path) -> Lexicon:
    """Read and check prompts/lexicon.yaml.

    Args:
        directory: the folder that holds the file.

    Raises:
        PromptError: names file and key of the first mistake.
    """
    return read_entry(Lexicon, load_yaml(directory / FILE), FILE, "")
