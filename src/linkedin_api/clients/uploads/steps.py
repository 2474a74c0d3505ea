"""A whole upload, as steps that either client performs.

Start, send the bytes, finish, and check until LinkedIn has processed them. Source: LinkedIn's
documentation; the statuses during processing were observed.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from linkedin_api.argument_checks import check, check_kind
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.loop import exchange
from linkedin_api.clients.exchange.steps import Steps, Wait
from linkedin_api.clients.exchange.task import Task, task_of
from linkedin_api.clients.exchange.upload_request import UploadRequest
from linkedin_api.clients.limits import Timeout, is_number
from linkedin_api.clients.options import Headers, adjusted
from linkedin_api.clients.response import BaseResponse
from linkedin_api.clients.uploads.address import check_address
from linkedin_api.clients.uploads.part import Part
from linkedin_api.clients.uploads.plan import Begun, UploadResponse, begin_request, read_begun
from linkedin_api.clients.uploads.source import OpenSource, Progress, Source, open_source
from linkedin_api.errors import (
    ProcessingFailedError,
    StatusError,
    StillProcessingError,
    TransportError,
    UploadError,
)
from linkedin_api.restli import Urn, calls
from linkedin_api.restli.calls import Call
from linkedin_api.versions import KNOWN_GOOD

#: Seconds before the second check; the wait doubles each time, up to the longest.
_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 10.0


class Upload(NamedTuple):
    """What to upload, `image`, `document` or `video`, and the arguments of the call."""

    kind: str
    source: Source
    owner: str
    progress: Progress | None
    wait: float


class Origin(NamedTuple):
    """The client that uploads.

    Attributes:
        conduct: how it makes its calls.
        base_url: its base URL.
        version: the API version; uploads exist only in the versioned API.
        hosts: the hosts that may receive files.
        timeout: seconds to connect and read; `None` for the client's.
        headers: for calls of the API; nothing of them goes to where the file goes.
    """

    conduct: Conduct
    base_url: str
    version: str | None
    hosts: tuple[str, ...]
    timeout: Timeout | None = None
    headers: Headers | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.base_url}>"

    def ask(self, call: Call) -> Steps[UploadResponse]:
        """Make one API call and raise for an error status."""
        task = task_of(call, self.base_url, self.version or KNOWN_GOOD)
        task = adjusted(task, self.timeout, self.headers)
        response = yield from exchange(task, self.conduct, UploadResponse)
        return response.raise_for_status()

    def put(self, url: str, part: Part) -> Steps[BaseResponse]:
        """Send one part to its upload URL; retries are harmless."""

        def build(_: str) -> UploadRequest:
            if part.failure is not None:
                raise part.failure
            return UploadRequest(check_address(url, self.base_url, self.hosts), part)

        task = Task("UPLOAD", "/dms-uploads", True, build, needs_token=False, timeout=self.timeout)
        try:
            response = yield from exchange(task, self.conduct, BaseResponse)
        except TransportError:
            if part.failure is not None:
                raise part.failure from None
            raise
        return response.raise_for_status()


def upload_steps(upload: Upload, origin: Origin) -> Steps[Urn]:
    """Upload a file.

    Returns:
        The URN of the image, document or video.

    Raises:
        InvalidArgumentError: an argument is wrong; the client sent nothing.
        UploadError: the upload did not finish.
        LinkedInError: a call failed. If all bytes had been sent, a note on the error contains
            the URN.
    """
    _check(upload)
    with open_source(upload.source, upload.progress) as source:
        begun = yield from _begin(upload, origin, source.size)
        etags = yield from _put_all(begun, origin, source)
    try:
        if upload.kind == "video":
            yield from _finalize(begun, etags, origin)
        if upload.wait:
            yield from _await_available(upload, begun.urn, origin)
    except (StatusError, TransportError) as error:
        error.add_note(f"all bytes of {begun.urn} had been sent")
        raise
    return begun.urn


def _check(upload: Upload) -> None:
    owner, wait, progress = upload.owner, upload.wait, upload.progress
    is_urn = isinstance(owner, str) and owner.startswith("urn:li:")
    check(is_urn, "owner", "the URN of a person or an organization", owner)
    is_time = is_number(wait) and wait >= 0
    check(is_time, "wait", "a non-negative number of seconds", wait)
    is_function = progress is None or callable(progress)
    check_kind(is_function, "progress", "a function or None", progress)


def _begin(upload: Upload, origin: Origin, size: int) -> Steps[Begun]:
    params = {"initializeUploadRequest": begin_request(upload.kind, upload.owner, size)}
    call = calls.action(f"/{upload.kind}s", "initializeUpload", params, None, None)
    return read_begun((yield from origin.ask(call)), upload.kind, size)


def _put_all(begun: Begun, origin: Origin, source: OpenSource) -> Steps[list[str | None]]:
    etags = []
    for piece in begun.pieces:
        part = Part(source, piece.first, piece.size)
        response = yield from origin.put(piece.url, part)
        etags.append(response.headers.get("ETag"))
    return etags


def _finalize(begun: Begun, etags: list[str | None], origin: Origin) -> Steps[None]:
    if None in etags:
        raise UploadError(f"the answer to part {etags.index(None) + 1} has no ETag", begun.urn)
    request = {"video": begun.urn, "uploadToken": begun.token, "uploadedPartIds": etags}
    params = {"finalizeUploadRequest": request}
    call = calls.action("/videos", "finalizeUpload", params, None, None)
    yield from origin.ask(call)


def _await_available(upload: Upload, urn: Urn, origin: Origin) -> Steps[None]:
    call = calls.get(f"/{upload.kind}s/{{urn}}", {"urn": urn}, None)
    left, pause = upload.wait, _FIRST_WAIT
    while True:
        status = (yield from origin.ask(call)).field("status")
        if status == "AVAILABLE":
            return
        if status == "PROCESSING_FAILED":
            raise ProcessingFailedError(f"LinkedIn could not process the {upload.kind}", urn)
        if left <= 0:
            raise StillProcessingError(
                f"the {upload.kind} still has the status {status} after {upload.wait:g} s", urn
            )
        yield Wait(min(pause, left))
        left, pause = left - pause, min(pause * 2, _LONGEST_WAIT)
