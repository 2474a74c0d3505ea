"""The request that carries a part of a file to an address that LinkedIn named for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Protocol

from linkedin_api.restli.reply import Reply
from linkedin_api.restli.request import Addressed, Request

_BYTES: Final[Mapping[str, str]] = MappingProxyType({"Content-Type": "application/octet-stream"})


class Content(Protocol):
    """Bytes that are read as they are sent, by threads or by tasks; `len` counts them."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[bytes]: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...


class UploadRequest(Addressed):
    """A part on its way to the upload URL that LinkedIn returned for it.

    The URL is a secret and needs no other credentials: nothing from the client's session, least
    of all its token, is sent with it.
    """

    __slots__ = ("content", "headers", "url")
    promise = None
    verb = "PUT"

    def __init__(self, url: str, content: Content, headers: Mapping[str, str] = _BYTES) -> None:
        self.url = url
        self.content = content
        self.headers = headers

    def __repr__(self) -> str:
        return f"<UploadRequest {self.asked}>"

    def with_headers(self, headers: Mapping[str, str]) -> UploadRequest:
        """Return the same request with further headers."""
        return UploadRequest(self.url, self.content, {**self.headers, **headers})


def reply_to(
    request: Request | UploadRequest, status: int, headers: Mapping[str, str], content: bytes
) -> Reply:
    """The answer as a value. The body of a 2xx answer to an upload is ignored."""
    if isinstance(request, UploadRequest):
        return Reply(status, headers, b"" if 200 <= status < 300 else content)
    return Reply(status, headers, content, request.promise)
