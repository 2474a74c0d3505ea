"""Pictures: what stands beside the URN of one when its files are asked for."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest
from raw_http import Raw

from linkedin_api.sandbox import Sandbox

ASSET = "urn:li:digitalmediaAsset:C4D03AQGFBHiaY1XXNA"
WAYS = ["displayImage~:playableStreams", "displayImage~digitalmediaAsset:playableStreams"]


def picture(ask, projection, path="/v2/me"):
    reply = ask("GET", f"{path}?projection={projection}")
    assert reply.status == 200
    return reply.json["profilePicture"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", ["/v2/me", "/rest/me"])
def test_a_profile_picture_has_its_files_beside_it(ask, way, path):
    shown = picture(ask, f"(profilePicture({way}))", path)
    assert shown["displayImage"] == ASSET
    elements = shown["displayImage~"]["elements"]
    images = [
        element["data"]["com.linkedin.digitalmedia.mediaartifact.StillImage"]["storageSize"]
        for element in elements
    ]
    assert images == [{"width": side, "height": side} for side in (100, 200, 400, 800)]
    assert {element["authorizationMethod"] for element in elements} == {"PUBLIC"}
    addresses = [element["identifiers"][0]["identifier"] for element in elements]
    assert len(set(addresses)) == 4
    assert addresses[0].startswith(
        "https://media.licdn.example/dms/image/C4D03AQGFBHiaY1XXNA/profile-displayphoto-shrink_100"
    )


def test_an_identifier_has_the_documented_fields(ask):
    shown = picture(ask, f"(profilePicture({WAYS[0]}))")["displayImage~"]["elements"][3]
    kind = "urn:li:digitalmediaMediaArtifactClass:profile-displayphoto-shrink_800_800"
    (identifier,) = shown["identifiers"]
    assert shown["artifact"] == f"urn:li:digitalmediaMediaArtifact:({ASSET},{kind})"
    assert set(identifier) == {
        "identifier", "file", "index", "mediaType", "identifierType", "identifierExpiresInSeconds",
    }  # fmt: skip
    assert identifier["file"] == f"urn:li:digitalmediaFile:({ASSET},{kind},0)"


def test_files_are_projected_too(ask):
    shown = picture(
        ask, "(profilePicture(displayImage~:playableStreams(elements*(identifiers*(index)))))"
    )
    assert shown["displayImage~"] == {"elements": [{"identifiers": [{"index": 0}]}] * 4}


@pytest.mark.parametrize("way", ["displayImage~", "displayImage~:nonsense"])
def test_without_that_recipe_there_are_no_files(ask, way):
    assert picture(ask, f"(profilePicture({way}))") == {"displayImage": ASSET, "displayImage~": {}}


def test_a_logo_has_its_files_beside_it(ask):
    reply = ask(
        "GET", "/v2/organizations/2414183?projection=(logoV2(original~:playableStreams))"
    )  # fmt: skip
    (first, *_) = reply.json["logoV2"]["original~"]["elements"]
    assert "company-logo_100_100" in first["artifact"]


def test_a_file_expires_by_the_sandboxs_clock():
    with Sandbox(now=datetime(2061, 4, 5, 6, tzinfo=UTC)) as sandbox, closing(Raw(sandbox)) as ask:
        first = picture(ask, f"(profilePicture({WAYS[0]}))")["displayImage~"]["elements"][0]
    expires = first["identifiers"][0]["identifierExpiresInSeconds"]
    assert datetime.fromtimestamp(expires, UTC) == datetime(2061, 6, 4, tzinfo=UTC)
    assert f"?e={expires}&" in first["identifiers"][0]["identifier"]
