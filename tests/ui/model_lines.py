"""Chat models as the settings page sees them, with a state that a test names."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.ui.settings.model_control import ModelState, ServiceLine, TrialLine

OFFLINE = ModelState(
    name="",
    origin="",
    is_fixed=False,
    found=(),
    services=(ServiceLine("deepseek", "DeepSeek", "deepseek-chat"),),
)


@dataclass
class FixedModels:
    """Shows this state and remembers what it was told to do."""

    shown: ModelState = OFFLINE
    trial: TrialLine | None = None
    told: list[tuple[str, ...]] = field(default_factory=list)

    def state(self) -> ModelState:
        return self.shown

    def use(self, name: str, address: str, key: str) -> None:
        self.told.append((name, address, key))

    def forget(self) -> None:
        self.told.append(("forget",))

    def try_out(self) -> TrialLine | None:
        return self.trial
