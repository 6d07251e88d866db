"""Preset file: prompts/presets.yaml to checked presets; a mistake names the file and the key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.calculators.campaign_calendar import Calendar
from assistant.errors import InputError
from assistant.interview.entry import prompt_error, read_entry
from assistant.planning.proposals.preset import Preset, Presets
from assistant.prompts import load_yaml

FILE_NAME = "presets.yaml"


def load_presets(directory: Path, calendar: Calendar) -> Presets:
    """Load `directory`/presets.yaml.

    Args:
        directory: the folder of the prompts.
        calendar: the campaign calendar the battles of the presets stand in.

    Raises:
        PromptError: names the file and the key that is wrong.
    """
    data = load_yaml(directory / FILE_NAME)
    if not isinstance(data, dict):
        raise prompt_error(FILE_NAME, "presets", "needs keys and values")
    presets = read_entry(Presets, data, FILE_NAME, "")
    for preset in presets.presets:
        for key, detail in _mistakes(preset, presets, calendar):
            raise prompt_error(FILE_NAME, f"presets > {preset.key} > {key}", detail)
    return presets


def _mistakes(preset: Preset, presets: Presets, calendar: Calendar) -> Iterator[tuple[str, str]]:
    """Yield (key, what is wrong): unknown names, unknown nodes, more money than there is."""
    known: Mapping[str, Mapping[str, object]] = {
        "channels": presets.channels,
        "kpis": presets.kpis,
        "risks": presets.risks,
        "actions": presets.actions,
    }
    for key, entries in known.items():
        for name in getattr(preset, key):
            if name not in entries:
                yield key, f"{name} is not defined"
                return
    if preset.schedule and preset.schedule not in calendar.schedules:
        yield "schedule", f"{preset.schedule} is not in calendar.yaml"
    for battle in preset.battles:
        yield from _unknown_node(battle.node, calendar)
    if sum(presets.actions[name].share_pct for name in preset.actions) > 100:
        yield "actions", "share_pct adds up to more than 100"


def _unknown_node(node: str, calendar: Calendar) -> Iterator[tuple[str, str]]:
    try:
        calendar.find(node)
    except InputError as error:
        yield "battles", error.en
