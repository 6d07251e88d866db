"""The calculate command: the plan's formulas by themselves, with every input named."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.calculators.calculator import Calculator
from assistant.calculators.calendar_file import load_calendar
from assistant.calculators.registry import CALCULATORS, calculate
from assistant.cli.output import Home, Json, load_settings, print_json, print_text
from assistant.errors import InputError
from assistant.prompts import resource_dir


def calculate_one(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name or number, such as funnel or K4.")] = "",
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="An input; repeatable.")
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="Name all with inputs.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Run a calculator, or list them all."""
    language = load_settings(context, home).language
    if list_all or not name:
        _list_calculators(language, as_json)
        return
    result = calculate(name, _given(settings or []), load_calendar(resource_dir("prompts")))
    if as_json:
        print_json(result.to_dict())
        return
    for key, value in result.values.items():
        print_text(f"{key:>24}  {value}")
    print_text(f"\n{result.formula}")
    for note in result.notes:
        print_text(f"- {note[language]}")


def _given(settings: list[str]) -> dict[str, str]:
    """Return the inputs as typed; InputError for one that is not KEY=VALUE."""
    given: dict[str, str] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise InputError(
                f"--set {setting} 要写成 名称=数值。", f"--set {setting} needs KEY=VALUE."
            )
        given[key.strip()] = value.strip()
    return given


def _list_calculators(language: str, as_json: bool) -> None:
    rows = [_describe(calculator) for calculator in CALCULATORS.values()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_text(f"{row['k']:>4} {row['name']}  {row['title'][language]}")
        settings_text = " ".join(f"--set {k}={v}" for k, v in row["example"].items())
        print_text(f"     plan-assistant calculate {row['name']} {settings_text}")


def _describe(calculator: Calculator) -> dict[str, Any]:
    return {
        "name": calculator.name,
        "k": calculator.k,
        "title": dict(calculator.title),
        "inputs": [
            {"name": i.name, "unit": i.unit, "default": i.default, "label": dict(i.label)}
            for i in calculator.inputs
        ],
        "example": dict(calculator.example),
    }
