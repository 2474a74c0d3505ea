"""Lists: how they are cut into pages, and lists that make only what is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

from linkedin_api.sandbox.protocol.store import Entity

_K = TypeVar("_K")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is cut into pages.

    Attributes:
        kind: `start` for start and count, `cursor` for pageSize and pageToken, `none` for
            lists that always come whole.
        default: elements per page when the request does not say.
        maximum: more is refused; `None` for no limit.
        total: whether pages have `paging.total`; `unknown` gives -1, as some of LinkedIn's do.
        links_keep_fields: whether prev and next links repeat `fields`.
        links: whether there are prev and next links.
        shows: whether a page shows one of its entities; one that it does not show makes the
            page shorter, and still counts. `None` shows all.
    """

    kind: Literal["start", "cursor", "none"] = "start"
    default: int = 10
    maximum: int | None = None
    total: bool | Literal["unknown"] = False
    links_keep_fields: bool = True
    links: bool = True
    shows: Callable[[Entity], bool] | None = None


class Made(Sequence[_T]):
    """A list, such as of entities, each made from something small when it is looked at.

    Args:
        seeds: what they are made from, in order.
        make: makes one.

    Example:
        >>> Made(range(1_000_000), lambda number: {"id": number})[2:4]
        [{'id': 2}, {'id': 3}]
    """

    def __init__(self, seeds: Sequence[_K], make: Callable[[_K], _T]) -> None:
        self._seeds = seeds
        self._make: Callable[[Any], _T] = make

    @overload
    def __getitem__(self, place: int) -> _T: ...

    @overload
    def __getitem__(self, place: slice) -> list[_T]: ...

    def __getitem__(self, place: int | slice) -> _T | list[_T]:
        if isinstance(place, slice):
            return [self._make(seed) for seed in self._seeds[place]]
        return self._make(self._seeds[place])

    def __len__(self) -> int:
        return len(self._seeds)
