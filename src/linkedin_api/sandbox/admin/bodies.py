"""JSON of the admin paths: reads faults and limits strictly, writes what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from types import NoneType
from typing import Any, Final

from linkedin_api.sandbox.faults.book import FaultCount
from linkedin_api.sandbox.faults.fault import Fault, Match
from linkedin_api.sandbox.journal import RequestRecord
from linkedin_api.sandbox.quotas import Limit, Usage

Types = tuple[type, ...]
_NUMBER: Final[Types] = (int, float)
_MATCH: Final[Mapping[str, Types]] = dict.fromkeys(
    ("resource", "method", "path", "verb"), (str, NoneType)
)
#: What a fault may have, and its JSON types; no types means any.
_FAULT: Final[Mapping[str, Types]] = {
    "match": (dict,),
    "status": (int,),
    "body": (),
    "html": (str,),
    "headers": (dict,),
    "times": (int, NoneType),
    "skip": (int,),
    "probability": _NUMBER,
    "delay": _NUMBER,
    "truncate_body": (int,),
    "reset_connection": (bool,),
    "when": (str,),
    "change": (str, list),
}
_LIMIT: Final[Mapping[str, Types]] = {
    "calls": (int,),
    "per": (str,),
    "window": (str,),
    "resource": (str, NoneType),
    "older": (bool,),
}
_JSON_NAMES: Final = {
    dict: "an object", list: "a list", str: "a string", int: "a whole number", float: "a number",
    bool: "true or false", NoneType: "null",
}  # fmt: skip


def read_object(value: Any, allowed: Mapping[str, Types], what: str) -> dict[str, Any]:
    """Return a JSON object whose entries are all known and of the right types.

    Args:
        value: JSON value.
        allowed: names to types; no types means any.
        what: is named in messages.

    Raises:
        ValueError: the message says what is wrong and what is possible.
    """
    if not isinstance(value, dict):
        raise ValueError(f"{what} must be an object")  # noqa: TRY004  # wrong JSON, not a bug
    for name, item in value.items():
        if name not in allowed:
            known = ", ".join(allowed) or "nothing"
            raise ValueError(f"{what} has no '{name}'; it can have: {known}")
        types = allowed[name]
        if types and not _is(item, types):
            raise ValueError(f"'{name}' of {what} must be {_say(types)}")
    return value


def _say(types: Types) -> str:
    named = types if float not in types else (float,)
    return " or ".join(_JSON_NAMES[kind] for kind in named)


def _is(item: Any, types: Types) -> bool:
    if isinstance(item, bool):
        return bool in types
    return isinstance(item, types)


def read_fault(value: Any) -> Fault:
    """Return the fault that a JSON object describes.

    Raises:
        ValueError: it does not describe one.
    """
    given = dict(read_object(value, _FAULT, "a fault"))
    return Fault(Match(**read_object(given.pop("match", {}), _MATCH, "'match'")), **given)


def read_limit(value: Any) -> Limit:
    """Return the limit that a JSON object describes.

    Raises:
        ValueError: it does not describe one.
    """
    given = read_object(value, _LIMIT, "a limit")
    if "calls" not in given:
        raise ValueError("a limit needs 'calls'")
    return Limit(**given)


def write_fault(count: FaultCount) -> dict[str, Any]:
    """Return a fault with its counts, as JSON."""
    fault = count.fault
    given = {
        each.name: getattr(fault, each.name)
        for each in fields(fault)
        if each.name != "match" and getattr(fault, each.name) != each.default
    }
    match: Any = "a function"
    if isinstance(fault.match, Match):
        match = {name: text for name, text in asdict(fault.match).items() if text is not None}
    return {
        "number": count.number,
        "fault": {"match": match, **given},
        "matched": count.matched,
        "struck": count.struck,
        "left": count.left,
    }


def write_usage(usage: Usage) -> dict[str, Any]:
    """Return what was used of a resource, as JSON."""
    return {**asdict(usage), "left": usage.left}


def write_record(record: RequestRecord) -> dict[str, Any]:
    """Return a request that was answered, as JSON."""
    return {each.name: getattr(record, each.name) for each in fields(record)}
