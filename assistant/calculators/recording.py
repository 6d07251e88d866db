"""Recording: let a calculator's result show what it was given, without repeating every name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import ParamSpec

from assistant.calculators.result import Result

_Inputs = ParamSpec("_Inputs")


def records_inputs(calculator: Callable[_Inputs, Result]) -> Callable[_Inputs, Result]:
    """Fill `Result.inputs` with the arguments, defaults included.

    What the calculator puts there itself wins: a default that depends on other inputs, or a
    record that has to become plain data.
    """
    signature = inspect.signature(calculator)

    @wraps(calculator)
    def recorded(*args: _Inputs.args, **kwargs: _Inputs.kwargs) -> Result:
        result = calculator(*args, **kwargs)
        given = signature.bind(*args, **kwargs)
        given.apply_defaults()
        plain = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in given.arguments.items()
        }
        return replace(result, inputs={**plain, **result.inputs})

    return recorded
