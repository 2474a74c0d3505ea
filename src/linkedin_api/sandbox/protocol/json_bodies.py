"""JSON of bodies: strict, and with a limit of nesting.

Example:
    >>> read_json(b'{"a": [1.5]}')
    {'a': [1.5]}
"""

from __future__ import annotations

import json
import math
from typing import Any, Final

#: Levels of objects and lists in each other; chosen, and the same that clients read.
DEEPEST: Final = 128


def read_json(body: bytes) -> Any:
    """Return the value of a body.

    Raises:
        ValueError: it is not JSON, has a number that JSON cannot write, or is nested deeper
            than `DEEPEST`.
    """
    try:
        value = json.loads(body, parse_constant=_refuse, parse_float=_read_float)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if body.count(b"{") + body.count(b"[") > DEEPEST and _is_deep(value):
        raise ValueError(f"it is nested deeper than {DEEPEST} levels")
    return value


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _read_float(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text[:20])


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [below for each in level for below in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
