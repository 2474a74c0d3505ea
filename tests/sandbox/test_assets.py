"""The older way to upload: registered, sent by PUT or POST, looked at, shown in a post."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw, Reply
from seeded import ADA, ENGINES

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.sandbox import Sandbox

SHARE = "com.linkedin.ugc.ShareContent"
UPLOAD = "com.linkedin.digitalmedia.uploading.MediaUploadHttpRequest"
IMAGE = "urn:li:digitalmediaRecipe:feedshare-image"
VIDEO = "urn:li:digitalmediaRecipe:feedshare-video"
OWNED = {"relationshipType": "OWNER", "identifier": "urn:li:userGeneratedContent"}
#: Programs of this age send neither protocol nor version.
BARE: dict[str, Any] = {"X_RestLi_Protocol_Version": None, "LinkedIn_Version": None}
NO_TOKEN: dict[str, Any] = {**BARE, "Authorization": None}


def request(**changes: Any) -> dict[str, Any]:
    """Return a request; a change to `None` leaves a field out."""
    whole = {"owner": ADA, "recipes": [IMAGE], "serviceRelationships": [OWNED], **changes}
    return {name: value for name, value in whole.items() if value is not None}


def register(ask: Raw, **changes: Any) -> Reply:
    body = {"registerUploadRequest": request(**changes)}
    return ask("POST", "/v2/assets?action=registerUpload", body, **BARE)


def registered(ask: Raw, **changes: Any) -> dict[str, Any]:
    reply = register(ask, **changes)
    assert reply.status == 200, reply
    return reply.json["value"]


def send(ask: Raw, value: dict[str, Any], content: bytes = b"bytes", verb: str = "PUT") -> Reply:
    url = value["uploadMechanism"][UPLOAD]["uploadUrl"]
    return ask(verb, url.removeprefix(ask.sandbox.url), content=content, **NO_TOKEN)


def look(ask: Raw, urn: str) -> Reply:
    return ask("GET", f"/v2/assets/{urn.rpartition(':')[2]}", **BARE)


def uploaded(ask: Raw, **changes: Any) -> str:
    value = registered(ask, **changes)
    assert send(ask, value).status == 201
    return value["asset"]


def post(ask: Raw, category: str, *urns: str, author: str = ADA) -> Reply:
    content = {
        "shareCommentary": {"text": f"Look at {urns}"},
        "shareMediaCategory": category,
        "media": [{"status": "READY", "media": urn} for urn in urns],
    }
    body = {
        "author": author,
        "lifecycleState": "PUBLISHED",
        "specificContent": {SHARE: content},
        "visibility": {"com.linkedin.ugc.MemberNetworkVisibility": "PUBLIC"},
    }
    return ask("POST", "/v2/ugcPosts", body, **BARE)


def test_registering_says_where_to_send_the_bytes(ask: Raw):
    value = registered(ask)
    asset = value["asset"]
    assert asset.startswith("urn:li:digitalmediaAsset:")
    upload = value["uploadMechanism"][UPLOAD]
    assert upload["headers"] == {"media-type-family": "STILLIMAGE"}
    assert upload["uploadUrl"].startswith(f"{ask.sandbox.url}/dms-uploads/")
    assert value["mediaArtifact"] == (
        f"urn:li:digitalmediaMediaArtifact:({asset},"
        "urn:li:digitalmediaMediaArtifactClass:uploaded-image)"
    )
    assert value["assetRealTimeTopic"].endswith(asset)


def test_assets_answer_under_both_base_paths(ask: Raw):
    body = {"registerUploadRequest": request()}
    value = ask("POST", "/rest/assets?action=registerUpload", body).json["value"]
    number = value["asset"].rpartition(":")[2]
    assert ask("GET", f"/rest/assets/{number}").json == look(ask, value["asset"]).json


@pytest.mark.parametrize(
    ("recipe", "family", "slot"),
    [
        (VIDEO, "VIDEO", "uploadedVideo"),
        ("urn:li:digitalmediaRecipe:feedshare-document", "PAPERDOCUMENT", "uploaded-document"),
        ("urn:li:digitalmediaRecipe:rightRail-logo-image", "STILLIMAGE", "uploaded-image"),
    ],
)
def test_a_recipe_says_what_is_made(ask: Raw, recipe, family, slot):
    value = registered(ask, recipes=[recipe])
    assert value["uploadMechanism"][UPLOAD]["headers"] == {"media-type-family": family}
    assert value["mediaArtifact"].endswith(f":{slot})")
    assert look(ask, value["asset"]).json["mediaTypeFamily"] == family


@pytest.mark.parametrize("verb", ["PUT", "POST"])
def test_the_bytes_of_an_asset_are_sent_by_either_verb(ask: Raw, verb):
    value = registered(ask)
    reply = send(ask, value, verb=verb)
    assert (reply.status, reply.content) == (201, b"")


def test_bytes_are_sent_once(ask: Raw):
    value = registered(ask)
    assert [send(ask, value).status for _ in range(2)] == [201, 409]


def test_an_asset_is_processed_while_it_is_looked_at(ask: Raw):
    value = registered(ask)
    statuses = [look(ask, value["asset"]).json["recipes"]]
    send(ask, value)
    statuses += [look(ask, value["asset"]).json["recipes"] for _ in range(3)]
    assert [each[0]["status"] for each in statuses] == [
        "WAITING_UPLOAD",
        "PROCESSING",
        "AVAILABLE",
        "AVAILABLE",
    ]
    assert {each[0]["recipe"] for each in statuses} == {IMAGE}


def test_a_file_that_cannot_be_processed_is_the_clients_error(ask: Raw):
    value = registered(ask)
    send(ask, value, b"PROCESSING_FAILED")
    looks = [look(ask, value["asset"]).json["recipes"][0]["status"] for _ in range(2)]
    assert looks == ["PROCESSING", "CLIENT_ERROR"]


def test_an_asset_tells_who_owns_it_and_when_it_changed(sandbox: Sandbox, ask: Raw):
    value = registered(ask)
    before = look(ask, value["asset"]).json
    sandbox.advance(minutes=1)
    send(ask, value)
    after = look(ask, value["asset"]).json
    assert before["id"] == value["asset"].rpartition(":")[2]
    assert (before["status"], before["serviceRelationships"]) == ("ALLOWED", [OWNED])
    assert before["created"] == before["lastModified"] == after["created"]
    assert after["lastModified"] - after["created"] >= 60_000


def test_what_nobody_registered_is_not_found(ask: Raw):
    assert look(ask, "urn:li:digitalmediaAsset:D4E22AQNobody").status == 404


def test_with_a_size_exactly_so_many_bytes_are_expected(ask: Raw):
    value = registered(ask, fileSize=5)
    assert [send(ask, value, content).status for content in (b"four", b"bytes")] == [400, 201]


def test_an_upload_url_ends_with_its_day(sandbox: Sandbox, ask: Raw):
    value = registered(ask)
    sandbox.advance(hours=25)
    assert send(ask, value).status == 403


REFUSED = (
    ("no owner", {"owner": None}, "/owner :: field is required but not found"),
    ("no recipe", {"recipes": []}, "/recipes :: recipes can't be set to []"),
    ("no relationship", {"serviceRelationships": None}, "/serviceRelationships :: field is"),
    (
        "a relationship without a name",
        {"serviceRelationships": [{"relationshipType": "OWNER"}]},
        "/serviceRelationships/0/identifier :: field is required",
    ),
    ("a recipe of something else", {"recipes": [ADA]}, "/recipes :: recipes can't be set to"),
    (
        "uploads in parts",
        {"supportedUploadMechanism": ["MULTIPART_UPLOAD"]},
        "/supportedUploadMechanism :: supportedUploadMechanism can't be set to",
    ),
    ("no bytes at all", {"fileSize": 0}, "/fileSize :: fileSize can't be set to 0"),
)


@pytest.mark.parametrize(
    ("changes", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_wrong_request_is_refused(ask: Raw, changes, message):
    reply = register(ask, **changes)
    assert reply.status == 400
    assert message in reply.json["message"]


def test_nobody_uploads_for_another_member(ask: Raw):
    assert register(ask, owner="urn:li:person:another").status == 403


def test_who_has_no_role_uploads_nothing_for_an_organization(ask: Raw):
    assert register(ask, owner="urn:li:organization:1337").status == 403
    assert register(ask, owner=ENGINES).status == 200


def test_a_token_needs_a_scope_to_upload(ask: Raw):
    token = f"Bearer {ask.sandbox.access_token('openid')}"
    body = {"registerUploadRequest": request()}
    reply = ask(
        "POST", "/v2/assets?action=registerUpload", body, **{**BARE, "Authorization": token}
    )
    assert (reply.status, reply.json["message"]) == (
        403,
        "Not enough permissions to access: assets.ACTION-registerUpload.NO_VERSION",
    )


@pytest.mark.parametrize(
    ("recipe", "category", "kind"), [(IMAGE, "IMAGE", "image"), (VIDEO, "VIDEO", "video")]
)
def test_a_post_shows_an_asset_in_both_of_its_faces(ask: Raw, recipe, category, kind):
    asset = uploaded(ask, recipes=[recipe])
    urn = post(ask, category, asset).json["id"]
    older = ask("GET", f"/v2/ugcPosts/{quote(urn, safe='')}").json["specificContent"][SHARE]
    newer = ask("GET", f"/rest/posts/{quote(urn, safe='')}").json
    assert (older["shareMediaCategory"], older["media"][0]["media"]) == (category, asset)
    assert newer["content"]["media"]["id"] == f"urn:li:{kind}:{asset.rpartition(':')[2]}"


def test_several_images_are_shown_together(ask: Raw):
    assets = [uploaded(ask) for _ in range(3)]
    urn = post(ask, "IMAGE", *assets).json["id"]
    older = ask("GET", f"/v2/ugcPosts/{quote(urn, safe='')}").json["specificContent"][SHARE]
    newer = ask("GET", f"/rest/posts/{quote(urn, safe='')}").json["content"]
    assert [each["media"] for each in older["media"]] == assets
    assert len(newer["multiImage"]["images"]) == 3


@pytest.mark.parametrize("what", ["not uploaded", "nobody's"])
def test_a_post_shows_no_asset_that_was_not_uploaded(ask: Raw, what):
    unknown = "urn:li:digitalmediaAsset:D4E22AQNobody"
    reply = post(ask, "IMAGE", registered(ask)["asset"] if what == "not uploaded" else unknown)
    assert reply.status == 400
    assert "media/0/media" in str(reply.json)


def test_a_post_shows_no_asset_of_another(ask: Raw):
    reply = post(ask, "IMAGE", uploaded(ask, owner=ENGINES))
    assert reply.status == 400
    assert "All assets must be owned by the author" in reply.json["message"]


def test_assets_are_forgotten_by_a_reset(sandbox: Sandbox, ask: Raw):
    asset = uploaded(ask)
    sandbox.reset()
    assert look(ask, asset).status == 404


def test_our_client_registers_an_upload(sandbox: Sandbox):
    with RestliClient(base_url=sandbox.url, access_token=sandbox.access_token()) as client:
        answer = client.action(
            "/assets", "registerUpload", action_params={"registerUploadRequest": request()}
        )
        asset = answer.value["asset"]
        told = client.get("/assets/{id}", path_keys={"id": asset.rpartition(":")[2]}).entity
    assert told["recipes"] == [{"recipe": IMAGE, "status": "WAITING_UPLOAD"}]


def test_our_asynchronous_client_registers_an_upload(sandbox: Sandbox):
    async def main() -> Any:
        async with AsyncRestliClient(
            base_url=sandbox.url, access_token=sandbox.access_token()
        ) as client:
            return await client.action(
                "/assets", "registerUpload", action_params={"registerUploadRequest": request()}
            )

    assert asyncio.run(main()).value["asset"].startswith("urn:li:digitalmediaAsset:")
