"""JSON of the admin paths: reads faults and limits, writes what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from linkedin_api.sandbox.faults.book import FaultCount
from linkedin_api.sandbox.faults.fault import Fault, Match
from linkedin_api.sandbox.journal import RequestRecord
from linkedin_api.sandbox.quotas import Limit, Usage


def read_object(value: Any, allowed: Iterable[str], what: str) -> dict[str, Any]:
    """Return a JSON object whose entries are all known.

    Args:
        value: JSON value.
        allowed: names.
        what: is named in messages.

    Raises:
        ValueError: the message says what is wrong and what is possible.
    """
    if not isinstance(value, dict):
        raise ValueError(f"{what} must be an object")  # noqa: TRY004  # wrong JSON, not a bug
    for name in value:
        if name not in allowed:
            known = ", ".join(allowed) or "nothing"
            raise ValueError(f"{what} has no '{name}'; it can have: {known}")
    return value


def _read(kind: type[Any], value: Any, what: str) -> dict[str, Any]:
    """Return the arguments of a type, which checks them itself."""
    return read_object(value, [each.name for each in fields(kind)], what)


def read_fault(value: Any) -> Fault:
    """Return the fault that a JSON object describes.

    Raises:
        ValueError: it does not describe one.
    """
    given = {"match": {}, **_read(Fault, value, "a fault")}
    return Fault(**{**given, "match": Match(**_read(Match, given["match"], "'match'"))})


def read_limit(value: Any) -> Limit:
    """Return the limit that a JSON object describes.

    Raises:
        ValueError: it does not describe one.
    """
    given = _read(Limit, value, "a limit")
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
