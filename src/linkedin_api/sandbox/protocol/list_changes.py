"""Lists that change between two pages, because a fault says so.

Only the list changes: an element that left it can still be read by its key. A new element is
stored, if the resource lets programs create any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.protocol.store import Store

#: Query parameters that choose a page of a list, or a part of its elements.
_OF_A_PAGE: Final = frozenset({"start", "count", "pageSize", "pageToken", "fields"})
#: Fields that identify an element, the first that it has.
_KEYS: Final = ("id", "urn", "roleAssignee", "user")
_TIMES: Final = ("createdAt", "publishedAt", "lastModifiedAt")
#: What new elements are numbered from; no element of a sandbox has such a number.
_NEW: Final = 9_900_000_000_000_000_000
_number_at_end = re.compile(r"[0-9]+$")


@dataclass(slots=True)
class _Change:
    """A change of a list, made once and seen by every later request.

    Attributes:
        name: of `CHANGES`.
        serial: number among the changes of the list.
        moment: when it was made, in milliseconds.
        new: the element that came in, once it is made.
    """

    name: str
    serial: int
    moment: int
    new: Entity | None = None


def _insert(entities: list[Entity], change: _Change, call: Call) -> list[Entity]:
    if change.new is None:
        pattern = next((entity for entity in entities if entity), {})
        change.new = _renewed(pattern, _NEW + change.serial, change.moment)
        _keep(call, change.new)
    name = _key_of(change.new)
    return [
        change.new,
        *(each for each in entities if name is None or each.get(name) != change.new[name]),
    ]


def _move(entities: list[Entity], change: _Change, _call: Call) -> list[Entity]:
    if not entities:
        return []
    last = dict(entities[-1])
    if "lastModifiedAt" in last:
        last["lastModifiedAt"] = change.moment
    return [last, *entities[:-1]]


#: The changes by name: the first element leaves the list, a new one comes first, the last one
#: moves to the beginning, as an edited post does.
CHANGES: Final[Mapping[str, Callable[[list[Entity], _Change, Call], list[Entity]]]] = {
    "delete": lambda entities, _change, _call: entities[1:],
    "insert": _insert,
    "move": _move,
}


def change_list(call: Call, names: Sequence[str]) -> None:
    """Change the list that a call requests, for all later requests until a reset.

    Args:
        call: requests the list; with other filters, it is another list.
        names: the changes, in this order.
    """
    changes = _changed_lists(call.store).setdefault(list_of(call.path, call.query), [])
    moment = call.clock.milliseconds()
    for name in names:
        changes.append(_Change(name, len(changes), moment))


def as_changed(call: Call, entities: Sequence[Entity]) -> Sequence[Entity]:
    """Return the entities of the requested list with its changes."""
    lists = _changed_lists(call.store)
    if not lists:
        return entities
    for change in lists.get(list_of(call.path, call.query), ()):
        entities = CHANGES[change.name](list(entities), change, call)
    return entities


def _changed_lists(store: Store) -> dict[tuple[str, str], list[_Change]]:
    return store.shelf("changed lists", lambda _store: {})


def list_of(path: str, query: str) -> tuple[str, str]:
    """Return what the requests of all pages of a list have in common."""
    kept = sorted(pair for pair in query.split("&") if pair.partition("=")[0] not in _OF_A_PAGE)
    return path, "&".join(kept)


def _key_of(entity: Entity) -> str | None:
    return next((name for name in _KEYS if name in entity), None)


def _renewed(entity: Entity, number: int, moment: int) -> dict[str, Any]:
    """Return a copy with a key of its own that was created just now."""
    times = {name: moment for name in _TIMES if name in entity}
    name = _key_of(entity)
    if name is None:
        return {**entity, **times}
    old = entity[name]
    new = number if isinstance(old, int) else f"{_number_at_end.sub('', str(old))}{number}"
    return {**entity, **times, name: new}


def _keep(call: Call, entity: Entity) -> None:
    """Store a new element, if the resource stores any, so that other resources know it."""
    name = _key_of(entity)
    if name is not None and "CREATE" in call.resource.methods:
        call.collection.entities[call.resource.key.of(entity[name]).text] = entity
