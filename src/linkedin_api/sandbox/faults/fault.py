"""Faults as values: which requests go wrong, how, and how often.

`book` decides whether one strikes, `delivery` applies it on the wire, and the table in `answers`
has the default answers.

Example:
    >>> Fault(Match(resource="posts"), status=429, times=2)
    Fault(match=Match(resource='posts'), status=429, times=2)
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from linkedin_api.sandbox import arguments
from linkedin_api.sandbox.journal import RequestRecord
from linkedin_api.sandbox.protocol.list_changes import CHANGES
from linkedin_api.sandbox.protocol.methods import operation_of

#: What the journal and faults call requests to the authorization server.
OAUTH: Final = "OAUTH"
_header_name = re.compile(r"[!#$%&'*+.^`|~\w-]+", re.ASCII).fullmatch
_header_value = re.compile(r"[\t -~\xa0-\xff]*").fullmatch


class _Terse:
    """Shows only what was given."""

    __slots__ = ()

    def __repr__(self) -> str:
        given = (
            f"{each.name}={value!r}"
            for each in fields(self)  # type: ignore[arg-type]
            if (value := getattr(self, each.name)) != each.default
        )
        return f"{type(self).__name__}({', '.join(given)})"


@dataclass(frozen=True, slots=True, repr=False)
class Match(_Terse):
    """Which requests a fault applies to; `None` matches everything.

    A fault applies to requests to `/oauth` only if `path` or `method` names them.

    Attributes:
        resource: name of the resource, such as `posts`. A request without a valid token or
            version has no resource.
        method: Rest.li method, alone or with the name of the finder or action (`FINDER`,
            `FINDER-author`), in upper or lower case; `OAUTH` for the authorization server.
        path: the start of the raw path.
        verb: HTTP verb; for tunnelled requests, the original one.
    """

    resource: str | None = None
    method: str | None = None
    path: str | None = None
    verb: str | None = None

    def __post_init__(self) -> None:
        for name, example in _EXAMPLES.items():
            if getattr(self, name) is not None:
                arguments.text(name, getattr(self, name), example)

    def __call__(self, request: RequestRecord) -> bool:
        """Whether the request matches."""
        if request.method == OAUTH and self.path is None and self.method is None:
            return False
        operation = operation_of(request.method, request.name).upper()
        return (
            self.resource in (None, request.resource)
            and (self.method is None or self.method.upper() in (request.method, operation))
            and request.path.startswith(self.path or "")
            and (self.verb is None or self.verb.upper() == request.verb)
        )


#: What each attribute of `Match` looks like.
_EXAMPLES: Final = {"resource": "posts", "method": "CREATE", "path": "/rest/posts", "verb": "POST"}
#: What a fault strikes by default.
EVERYTHING: Final = Match()
Matches = Match | Callable[[RequestRecord], bool]


@dataclass(frozen=True, slots=True, repr=False)
class Fault(_Terse):
    """One way for requests to go wrong.

    Attributes:
        match: which requests: a `Match`, or a function that takes a request's record.
        status: status of the answer; without `body` or `html`, the body is LinkedIn's for that
            status. `None` keeps the real answer, unless `body` or `html` replaces it.
        body: JSON value to answer with; a string is sent as is, even if it is not JSON.
        html: HTML page to answer with.
        headers: additional headers.
        times: maximum number of requests it applies to; `None` for no limit.
        skip: number of matching requests to let through first.
        probability: probability that it applies to a matching request.
        delay: seconds of real time before the answer. A client that disconnects meanwhile gets
            no answer.
        truncate_body: sends only this many bytes of the body, with the full Content-Length, and
            closes the connection; at most all but the last byte.
        reset_connection: resets the TCP connection instead of answering.
        when: `before` the request is executed, the default: nothing was written; or
            `after`: the request was executed, and the client does not know.
        change: how the list that is requested changes just before, for good: `insert` (a new
            element comes first), `delete` (the first element leaves the list) or `move` (the
            last one moves to the beginning, as an edited post does); or several, in this order.
            Only the list changes: an element that left it can still be read by its key.
    """

    match: Matches = EVERYTHING
    status: int | None = None
    body: Any = None
    html: str | None = None
    headers: Mapping[str, str] | None = None
    times: int | None = None
    skip: int = 0
    probability: float = 1.0
    delay: float = 0.0
    truncate_body: int | None = None
    reset_connection: bool = False
    when: Literal["before", "after"] = "before"
    change: str | Sequence[str] = ()

    def __post_init__(self) -> None:
        is_one = isinstance(self.change, str) or not isinstance(self.change, Sequence)
        object.__setattr__(self, "change", (self.change,) if is_one else tuple(self.change))
        for name, least, most in _WHOLE_NUMBERS:
            value = getattr(self, name)
            if value is not None or name == "skip":
                arguments.whole_number(name, value, least, most)
        arguments.number("delay", self.delay, 0)
        arguments.number("probability", self.probability, 0, 1)
        arguments.flag("reset_connection", self.reset_connection)
        arguments.choice("when", self.when, ("before", "after"))
        if self.html is not None:
            arguments.text("html", self.html, "<p>Bad gateway</p>")
        for wrong, text in _WRONG:
            if wrong(self):
                raise ValueError(text)
        try:
            json.dumps(self.body)
        except (TypeError, ValueError) as error:
            raise ValueError(f"body must be JSON: {error}") from error

    @property
    def replaces(self) -> bool:
        """Whether it replaces the true answer."""
        return not (self.status is None and self.body is None and self.html is None)

    def __str__(self) -> str:
        """Say in a few words what it does, for the journal."""
        parts = (
            (self.change, f"list changed: {', '.join(self.change)}"),
            (self.delay, f"{self.delay:g} s late"),
            (self.replaces, str(self.status or 200)),
            (self.truncate_body is not None, f"cut at {self.truncate_body} bytes"),
            (self.reset_connection, "connection reset"),
            (self.when == "after", "after it was done"),
        )
        return ", ".join(text for holds, text in parts if holds)


def _are_headers(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(each, str) and fits(each)
        for pair in value.items()
        for each, fits in zip(pair, (_header_name, _header_value), strict=True)
    )


#: Least and most of each.
_WHOLE_NUMBERS: Final = (
    ("status", 200, 599), ("times", 1, None), ("skip", 0, None), ("truncate_body", 0, None),
)  # fmt: skip
_WRONG: Final[tuple[tuple[Callable[[Fault], bool], str], ...]] = (
    (
        lambda fault: not callable(fault.match),
        "match must be a Match, such as Match(resource='me'), or a function of a request",
    ),
    (
        lambda fault: not (
            fault.replaces or fault.delay or fault.headers or fault.reset_connection
            or fault.truncate_body is not None or fault.change
        ),
        "a fault needs a status, body, html, delay, truncate_body, reset_connection or change",
    ),
    (
        lambda fault: fault.reset_connection
        and (fault.replaces or fault.truncate_body is not None),
        "a connection that is reset has no answer: no status, body, html or truncate_body",
    ),
    (lambda fault: fault.body is not None and fault.html is not None, "body or html, not both"),
    (
        lambda fault: fault.headers is not None and not _are_headers(fault.headers),
        "headers must be a mapping of names to texts of one line, in Latin-1",
    ),
    (
        lambda fault: any(name not in tuple(CHANGES) for name in fault.change),
        f"change must be one of {', '.join(map(repr, CHANGES))}, or a list of them",
    ),
)  # fmt: skip
