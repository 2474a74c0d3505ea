"""Entities in memory: made from the seed when first looked at, then kept as written."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from linkedin_api.sandbox.keys import Key
from linkedin_api.sandbox.problems import Refused
from linkedin_api.sandbox.resource import Entity, Seeding
from linkedin_api.sandbox.routing import Node

#: The key of the one entity of a simple resource.
ONLY = Key("", None)


@dataclass(slots=True)
class Collection:
    """The entities of one resource below given parents.

    Attributes:
        entities: by wire text of the key, in order of creation.
        created: how many were created by calls, for the next key.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    created: int = 0


class Store:
    """All entities of a sandbox.

    Args:
        seed: the same number gives the same entities.
    """

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._collections: dict[tuple[str, tuple[str, ...]], Collection] = {}

    def reset(self) -> None:
        """Forget all writes; the next look starts from the seed."""
        self._collections.clear()

    def collection(self, node: Node, parents: tuple[Key, ...]) -> Collection:
        """Return the entities of a resource below given parents.

        Raises:
            Refused: 404; a parent does not exist.
        """
        place = node.path, tuple(parent.text for parent in parents)
        known = self._collections.get(place)
        if known is not None:
            return known
        self._check_parents(node, parents)
        collection = self._collections[place] = self._plant(node, place, parents)
        return collection

    def _plant(
        self, node: Node, place: tuple[str, tuple[str, ...]], parents: tuple[Key, ...]
    ) -> Collection:
        # Text seeds are hashed by `random` itself, so they are stable between runs.
        own = random.Random(f"{self._seed}{place}")  # noqa: S311  # not for secrets
        resource = node.resource
        seeding = Seeding(own, tuple(parent.value for parent in parents))
        of = resource.key.of if node.keyed else _only_key
        return Collection({of(key).text: entity for key, entity in resource.seed(seeding)})

    def _check_parents(self, node: Node, parents: tuple[Key, ...]) -> None:
        above = node.parent
        if above is None or not parents or not above.keyed:
            return
        if parents[-1].text not in self.collection(above, parents[:-1]).entities:
            raise Refused(above.resource.not_found)


def _only_key(_key: Any) -> Key:
    return ONLY
