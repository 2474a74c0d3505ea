"""`images`, `documents` and `videos`: uploads, from start to end, and their status.

The bytes themselves go to another path: see `uploads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.assets import (
    KINDS,
    PART_SIZE,
    UPLOAD_LIFE,
    Asset,
    assets_of,
)
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.protocol.entities import Derived
from linkedin_api.sandbox.protocol.fields import Field, Param, check_entity, record
from linkedin_api.sandbox.protocol.keys import Key, SimpleKey
from linkedin_api.sandbox.protocol.problems import Problem, Refused, wrong_value
from linkedin_api.sandbox.protocol.resource import NO_VALUE, Action, Call, Entity, Finder, Resource
from linkedin_api.sandbox.protocol.store import Collection
from linkedin_api.sandbox.world import ORGANIZATION, PERSON, person_of

#: Bytes of the largest video; chosen.
_LARGEST: Final = 5 * 1024**3
_ANNOUNCED: Final = (
    Field("owner", "urn", required=True),
    record("mediaLibraryMetadata", Field("associatedAccount", "urn"), Field("assetName")),
)
_VIDEO_ANNOUNCED: Final = (
    *_ANNOUNCED,
    Field("fileSizeBytes", "long", required=True),
    Field("uploadCaptions", "boolean"),
    Field("uploadThumbnail", "boolean"),
)
_FINALIZED: Final = (
    Field("video", "urn", required=True),
    Field("uploadToken", required=True),
    Field("uploadedPartIds", "list[string]", required=True),
)
_NOT_THE_OWNER: Final = Problem(
    403, "{owner} cannot own media that this member uploads", "ACCESS_DENIED", source="chosen"
)
UPLOADERS: Final = frozenset({"w_organization_social", "w_member_social", "rw_ads"})
_ROLES: Final = frozenset(
    {"ADMINISTRATOR", "CONTENT_ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER"}
)


def _initialize(call: Call) -> dict[str, Any]:
    asset = _announce(call, _ANNOUNCED, lambda _request: {"0": None})
    return {
        "uploadUrlExpiresAt": asset.expires,
        "uploadUrl": upload_url(call, asset, "0"),
        asset.kind.urn_type: asset.urn,
    }


def _initialize_video(call: Call) -> dict[str, Any]:
    asset = _announce(call, _VIDEO_ANNOUNCED, _slots_of_video)
    parts = [(slot, size) for slot, size in asset.slots.items() if size is not None]
    value = {
        "uploadUrlsExpireAt": asset.expires,
        "video": asset.urn,
        "uploadInstructions": [
            {
                "uploadUrl": upload_url(call, asset, slot),
                "firstByte": int(slot) * PART_SIZE,
                "lastByte": int(slot) * PART_SIZE + size - 1,
            }
            for slot, size in parts
        ],
        "uploadToken": "",
    }
    extras = {slot: upload_url(call, asset, slot) for slot in asset.slots if not slot.isdecimal()}
    return value | {f"{slot}UploadUrl": url for slot, url in extras.items()}


def _slots_of_video(request: Mapping[str, Any]) -> dict[str, int | None]:
    size = request["fileSizeBytes"]
    if not 0 < size <= _LARGEST:
        code = "FIELD_VALUE_TOO_LOW" if size < 1 else "FIELD_VALUE_TOO_HIGH"
        raise wrong_value("fileSizeBytes", size, code)
    slots: dict[str, int | None] = {
        str(number): min(PART_SIZE, size - first)
        for number, first in enumerate(range(0, size, PART_SIZE))
    }
    wanted = (("uploadCaptions", "captions"), ("uploadThumbnail", "thumbnail"))
    return slots | {slot: None for name, slot in wanted if request.get(name)}


def _announce(call: Call, fields: tuple[Field, ...], slots_of: Any) -> Asset:
    request = call.body["initializeUploadRequest"]
    check_entity(fields, request, new_style=True)
    owner = request["owner"]
    check_owner(call, owner)
    assets = assets_of(call.store, KINDS[call.resource.name])
    expires = call.clock.milliseconds() + UPLOAD_LIFE
    asset = assets.announce(owner, expires, slots_of(request))
    asset.account = str(request.get("mediaLibraryMetadata", {}).get("associatedAccount", ""))
    return asset


def check_owner(call: Call, owner: str) -> None:
    """Refuse an owner who cannot own media, or for whom this member cannot upload.

    Raises:
        Refused: 400 or 403.
    """
    if not owner.startswith((PERSON, ORGANIZATION)):
        raise wrong_value("owner", owner)
    if owner.startswith(PERSON) and owner != person_of(call):
        raise Refused(_NOT_THE_OWNER.fill(owner=owner))


def upload_url(call: Call, asset: Asset, slot: str) -> str:
    """Return the URL for the bytes of an asset."""
    return call.world.url + assets_of(call.store, asset.kind).target(asset, slot)


def _finalize(call: Call) -> Any:
    """End the upload of a video that has all its parts, named in order."""
    request = call.body["finalizeUploadRequest"]
    check_entity(_FINALIZED, request, new_style=True)
    asset = assets_of(call.store, KINDS["videos"]).asset(request["video"])
    if asset is None or asset.finished:
        raise wrong_value("video", request["video"])
    if request["uploadToken"]:
        raise wrong_value("uploadToken", request["uploadToken"])
    sent = [part.strip('"') for part in request["uploadedPartIds"]]
    parts = [slot for slot in asset.slots if slot.isdecimal()]
    if sent != [asset.etag(slot) for slot in parts if slot in asset.received]:
        raise wrong_value("uploadedPartIds", request["uploadedPartIds"])
    if len(sent) != len(parts):
        raise wrong_value("uploadedPartIds", f"{len(sent)} of {len(parts)} parts")
    asset.finished = True
    return NO_VALUE


def _by_account(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    account = call.params["associatedAccount"]
    assets = assets_of(call.store, KINDS["videos"]).assets()
    return [asset.look() for asset in assets if asset.account == account]


def _owners(call: Call, _key: Key | None) -> Iterable[str]:
    body = call.body if isinstance(call.body, dict) else {}
    request = body.get("initializeUploadRequest", body.get("registerUploadRequest"))
    owner = request.get("owner") if isinstance(request, dict) else None
    return (owner,) if isinstance(owner, str) and owner.startswith(ORGANIZATION) else ()


#: Who may upload for an organization.
OWNER_RULE: Final = RoleRule(_owners, _ROLES, frozenset({"ACTION"}))


def _media(name: str, actions: tuple[Action, ...], finders: tuple[Finder, ...] = ()) -> Resource:
    return Resource(
        name,
        key=SimpleKey("urn"),
        methods=frozenset({"GET", "BATCH_GET"}),
        finders=finders,
        actions=actions,
        read_scopes=UPLOADERS | {"r_ads", "r_organization_social", "r_member_social"},
        write_scopes=UPLOADERS,
        rules=(OWNER_RULE,),
        home=lambda call: Collection(Derived(assets_of(call.store, KINDS[name]).look)),
    )


_INITIALIZE: Final = (record("initializeUploadRequest", *_ANNOUNCED, required=True),)
_INITIALIZE_VIDEO: Final = (record("initializeUploadRequest", *_VIDEO_ANNOUNCED, required=True),)
_FINALIZE: Final = (record("finalizeUploadRequest", *_FINALIZED, required=True),)

MEDIA: Final = (
    _media("images", (Action("initializeUpload", _initialize, _INITIALIZE),)),
    _media("documents", (Action("initializeUpload", _initialize, _INITIALIZE),)),
    _media(
        "videos",
        (
            Action("initializeUpload", _initialize_video, _INITIALIZE_VIDEO),
            Action("finalizeUpload", _finalize, _FINALIZE),
        ),
        (
            Finder(
                "associatedAccount",
                (Param("associatedAccount", "urn", required=True),),
                _by_account,
            ),
        ),
    ),
)
