"""Media that are there, for tests of what may be done with them."""

from __future__ import annotations

from typing import Any

from raw_http import Raw

#: An upload URL is no part of the API: nothing of it is sent there.
BARE: dict[str, Any] = {
    "Authorization": None,
    "X_RestLi_Protocol_Version": None,
    "LinkedIn_Version": None,
}


def upload(ask: Raw, kind: str, owner: str) -> str:
    """Upload an image, document or video of that owner; return its URN."""
    size = {"fileSizeBytes": 5} if kind == "video" else {}
    target = f"/rest/{kind}s?action="
    body = {"initializeUploadRequest": {"owner": owner, **size}}
    value = ask("POST", f"{target}initializeUpload", body).json["value"]
    parts = [part["uploadUrl"] for part in value.get("uploadInstructions", ())]
    sent = [
        ask("PUT", url.removeprefix(ask.sandbox.url), content=b"bytes", **BARE)
        for url in parts or [value["uploadUrl"]]
    ]
    if kind == "video":
        tags = [reply.headers["etag"] for reply in sent]
        end = {"video": value["video"], "uploadToken": "", "uploadedPartIds": tags}
        assert ask("POST", f"{target}finalizeUpload", {"finalizeUploadRequest": end}).status == 200
    return str(value[kind])
