"""A part of a file on its way to an upload URL, read piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Final

from linkedin_api.clients.uploads.source import OpenSource

#: Bytes to read and send at a time. `requests` applies the connect timeout to each piece, so pieces
#: must be small: every connection manages 64 KiB in 5 s.
CHUNK: Final = 64 * 1024


class Part:
    """Some bytes of a source, which can be resent.

    Attributes:
        failure: the exception, if reading failed while sending.
    """

    __slots__ = ("_first", "_size", "_source", "failure")

    def __init__(self, source: OpenSource, first: int, size: int) -> None:
        self._source = source
        self._first = first
        self._size = size
        self.failure: Exception | None = None

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        for position in self._positions():
            yield self._read(position)
            self._report(position)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        import asyncio  # already imported when this runs

        for position in self._positions():
            yield await asyncio.to_thread(self._read, position)
            self._report(position)

    def _positions(self) -> range:
        return range(self._first, self._first + self._size, CHUNK)

    def _read(self, position: int) -> bytes:
        end = min(position + CHUNK, self._first + self._size)
        try:
            return self._source.read(position, end - position)
        except Exception as error:
            self.failure = error
            raise

    def _report(self, position: int) -> None:
        try:
            self._source.report(min(position + CHUNK, self._first + self._size))
        except Exception as error:
            self.failure = error
            raise
