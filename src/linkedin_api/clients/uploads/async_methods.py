"""`client.uploads` of asynchronous clients. On its own, so that others do not import asyncio."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from linkedin_api.clients.argument_docs import document_arguments
from linkedin_api.clients.async_client import AsyncClient, mark_coroutine_function
from linkedin_api.clients.uploads.methods import Uploading, Uploads, forward
from linkedin_api.restli.urn import Urn

AwaitedUrn = Coroutine[Any, Any, Urn]


@document_arguments
class AsyncUploadMethods(Uploading, AsyncClient):
    """Uploads of `AsyncRestliClient`."""

    @property
    def uploads(self) -> Uploads[AwaitedUrn]:
        """Images, documents and videos; see `RestliClient.uploads`. Their calls are awaited."""
        return Uploads(self._upload)

    upload_image = mark_coroutine_function(forward(Uploads[AwaitedUrn].image))
    upload_document = mark_coroutine_function(forward(Uploads[AwaitedUrn].document))
    upload_video = mark_coroutine_function(forward(Uploads[AwaitedUrn].video))
