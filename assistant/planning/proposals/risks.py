"""Risks and upkeep proposed: what usually goes wrong in a trade, and the four standing duties."""

from __future__ import annotations

from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.people import person_for
from assistant.planning.proposals.preset import Preset, Presets


def usual_risks(context: DraftContext, preset: Preset, presets: Presets) -> list[dict[str, Any]]:
    """Return the risks of a trade as records of E4; the lead decides where no post fits."""
    language = context.language
    return [
        {
            "event": risk.event.text(language),
            "signal": risk.signal.text(language),
            "response": risk.response.text(language),
            "owner": person_for(context.completed, risk.roles),
        }
        for risk in (presets.risks[name] for name in preset.risks)
    ]


def usual_duties(context: DraftContext, presets: Presets) -> list[dict[str, Any]]:
    """Return the four duties of upkeep (S3-19) as records of E3."""
    language = context.language
    return [
        {
            "duty": duty.duty.text(language),
            "owner": person_for(context.completed, duty.roles),
            "freq": duty.freq.text(language),
            "sla": duty.sla.text(language),
        }
        for duty in presets.upkeep
    ]
