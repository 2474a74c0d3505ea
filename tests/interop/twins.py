"""The server's four resources as a sandbox declares them, and what these were given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from interop.kinds_of_keys import KINDS, Kind

from linkedin_api.sandbox.protocol.fields import Field, field_type
from linkedin_api.sandbox.protocol.keys import ComplexKey, CompoundKey, Key, SimpleKey
from linkedin_api.sandbox.protocol.paging import read_range
from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.resource import (
    ALL_METHODS,
    NO_VALUE,
    Action,
    BatchFinder,
    Call,
    Finder,
    Paging,
    Param,
    Resource,
)
from linkedin_api.sandbox.protocol.store import Collection

_FIELDS: Final = (
    Field("text"), Field("number", "long"), Field("flag", "boolean"), Field("ratio", "double"),
    Field("texts", "list[string]"), Field("numbers", "list[long]"), Field("map", "map[string]"),
)  # fmt: skip
_INNER: Final = tuple(
    Field(name, kind, fields=_FIELDS)
    for name, kind in (("leaf", "record"), ("leaves", "list[record]"))
)
LEAF: Final = (
    *_FIELDS,
    Field("leaf", "record", fields=(*_FIELDS, *_INNER)),
    Field("leaves", "list[record]", fields=(*_FIELDS, *_INNER)),
)
_TYPES: Final = {field.name: field.type for field in LEAF}
_PARAMS: Final = tuple(
    Param(name, kind)
    for name, kind in (
        ("text", "string"), ("number", "long"), ("flag", "boolean"), ("ratio", "double"),
        ("texts", "list[string]"), ("numbers", "list[long]"), ("like", "record"),
    )
)  # fmt: skip
_KEYS: Final = {
    "numbers": SimpleKey("long"),
    "texts": SimpleKey("string"),
    "pairs": ComplexKey(
        {"major": "string", "minor": "long", "inner": "record"}, {"version": "string"}
    ),
    "grants": CompoundKey({"account": "string", "number": "long"}),
}
_RETURNING: Final = ("CREATE", "BATCH_CREATE", "PARTIAL_UPDATE", "BATCH_PARTIAL_UPDATE")
_MISSING: Final = Problem(404, "Not Found")
_FAILED: Final = Problem(422, "asked to fail")


class Twins:
    """The resources of one sandbox.

    Attributes:
        resources: to declare in it.
        received: the calls that they were given, in the form of the server's own log.
    """

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.resources = tuple(self._declare(kind) for kind in KINDS)
        self._homes: dict[str, Collection] = {}
        self._last: Call | None = None

    def reset(self) -> None:
        """Forget all entities and all calls."""
        self.received.clear()
        self._homes.clear()

    def _declare(self, kind: Kind) -> Resource:
        methods = ALL_METHODS if kind.created else ALL_METHODS - {"CREATE", "BATCH_CREATE"}
        return Resource(
            kind.name,
            kind="collection" if kind.created else "association",
            key=_KEYS[kind.name],
            fields=LEAF,
            methods=methods,
            finders=(Finder("search", _PARAMS, metadata=self._seen),),
            batch_finders=(BatchFinder("searchMany", "criteria", (Param("text"),), _matches),),
            actions=self._actions(kind),
            roots=("/v2",),
            paging=Paging(total=True),
            returns_entity=frozenset(_RETURNING if kind.returns_entity else ()),
            home=self._home,
            mint=lambda serial, entity: (
                kind.created and kind.created(str(entity.get("text", "null")), serial + 1)
            ),
            check=_check,
            upsert=True,
            strict=False,
            not_found=_MISSING,
        )

    def _actions(self, kind: Kind) -> tuple[Action, ...]:
        echo = Action("echo", self._echo, (
            Param("leaf", "record", required=True), Param("text"), Param("texts", "list[string]"),
        ))  # fmt: skip
        nothing = Action("nothing", self._nothing)
        text_of = Action("textOf", self._text_of, on="entity")
        return (echo, nothing, text_of) if kind.returns_entity else (echo, nothing)

    def _home(self, call: Call) -> Collection:
        if call is not self._last:
            self._last = call
            self.received.append(_describe(call))
        return self._homes.setdefault(call.resource.name, Collection())

    def _seen(self, call: Call) -> dict[str, Any]:
        return {"seen": len(self._home(call).entities)}

    def _echo(self, call: Call) -> Any:
        self._home(call)
        return call.body["leaf"]

    def _nothing(self, call: Call) -> Any:
        self._home(call)
        return NO_VALUE

    def _text_of(self, call: Call) -> Any:
        assert call.key
        return str(self._home(call).entities[call.key.text].get("text", "null"))


def _matches(_call: Call, criterion: Mapping[str, Any], _entity: Any) -> bool:
    if criterion.get("text") == "fail":
        raise Refused(_FAILED)
    return True


def _check(_call: Call, entity: Mapping[str, Any], _key: Any) -> None:
    if entity.get("text") == "fail":
        raise Refused(_FAILED)


def _describe(call: Call) -> dict[str, Any]:
    keys = [key.value for key in call.keys if isinstance(key, Key)]
    bodies = _read_bodies(call) if call.keys and call.body else []
    arguments: dict[str, Any] = {
        "GET": lambda: {"key": call.key.value},
        "BATCH_GET": lambda: {"keys": keys},
        "GET_ALL": lambda: _page(call),
        "CREATE": lambda: {"entity": call.body},
        "BATCH_CREATE": lambda: {"entities": call.body["elements"]},
        "UPDATE": lambda: {"key": call.key.value, "entity": call.body},
        "BATCH_UPDATE": lambda: {"entities": bodies},
        "PARTIAL_UPDATE": lambda: {"key": call.key.value, "patch": call.body},
        "BATCH_PARTIAL_UPDATE": lambda: {"patches": bodies},
        "DELETE": lambda: {"key": call.key.value},
        "BATCH_DELETE": lambda: {"keys": keys},
        "FINDER": lambda: {**_page(call), **_typed(call.params)},
        "BATCH_FINDER": lambda: {"criteria": [_typed_leaf(one) for one in call.sent["criteria"]]},
        "ACTION": lambda: dict(call.body) if call.key is None else {"key": call.key.value},
    }[call.method]()
    return {"resource": call.resource.name, "method": call.method, **arguments}


def _read_bodies(call: Call) -> list[list[Any]]:
    kind = call.resource.key
    return [[kind.from_body(text).value, body] for text, body in call.body["entities"].items()]


def _page(call: Call) -> dict[str, int]:
    start, count = read_range(call, call.resource.paging)
    return {"start": start, "count": count}


def _typed(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as the server's schema types them; the sandbox leaves text within records."""
    typed = dict(params)
    return {**typed, "like": _typed_leaf(typed["like"])} if "like" in typed else typed


def _typed_leaf(leaf: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _typed_field(_TYPES.get(name, "any"), value) for name, value in leaf.items()}


def _typed_field(kind: str, value: Any) -> Any:
    try:
        read = field_type(kind).read(value)
    except ValueError:  # nor does the server look into parameters
        return value
    if kind == "record":
        return _typed_leaf(read)
    return [_typed_leaf(each) for each in read] if kind == "list[record]" else read
