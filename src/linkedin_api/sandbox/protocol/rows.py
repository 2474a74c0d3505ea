"""Lists that make only the elements somebody looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from linkedin_api.sandbox.protocol.store import Entity

_K = TypeVar("_K")


class Made(Sequence[Entity], Generic[_K]):
    """Entities in order, each made from something small when it is looked at.

    Args:
        seeds: what they are made from, in order.
        make: makes one.

    Example:
        >>> Made(range(1_000_000), lambda number: {"id": number})[2:4]
        [{'id': 2}, {'id': 3}]
    """

    def __init__(self, seeds: Sequence[_K], make: Callable[[_K], Entity]) -> None:
        self._seeds = seeds
        self._make = make

    @overload
    def __getitem__(self, place: int) -> Entity: ...

    @overload
    def __getitem__(self, place: slice) -> list[Entity]: ...

    def __getitem__(self, place: int | slice) -> Entity | list[Entity]:
        if isinstance(place, slice):
            return [self._make(seed) for seed in self._seeds[place]]
        return self._make(self._seeds[place])

    def __len__(self) -> int:
        return len(self._seeds)
