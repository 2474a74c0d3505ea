"""Tunnelled requests unpacked: a long query that was sent as a body.

Observed from LinkedIn's open-source server: the true verb is in
`X-HTTP-Method-Override`; the body is the query string, or a multipart of query string and
entity in any order; a query on the URL stays and the tunnelled one is appended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import Refused

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/"
#: Bytes of the headers of a part; chosen, and the same that a request may have.
_HEAD_LIMIT: Final = 28 * 1024
_OVERRIDES: Final = frozenset({"GET", "POST", "PUT", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Wire:
    """The parts of a request that tunnelling changes.

    Attributes:
        verb: HTTP method.
        query: raw query string.
        content_type: as in the header; empty if absent.
        body: bytes.
        tunnelled: whether it came in a tunnel.
    """

    verb: str
    query: bytes
    content_type: str
    body: bytes
    tunnelled: bool = False


def unpack(wire: Wire, override: str | None) -> Wire:
    """Return the request that was meant, by its `X-HTTP-Method-Override`.

    Raises:
        Refused: 400; the tunnel cannot be read.
    """
    if override is None:
        return wire
    if override not in _OVERRIDES:
        raise Refused(problems.BAD_OVERRIDE)
    kind = wire.content_type.lower()
    if kind.startswith(FORM):
        return Wire(override, _join(wire.query, wire.body), "", b"", tunnelled=True)
    if kind.startswith(MULTIPART):
        return _unpack_parts(wire, override)
    if not wire.content_type:
        raise _refusal("the Content-Type is missing")
    return Wire(override, wire.query, wire.content_type, wire.body)


def _join(query: bytes, tunnelled: bytes) -> bytes:
    return b"&".join(part for part in (query, tunnelled) if part)


def _unpack_parts(wire: Wire, override: str) -> Wire:
    query = entity = None
    entity_type = ""
    for kind, content in _read_parts(wire.body, _boundary(wire.content_type)):
        if kind.lower().startswith(FORM) and query is None:
            query = content
        elif entity is None:
            entity, entity_type = content, kind
    if query is None or entity is None:
        raise _refusal("a multipart needs a query and an entity")
    return Wire(override, _join(wire.query, query), entity_type, entity, tunnelled=True)


def _boundary(content_type: str) -> bytes:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "boundary" and value:
            return value.strip('"').encode("latin-1")
    raise _refusal("the boundary is missing")


def _read_parts(body: bytes, boundary: bytes) -> list[tuple[str, bytes]]:
    """Split at the boundaries; lines may end with LF alone (observed)."""
    pieces = (b"\n" + body).split(b"\n--" + boundary)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise _refusal("the multipart is not closed")
    return [_read_part(piece) for piece in pieces[1:-1]]


def _read_part(piece: bytes) -> tuple[str, bytes]:
    text = piece.replace(b"\r\n", b"\n", 1)
    for separator in (b"\r\n\r\n", b"\n\n"):
        head, found, content = text.partition(separator)
        if found and len(head) <= _HEAD_LIMIT:
            return _content_type(head), content.removesuffix(b"\r")
    raise _refusal("a part has no headers, or too many")


def _content_type(head: bytes) -> str:
    for line in head.decode("latin-1").splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-type":
            return value.strip()
    raise _refusal("a part has no Content-Type")


def _refusal(reason: str) -> Refused:
    return Refused(problems.BAD_TUNNEL.fill(reason=reason))
