"""JSON of bodies: strict, and with a limit of nesting.

Example:
    >>> read_json(b'{"a": [1.5]}')
    {'a': [1.5]}
"""

from __future__ import annotations

import json
import math
from typing import Any

from linkedin_api.restli.nesting import MOST_LEVELS, is_deep


def read_json(body: bytes) -> Any:
    """Return the value of a body.

    Raises:
        ValueError: it is not JSON, has a number that JSON cannot write, or is nested deeper
            than clients read.
    """
    try:
        value = json.loads(body, parse_constant=_refuse, parse_float=_read_float)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if is_deep(body):
        raise ValueError(f"it is nested deeper than {MOST_LEVELS} levels")
    return value


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is not a number")


def _read_float(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text[:20])
