"""Which entities a request is about: the keys in its path and among its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import unquote

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.keys import CompoundKey, Key, MisfitKey
from linkedin_api.sandbox.protocol.mounts import Mount
from linkedin_api.sandbox.protocol.parameters import bad_type
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Node
from linkedin_api.sandbox.protocol.routing import Place

#: Entries of one batch; chosen: the largest documented limit, that of conversions.
BATCH_LIMIT: Final = 5_000


def read_path_key(
    place: Place, method: str, sent: Mapping[str, Any], *, old: bool
) -> tuple[Key | None, Mapping[str, Any]]:
    """Return the key of the path, or the parts of one that the path of a list may have.

    Raises:
        Refused: 400; it is not a key of that resource.
    """
    segment, kind = place.segment, place.node.resource.key
    if segment is None:
        return None, {}
    if method in ("FINDER", "GET_ALL") and isinstance(kind, CompoundKey):
        return None, kind.partial(segment, old=old)
    if "altkey" in sent:
        return _read_alternative(place.node, segment, sent["altkey"]), {}
    return kind.from_path(segment, old=old), {}


def read_batch_keys(
    node: Node, sent: Mapping[str, Any], mount: Mount, *, old: bool
) -> tuple[Key | MisfitKey, ...]:
    """Return the keys of a batch, each once, in the order of `ids`.

    Raises:
        Refused: 400; `ids` is not a list, or has a key that fails the whole batch.
    """
    ids = sent["ids"]
    if not isinstance(ids, list):
        raise Refused(bad_type("ids", mount))
    check_batch(len(ids))
    keys: dict[str, Key | MisfitKey] = {}
    for each in ids:
        key = _read_batch_key(node, each, sent, old=old)
        keys[key.text] = key
    return tuple(keys.values())


def check_batch(entries: int) -> None:
    """Refuse a batch that is larger than any that LinkedIn documents.

    Raises:
        Refused: 413.
    """
    if entries > BATCH_LIMIT:
        raise Refused(problems.BATCH_TOO_LARGE.fill(entries=entries, limit=BATCH_LIMIT))


def read_body_key(node: Node, text: str, sent: Mapping[str, Any], *, old: bool) -> Key:
    """Return a key of `entities`; with only its text if it is not a valid key."""
    try:
        if "altkey" in sent:
            return _read_alternative(node, text, sent["altkey"])
        return node.resource.key.from_body(text, old=old)
    except (ValueError, Refused):
        return Key(text, text)


def _read_batch_key(
    node: Node, value: Any, sent: Mapping[str, Any], *, old: bool
) -> Key | MisfitKey:
    if "altkey" not in sent:
        try:
            return node.resource.key.from_query(value, old=old)
        except MisfitKey as misfit:
            return misfit
    if str(sent["altkey"]) not in node.resource.alternatives:
        return _read_alternative(node, value, sent["altkey"])
    try:
        return _read_alternative(node, value, sent["altkey"])
    except Refused as refused:
        return MisfitKey(value, refused.problem)


def _read_alternative(node: Node, text: str, altkey: Any) -> Key:
    translate = node.resource.alternatives.get(str(altkey))
    if translate is None:
        raise Refused(problems.BAD_ALTERNATIVE.fill(name=node.resource.name, altkey=altkey))
    asked = unquote(text)
    value = translate(asked)
    if value is None:
        raise Refused(problems.BAD_KEY.fill(value=text))
    return replace(node.resource.key.of(value), asked=asked)
