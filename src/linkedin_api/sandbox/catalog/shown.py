"""Entities that are not stored in the form in which calls read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping

from linkedin_api.sandbox.protocol.resource import Entity


class Shown(MutableMapping[str, Entity]):
    """Stored entities in another form; what is written is stored as it is.

    Args:
        stored: the entities.
        show: makes the other form of one.
    """

    def __init__(
        self, stored: MutableMapping[str, Entity], show: Callable[[Entity], Entity]
    ) -> None:
        self._stored = stored
        self._show = show

    def __getitem__(self, key: str) -> Entity:
        return self._show(self._stored[key])

    def __contains__(self, key: object) -> bool:
        return key in self._stored

    def __setitem__(self, key: str, entity: Entity) -> None:
        self._stored[key] = entity

    def __delitem__(self, key: str) -> None:
        del self._stored[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


class Derived(MutableMapping[str, Entity]):
    """Entities that follow from their keys; calls only read them.

    Args:
        make: makes the entity of a key, or raises `KeyError`.
        keys: makes all keys that a list shows.
    """

    def __init__(
        self, make: Callable[[str], Entity], keys: Callable[[], Iterable[str]] = tuple
    ) -> None:
        self._make = make
        self._keys = keys

    def __getitem__(self, key: str) -> Entity:
        return self._make(key)

    def __setitem__(self, key: str, entity: Entity) -> None:
        raise TypeError(f"{key} cannot be written")

    def __delitem__(self, key: str) -> None:
        raise TypeError(f"{key} cannot be deleted")

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)
