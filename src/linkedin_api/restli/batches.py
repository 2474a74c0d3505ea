"""Batches of any size: split one call into several and merge their answers.

No id is lost: if a whole part is refused or never answered, each of its ids gets an error, and
the merged answer has the status of the first part that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from linkedin_api.argument_checks import check
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import methods
from linkedin_api.restli.calls import Call
from linkedin_api.restli.keys import KeyIndex, body_key
from linkedin_api.restli.records import ErrorRecord
from linkedin_api.restli.reply import Reply

#: The maps that an answer keeps its results in, by method; the others use `elements`.
_KEYED: Final[Mapping[str, tuple[str, ...]]] = {
    methods.BATCH_GET.name: ("results", "statuses", "errors"),
    methods.BATCH_UPDATE.name: ("results", "errors"),
    methods.BATCH_PARTIAL_UPDATE.name: ("results", "errors"),
    methods.BATCH_DELETE.name: ("results", "errors"),
}


def check_batch_size(size: int | None) -> int | None:
    """Return a valid batch size: a positive number, or `None` for no limit."""
    is_size = isinstance(size, int) and not isinstance(size, bool) and size >= 1
    check(size is None or is_size, "batch_size", "at least 1, or None", size)
    return size


def split(call: Call, size: int | None) -> list[Call]:
    """Split a batch into calls with at most `size` ids, entities or criteria each.

    An id that comes twice is in one of them, as if the batch were a single call.

    Args:
        call: any of the batch methods.
        size: `None` for no limit.

    Example:
        >>> from linkedin_api.restli import calls
        >>> parts = split(calls.batch_get("/posts", [1, 2, 3], None, None), 2)
        >>> [asked_for(part) for part in parts]
        [[1, 2], [3]]
    """
    asked = asked_for(call)
    if size is None or len(asked) <= size:
        return [call]
    body = call.body or {}
    if call.method.name in _KEYED and not body:
        asked = _each_once(asked)
    entities = iter(body.get("entities", {}).items())
    parts = []
    for begin in range(0, len(asked), size):
        some = asked[begin : begin + size]
        part = call
        if call.listed is not None:
            part = part._replace(query_params={**(call.query_params or {}), call.listed: some})
        if "elements" in body:
            part = part._replace(body={**body, "elements": some})
        elif body:
            part = part._replace(body={**body, "entities": dict(islice(entities, size))})
        parts.append(part)
    return parts


def _each_once(ids: Sequence[Any]) -> Sequence[Any]:
    try:
        return list({body_key(key): key for key in ids}.values())
    except InvalidArgumentError:  # refused by its place when the request is built
        return ids


def asked_for(call: Call) -> Sequence[Any]:
    """The ids, criteria or entities of a batch, in order."""
    if call.listed is not None:
        return (call.query_params or {})[call.listed]  # type: ignore[no-any-return]
    return (call.body or {})["elements"]  # type: ignore[no-any-return]


class Part(NamedTuple):
    """One part of a batch and its answer.

    Attributes:
        call: the part.
        reply: the answer; `None` if there is none.
        reason: why there is none.
    """

    call: Call
    reply: Reply | None
    reason: str = ""

    @property
    def problem(self) -> ErrorRecord | None:
        """Why the part failed as a whole; `None` if it did not."""
        reply = self.reply
        if reply is None:
            return ErrorRecord(message=self.reason)
        if reply.error is not None:
            return reply.error
        body = reply.json if isinstance(reply.json, dict) else {}
        if self.call.method.name in _KEYED:
            has_map = any(isinstance(body.get(name), dict) for name in ("results", "errors"))
            fault = None if has_map else "an answer without results"
        else:
            fault = _fault_in_list(body.get("elements"), len(asked_for(self.call)))
        return None if fault is None else ErrorRecord(status=reply.status, message=fault)


def merge(parts: Sequence[Part]) -> Reply:
    """Merge the answers to the parts; at least one part must have an answer.

    The status, the headers and the error are those of the first part that failed.
    """
    answered = [(part.problem, part.reply) for part in parts if part.reply is not None]
    failed = (each for each in answered if each[0] is not None)
    error, deciding = next(failed, answered[0])
    body: dict[str, Any]
    if names := _KEYED.get(parts[0].call.method.name):
        body = _merge_maps(parts, names)
    else:  # in the order of the request
        body = {"elements": [element for part in parts for element in _elements(part)]}
    merged = Reply.of(deciding.status, deciding.headers, body)
    merged.content = b"\n".join(reply.content for _, reply in answered)
    merged.error = error
    merged.is_merged = True
    return merged


def _merge_maps(parts: Sequence[Part], names: tuple[str, ...]) -> dict[str, Any]:
    """Merge answers keyed by id, in the order of the ids."""
    ids = [key for part in parts for key in asked_for(part.call)]
    merged: dict[str, dict[str, Any]] = {name: {} for name in names}
    for part in parts:
        body = _error_maps(part) or (part.reply.json if part.reply is not None else {})
        for name in names:
            found = body.get(name)
            merged[name].update(found if isinstance(found, dict) else {})
    return {name: _in_order(values, ids) for name, values in merged.items()}


def _error_maps(part: Part) -> dict[str, Any] | None:
    problem = part.problem
    if problem is None:
        return None
    keys = [body_key(key) for key in asked_for(part.call)]
    maps: dict[str, Any] = {"errors": {key: dict(problem) for key in keys}}
    if problem.status is not None:
        maps["statuses"] = dict.fromkeys(keys, problem.status)
    return maps


def _in_order(values: dict[str, Any], ids: Sequence[Any]) -> dict[str, Any]:
    index = KeyIndex(values)
    found = (index.find(key) for key in ids)
    return {key: values[key] for key in found if key is not None} | values


def _elements(part: Part) -> Iterator[Any]:
    problem = part.problem
    if problem is None:
        yield from part.reply.json["elements"] if part.reply is not None else ()
        return
    write = _FAILED_ELEMENT[part.call.method.name]
    for _ in asked_for(part.call):
        yield write(problem)


_FAILED_ELEMENT: Final[Mapping[str, Callable[[ErrorRecord], dict[str, Any]]]] = {
    methods.BATCH_CREATE.name: lambda e: {"status": e.status, "error": dict(e)},
    methods.BATCH_FINDER.name: lambda e: {"elements": [], "isError": True, "error": dict(e)},
}


def _fault_in_list(elements: Any, expected: int) -> str | None:
    if not isinstance(elements, list):
        return "an answer without elements"
    if len(elements) != expected:
        return f"an answer with {len(elements)} elements instead of {expected}"
    return None
