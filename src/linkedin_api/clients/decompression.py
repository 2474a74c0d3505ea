"""Bodies decompressed up to a limit: a small answer may hold a large one."""

from __future__ import annotations

import zlib
from typing import Final

#: What clients ask for and can read.
ACCEPTED: Final = "gzip, deflate"
_ZLIB, _RAW, _GZIP = zlib.MAX_WBITS, -zlib.MAX_WBITS, 16 + zlib.MAX_WBITS


class TooLargeError(Exception):
    """There is more than the limit."""


class UndecodableError(Exception):
    """The body is not what its `Content-Encoding` says."""


def decompress(content: bytes, encoding: str, limit: int) -> bytes:
    """Return a body as it was before it was compressed.

    Args:
        content: as it came.
        encoding: the header `Content-Encoding`; empty for none.
        limit: bytes that may come out.

    Raises:
        TooLargeError: more would come out; nothing beyond the limit is decompressed.
        UndecodableError: it is something else, or not whole.

    Example:
        >>> decompress(zlib.compress(b"abc"), "deflate", 3)
        b'abc'
    """
    for name in reversed([name.strip().lower() for name in encoding.split(",")]):
        if name in ("gzip", "x-gzip"):
            content = _inflate(content, _GZIP, limit)
        elif name == "deflate":  # with the header of zlib, as the standard says, or without
            is_zlib = content[:1] and content[0] & 0x0F == zlib.DEFLATED
            content = _inflate(content, _ZLIB if is_zlib else _RAW, limit)
        elif name not in ("", "identity"):
            raise UndecodableError(f"Content-Encoding is {name!r}, which was not asked for")
    return content


def _inflate(content: bytes, window: int, limit: int) -> bytes:
    whole = b""
    while content:  # gzip may have several members, one after the other
        reader = zlib.decompressobj(window)
        try:
            whole += reader.decompress(content, limit + 1 - len(whole))
        except zlib.error as error:
            raise UndecodableError(str(error)) from None
        if len(whole) > limit:
            raise TooLargeError
        if not reader.eof:
            raise UndecodableError("the compressed body ends too early")
        content = reader.unused_data
    return whole
