"""The upload methods of `RestliClient`; what they do stands in `steps`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from linkedin_api.clients.configuration import ClientDefault, Token, resolve_token
from linkedin_api.clients.sync_client import SyncClient
from linkedin_api.clients.uploads.address import UPLOAD_HOSTS
from linkedin_api.restli.urn import Urn

if TYPE_CHECKING:
    from linkedin_api.clients.exchange.steps import Steps
    from linkedin_api.clients.uploads.source import Progress, Source

#: Seconds that the processing of a file is waited for, unless told otherwise.
DEFAULT_WAIT: Final = 600.0
Version = str | None | ClientDefault


class Uploading:
    """What both clients know about uploads.

    Attributes:
        upload_hosts: hosts that files may be sent to, with all below them.
    """

    upload_hosts: ClassVar[tuple[str, ...]] = UPLOAD_HOSTS
    base_url: str
    _version: str | None
    _access_token: Any
    _conduct: Any

    def _steps(self, version: Version, *upload: Any) -> Steps[Urn]:
        from linkedin_api.clients.uploads.steps import Origin, Upload, upload_steps

        origin = Origin(self._conduct, self.base_url, self._chosen(version), self.upload_hosts)
        return upload_steps(Upload(*upload), origin)

    def _chosen(self, version: Version) -> str | None:
        """The version of a call: its own, else the client's."""
        return self._version if version is ClientDefault.VERSION else version

    def _look_at(self, version: Version) -> None:
        """Warn if the version of a call is near its end."""
        self._conduct.look_at(self._chosen(version))


class UploadMethods(SyncClient, Uploading):
    """Uploads of `RestliClient`."""

    def upload_image(
        self,
        source: Source,
        owner: str,
        access_token: Token | None = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        progress: Progress | None = None,
        wait: float = DEFAULT_WAIT,
    ) -> Urn:
        """Upload an image and wait until it can be used.

        The file is read while it is sent. The token goes to the API alone, not to the host
        that the file goes to. What broke is sent again, as `retry` says. Uploads exist in
        the versioned API only: without a version they take `versions.KNOWN_GOOD`.

        HTTP: `POST /rest/images?action=initializeUpload`, `PUT` to the address that is
        answered, `GET /rest/images/{urn}` until its `status` is `AVAILABLE`

        Args:
            source: a path, a file that is open for reading bytes, or bytes.
            owner: URN of the member or organization.
            progress: gets the bytes sent and those in all, at every 64 KiB; the first go
                back when something is sent again.
            wait: seconds to wait at the most until LinkedIn has processed it; 0 does not
                look.

        Returns:
            Its URN, for the `content` of a post.

        Raises:
            InvalidArgumentError: also if the source is empty, or cannot be read from any
                position.
            OSError: the file cannot be opened.
            UploadError: the upload did not come to its end, see `errors`.
            StatusError: LinkedIn refused one of the calls, also without `raise_for_status`.

        Example:
            >>> engines = "urn:li:organization:2414183"
            >>> client.upload_image(b"...", engines, wait=0)
            Urn('urn:li:image:...')
        """
        return self._upload(access_token, version_string, "image", source, owner, progress, wait)

    def upload_document(
        self,
        source: Source,
        owner: str,
        access_token: Token | None = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        progress: Progress | None = None,
        wait: float = DEFAULT_WAIT,
    ) -> Urn:
        """Upload a document, such as a PDF, and wait until it can be used.

        See `upload_image`.

        HTTP: `POST /rest/documents?action=initializeUpload`, `PUT` to the address that is
        answered, `GET /rest/documents/{urn}` until its `status` is `AVAILABLE`

        Example:
            >>> client.upload_document(b"...", "urn:li:organization:2414183", wait=0)
            Urn('urn:li:document:...')
        """
        return self._upload(access_token, version_string, "document", source, owner, progress, wait)

    def upload_video(
        self,
        source: Source,
        owner: str,
        access_token: Token | None = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        progress: Progress | None = None,
        wait: float = DEFAULT_WAIT,
    ) -> Urn:
        """Upload a video in parts and wait until it can be used.

        Each part is sent again on its own if it broke. See `upload_image`.

        HTTP: `POST /rest/videos?action=initializeUpload`, `PUT` of each part, of 4 MiB, to
        the address that is answered for it, `POST /rest/videos?action=finalizeUpload` with
        the `ETag` of each, `GET /rest/videos/{urn}` until its `status` is `AVAILABLE`

        Example:
            >>> engines = "urn:li:organization:2414183"
            >>> client.upload_video(b"...", engines, progress=print, wait=0)
            3 3
            Urn('urn:li:video:...')
        """
        return self._upload(access_token, version_string, "video", source, owner, progress, wait)

    def _upload(self, access_token: Token | None, version: Version, *upload: Any) -> Urn:
        return self._transport.run(
            self._steps(version, *upload), lambda: resolve_token(access_token, self._access_token)
        )
