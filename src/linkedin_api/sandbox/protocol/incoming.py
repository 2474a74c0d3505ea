"""A request from the wire: ASGI events to one value, within LinkedIn's size limits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.tunnelling import Wire, unpack

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

#: Bytes; documented. Beyond each of them the answer is 414.
URL_LIMIT: Final = 8 * 1024
QUERY_LIMIT: Final = 4 * 1024
SEGMENT_LIMIT: Final = 4 * 1024
HEADERS_LIMIT: Final = 28 * 1024
#: Bytes; chosen.
BODY_LIMIT: Final = 16 * 1024 * 1024
#: Of a query in a tunnel, and of a form: bytes; chosen.
FORM_LIMIT: Final = 1024 * 1024
#: Values of a body, counted by their separators; chosen. Reading more would make
#: all other programs wait.
VALUES_LIMIT: Final = 100_000

#: Parameter in which LinkedIn's older API took the access token, and many programs still send it.
QUERY_TOKEN: Final = "oauth2_access_token"  # noqa: S105  # its name
_XML: Final = ("application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One request, before it is understood.

    Attributes:
        verb: HTTP method; of a tunnelled request, the true one.
        path: raw, percent-encoded.
        query: raw, un-tunnelled, without an access token and without pieces that have no name.
        headers: lower-case names to values.
        body: bytes of the entity.
        tunnelled: whether it came in a tunnel.
        query_token: the access token that the query held; `None` if it held none.
    """

    verb: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    tunnelled: bool = False
    query_token: str | None = field(default=None, repr=False)


def read_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by lower-case name; the last of equal names wins."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in raw}


async def read_piece(receive: Receive) -> tuple[bytes, bool]:
    """Return the next piece of a body, and whether more follow.

    Raises:
        Refused: 400; the client left before the end.
    """
    event = await receive()
    if event["type"] == "http.disconnect":
        raise Refused(problems.BODY_CUT)
    return event.get("body", b""), event.get("more_body", False)


async def read_body(receive: Receive, limit: int = BODY_LIMIT) -> bytes:
    """Collect the body.

    Raises:
        Refused: 413 beyond `limit` or `VALUES_LIMIT`, 400 if the client left before its end.
    """
    pieces, size, more = [], 0, True
    while more:
        piece, more = await read_piece(receive)
        size += len(piece)
        # A body that is too large is read to its end anyway, or the client would find its
        # connection reset in the middle of sending, and no answer.
        if size <= limit:
            pieces.append(piece)
    if size > limit:
        raise Refused(problems.BODY_TOO_LARGE.fill(what="body", limit=limit))
    whole = b"".join(pieces)
    if size > VALUES_LIMIT and whole.count(b",") + whole.count(b"&") > VALUES_LIMIT:
        raise Refused(problems.TOO_MANY_VALUES.fill(limit=VALUES_LIMIT))
    return whole


def check_sizes(path: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Refuse a request over LinkedIn's limits, before any other check.

    Raises:
        Refused: 414.
    """
    segment = max(map(len, path.split(b"/")))
    sizes = (
        ("the URL", len(path) + len(query) + 1, URL_LIMIT),
        ("the query", len(query), QUERY_LIMIT),
        ("a segment of the path", segment, SEGMENT_LIMIT),
    )
    for what, size, limit in sizes:
        if size > limit:
            raise Refused(problems.URI_TOO_LONG.fill(what=what, size=size, limit=limit))
    if sum(len(name) + len(value) + 4 for name, value in headers) > HEADERS_LIMIT:
        raise Refused(problems.HEADERS_TOO_LARGE)


async def read_request(scope: Scope, receive: Receive, headers: dict[str, str]) -> Incoming:
    """Read a request, un-tunnelled.

    Raises:
        Refused: 406, 411, 415, 413 for a body or a tunnelled query that is too large, 414, or
            400 for an unreadable tunnel or a body without its end.
    """
    body = await read_body(receive)
    check_sizes(scope["raw_path"], scope["query_string"], scope["headers"])
    _check_headers(scope["method"], headers)
    came = Wire(scope["method"], scope["query_string"], headers.get("content-type", ""), body)
    meant = unpack(came, headers.get("x-http-method-override"))
    if len(meant.query) > FORM_LIMIT:
        raise Refused(problems.BODY_TOO_LARGE.fill(what="query in the body", limit=FORM_LIMIT))
    if meant.content_type.lower().startswith(_XML):
        raise Refused(problems.MEDIA_TYPE.fill(type=meant.content_type))
    query, token = take_token(meant.query.decode("utf-8", "replace"))
    return Incoming(
        meant.verb,
        scope["raw_path"].decode("latin-1"),
        query,
        headers,
        meant.body,
        meant.tunnelled,
        token,
    )


def take_token(query: str) -> tuple[str, str | None]:
    """Return a query without an access token and without nameless pieces, and the token.

    The token is taken out before anything is read: no message, link or record can repeat it.

    Example:
        >>> take_token("&q=search&oauth2_access_token=AQx&&=1&start=0&")
        ('q=search&start=0', 'AQx')
    """
    if not query:
        return query, None
    token, kept = None, []
    for piece in query.split("&"):
        name, _, value = piece.partition("=")
        if name == QUERY_TOKEN or ("%" in name and unquote(name) == QUERY_TOKEN):
            token = unquote(value)
        elif name:
            kept.append(piece)
    return "&".join(kept), token


def _check_headers(verb: str, headers: Mapping[str, str]) -> None:
    if verb == "POST" and "content-length" not in headers and "transfer-encoding" not in headers:
        raise Refused(problems.LENGTH_REQUIRED)
    accept = headers.get("accept")
    if accept and not _accepts_json(accept):
        raise Refused(problems.NOT_ACCEPTABLE.fill(accept=accept))


def _accepts_json(accept: str) -> bool:
    if accept in {"*/*", "application/json"}:
        return True
    types = (item.partition(";")[0].strip().lower() for item in accept.split(","))
    return any(kind in ("application/json", "application/*", "*/*") for kind in types)
