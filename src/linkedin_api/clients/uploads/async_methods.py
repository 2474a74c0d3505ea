"""The upload methods of `AsyncRestliClient`; the work is in `steps`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_api.clients.async_client import AsyncClient
from linkedin_api.clients.configuration import ClientDefault, Token, resolve_token
from linkedin_api.clients.sunsets import looks_when_called
from linkedin_api.clients.uploads.methods import DEFAULT_WAIT, Uploading, Version
from linkedin_api.restli.urn import Urn

if TYPE_CHECKING:
    from linkedin_api.clients.uploads.part import Progress
    from linkedin_api.clients.uploads.source import Source


@looks_when_called
class AsyncUploadMethods(AsyncClient, Uploading):
    """Uploads of `AsyncRestliClient`."""

    async def upload_image(
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

        See `RestliClient.upload_image`.

        HTTP: `POST /rest/images?action=initializeUpload`, `PUT`, `GET /rest/images/{urn}`
        """
        return await self._upload(
            access_token, version_string, "image", source, owner, progress, wait
        )

    async def upload_document(
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

        See `RestliClient.upload_document`.

        HTTP: `POST /rest/documents?action=initializeUpload`, `PUT`, `GET /rest/documents/{urn}`
        """
        return await self._upload(
            access_token, version_string, "document", source, owner, progress, wait
        )

    async def upload_video(
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

        See `RestliClient.upload_video`.

        HTTP: `POST /rest/videos?action=initializeUpload`, `PUT` of each part,
        `POST /rest/videos?action=finalizeUpload`, `GET /rest/videos/{urn}`
        """
        return await self._upload(
            access_token, version_string, "video", source, owner, progress, wait
        )

    async def _upload(self, access_token: Token | None, version: Version, *upload: Any) -> Urn:
        return await self._transport.run(
            self._steps(version, *upload), lambda: resolve_token(access_token, self._access_token)
        )
