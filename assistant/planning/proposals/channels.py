"""Channels proposed: how a trade is usually promoted."""

from __future__ import annotations

from typing import Any

from assistant.planning.proposals.preset import Preset, Presets


def usual_channels(preset: Preset, presets: Presets, language: str) -> list[dict[str, Any]]:
    """Return the channels of a trade as records of C6; the first is the main attack."""
    return [
        {
            "channel": presets.channels[name].name.text(language),
            "scene": presets.channels[name].scene,
            "role": "support" if i else "main",
        }
        for i, name in enumerate(preset.channels)
    ]
