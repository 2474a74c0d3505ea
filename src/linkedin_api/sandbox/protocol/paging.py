"""Cuts lists into pages: by start and count with links, or by cursor."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.fields import field_type
from linkedin_api.sandbox.protocol.list_changes import as_changed
from linkedin_api.sandbox.protocol.masks import apply_mask, apply_to_all
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Paging

_digits = re.compile(r"[0-9]{1,9}").fullmatch
_DIGEST_BYTES: Final = 12
_OFFSET_BYTES: Final = 4
#: A token marks the last elements of its page, so that it leads behind them even if the list
#: has changed; the last but one is needed if the last one is gone.
_MARKS: Final = 4
_MARK_BYTES: Final = 4


def cut_page(
    call: Call, entities: Iterable[Entity], paging: Paging, query: str | None = None
) -> dict[str, Any]:
    """Return one page in the form of a collection response, projections applied.

    Args:
        call: its parameters choose the page.
        entities: all of them, in order.
        paging: the kind of pages.
        query: the query in links, if not that of the call.

    Raises:
        Refused: 400; the paging parameters are wrong.
    """
    # Entities that are computed on use stay lazy: only the page's own are computed.
    whole = entities if isinstance(entities, Sequence) else list(entities)
    whole = as_changed(call, whole)
    if paging.kind == "none":
        return _leave_whole(call, whole, paging)
    if paging.kind == "cursor":
        return _cut_by_cursor(call, whole, paging)
    start, count = read_range(call, paging)
    chosen = whole[start : start + count]
    shown = chosen if paging.shows is None else filter(paging.shows, chosen)
    page = {"elements": project_all(call, shown)}
    total = len(whole) if paging.total is True else None
    page["paging"] = _describe(
        call, paging, (start, count, len(chosen), total), call.query if query is None else query
    )
    return page


def _leave_whole(call: Call, whole: Sequence[Entity], paging: Paging) -> dict[str, Any]:
    """Return everything; `paging` only repeats the request's values (observed)."""
    start, count = read_range(call, paging)
    described = {"start": start, "count": count, "links": []}
    return {
        "elements": project_all(call, whole),
        "paging": project(call, described, "pagingFields"),
    }


def project(call: Call, value: Any, parameter: str = "fields") -> Any:
    """Return a part of an answer as the projection in a parameter keeps it."""
    mask = call.masks.get(parameter)
    return value if mask is None else apply_mask(value, mask)


def project_all(call: Call, entities: Iterable[Entity]) -> list[Any]:
    """Return the entities with `fields` applied to each."""
    mask = call.masks.get("fields")
    if mask is None:
        return list(entities)
    return apply_to_all(entities, mask)


def read_range(call: Call, paging: Paging) -> tuple[int, int]:
    """Return `start` and `count` as the call or the kind of pages says.

    Raises:
        Refused: 400; they are not numbers, or are out of bounds.
    """
    start, count = _read_number(call, "start", 0), _read_number(call, "count", paging.default)
    if start < 0 or count < 0:
        raise Refused(problems.NEGATIVE_PAGE)
    if paging.maximum is not None and count > paging.maximum:
        raise Refused(problems.PAGE_TOO_LARGE.fill(maximum=paging.maximum))
    return start, count


def _read_number(call: Call, name: str, default: int) -> int:
    if call.sent.get(name, "") == "":
        return default
    try:
        return int(field_type("int").read(call.sent[name]))
    except ValueError:
        raise Refused(problems.BAD_PAGE_NUMBER) from None


def _describe(
    call: Call, paging: Paging, numbers: tuple[int, int, int, int | None], query: str
) -> Any:
    """Write `paging`. Without a total, a full last page still has a next link (observed)."""
    start, count, returned, total = numbers
    links: list[dict[str, str]] = []
    if count and not paging.links_keep_fields:
        query = _without(query, "fields")
    if paging.links and start > 0 and count > 0:
        links.append(_link("prev", call.path, query, max(0, start - count), count))
    more = total is not None and start + returned < total
    if paging.links and count > 0 and (more or returned == count):
        links.append(_link("next", call.path, query, start + returned, count))
    described: dict[str, Any] = {"start": start, "count": count}
    if count:  # a page of nothing has no links, not even none (observed)
        described["links"] = links
    if paging.total:
        described["total"] = -1 if total is None else total
    return project(call, described, "pagingFields")


def _link(rel: str, path: str, query: str, start: int, count: int) -> dict[str, str]:
    href = f"{path}?{replace_parameters(query, {'start': str(start), 'count': str(count)})}"
    return {"type": "application/json", "rel": rel, "href": href}


def replace_parameters(query: str, changes: Mapping[str, str]) -> str:
    """Return the query with parameters replaced in place, or appended.

    Example:
        >>> replace_parameters("q=x&start=10", {"start": "20", "count": "10"})
        'q=x&start=20&count=10'
    """
    missing = dict(changes)
    pairs = []
    for pair in query.split("&") if query else ():
        name = pair.partition("=")[0]
        value = missing.pop(name, None)
        pairs.append(pair if value is None else f"{name}={value}")
    return "&".join(pairs + [f"{name}={value}" for name, value in missing.items()])


def _without(query: str, *names: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair.partition("=")[0] not in names)


def _cut_by_cursor(call: Call, whole: Sequence[Entity], paging: Paging) -> dict[str, Any]:
    """Cut at an opaque token. It works only with the query it came from (chosen).

    It leads behind the last element of its page, wherever that stands now (chosen).
    """
    size = _read_size(call, paging)
    signature = _without(call.query, "pageToken", "fields")
    token = call.sent.get("pageToken")
    start = 0 if token is None else _read_token(token, signature, whole)
    end = start + size
    metadata = {}
    if end < len(whole):
        marks = b"".join(map(_mark_of, whole[max(0, end - _MARKS) : end]))
        metadata["nextPageToken"] = _write_token(end, signature, marks)
    return {
        "elements": project_all(call, whole[start:end]),
        "metadata": project(call, metadata, "metadataFields"),
    }


def _read_size(call: Call, paging: Paging) -> int:
    sent = call.sent.get("pageSize", str(paging.default))
    size = int(sent) if isinstance(sent, str) and _digits(sent) else 0
    if not 0 < size <= (paging.maximum or size):
        raise Refused(bad_parameter("pageSize"))
    return size


def _mark_of(entity: Entity) -> bytes:
    key = entity.get("id", entity)
    return hashlib.sha256(repr(key).encode()).digest()[:_MARK_BYTES]


def _write_token(offset: int, signature: str, marks: bytes) -> str:
    place = offset.to_bytes(_OFFSET_BYTES, "big") + marks
    raw = _digest(place, signature) + place
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _read_token(token: Any, signature: str, whole: Sequence[Entity]) -> int:
    if not isinstance(token, str):
        raise _token_refusal()
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        raise _token_refusal() from None
    digest, place = raw[:_DIGEST_BYTES], raw[_DIGEST_BYTES:]
    if len(place) < _OFFSET_BYTES or digest != _digest(place, signature):
        raise _token_refusal()
    offset, marks = int.from_bytes(place[:_OFFSET_BYTES], "big"), place[_OFFSET_BYTES:]
    return _find_marks(offset, marks, whole)


def _find_marks(offset: int, marks: bytes, whole: Sequence[Entity]) -> int:
    """Return the place behind the last marked element that is still there."""
    last = marks[-_MARK_BYTES:]
    if offset <= len(whole) and _mark_of(whole[offset - 1]) == last:
        return offset
    places = {_mark_of(entity): place for place, entity in enumerate(whole, 1)}
    for end in range(len(marks), 0, -_MARK_BYTES):
        if (found := places.get(marks[end - _MARK_BYTES : end])) is not None:
            return found
    return offset


def _digest(place: bytes, signature: str) -> bytes:
    return hashlib.sha256(place + signature.encode()).digest()[:_DIGEST_BYTES]


def _token_refusal() -> Refused:
    return Refused(bad_parameter("pageToken"))
