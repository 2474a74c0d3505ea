"""Numbers that look random and follow from names alone.

There is no state between two numbers: each is a hash of the seed, of what it belongs to and
of its own number. So each can be made alone, in any order, on any machine.
The hash is SplitMix64's finalizer: two multiplications, cheap enough for a number per day.

Example:
    >>> state = stream(7, "followers", 2414183)
    >>> draw(state, 20454) == draw(stream(7, "followers", 2414183), 20454)
    True
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15


def draw(state: int, number: int) -> int:
    """Return the number with that number in a stream: 64 bits, evenly spread."""
    mixed = (state + number * _GOLDEN) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    return mixed ^ (mixed >> 31)


@lru_cache(maxsize=4096)
def stream(seed: int, *names: str | int) -> int:
    """Return the state of the stream that belongs to these names."""
    state = draw(seed, 1)
    for name in names:
        state = draw(state, _salt(name) if isinstance(name, str) else name)
    return state


@cache
def _salt(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Cut a total into whole parts by weight; the parts sum to it exactly.

    Example:
        >>> split(10, (1, 1, 2))
        [2, 3, 5]
    """
    whole = sum(weights) or 1
    parts, passed, given = [], 0, 0
    for weight in weights:
        passed += weight
        upto = total * passed // whole
        parts.append(upto - given)
        given = upto
    return parts
