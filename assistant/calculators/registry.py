"""Registry: the nineteen calculators by name, and running one from command-line settings."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from assistant.calculators.allocation import ALLOCATION
from assistant.calculators.alternatives import ALTERNATIVES
from assistant.calculators.bounds import shown
from assistant.calculators.budget_size import BUDGET_SIZE
from assistant.calculators.calculator import Calculator
from assistant.calculators.campaign_calendar import Calendar
from assistant.calculators.campaign_schedule import CAMPAIGN_SCHEDULE
from assistant.calculators.cash_valley import CASH_VALLEY
from assistant.calculators.daily_sales_test import DAILY_SALES_TEST
from assistant.calculators.funnel import FUNNEL
from assistant.calculators.goal_gap import GOAL_GAP
from assistant.calculators.live_stream import LIVE_STREAM
from assistant.calculators.minimum_test import MINIMUM_TEST
from assistant.calculators.platform_dependence import PLATFORM_DEPENDENCE
from assistant.calculators.preheat_windows import PREHEAT_WINDOWS
from assistant.calculators.reading import read_setting
from assistant.calculators.reforecast import REFORECAST
from assistant.calculators.reply_workload import REPLY_WORKLOAD
from assistant.calculators.result import Result
from assistant.calculators.return_on_spend import RETURN_ON_SPEND
from assistant.calculators.sensitivity import SENSITIVITY
from assistant.calculators.staffing import STAFFING
from assistant.calculators.stock import STOCK
from assistant.calculators.talent_routes import TALENT_ROUTES
from assistant.calculators.unit_economics import UNIT_ECONOMICS
from assistant.errors import InputError, NotFoundError

CALCULATORS: Mapping[str, Calculator] = MappingProxyType(
    {
        calculator.name: calculator
        for calculator in (
            GOAL_GAP,
            BUDGET_SIZE,
            ALLOCATION,
            FUNNEL,
            UNIT_ECONOMICS,
            RETURN_ON_SPEND,
            LIVE_STREAM,
            CAMPAIGN_SCHEDULE,
            PREHEAT_WINDOWS,
            DAILY_SALES_TEST,
            STOCK,
            ALTERNATIVES,
            STAFFING,
            TALENT_ROUTES,
            REPLY_WORKLOAD,
            SENSITIVITY,
            MINIMUM_TEST,
            CASH_VALLEY,
            REFORECAST,
            PLATFORM_DEPENDENCE,
        )
    }
)


def find_calculator(name: str) -> Calculator:
    """Return a calculator by its name ("goal_gap") or number ("K1").

    Raises:
        NotFoundError: there is none; the sentence names the nearest.
    """
    wanted = name.strip().lower().replace("-", "_")
    numbered = (each for each in CALCULATORS.values() if each.k.lower() == wanted)
    found = CALCULATORS.get(wanted) or next(numbered, None)
    if found is not None:
        return found
    nearest = get_close_matches(wanted, CALCULATORS, n=1, cutoff=0)[0]
    raise NotFoundError(
        f"没有叫 {shown(name)!r} 的计算器，最接近的是 {nearest}。",
        f"There is no calculator {shown(name)!r}; the nearest is {nearest}.",
    )


def calculate(name: str, settings: Mapping[str, str], calendar: Calendar | None = None) -> Result:
    """Run a calculator from settings as typed: {"current": "2,400,000", "ramp": "20,35,45"}.

    `calendar` (`load_calendar`) is what campaign_schedule reads; the others do without.

    Raises:
        NotFoundError: no such calculator.
        InputError: a setting is unknown, missing or cannot be read, or the calendar is missing.
    """
    calculator = find_calculator(name)
    inputs = _read(calculator, settings)
    if not calculator.needs_calendar:
        return calculator.function(**inputs)
    if calendar is None:
        raise InputError(
            f"{calculator.name} 需要活动日历，请先载入 calendar.yaml。",
            f"{calculator.name} needs the campaign calendar; load calendar.yaml first.",
        )
    return calculator.function(**inputs, calendar=calendar)


def _read(calculator: Calculator, settings: Mapping[str, str]) -> dict[str, Any]:
    inputs = {asked.name: asked for asked in calculator.inputs}
    unknown = [key for key in settings if key not in inputs]
    if unknown:
        listed = ", ".join(inputs)
        raise InputError(
            f"{calculator.name} 不认识 {shown(unknown[0])!r}。可以填：{listed}。",
            f"{calculator.name} has no input {shown(unknown[0])!r}. It takes: {listed}.",
        )
    missing = [
        asked.name for asked in calculator.inputs if asked.required and asked.name not in settings
    ]
    if missing:
        listed = ", ".join(missing)
        raise InputError(
            f"{calculator.name} 还缺 {listed}。请补上。",
            f"{calculator.name} still needs {listed}. Please add them.",
        )
    return {key: read_setting(inputs[key], text) for key, text in settings.items()}
