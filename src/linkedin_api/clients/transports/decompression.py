"""Decompress bodies up to a limit: a small body may expand to a huge one."""

from __future__ import annotations

import zlib
from typing import Final

from linkedin_api.clients.headers import ACCEPTED

#: Encodings that nobody requested. Any other name, such as `utf-8`, does not mean compression.
_UNREADABLE: Final = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
_ZLIB, _RAW, _GZIP = zlib.MAX_WBITS, -zlib.MAX_WBITS, 16 + zlib.MAX_WBITS
#: Bytes to decompress at a time.
_PIECE: Final = 64 * 1024
#: Nested compressions of one body; each can expand it a thousandfold.
_MOST_LAYERS: Final = 5
#: Members of one gzip body; an empty one takes only twenty bytes but much longer to start.
_MOST_MEMBERS: Final = 1_000


def too_large(most: int) -> str:
    """What to say of an answer that is larger than allowed."""
    return f"the answer has more than {most:,} bytes, the client's max_answer_bytes"


class TooLargeError(Exception):
    """The content exceeds the limit."""


class UndecodableError(Exception):
    """The body is not what its `Content-Encoding` says."""


def decompress(content: bytes, encoding: str, limit: int) -> bytes:
    """Decompress a body.

    Args:
        content: the body as received.
        encoding: the header `Content-Encoding`; empty for none.
        limit: maximum number of decompressed bytes.

    Raises:
        TooLargeError: the result would be larger; nothing beyond the limit is decompressed.
        UndecodableError: the body has another format, or is incomplete.

    Example:
        >>> decompress(zlib.compress(b"abc"), "deflate", 3)
        b'abc'
    """
    names = [name.strip().lower() for name in encoding.split(",")]
    if len(names) > _MOST_LAYERS:
        raise UndecodableError(
            f"Content-Encoding lists {len(names)} compressions; at most {_MOST_LAYERS} are allowed"
        )
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            content = _inflate(content, _GZIP, limit)
        elif name == "deflate":  # with a zlib header, as the standard says, or without
            is_zlib = content[:1] and content[0] & 0x0F == zlib.DEFLATED
            content = _inflate(content, _ZLIB if is_zlib else _RAW, limit)
        elif name in _UNREADABLE:
            raise UndecodableError(
                f"Content-Encoding is {name!r}, but clients only ask for {ACCEPTED}"
            )
    return content


def _inflate(content: bytes, window: int, limit: int) -> bytes:
    """Decompress piece by piece, so that an oversized body never fills the memory."""
    pieces: list[bytes] = []
    room, position = limit, 0
    for _ in range(_MOST_MEMBERS):  # gzip may have several members, one after the other
        if not content[position : position + 1]:
            return b"".join(pieces)
        member, position = _member(content, position, window, room)
        pieces += member
        room -= sum(map(len, member))
    raise UndecodableError(f"the compressed body has more than {_MOST_MEMBERS:,} members")


def _member(content: bytes, position: int, window: int, limit: int) -> tuple[list[bytes], int]:
    """Decompress one member of a body; also returns where the next one begins."""
    reader = zlib.decompressobj(window)
    pieces: list[bytes] = []
    while not reader.eof:
        given = reader.unconsumed_tail
        if not given:
            given = content[position : position + _PIECE]
            position += len(given)
        try:
            piece = reader.decompress(given, _PIECE)
        except zlib.error as error:
            raise UndecodableError(str(error)) from None
        if not (piece or given):
            raise UndecodableError("the compressed body ends too early")
        pieces.append(piece)
        limit -= len(piece)
        if limit < 0:
            raise TooLargeError
    return pieces, position - len(reader.unused_data)
