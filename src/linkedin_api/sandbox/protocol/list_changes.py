"""Lists that change between two pages, because a fault says so.

Only the list changes: an element that left it can still be read by its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from linkedin_api.sandbox.protocol.resource import Entity
from linkedin_api.sandbox.protocol.store import Store

#: Query parameters that choose a page of a list, or a part of its elements.
_OF_A_PAGE: Final = frozenset({"start", "count", "pageSize", "pageToken", "fields"})
#: Fields that identify an element, the first that it has.
_KEYS: Final = ("id", "urn", "roleAssignee", "user")
#: What new elements are numbered from; no element of a sandbox has such a number.
_NEW: Final = 9_900_000_000_000_000_000
_number_at_end = re.compile(r"[0-9]+$")


class _Change(NamedTuple):
    """A change of a list, made once and seen by every later request."""

    make: Callable[[list[Entity], int, int], list[Entity]]
    serial: int
    moment: int


def _delete(entities: list[Entity], _serial: int, _moment: int) -> list[Entity]:
    return entities[1:]


def _insert(entities: list[Entity], serial: int, _moment: int) -> list[Entity]:
    pattern = next((entity for entity in entities if entity), {})
    return [_renamed(pattern, _NEW + serial), *entities]


def _move(entities: list[Entity], _serial: int, moment: int) -> list[Entity]:
    if not entities:
        return []
    last = dict(entities[-1])
    if "lastModifiedAt" in last:
        last["lastModifiedAt"] = moment
    return [last, *entities[:-1]]


#: The changes by name: the first element leaves the list, a new one comes first, the last one
#: moves to the beginning, as an edited post does.
CHANGES: Final[Mapping[str, Callable[[list[Entity], int, int], list[Entity]]]] = MappingProxyType(
    {"delete": _delete, "insert": _insert, "move": _move}
)


def change_list(store: Store, path: str, query: str, names: Sequence[str], moment: int) -> None:
    """Change a list for all later requests.

    Args:
        store: of the sandbox; a reset forgets the changes.
        path: of the list.
        query: of a request for it; other filters make other lists.
        names: the changes, in this order.
        moment: now, in milliseconds.
    """
    lists = _changed_lists(store)
    changes = lists.setdefault(_list_of(path, query), [])
    changes += [_Change(CHANGES[name], len(changes) + i, moment) for i, name in enumerate(names)]


def as_changed(store: Store, path: str, query: str, entities: Sequence[Entity]) -> Sequence[Entity]:
    """Return the entities of a list with its changes."""
    lists = _changed_lists(store)
    if not lists:
        return entities
    for change in lists.get(_list_of(path, query), ()):
        entities = change.make(list(entities), change.serial, change.moment)
    return entities


def _changed_lists(store: Store) -> dict[tuple[str, str], list[_Change]]:
    return store.shelf("changed lists", _none)


def _none(_store: Store) -> dict[tuple[str, str], list[_Change]]:
    return {}


def _list_of(path: str, query: str) -> tuple[str, str]:
    kept = sorted(pair for pair in query.split("&") if pair.partition("=")[0] not in _OF_A_PAGE)
    return path, "&".join(kept)


def _renamed(entity: Entity, number: int) -> dict[str, Any]:
    """Return a copy with a key of its own."""
    name = next((name for name in _KEYS if name in entity), None)
    if name is None:
        return dict(entity)
    old = entity[name]
    new = number if isinstance(old, int) else f"{_number_at_end.sub('', str(old))}{number}"
    return {**entity, name: new}
