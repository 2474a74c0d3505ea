"""What is done with each hard value: every method of the client, and what has to come of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from interop.hard_values import NUMBERS, RATIOS
from interop.kinds_of_keys import UNADDRESSABLE, Entity, Kind, as_text, changed, leaf

from linkedin_api.restli import diff

#: A parameter that no resource knows, and which makes a query too long for a URL.
PADDING: Final = {"padding": "x" * 4_001}
FAILING: Final = {"text": "fail"}
#: Leads from any number to one that is no key of an entity.
_FAR: Final = 0x1234567890AB


class Step(NamedTuple):
    """One call of a client.

    Attributes:
        method: of the client.
        arguments: its arguments, by name.
        received: what the resource must be given, by argument.
        answered: what is looked at of the client's response.
        expected: what that must be.
    """

    method: str
    arguments: Mapping[str, Any]
    received: Mapping[str, Any]
    answered: Callable[[Any], Any]
    expected: Any

    def long(self) -> Step:
        """The same call with a query so long that the client tunnels it."""
        query = {**self.arguments.get("query_params", {}), **PADDING}
        return self._replace(arguments={**self.arguments, "query_params": query})


def steps(kind: Kind, text: str, place: int, created: int) -> Iterator[Step]:
    """Every method with one text, in an order in which each finds what it needs.

    Args:
        kind: the resource.
        text: stands in keys, entities, patches and parameters.
        place: which numbers stand beside it.
        created: how many entities were created before.
    """
    number = NUMBERS[place % len(NUMBERS)]
    key, other = kind.key(text, number), kind.key(f"{text}~2", ~number)
    absent = kind.key(f"{text}~3", number ^ _FAR)
    single = kind.key(f"{text}~1", number) if key in UNADDRESSABLE else key
    if kind.created:
        yield from _create(kind, text, place, created)
    yield from _write_one(kind, single, leaf(text, place), text)
    yield from _write_several(kind, (key, other, absent), leaf(text, place), text)
    yield from _search(kind, text, place)
    yield from _act(kind, text, place)
    yield from _delete(kind, single, other, absent)


def _path(kind: Kind) -> str:
    return f"/{kind.name}"


def _of(kind: Kind, key: Any, **arguments: Any) -> dict[str, Any]:
    return {"resource_path": f"/{kind.name}/{{key}}", "path_keys": {"key": key}, **arguments}


def _create(kind: Kind, text: str, place: int, created: int) -> Iterator[Step]:
    assert kind.created
    entity = leaf(text, place)
    returned = entity if kind.returns_entity else None
    first, second = (as_text(kind.created(text, created + n)) for n in (1, 2))
    yield Step(
        "create", {"resource_path": _path(kind), "entity": entity}, {"entity": entity},
        lambda response: (response.status_code, response.decoded_entity_id, response.entity),
        (201, first, returned),
    )  # fmt: skip
    yield Step(
        "batch_create", {"resource_path": _path(kind), "entities": [entity, FAILING]},
        {"entities": [entity, FAILING]},
        lambda response: [(one.status, one.decoded_id, one.entity) for one in response.elements],
        [(201, second, returned), (422, None, None)],
    )  # fmt: skip


def _write_one(kind: Kind, key: Any, entity: Entity, text: str) -> Iterator[Step]:
    patch = diff(entity, changed(entity, text))
    after = changed(entity, text) if kind.returns_entity else None
    yield Step(
        "update", _of(kind, key, entity=entity), {"key": key, "entity": entity},
        lambda response: response.status_code in (201, 204), True,
    )  # fmt: skip
    yield Step("get", _of(kind, key), {"key": key}, lambda response: response.entity, entity)
    yield Step(
        "partial_update", _of(kind, key, patch=patch), {"key": key, "patch": {"patch": patch}},
        lambda response: (response.status_code, response.entity),
        (200 if kind.returns_entity else 204, after),
    )  # fmt: skip


def _write_several(
    kind: Kind, keys: tuple[Any, Any, Any], entity: Entity, text: str
) -> Iterator[Step]:
    key, other, absent = keys
    after = changed(entity, text)
    patch = diff(entity, after)
    path = {"resource_path": _path(kind)}
    yield Step(
        "batch_update", {**path, "ids": [key, other, absent], "entities": [after, entity, FAILING]},
        {"entities": [[key, after], [other, entity], [absent, FAILING]]},
        lambda response: (
            response.result_for(key).status in (201, 204),
            response.result_for(other).status in (201, 204),
            response.result_for(absent), response.error_for(absent).status,
        ),
        (True, True, None, 422),
    )  # fmt: skip
    yield Step(
        "batch_partial_update", {**path, "ids": [other, absent], "patches": [patch, patch]},
        {"patches": [[other, {"patch": patch}], [absent, {"patch": patch}]]},
        lambda response: (
            response.result_for(other).status, response.result_for(other).entity,
            response.error_for(absent).status,
        ),
        (200, after, 404) if kind.returns_entity else (204, None, 404),
    )  # fmt: skip
    yield Step(
        "batch_get", {**path, "ids": [other, key, absent]}, {"keys": [other, key, absent]},
        lambda response: (
            response.result_for(other), response.result_for(key),
            response.status_for(key), response.status_for(absent),
            response.error_for(absent).status,
        ),
        (after, after, 200, 404, 404),
    )  # fmt: skip


def search(kind: Kind, query: Mapping[str, Any]) -> Step:
    """Find by any parameters."""
    page = query.get("start", 0), query.get("count", 10)
    return Step(
        "finder",
        {"resource_path": _path(kind), "finder_name": "search", "query_params": query},
        {**query, "start": page[0], "count": page[1]},
        lambda response: (response.paging.start, response.paging.count), page,
    )  # fmt: skip


def write_several(kind: Kind, keys: Sequence[Any], entity: Entity) -> Iterator[Step]:
    """Write an entity to several keys, read it and delete it."""
    path = {"resource_path": _path(kind)}
    each = [entity] * len(keys)
    yield Step(
        "batch_update", {**path, "ids": keys, "entities": each},
        {"entities": [[key, entity] for key in keys]},
        lambda response: [response.result_for(key).status for key in keys], [201] * len(keys),
    )  # fmt: skip
    yield Step(
        "batch_get", {**path, "ids": keys}, {"keys": keys},
        lambda response: [response.result_for(key) for key in keys], each,
    )  # fmt: skip
    yield Step(
        "batch_delete", {**path, "ids": keys}, {"keys": keys},
        lambda response: [response.result_for(key).status for key in keys], [204] * len(keys),
    )  # fmt: skip


def _search(kind: Kind, text: str, place: int) -> Iterator[Step]:
    like = leaf(text, place)
    params = {
        "text": text,
        "number": NUMBERS[place % len(NUMBERS)],
        "flag": place % 2 == 0,
        "ratio": RATIOS[place % len(RATIOS)],
        "texts": [text, "", text],
        "numbers": [NUMBERS[place % len(NUMBERS)], 1],
        "like": like,
    }
    page = {"start": place % 3, "count": place % 4 + 1}
    path = {"resource_path": _path(kind)}
    yield search(kind, {**params, **page})
    # Links repeat a criterion, and the server spells doubles in its own way there.
    without_ratio = {name: value for name, value in like.items() if name != "ratio"}
    criteria = [without_ratio, FAILING, {"text": text}, {}]
    yield Step(
        "batch_finder",
        {**path, "finder_name": "searchMany", "finder_criteria": ("criteria", criteria)},
        {"criteria": criteria},
        lambda response: [one.error.status if one.isError else 0 for one in response.results],
        [0, 422, 0, 0],
    )  # fmt: skip
    yield Step(
        "get_all", {**path, "query_params": {**page, "unknown": text}}, page,
        lambda response: (response.paging.start, response.paging.count), tuple(page.values()),
    )  # fmt: skip


def _act(kind: Kind, text: str, place: int) -> Iterator[Step]:
    params = {"leaf": leaf(text, place), "text": text, "texts": [text, ""]}
    yield Step(
        "action",
        {"resource_path": _path(kind), "action_name": "echo", "action_params": params},
        params, lambda response: response.value, params["leaf"],
    )  # fmt: skip
    yield Step(
        "action", {"resource_path": _path(kind), "action_name": "nothing"}, {},
        lambda response: (response.status_code, response.value), (200, None),
    )  # fmt: skip


def _delete(kind: Kind, key: Any, other: Any, absent: Any) -> Iterator[Step]:
    yield Step(
        "batch_delete", {"resource_path": _path(kind), "ids": [other, absent]},
        {"keys": [other, absent]},
        lambda response: [response.result_for(each).status for each in (other, absent)],
        [204, 404],
    )  # fmt: skip
    yield Step(
        "delete", _of(kind, key), {"key": key}, lambda response: response.status_code, 204
    )  # fmt: skip


#: Arguments whose order says nothing, since the server keeps them in hash maps.
_UNORDERED: Final = ("keys", "entities", "patches")


def comparable(call: Mapping[str, Any]) -> dict[str, Any]:
    """What a resource was given, in a form in which equal things are equal."""
    unordered = () if call["method"] == "BATCH_CREATE" else _UNORDERED
    return {
        name: sorted(value, key=_in_order) if name in unordered else value
        for name, value in call.items()
    }


def _in_order(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
