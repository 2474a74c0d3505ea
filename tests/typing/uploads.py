"""Uploads, versions and texts as users write them: checked for types, never run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import assert_type

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.little_text import LittleText, hashtag, little_text, mention
from linkedin_api.restli import Urn, each, fields
from linkedin_api.versions import KNOWN_GOOD, sunset_of


def uploads(client: RestliClient) -> None:
    owner = Urn("organization", "1")
    assert_type(client.upload_image("a.png", owner), Urn)
    assert_type(client.upload_document(b"%PDF", owner, wait=0), Urn)
    with Path("a.mp4").open("rb") as file:
        assert_type(client.upload_video(file, owner, progress=print), Urn)
    assert_type(client.uploads.image("a.png", owner), Urn)
    assert_type(client.uploads.document(b"%PDF", owner, "T", "202608", wait=0), Urn)
    assert_type(client.uploads.video(b"mp4", owner, progress=print), Urn)
    client.get("/a", query_params={"fields": fields("id", items=each("urn", count=5))})


async def awaited_uploads(client: AsyncRestliClient) -> None:
    assert_type(await client.upload_image(Path("a.png"), "urn:li:person:1"), Urn)
    assert_type(await client.uploads.video(b"mp4", "urn:li:person:1", wait=60), Urn)


def texts() -> None:
    assert_type(little_text("a", mention("b", "urn:li:person:1"), hashtag("c")), LittleText)
    assert_type("a" + hashtag("c"), LittleText)
    assert_type(hashtag("c") + "a", LittleText)
    assert_type(sunset_of(KNOWN_GOOD), date | None)
