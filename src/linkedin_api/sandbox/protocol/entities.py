"""Entities outside memory: computed on use, or a part of others.

`Computed` knows its first entities by arithmetic and keeps only what calls wrote; `Part`
shows the matching ones of another mapping, `Derived` those that follow from their keys.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, MutableMapping
from typing import Final, Protocol

from linkedin_api.sandbox.protocol.store import Entity

#: Searches whose results are kept.
_MOST_SEARCHES: Final = 50


class Origin(Protocol):
    """Where computed entities come from: a numbered row of them."""

    def __len__(self) -> int:
        """Return how many there are."""

    def key(self, place: int) -> str:
        """Return the key of the entity at a place."""

    def place(self, key: str) -> int | None:
        """Return the place of a key; `None` if it is none of these."""

    def make(self, place: int) -> Entity:
        """Return the entity at a place, always the same."""


class Computed(MutableMapping[str, Entity]):
    """Entities made from a row of numbers, and what was written over them."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self._written: dict[str, Entity] = {}
        self._gone: set[str] = set()
        self._found: dict[Hashable, list[str]] = {}

    def __getitem__(self, key: str) -> Entity:
        if key in self._written:
            return self._written[key]
        place = None if key in self._gone else self.origin.place(key)
        if place is None:
            raise KeyError(key)
        return self.origin.make(place)

    def __contains__(self, key: object) -> bool:
        if key in self._written:
            return True
        return isinstance(key, str) and key not in self._gone and self.origin.place(key) is not None

    def __setitem__(self, key: str, entity: Entity) -> None:
        self._written[key] = entity
        self._gone.discard(key)
        self._found.clear()

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._written.pop(key, None)
        self._found.clear()
        if self.origin.place(key) is not None:
            self._gone.add(key)

    def __iter__(self) -> Iterator[str]:
        yield from self.keys_between(0, len(self.origin))
        yield from self.added()

    def __len__(self) -> int:
        return len(self.origin) - len(self._gone) + sum(1 for _ in self.added())

    def keys_between(self, start: int, stop: int) -> Iterator[str]:
        """Return the keys of computed entities at these places, without deleted ones."""
        for place in range(start, stop):
            key = self.origin.key(place)
            if key not in self._gone:
                yield key

    def changes(self) -> Iterator[tuple[str, Entity | None]]:
        """Return what calls wrote, by key, and `None` for each that they deleted."""
        yield from self._written.items()
        yield from ((key, None) for key in self._gone)

    def added(self) -> Iterator[str]:
        """Return the keys of entities that calls created."""
        return (key for key in self._written if self.origin.place(key) is None)

    def searched(self, name: Hashable, find: Callable[[], list[str]]) -> list[str]:
        """Return the keys that a search finds; it is done again only if something was written.

        Every page of a list asks for all its keys: were they searched each time, a list would
        cost the square of its length.
        """
        if name not in self._found:
            if len(self._found) == _MOST_SEARCHES:
                self._found.clear()
            self._found[name] = find()
        return self._found[name]


class Part(MutableMapping[str, Entity]):
    """The matching part of other entities; writes go to the others.

    Args:
        whole: the others.
        admits: whether one matches.
        keys: makes the keys to search, if fewer than all are enough.
        show: makes the form in which one is read, if it is another than the stored one.
    """

    def __init__(
        self,
        whole: MutableMapping[str, Entity],
        admits: Callable[[Entity], bool],
        keys: Callable[[], Iterable[str]] | None = None,
        show: Callable[[Entity], Entity] | None = None,
    ) -> None:
        self._whole = whole
        self._admits = admits
        self._keys = keys
        self._show = show

    def __getitem__(self, key: str) -> Entity:
        entity = self._whole[key]
        if not self._admits(entity):
            raise KeyError(key)
        return entity if self._show is None else self._show(entity)

    def __setitem__(self, key: str, entity: Entity) -> None:
        self._whole[key] = entity

    def __delitem__(self, key: str) -> None:
        self[key]  # only what can be seen can be deleted
        del self._whole[key]

    def __iter__(self) -> Iterator[str]:
        if self._keys is not None:
            return iter(self._keys())
        return (key for key, entity in self._whole.items() if self._admits(entity))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Derived(MutableMapping[str, Entity]):
    """Entities that follow from their keys: no list shows them, and calls only read them.

    Args:
        make: makes the entity of a key, or raises `KeyError`.
    """

    def __init__(self, make: Callable[[str], Entity]) -> None:
        self._make = make

    def __getitem__(self, key: str) -> Entity:
        return self._make(key)

    def __setitem__(self, key: str, entity: Entity) -> None:
        raise TypeError(f"{key} cannot be written")

    def __delitem__(self, key: str) -> None:
        raise TypeError(f"{key} cannot be deleted")

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def every(_entity: Entity) -> bool:
    """Admit all entities."""
    return True
