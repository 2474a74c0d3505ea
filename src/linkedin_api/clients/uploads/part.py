"""A part of a file on its way to an upload address: read as it is sent, never whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    from linkedin_api.clients.uploads.source import OpenSource
    from linkedin_api.restli.request import Request

#: Bytes that are read and sent at once. `requests` gives each of them no longer than the
#: timeout to connect, so they must not be many: 64 KiB in 5 s is possible everywhere.
CHUNK: Final = 64 * 1024

#: Gets bytes sent so far and bytes in all. The first goes back when a part is sent again.
Progress = Callable[[int, int], object]


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


class UploadRequest(NamedTuple):
    """A part on its way to an address that LinkedIn named for it.

    The address is a secret and enough: nothing of the client's session, least of all its
    token, goes along.

    Attributes:
        url: where to, as LinkedIn wrote it.
        content: the part.
    """

    url: str
    content: Part
    promise: None = None
    verb: str = "PUT"
    headers: Mapping[str, str] = {"Content-Type": "application/octet-stream"}

    def __repr__(self) -> str:
        return f"<UploadRequest {self.asked}>"

    @property
    def host(self) -> str:
        """Scheme and host of the address."""
        return "/".join(self.url.split("/", 3)[:3])

    @property
    def asked(self) -> str:
        """Verb and address without query: what may stand in logs and errors."""
        return f"{self.verb} {self.address}"

    @property
    def address(self) -> str:
        """The address without query."""
        return self.url.partition("?")[0]


def reply_to(
    request: Request | UploadRequest, status: int, headers: Mapping[str, str], content: bytes
) -> Reply:
    """An answer as a value. The body of a good one to an upload says nothing, in any format."""
    if isinstance(request, UploadRequest):
        return Reply(status, headers, b"" if 200 <= status < 300 else content)
    return Reply(status, headers, content, request.promise)
