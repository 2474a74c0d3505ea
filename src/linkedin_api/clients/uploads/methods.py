"""`client.uploads`: one method for each kind of media; the work is in `steps`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Final, Generic, ParamSpec, TypeVar

from linkedin_api.clients.argument_docs import document_arguments
from linkedin_api.clients.configuration import AccessToken, ClientDefault, resolve_token
from linkedin_api.clients.limits import Timeout
from linkedin_api.clients.options import Configured, Headers, Version
from linkedin_api.clients.sync_client import SyncClient
from linkedin_api.clients.uploads.address import UPLOAD_HOSTS
from linkedin_api.restli.urn import Urn

if TYPE_CHECKING:
    from linkedin_api.clients.uploads.source import Progress, Source

#: Default number of seconds to wait until LinkedIn has processed a file.
DEFAULT_WAIT: Final = 600.0
P = ParamSpec("P")
#: What a client's call returns: a URN, or a coroutine of one.
Returned = TypeVar("Returned")


@document_arguments
class Uploads(Generic[Returned]):
    """Uploads of a client, as `client.uploads`; await those of an `AsyncRestliClient`.

    All methods take these arguments:

    - `source`: a path, a file opened in binary mode, or bytes. It is read as it is sent.
    - `owner`: URN of the member or organization.
    - `access_token`: as for all methods of the client. It goes only to the API, never to the
      upload host.
    - `version_string`: as for all methods of the client. Only the versioned API has uploads:
      without a version, they use `versions.KNOWN_GOOD`.
    - `progress`: called after every 64 KiB with the bytes sent and the total. The bytes sent
      decrease when a failed request is repeated.
    - `wait`: maximum number of seconds to wait until LinkedIn has processed the file; with 0,
      the method returns as soon as the file is sent.
    - `timeout`, `headers`: as for all methods of the client. The upload host gets none of your
      headers.

    They return the URN for the `content` of a post, and retry failed requests as the client's
    `retry` says. They raise

    - `InvalidArgumentError`: also if the source is empty or not seekable;
    - `OSError`: the file cannot be opened;
    - `UploadError`: the upload failed or took too long, see `errors`;
    - `StatusError`: LinkedIn refused a call, even without `raise_for_status`.
    """

    __slots__ = ("_upload",)

    def __init__(self, upload: Callable[..., Returned]) -> None:
        self._upload = upload

    def image(
        self,
        source: Source,
        owner: str,
        access_token: AccessToken | None = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        progress: Progress | None = None,
        wait: float = DEFAULT_WAIT,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> Returned:
        """Upload an image and wait until it can be used.

        HTTP: `POST /rest/images?action=initializeUpload`, `PUT` to the returned URL,
        `GET /rest/images/{urn}` until its `status` is `AVAILABLE`

        Example:
            >>> client.uploads.image(b"...", "urn:li:organization:2414183", wait=0)
            Urn('urn:li:image:...')
        """
        options = (access_token, version_string, timeout, headers)
        return self._upload(options, "image", source, owner, progress, wait)

    def document(
        self,
        source: Source,
        owner: str,
        access_token: AccessToken | None = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        progress: Progress | None = None,
        wait: float = DEFAULT_WAIT,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> Returned:
        """Upload a document, such as a PDF, and wait until it can be used.

        HTTP: `POST /rest/documents?action=initializeUpload`, `PUT` to the returned URL,
        `GET /rest/documents/{urn}` until its `status` is `AVAILABLE`

        Example:
            >>> client.uploads.document(b"...", "urn:li:organization:2414183", wait=0)
            Urn('urn:li:document:...')
        """
        options = (access_token, version_string, timeout, headers)
        return self._upload(options, "document", source, owner, progress, wait)

    def video(
        self,
        source: Source,
        owner: str,
        access_token: AccessToken | None = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        progress: Progress | None = None,
        wait: float = DEFAULT_WAIT,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> Returned:
        """Upload a video in parts and wait until it can be used.

        A part that fails is sent again on its own.

        HTTP: `POST /rest/videos?action=initializeUpload`, `PUT` of each 4 MiB part to its
        returned URL, `POST /rest/videos?action=finalizeUpload` with the `ETag` of each part,
        `GET /rest/videos/{urn}` until its `status` is `AVAILABLE`

        Example:
            >>> engines = "urn:li:organization:2414183"
            >>> client.uploads.video(b"...", engines, progress=print, wait=0)
            3 3
            Urn('urn:li:video:...')
        """
        options = (access_token, version_string, timeout, headers)
        return self._upload(options, "video", source, owner, progress, wait)


def forward(
    method: Callable[Concatenate[Uploads[Returned], P], Returned],
) -> Callable[Concatenate[Any, P], Returned]:
    """A method of a client that forwards to one of its `uploads`."""

    @wraps(method)
    def call(client: Any, /, *args: P.args, **keywords: P.kwargs) -> Returned:
        return method(client.uploads, *args, **keywords)

    call.__name__ = call.__qualname__ = f"upload_{method.__name__}"
    call.__doc__ = f"The same as `uploads.{method.__name__}`."
    return call


class Uploading(Configured):
    """What both clients know about uploads.

    Attributes:
        upload_hosts: the hosts that may receive files, including their subdomains.
    """

    upload_hosts: ClassVar[tuple[str, ...]] = UPLOAD_HOSTS
    _transport: Any

    def _upload(
        self,
        options: tuple[AccessToken | None, Version, Timeout | None, Headers | None],
        *upload: Any,
    ) -> Any:
        from linkedin_api.clients.uploads.steps import Origin, Upload, upload_steps

        access_token, version, timeout, headers = options
        self._look_at(version)
        origin = Origin(
            self._conduct,
            self.base_url,
            self._chosen(version),
            self.upload_hosts,
            self._timeout_of(timeout),
            self._headers_of(headers),
        )
        return self._transport.run(
            upload_steps(Upload(*upload), origin),
            lambda: resolve_token(access_token, self._access_token),
        )


@document_arguments
class UploadMethods(Uploading, SyncClient):
    """Uploads of `RestliClient`."""

    @property
    def uploads(self) -> Uploads[Urn]:
        """Images, documents and videos: `uploads.image`, `uploads.document`, `uploads.video`."""
        return Uploads(self._upload)

    upload_image = forward(Uploads[Urn].image)
    upload_document = forward(Uploads[Urn].document)
    upload_video = forward(Uploads[Urn].video)
