"""Entities in memory: made from the seed when first looked at, then kept as written."""

from __future__ import annotations

import random
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeVar, cast

from linkedin_api.sandbox.arguments import whole_number
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.figures import Figures
from linkedin_api.sandbox.protocol.keys import Key
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Entity, Seeding
from linkedin_api.sandbox.protocol.routing import Node

#: The key of the one entity of a simple resource.
ONLY = Key("", None)
#: Campaigns below each advertising account, and the most LinkedIn allows there (documented).
CAMPAIGNS: Final = 20
MOST_CAMPAIGNS: Final = 5000

_T = TypeVar("_T")


class Home(Protocol):
    """Where the entities of a call are.

    Attributes:
        entities: by wire text of the key, in order.
        created: how many were created by calls, for the next key.
    """

    created: int

    @property
    def entities(self) -> MutableMapping[str, Entity]:
        """The entities, by wire text of the key, in order."""


@dataclass(slots=True)
class Collection:
    """The entities of one resource below given parents.

    Attributes:
        entities: by wire text of the key, in order of creation.
        created: how many were created by calls, for the next key.
    """

    entities: MutableMapping[str, Entity] = field(default_factory=dict)
    created: int = 0


class Store:
    """All entities of a sandbox.

    Args:
        seed: the same number gives the same entities.
        campaigns: how many each advertising account has at the start.
        figures: what happened to organizations and posts; ten of them if not given.

    Raises:
        ValueError: `campaigns` is not a whole number that an account may have.
    """

    def __init__(
        self, seed: int = 0, *, campaigns: int = CAMPAIGNS, figures: Figures | None = None
    ) -> None:
        whole_number("campaigns", campaigns, 0, MOST_CAMPAIGNS)
        self.seed = seed
        self.campaigns = campaigns
        self.figures = figures or Figures(seed, clock=Clock())
        self._collections: dict[tuple[str, tuple[str, ...]], Collection] = {}
        self._shelves: dict[str, Any] = {}

    def reset(self) -> None:
        """Forget all writes; the next look starts from the seed."""
        self._collections.clear()
        self._shelves.clear()

    def shelf(self, name: str, make: Callable[[Store], _T]) -> _T:
        """Return what several resources share under a name, made when first asked for."""
        if name not in self._shelves:
            self._shelves[name] = make(self)
        return cast("_T", self._shelves[name])

    def collection(self, node: Node, parents: tuple[Key, ...]) -> Collection:
        """Return the entities of a resource below given parents.

        Raises:
            Refused: 404; a parent does not exist.
        """
        place = node.path, tuple(parent.text for parent in parents)
        known = self._collections.get(place)
        if known is not None:
            return known
        self.check_parents(node, parents)
        collection = self._collections[place] = self._plant(node, place, parents)
        return collection

    def _plant(
        self, node: Node, place: tuple[str, tuple[str, ...]], parents: tuple[Key, ...]
    ) -> Collection:
        # Text seeds are hashed by `random` itself, so they are stable between runs.
        own = random.Random(f"{self.seed}{place}")  # noqa: S311  # not for secrets
        resource = node.resource
        seeding = Seeding(own, tuple(parent.value for parent in parents))
        of = resource.key.of if node.keyed else _only_key
        return Collection({of(key).text: entity for key, entity in resource.seed(seeding)})

    def check_parents(self, node: Node, parents: tuple[Key, ...]) -> None:
        """Refuse a path through an entity that does not exist.

        Raises:
            Refused: with the `not_found` of its resource.
        """
        above = node.parent
        if above is None or not parents or not above.keyed:
            return
        if parents[-1].text not in self.collection(above, parents[:-1]).entities:
            raise Refused(above.resource.not_found)


def _only_key(_key: Any) -> Key:
    return ONLY
