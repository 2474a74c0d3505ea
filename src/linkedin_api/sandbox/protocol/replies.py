"""Turns an answer into bytes."""

from __future__ import annotations

import base64
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from linkedin_api.sandbox.protocol.incoming import Send
from linkedin_api.sandbox.protocol.methods import OLD_PROTOCOL
from linkedin_api.sandbox.protocol.problems import Problem

#: Names of response headers that differ between the protocols.
_OLD_NAMES: Final = {
    "X-RestLi-Error-Response": "X-LinkedIn-Error-Response",
    "X-RestLi-Id": "X-LinkedIn-Id",
}
_JSON: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
#: No header of HTTP may have these, and a raw key in one may be any text.
_has_controls = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]").search
_random = random.Random()  # noqa: S311  # ids of answers, no secrets

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back.

    Attributes:
        status: HTTP status.
        body: JSON value; `None` for an empty body without Content-Type.
        headers: in addition to those of every answer.
        typed: whether a body is sent with its Content-Type.
    """

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    typed: bool = True


class Parcel(NamedTuple):
    """An answer packed for the wire: its `Content-Length` is among the headers."""

    status: int
    headers: Headers
    body: bytes


def say_no(problem: Problem) -> Answer:
    """Return the answer that reports a problem."""
    return Answer(
        problem.status, problem.body(), {"X-RestLi-Error-Response": "true"}, problem.typed
    )


def pack(answer: Answer, protocol: str) -> Parcel:
    """Pack an answer; `protocol` is the request's, which decides how headers are named."""
    body = b"" if answer.body is None else write_json(answer.body)
    headers = name_headers(answer.headers, protocol)
    if body and answer.typed:
        headers.append((b"Content-Type", b"application/json"))
    if answer.status != 204:
        headers.append((b"Content-Length", b"%d" % len(body)))
    return Parcel(answer.status, headers, body)


def pack_bytes(
    status: int, body: bytes, kind: bytes = b"application/json", headers: Headers | None = None
) -> Parcel:
    """Pack a body of a type that is not Rest.li's; a 204 has none."""
    own = headers or []
    if status == 204:
        return Parcel(status, own, b"")
    length = (b"Content-Length", b"%d" % len(body))
    return Parcel(status, [*own, (b"Content-Type", kind), length], body)


async def send_parcel(send: Send, parcel: Parcel) -> None:
    """Send a packed answer."""
    status, headers, body = parcel
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def write_json(value: object) -> bytes:
    """Return JSON without spaces, in UTF-8."""
    try:
        return _JSON(value).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can escape
        return json.dumps(value).encode()


def name_headers(own: Mapping[str, str], protocol: str) -> Headers:
    """Return an answer's own headers, after those that every answer of the API has."""
    unique = _random.randbytes(16)
    headers = [
        (b"X-RestLi-Protocol-Version", protocol.encode("latin-1")),
        (b"x-li-fabric", b"sandbox"),
        (b"x-li-uuid", base64.b64encode(unique)),
        (b"x-li-request-id", unique.hex()[:16].upper().encode()),
    ]
    if own:
        names = _OLD_NAMES if protocol == OLD_PROTOCOL else {}
        headers += [
            (names.get(name, name).encode("latin-1"), _header_bytes(value))
            for name, value in own.items()
            if not _has_controls(value)
        ]
    return headers


def _header_bytes(value: str) -> bytes:
    # Keys are raw in X-RestLi-Id (observed); what Latin-1 lacks goes out as UTF-8.
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()
