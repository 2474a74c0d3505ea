"""The admin paths, one row each: how to steer a sandbox over HTTP.

Example:
    >>> [route.path for route in ROUTES if route.verb == "PUT"]
    ['/quotas']
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from linkedin_api.sandbox.admin.bodies import (
    read_fault,
    read_limit,
    read_object,
    write_fault,
    write_record,
    write_usage,
)
from linkedin_api.sandbox.admin.controls import Controls

PREFIX: Final = "/sandbox"
_STEP: Final = ("days", "hours", "minutes", "seconds")
_TOKEN: Final = ("scopes", "member", "expires_in")


class AdminRefused(Exception):
    """Raised for a request that cannot be done; carries status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: its input, and the controls it works on.

    Attributes:
        controls: of the sandbox.
        rest: the path after the route's own part.
        query: decoded parameters.
        body: decoded JSON; `{}` for an empty one.
    """

    controls: Controls
    rest: str
    query: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Route:
    """One admin path.

    Attributes:
        verb: HTTP verb.
        path: below `PREFIX`; `{number}` is the rest.
        run: does it; returns JSON, `None` for an empty object.
        says: what it does.
        example: of a body.
    """

    verb: str
    path: str
    run: Callable[[Ask], Any]
    says: str
    example: str = ""


def _index(_ask: Ask) -> Any:
    return {
        "paths": [
            {"verb": route.verb, "path": PREFIX + route.path, "does": route.says}
            | ({"body": json.loads(route.example)} if route.example else {})
            for route in ROUTES
        ]
    }


def _time(ask: Ask) -> Any:
    clock = ask.controls.clock
    return {"now": clock.now(), "utc": clock.date_time().isoformat(timespec="seconds")}


def _advance(ask: Ask) -> Any:
    ask.controls.clock.advance(**read_object(ask.body, _STEP, "a step of the clock"))
    return _time(ask)


def _faults(ask: Ask) -> Any:
    return {"faults": [write_fault(count) for count in ask.controls.faults.list()]}


def _add_fault(ask: Ask) -> Any:
    ask.controls.faults.put(read_fault(ask.body))
    return write_fault(ask.controls.faults.list()[-1])


def _remove_fault(ask: Ask) -> None:
    if not ask.rest.isdecimal() or not ask.controls.faults.remove(int(ask.rest)):
        raise AdminRefused(404, f"there is no fault number {ask.rest}")


def _requests(ask: Ask) -> Any:
    records = ask.controls.journal.records()
    last = ask.query.get("last", str(len(records)))
    if not last.isdecimal():
        raise ValueError(f"'last' must be a whole number, not '{last}'")
    chosen = records[len(records) - min(int(last), len(records)) :]
    return {"requests": [write_record(record) for record in chosen]}


def _quotas(ask: Ask) -> Any:
    quotas = ask.controls.quotas
    return {
        "limits": [asdict(limit) for limit in quotas.limits],
        "usage": [write_usage(usage) for usage in quotas.list()],
    }


def _set_limits(ask: Ask) -> Any:
    limits = read_object(ask.body, ("limits",), "the body").get("limits")
    if not isinstance(limits, list):
        raise ValueError("the body needs 'limits', a list")  # noqa: TRY004
    ask.controls.quotas.limits = map(read_limit, limits)
    return _quotas(ask)


def _reset_quotas(ask: Ask) -> Any:
    ask.controls.quotas.reset()
    return _quotas(ask)


def _make_token(ask: Ask) -> Any:
    given = read_object(ask.body, _TOKEN, "a token")
    return {"access_token": ask.controls.access_token(**given)}


ROUTES: Final = (
    Route("GET", "/", _index, "lists these paths"),
    Route(
        "POST",
        "/reset",
        lambda ask: ask.controls.reset(),
        "forgets writes, requests, faults and used quotas",
    ),
    Route("GET", "/clock", _time, "returns the sandbox's time"),
    Route("POST", "/clock", _advance, "moves the clock forward", '{"days": 61}'),
    Route("GET", "/faults", _faults, "lists the faults and what they did"),
    Route(
        "POST",
        "/faults",
        _add_fault,
        "adds a fault",
        '{"match": {"resource": "posts", "method": "CREATE"}, "status": 429, "times": 2}',
    ),
    Route("DELETE", "/faults", lambda ask: ask.controls.faults.clear(), "removes all faults"),
    Route("DELETE", "/faults/{number}", _remove_fault, "removes a fault"),
    Route("GET", "/requests", _requests, "lists the last requests, oldest first; ?last=20"),
    Route("DELETE", "/requests", lambda ask: ask.controls.journal.clear(), "forgets the requests"),
    Route("GET", "/quotas", _quotas, "returns limits, what was used and what is left"),
    Route(
        "PUT",
        "/quotas",
        _set_limits,
        "sets the limits",
        '{"limits": [{"calls": 500, "per": "application", "window": "day", "resource": null}]}',
    ),
    Route("DELETE", "/quotas", _reset_quotas, "forgets the usage"),
    Route(
        "POST",
        "/tokens",
        _make_token,
        "makes an access token",
        '{"scopes": "r_ads rw_ads", "expires_in": 3600}',
    ),
)
