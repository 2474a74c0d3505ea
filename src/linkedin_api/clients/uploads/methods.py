"""The upload methods of `RestliClient`; the work is in `steps`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from linkedin_api.clients.configuration import ClientDefault, Token, resolve_token
from linkedin_api.clients.sync_client import SyncClient
from linkedin_api.clients.uploads.address import UPLOAD_HOSTS
from linkedin_api.restli.urn import Urn

if TYPE_CHECKING:
    from linkedin_api.clients.exchange import Steps
    from linkedin_api.clients.uploads.part import Progress
    from linkedin_api.clients.uploads.source import Source

#: The default time to wait for the processing of a file, in seconds.
DEFAULT_WAIT: Final = 600.0
Version = str | None | ClientDefault


class Uploading:
    """What both clients know about uploads.

    Attributes:
        upload_hosts: the hosts that may receive files, including their subdomains.
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
        """Warn if the version of a call ends soon."""
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

        The file is read while it is sent. The token goes only to the API, not to the host that
        receives the file. Failed requests are retried as `retry` says. Uploads exist only in
        the versioned API: without a version they use `versions.KNOWN_GOOD`.

        HTTP: `POST /rest/images?action=initializeUpload`, `PUT` to the returned URL,
        `GET /rest/images/{urn}` until its `status` is `AVAILABLE`

        Args:
            source: a path, a file opened for reading bytes, or bytes.
            owner: the URN of the member or organization.
            progress: called with the bytes sent and the total, every 64 KiB; the bytes sent
                go back when a part is resent.
            wait: maximum seconds to wait until LinkedIn has processed the file; 0 skips the
                check.

        Returns:
            The URN, for the `content` of a post.

        Raises:
            InvalidArgumentError: also if the source is empty or not seekable.
            OSError: the file cannot be opened.
            UploadError: the upload did not finish, see `errors`.
            StatusError: LinkedIn refused one of the calls, even without `raise_for_status`.

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

        HTTP: `POST /rest/documents?action=initializeUpload`, `PUT` to the returned URL,
        `GET /rest/documents/{urn}` until its `status` is `AVAILABLE`

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

        A failed part is retried on its own. See `upload_image`.

        HTTP: `POST /rest/videos?action=initializeUpload`, `PUT` of each part, of 4 MiB, to
        its returned URL, `POST /rest/videos?action=finalizeUpload` with
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
