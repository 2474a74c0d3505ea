"""Images: where an upload begins."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sandbox.call import Call
from linkedin_api.sandbox.fields import Field, Param, check_entity
from linkedin_api.sandbox.keys import SimpleKey
from linkedin_api.sandbox.resource import Action, Resource

#: Milliseconds an upload URL is good for: a day (chosen).
_UPLOAD_LIFE: Final = 86_400_000
_REQUEST: Final = (Field("owner", "urn", required=True),)


def _initialize_upload(call: Call) -> dict[str, Any]:
    request = call.body["initializeUploadRequest"]
    check_entity(_REQUEST, request, new_style=True)
    collection = call.collection
    collection.created += 1
    image = f"urn:li:image:C4E10AQSandbox{collection.created:06}"
    collection.entities[image] = {
        "id": image,
        "owner": request["owner"],
        "status": "WAITING_UPLOAD",
    }
    return {
        "uploadUrlExpiresAt": call.clock.milliseconds() + _UPLOAD_LIFE,
        "uploadUrl": f"{call.url}/dms-uploads/{image.rpartition(':')[2]}",
        "image": image,
    }


MEDIA: Final = (
    Resource(
        "images",
        key=SimpleKey("urn"),
        methods=frozenset({"GET", "BATCH_GET"}),
        actions=(
            Action(
                "initializeUpload",
                _initialize_upload,
                (Param("initializeUploadRequest", "record", required=True),),
            ),
        ),
        write_scopes=frozenset({"w_organization_social", "w_member_social", "rw_ads"}),
    ),
)
