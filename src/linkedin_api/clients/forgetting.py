"""Memories of a client that must not grow without end."""

from __future__ import annotations

from typing import Any


def forget_oldest(seen: dict[Any, Any], most: int) -> None:
    """Leave at most so many entries in a dict, the newest; threads may add more meanwhile.

    Example:
        >>> seen = dict.fromkeys("abc")
        >>> forget_oldest(seen, 2)
        >>> list(seen)
        ['b', 'c']
    """
    if len(seen) > most:
        for key in list(seen)[:-most]:
            seen.pop(key, None)
