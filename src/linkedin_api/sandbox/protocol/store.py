"""Entities in memory: made from the seed when first looked at, then kept as written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self, TypeVar, cast

from linkedin_api.sandbox.protocol.keys import Key

#: The key of the one entity of a simple resource.
ONLY = Key("", None)
Entity = Mapping[str, Any]
#: A resource's path and the keys of the entities above.
Place = tuple[str, tuple[str, ...]]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Collection:
    """Entities that calls are about, such as those of one resource below given parents.

    Attributes:
        entities: by wire text of the key, in order of creation.
        serials: numbers those that calls create.
    """

    entities: MutableMapping[str, Entity] = field(default_factory=dict)
    serials: Iterator[int] = field(default_factory=count)

    def seen_as(self, entities: MutableMapping[str, Entity]) -> Collection:
        """Return the collection as one call sees it: other entities, and the same serials."""
        return Collection(entities, self.serials)


@dataclass(frozen=True, slots=True)
class Seeding:
    """The input of a function that makes the first entities.

    Attributes:
        random: a generator of its own, the same in every run with the same seed.
        parents: typed keys of the entities above.
    """

    random: random.Random
    parents: tuple[Any, ...] = ()


Seeds = Iterable[tuple[Any, Entity]]


class Store:
    """All entities of a sandbox.

    Args:
        seed: the same number gives the same entities.

    Attributes:
        seed: the number.
        collections: those that somebody has looked at.
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.collections: dict[Place, Collection] = {}
        self._shelves: dict[str, Any] = {}

    def reset(self) -> None:
        """Forget all writes; the next look starts from the seed."""
        self.collections.clear()
        self._shelves.clear()

    def shelf(self, name: str, make: Callable[[Self], _T]) -> _T:
        """Return what several resources share under a name, made when first asked for."""
        if name not in self._shelves:
            self._shelves[name] = make(self)
        return cast("_T", self._shelves[name])
