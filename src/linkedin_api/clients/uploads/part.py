"""A part of a file on its way to an upload URL, read piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    from linkedin_api.clients.uploads.source import OpenSource
    from linkedin_api.restli.request import Request

#: Bytes to read and send at a time. `requests` applies the connect timeout to each piece, so pieces
#: must be small: every connection manages 64 KiB in 5 s.
CHUNK: Final = 64 * 1024

#: Called with the bytes sent so far and the total. The former goes back when a part is resent.
Progress = Callable[[int, int], object]


class Part:
    """Some bytes of a source, which can be resent.

    Args:
        source: the file.
        first: position of the first byte.
        size: number of bytes.

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


class UploadRequest(NamedTuple):
    """A part on its way to the upload URL that LinkedIn returned for it.

    The URL is a secret and needs no other credentials: nothing from the client's session, least
    of all its token, is sent with it.

    Attributes:
        url: the upload URL, unchanged.
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
        """Scheme and host of the URL."""
        return "/".join(self.url.split("/", 3)[:3])

    @property
    def asked(self) -> str:
        """Verb and URL without the query, for logs and errors."""
        return f"{self.verb} {self.address}"

    @property
    def address(self) -> str:
        """The URL without the query."""
        return self.url.partition("?")[0]


def reply_to(
    request: Request | UploadRequest, status: int, headers: Mapping[str, str], content: bytes
) -> Reply:
    """The answer as a value. The body of a 2xx answer to an upload is ignored."""
    if isinstance(request, UploadRequest):
        return Reply(status, headers, b"" if 200 <= status < 300 else content)
    return Reply(status, headers, content, request.promise)
