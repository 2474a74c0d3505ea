"""`assets`: the older way to upload, which `images`, `documents` and `videos` have replaced.

A program registers an upload, sends the bytes to the returned URL, and reads the asset until
its recipe is `AVAILABLE`; `ugcPosts` then shows it.

Documented: the request, the answer, the fields of an asset. Chosen: which values of `recipes`
there are, how reads process an asset, and all refusals.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.catalog.assets import (
    KINDS,
    UPLOAD_LIFE,
    Assets,
    assets_of,
)
from linkedin_api.sandbox.catalog.media import OWNER_RULE, UPLOADERS, check_owner, upload_url
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.entities import Derived
from linkedin_api.sandbox.protocol.fields import Field, check_entity, record
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Action, Call, Entity, Resource
from linkedin_api.sandbox.protocol.store import Collection

_KIND: Final = KINDS["assets"]
_RECIPE: Final = "urn:li:digitalmediaRecipe:"
_ARTIFACT: Final = "urn:li:digitalmediaMediaArtifact:"
_CLASS: Final = "urn:li:digitalmediaMediaArtifactClass:"
#: What a recipe makes, by a word in its name, and how the upload of it is called; else images.
_FAMILIES: Final = (
    ("video", "VIDEO", "uploadedVideo"),
    ("document", "PAPERDOCUMENT", "uploaded-document"),
    ("", "STILLIMAGE", "uploaded-image"),
)
#: One request for all bytes, under its older and its newer name.
_AT_ONCE: Final = ("SYNCHRONOUS_UPLOAD", "SINGLE_REQUEST_UPLOAD")
_STATUSES: Final = {"PROCESSING_FAILED": "CLIENT_ERROR"}
_REGISTERED: Final = (
    Field("owner", "urn", required=True),
    Field("recipes", "list[urn]", required=True),
    record(
        "serviceRelationships",
        Field("identifier", required=True),
        Field("relationshipType", required=True, symbols=("OWNER",)),
        required=True,
        many=True,
    ),
    Field("supportedUploadMechanism", "list[string]"),
    Field("fileSize", "long"),
)


def _register(call: Call) -> dict[str, Any]:
    request = call.body["registerUploadRequest"]
    check_entity(_REGISTERED, request, new_style=False, schema=problems.SCHEMA_OF_ACTION)
    _check_request(request)
    check_owner(call, request["owner"])
    family, slot = _family_of(request["recipes"][0])
    now = call.clock.milliseconds()
    assets = assets_of(call.store, _KIND)
    asset = assets.announce(request["owner"], now + UPLOAD_LIFE, {slot: request.get("fileSize")})
    asset.request, asset.announced, asset.changed = request, now, now
    upload = {"uploadUrl": upload_url(call, asset, slot), "headers": {"media-type-family": family}}
    return {
        "mediaArtifact": f"{_ARTIFACT}({asset.urn},{_CLASS}{slot})",
        "uploadMechanism": {"com.linkedin.digitalmedia.uploading.MediaUploadHttpRequest": upload},
        "asset": asset.urn,
        "assetRealTimeTopic": f"urn:li-realtime:digitalmediaAssetUpdatesTopic:{asset.urn}",
    }


def _check_request(request: Entity) -> None:
    recipes = request["recipes"]
    if not recipes or not all(recipe.startswith(_RECIPE) for recipe in recipes):
        raise _wrong("recipes", recipes)
    mechanisms = request.get("supportedUploadMechanism", _AT_ONCE)
    if not set(mechanisms) & set(_AT_ONCE):
        raise _wrong("supportedUploadMechanism", mechanisms)
    if request.get("fileSize", 1) < 1:
        raise _wrong("fileSize", request["fileSize"])


def _wrong(name: str, value: Any) -> Refused:
    line = f"ERROR :: /registerUploadRequest/{name} :: {name} can't be set to {value}\n"
    return Refused(problems.SCHEMA_OF_ACTION.fill(errors=line))


def _family_of(recipe: str) -> tuple[str, str]:
    return next((family, slot) for word, family, slot in _FAMILIES if word in recipe)


def _read(assets: Assets, number: str) -> Entity:
    asset = assets.asset(f"urn:li:{_KIND.urn_type}:{number}")
    if asset is None:
        raise KeyError(number)
    status = asset.look()["status"]
    recipes = asset.request["recipes"]
    return {
        "id": asset.id,
        "created": asset.announced,
        "lastModified": asset.changed,
        "mediaTypeFamily": _family_of(recipes[0])[0],
        "recipes": [
            {"recipe": recipe, "status": _STATUSES.get(status, status)} for recipe in recipes
        ],
        "serviceRelationships": asset.request["serviceRelationships"],
        "status": "ALLOWED",
    }


VECTOR_ASSETS: Final = (
    Resource(
        "assets",
        key=SimpleKey("string"),
        methods=frozenset({"GET"}),
        actions=(
            Action(
                "registerUpload",
                _register,
                (record("registerUploadRequest", *_REGISTERED, required=True),),
            ),
        ),
        roots=("/v2", "/rest"),
        read_scopes=UPLOADERS | {"r_ads", "r_organization_social", "r_member_social"},
        write_scopes=UPLOADERS,
        rules=(OWNER_RULE,),
        home=lambda call: Collection(Derived(partial(_read, assets_of(call.store, _KIND)))),
    ),
)
