"""Stored entities read in another form; what is written is stored as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping

from linkedin_api.sandbox.protocol.resource import Entity


class Shown(MutableMapping[str, Entity]):
    """Entities in another form.

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
