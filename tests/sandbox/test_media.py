"""Media: announced, uploaded to another path, finished, processed, looked at."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw, Reply
from refusal_bodies import field_error
from seeded import ACCOUNT, ADA, ENGINES

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.faults.fault import Match

PART = 4 * 1024 * 1024
SINGLE = [("images", "image"), ("documents", "document")]
PUT_HEADERS: dict[str, Any] = {
    "Authorization": None,
    "X_RestLi_Protocol_Version": None,
    "LinkedIn_Version": None,
}


def announce(ask: Raw, resource: str, **request: Any) -> Reply:
    body = {"initializeUploadRequest": {"owner": ENGINES, **request}}
    return ask("POST", f"/rest/{resource}?action=initializeUpload", body)


def announced(ask: Raw, resource: str, **request: Any) -> dict[str, Any]:
    reply = announce(ask, resource, **request)
    assert reply.status == 200, reply
    return reply.json["value"]


def put(ask: Raw, url: str, content: bytes = b"bytes", verb: str = "PUT") -> Reply:
    return ask(verb, url.removeprefix(ask.sandbox.url), content=content, **PUT_HEADERS)


def look(ask: Raw, urn: str) -> dict[str, Any]:
    resource = f"{urn.split(':')[2]}s"
    return ask("GET", f"/rest/{resource}/{quote(urn, safe='')}").json


def finalize(ask: Raw, video: str, parts: list[str], token: str = "") -> Reply:
    request = {"video": video, "uploadToken": token, "uploadedPartIds": parts}
    return ask("POST", "/rest/videos?action=finalizeUpload", {"finalizeUploadRequest": request})


def upload_parts(ask: Raw, value: dict[str, Any], content: bytes) -> list[str]:
    etags = []
    for part in value["uploadInstructions"]:
        reply = put(ask, part["uploadUrl"], content[part["firstByte"] : part["lastByte"] + 1])
        assert (reply.status, reply.content) == (200, b"")
        etags.append(reply.headers["etag"])
    return etags


def wrong(path: str, value: object, code: str = "INVALID_VALUE_FOR_FIELD") -> dict[str, Any]:
    return field_error(path, code, f"{path} can't be set to {value}")


def missing(path: str) -> dict[str, Any]:
    return field_error(path, "MISSING_FIELD", f"{path} is required but missing")


@pytest.mark.parametrize(("resource", "name"), SINGLE)
def test_an_upload_is_announced(ask: Raw, resource, name):
    value = announced(ask, resource)
    assert set(value) == {"uploadUrlExpiresAt", "uploadUrl", name}
    assert value[name].startswith(f"urn:li:{name}:")
    assert value["uploadUrl"].startswith(f"{ask.sandbox.url}/dms-uploads/")


@pytest.mark.parametrize(("resource", "name"), SINGLE)
def test_polling_sees_an_upload_come_processing_and_end(ask: Raw, resource, name):
    value = announced(ask, resource)
    urn = value[name]
    assert look(ask, urn) == {"id": urn, "owner": ENGINES, "status": "WAITING_UPLOAD"}
    reply = put(ask, value["uploadUrl"])
    assert (reply.status, reply.content) == (201, b"")
    looks = [look(ask, urn)["status"] for _ in range(3)]
    assert looks == ["PROCESSING", "AVAILABLE", "AVAILABLE"]


def test_an_available_image_can_be_downloaded_from_somewhere(ask: Raw):
    value = announced(ask, "images")
    put(ask, value["uploadUrl"])
    look(ask, value["image"])
    assert look(ask, value["image"])["downloadUrl"].startswith("https://")


def test_a_file_can_fail_to_be_processed(ask: Raw):
    value = announced(ask, "images")
    put(ask, value["uploadUrl"], b"PROCESSING_FAILED, please")
    statuses = [look(ask, value["image"])["status"] for _ in range(2)]
    assert statuses == ["PROCESSING", "PROCESSING_FAILED"]


def test_an_upload_url_works_for_a_day():
    with Sandbox() as sandbox:
        ask = Raw(sandbox)
        value = announced(ask, "images")
        sandbox.advance(hours=23)
        assert value["uploadUrlExpiresAt"] - sandbox.clock.milliseconds() < 3_600_001
        sandbox.advance(hours=1)
        assert put(ask, value["uploadUrl"]).status == 403
        ask.close()


def test_bytes_are_counted_and_hashed_in_the_journal(ask: Raw):
    content = b"x" * 300_000
    put(ask, announced(ask, "images")["uploadUrl"], content)
    record = ask.sandbox.requests[-1]
    assert (record.method, record.resource, record.status) == ("UPLOAD", "images", 201)
    assert record.params == {
        "bytes": 300_000,
        "sha256": hashlib.sha256(content).hexdigest(),
        "authorization": False,
    }


def test_the_journal_tells_when_a_token_went_to_an_upload_url(ask: Raw):
    url = announced(ask, "images")["uploadUrl"].removeprefix(ask.sandbox.url)
    assert ask("PUT", url, content=b"x").status == 201
    record = ask.sandbox.requests[-1]
    assert record.params["authorization"] is True
    assert "authorization" not in record.headers


def test_a_chunked_upload_is_taken(ask: Raw):
    url = announced(ask, "images")["uploadUrl"].removeprefix(ask.sandbox.url)
    pieces: Any = (b"x" * 1000 for _ in range(50))
    assert ask("PUT", url, content=pieces, **PUT_HEADERS).status == 201
    assert ask.sandbox.requests[-1].params["bytes"] == 50_000


def test_a_video_is_uploaded_in_parts_of_four_mebibytes(ask: Raw):
    value = announced(ask, "videos", fileSizeBytes=2 * PART + 5)
    ranges = [(part["firstByte"], part["lastByte"]) for part in value["uploadInstructions"]]
    assert ranges == [(0, PART - 1), (PART, 2 * PART - 1), (2 * PART, 2 * PART + 4)]
    assert set(value) == {"uploadUrlsExpireAt", "video", "uploadInstructions", "uploadToken"}
    assert value["uploadToken"] == ""


@pytest.mark.parametrize("quoted", [True, False])
def test_a_video_is_finished_with_the_names_of_its_parts(ask: Raw, quoted):
    value = announced(ask, "videos", fileSizeBytes=PART + 7)
    etags = upload_parts(ask, value, b"v" * (PART + 7))
    assert look(ask, value["video"])["status"] == "WAITING_UPLOAD"
    reply = finalize(ask, value["video"], etags if quoted else [tag.strip('"') for tag in etags])
    assert (reply.status, reply.content) == (200, b"")
    looks = [look(ask, value["video"])["status"] for _ in range(2)]
    assert looks == ["PROCESSING", "AVAILABLE"]


def test_a_part_can_be_sent_again(ask: Raw):
    value = announced(ask, "videos", fileSizeBytes=3)
    first, second = upload_parts(ask, value, b"one"), upload_parts(ask, value, b"two")
    assert first != second
    assert finalize(ask, value["video"], first).status == 400
    assert finalize(ask, value["video"], second).status == 200


def test_captions_and_thumbnail_have_urls_of_their_own(ask: Raw):
    value = announced(ask, "videos", fileSizeBytes=3, uploadCaptions=True, uploadThumbnail=True)
    assert len(value["uploadInstructions"]) == 1
    urls = [value[f"{name}UploadUrl"] for name in ("captions", "thumbnail")]
    assert [put(ask, url, b"anything").status for url in urls] == [200, 200]


def test_videos_are_found_by_advertising_account(ask: Raw):
    library = {"associatedAccount": ACCOUNT}
    value = announced(ask, "videos", fileSizeBytes=3, mediaLibraryMetadata=library)
    announced(ask, "videos", fileSizeBytes=3)
    target = f"/rest/videos?q=associatedAccount&associatedAccount={quote(ACCOUNT, safe='')}"
    assert [video["id"] for video in ask("GET", target).json["elements"]] == [value["video"]]


def test_media_are_looked_at_in_batches(ask: Raw):
    urn = announced(ask, "images")["image"]
    ids = ",".join(quote(each, safe="") for each in (urn, "urn:li:image:none"))
    reply = ask("GET", f"/rest/images?ids=List({ids})").json
    assert reply["results"][urn]["status"] == "WAITING_UPLOAD"
    assert reply["statuses"] == {urn: 200, "urn:li:image:none": 404}


def test_a_post_cannot_have_an_image_that_was_not_uploaded(ask: Raw):
    value = announced(ask, "images")
    post = {
        "author": ENGINES,
        "commentary": "Look",
        "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "MAIN_FEED"},
        "lifecycleState": "PUBLISHED",
        "content": {"media": {"id": value["image"]}},
    }
    assert ask("POST", "/rest/posts", post).json == wrong("content/media/id", value["image"])
    put(ask, value["uploadUrl"])
    assert ask("POST", "/rest/posts", post).status == 201


#: What, resource, the request, the whole body expected.
REFUSED_ANNOUNCEMENTS = (
    ("no owner", "images", {"owner": None}, wrong("owner", None)),
    ("an owner that is no URN", "images", {"owner": "me"}, wrong("owner", "me")),
    ("an owner that owns no media", "documents", {"owner": ACCOUNT}, wrong("owner", ACCOUNT)),
    (
        "somebody else as owner",
        "images",
        {"owner": "urn:li:person:other"},
        {
            "status": 403,
            "code": "ACCESS_DENIED",
            "message": "urn:li:person:other cannot own media that this member uploads",
        },
    ),
    ("a video without a size", "videos", {}, missing("fileSizeBytes")),
    (
        "an empty video",
        "videos",
        {"fileSizeBytes": 0},
        wrong("fileSizeBytes", 0, "FIELD_VALUE_TOO_LOW"),
    ),
    (
        "a video of a tebibyte",
        "videos",
        {"fileSizeBytes": 2**40},
        wrong("fileSizeBytes", 2**40, "FIELD_VALUE_TOO_HIGH"),
    ),
    ("a size as text", "videos", {"fileSizeBytes": "5"}, wrong("fileSizeBytes", "5")),
    (
        "captions that are neither true nor false",
        "videos",
        {"fileSizeBytes": 5, "uploadCaptions": "no"},
        wrong("uploadCaptions", "no"),
    ),
)


@pytest.mark.parametrize(
    ("resource", "request_", "body"),
    [row[1:] for row in REFUSED_ANNOUNCEMENTS],
    ids=[row[0] for row in REFUSED_ANNOUNCEMENTS],
)
def test_a_wrong_announcement_is_refused(ask: Raw, resource, request_, body):
    reply = announce(ask, resource, **request_)
    assert (reply.status, reply.json) == (body["status"], body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Parameter 'initializeUploadRequest' is required"),
        ({"initializeUploadRequest": 5}, "Invalid param. Please see errorDetails for more"),
        ([], "Cannot parse request entity"),
    ],
)
def test_an_announcement_of_another_form_is_refused(ask: Raw, body, message):
    reply = ask("POST", "/rest/images?action=initializeUpload", body)
    assert (reply.status, reply.json["message"][: len(message)]) == (400, message)


def refused_endings(value: dict[str, Any], etags: list[str]) -> dict[str, tuple[Any, ...]]:
    video, backwards = value["video"], etags[::-1]
    return {
        "an unknown video": ("urn:li:video:x", etags, "", wrong("video", "urn:li:video:x")),
        "a token": (video, etags, "token", wrong("uploadToken", "token")),
        "another order": (video, backwards, "", wrong("uploadedPartIds", backwards)),
        "too few parts": (video, etags[:1], "", wrong("uploadedPartIds", etags[:1])),
        "too many parts": (video, etags * 2, "", wrong("uploadedPartIds", etags * 2)),
        "no parts": (video, [], "", wrong("uploadedPartIds", [])),
    }


@pytest.mark.parametrize("what", refused_endings({"video": ""}, []))
def test_a_wrong_end_of_an_upload_is_refused(ask: Raw, what):
    value = announced(ask, "videos", fileSizeBytes=PART + 1)
    etags = upload_parts(ask, value, b"v" * (PART + 1))
    video, parts, token, body = refused_endings(value, etags)[what]
    reply = finalize(ask, video, parts, token)
    assert (reply.status, reply.json) == (400, body)


def test_a_video_of_which_parts_lack_cannot_be_finished(ask: Raw):
    value = announced(ask, "videos", fileSizeBytes=PART + 1)
    last = value["uploadInstructions"][1]["uploadUrl"]
    etag = put(ask, last, b"x").headers["etag"]
    body = wrong("uploadedPartIds", "1 of 2 parts")
    assert finalize(ask, value["video"], [etag]).json == body


def test_a_video_is_finished_once(ask: Raw):
    value = announced(ask, "videos", fileSizeBytes=3)
    etags = upload_parts(ask, value, b"one")
    assert [finalize(ask, value["video"], etags).status for _ in range(2)] == [200, 400]
    reply = put(ask, value["uploadInstructions"][0]["uploadUrl"], b"two")
    assert (reply.status, reply.json["message"]) == (409, "The upload is complete already")


#: What, how the upload URL is changed, verb, bytes, status, message.
REFUSED_UPLOADS = (
    ("POST", ("", ""), "POST", b"x", 405, "Upload with PUT, not with POST"),
    ("GET", ("", ""), "GET", b"", 405, "Upload with PUT, not with GET"),
    ("nothing", ("", ""), "PUT", b"", 400, "The upload is empty"),
    ("another secret", ("m=AQ", "m=BQ"), "PUT", b"x", 404, "There is no such upload URL"),
    ("no query", ("?", "?x&"), "PUT", b"x", 404, "There is no such upload URL"),
    ("another part", ("/0?", "/7?"), "PUT", b"x", 404, "There is no such upload URL"),
    ("another asset", ("000001", "000009"), "PUT", b"x", 404, "There is no such upload URL"),
    ("no asset", ("C4E10AQ", "nothing"), "PUT", b"x", 404, "There is no such upload URL"),
)


@pytest.mark.parametrize(
    ("change", "verb", "content", "status", "message"),
    [row[1:] for row in REFUSED_UPLOADS],
    ids=[row[0] for row in REFUSED_UPLOADS],
)
def test_a_wrong_upload_is_refused(ask: Raw, change, verb, content, status, message):
    url = announced(ask, "images")["uploadUrl"].replace(*change)
    reply = put(ask, url, content, verb)
    assert (reply.status, reply.json) == (status, {"status": status, "message": message})
    assert reply.headers["content-type"] == "application/json"


def test_a_part_of_another_size_is_refused(ask: Raw):
    value = announced(ask, "videos", fileSizeBytes=3)
    reply = put(ask, value["uploadInstructions"][0]["uploadUrl"], b"four")
    message = "The part must have 3 bytes, it has 4"
    assert (reply.status, reply.json["message"]) == (400, message)


def test_faults_strike_uploads(ask: Raw):
    url = announced(ask, "images")["uploadUrl"]
    ask.sandbox.faults.add(Match(method="UPLOAD"), status=503, times=1)
    assert [put(ask, url).status for _ in range(2)] == [503, 201]


def test_after_a_reset_old_upload_urls_are_gone(ask: Raw):
    url = announced(ask, "images")["uploadUrl"]
    ask.sandbox.reset()
    assert put(ask, url).status == 404


@pytest.mark.parametrize("scope", ["r_ads", "r_organization_social"])
def test_reading_scopes_do_not_announce(ask: Raw, scope):
    token = ask.sandbox.access_token(scope)
    body = {"initializeUploadRequest": {"owner": ADA}}
    target = "/rest/images?action=initializeUpload"
    reply = ask("POST", target, body, Authorization=f"Bearer {token}")
    assert (reply.status, reply.json["code"]) == (403, "ACCESS_DENIED")
