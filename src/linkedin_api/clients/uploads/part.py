"""A part of a file on its way to an upload address: read as it is sent, never whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Final

from linkedin_api.clients.uploads.source import OpenSource

#: Bytes that are read and sent at once. `requests` gives each of them no longer than the
#: timeout to connect, so they must not be many: 64 KiB in 5 s is possible everywhere.
CHUNK: Final = 64 * 1024


class Part:
    """Some bytes of a source; can be sent again.

    Args:
        source: what is uploaded.
        first: position of the first byte.
        size: number of bytes.

    Attributes:
        failure: why it could not be read, if that happened while it was sent.
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
            self._tell(position)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        import asyncio  # there already if this runs

        for position in self._positions():
            yield await asyncio.to_thread(self._read, position)
            self._tell(position)

    def _positions(self) -> range:
        return range(self._first, self._first + self._size, CHUNK)

    def _read(self, position: int) -> bytes:
        end = min(position + CHUNK, self._first + self._size)
        try:
            return self._source.read(position, end - position)
        except Exception as error:
            self.failure = error
            raise

    def _tell(self, position: int) -> None:
        try:
            self._source.tell(min(position + CHUNK, self._first + self._size))
        except Exception as error:
            self.failure = error
            raise
