"""The older face of posts: what is written at `ugcPosts` is read at `posts`, and back."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw
from seeded import ADA, ENGINES, POST
from uploading import upload

POSTS = "/rest/posts"
UGC = "/v2/ugcPosts"
SHARE_CONTENT = "com.linkedin.ugc.ShareContent"
REQUIRED = "field is required but not found and has no default value"
VISIBILITY = {"com.linkedin.ugc.MemberNetworkVisibility": "PUBLIC"}


def at(urn: str, root: str = UGC) -> str:
    return f"{root}/{quote(urn, safe='')}"


def ugc(text: str = "Hello", category: str = "NONE", **share: Any) -> dict[str, Any]:
    content = {"shareCommentary": {"text": text}, "shareMediaCategory": category, **share}
    return {
        "author": ADA,
        "lifecycleState": "PUBLISHED",
        "specificContent": {SHARE_CONTENT: content},
        "visibility": VISIBILITY,
    }


def test_an_older_post_tells_its_id_twice(ask: Raw):
    reply = ask("POST", UGC, ugc())
    assert (reply.status, reply.json) == (201, {"id": reply.headers["x-restli-id"]})


def test_an_older_post_works_without_protocol_and_version(ask: Raw):
    headers: dict[str, Any] = {"X_RestLi_Protocol_Version": None, "LinkedIn_Version": None}
    reply = ask("POST", UGC, ugc(), **headers)
    urn = reply.headers["x-linkedin-id"]
    assert ask("GET", f"{UGC}/{urn}", **headers).json["id"] == urn


def test_an_older_post_is_a_post_and_its_text_is_plain(ask: Raw):
    urn = ask("POST", UGC, ugc("f(x) = #1")).json["id"]
    assert ask("GET", at(urn, POSTS)).json["commentary"] == "f\\(x\\) = \\#1"
    content = ask("GET", at(urn)).json["specificContent"][SHARE_CONTENT]
    assert content["shareCommentary"]["text"] == "f(x) = #1"


@pytest.mark.parametrize(
    ("category", "kind"), [("IMAGE", "image"), ("VIDEO", "video"), ("NATIVE_DOCUMENT", "document")]
)
def test_media_of_an_older_post_are_content_of_a_post(ask: Raw, category, kind):
    media = upload(ask, kind, ADA)
    shown = {"status": "READY", "media": media}
    urn = ask("POST", UGC, ugc(category=category, media=[shown])).json["id"]
    assert ask("GET", at(urn, POSTS)).json["content"] == {"media": {"id": media}}
    share = ask("GET", at(urn)).json["specificContent"][SHARE_CONTENT]
    assert share["shareMediaCategory"] == category


@pytest.mark.parametrize("owner", ["nobody", ENGINES])
def test_media_of_an_older_post_must_be_uploaded_by_its_author(ask: Raw, owner):
    media = "urn:li:image:none" if owner == "nobody" else upload(ask, "image", owner)
    shown = {"status": "READY", "media": media}
    assert ask("POST", UGC, ugc(category="IMAGE", media=[shown])).status == 400


def test_an_article_of_an_older_post_is_content_of_a_post(ask: Raw):
    media = {"originalUrl": "https://example.com", "title": {"text": "T"}}
    content = {"article": {"source": "https://example.com", "title": "T"}}
    category = "ARTICLE"
    urn = ask("POST", UGC, ugc(category=category, media=[{"status": "READY", **media}])).json["id"]
    assert ask("GET", at(urn, POSTS)).json["content"] == content
    share = ask("GET", at(urn)).json["specificContent"][SHARE_CONTENT]
    assert share["shareMediaCategory"] == category


def test_the_older_way_is_no_way_around_duplicates(ask: Raw):
    first = ask("POST", POSTS, POST).headers["x-restli-id"]
    reply = ask("POST", UGC, ugc())
    assert (reply.status, reply.json["message"].rpartition(" ")[2]) == (422, first)


def test_older_posts_are_found_by_their_authors(ask: Raw):
    authors = ",".join(quote(author, safe="") for author in (ADA, ENGINES))
    finder = f"{UGC}?q=authors&authors=List({authors})&count=100"
    found: list[str] = []
    while page := ask("GET", f"{finder}&start={len(found)}").json["elements"]:
        found += [post["author"] for post in page]
    assert set(found) == {ADA, ENGINES}


#: What, the body, the message.
REFUSED_OLDER = (
    (
        "no content",
        {"specificContent": {}},
        f"ERROR :: /specificContent/{SHARE_CONTENT} :: {REQUIRED}\n",
    ),
    (
        "no author",
        {"author": None},
        "ERROR :: /author :: author can't be set to None\n",
    ),
    (
        "media that do not fit",
        ugc(category="IMAGE"),
        f"ERROR :: /specificContent/{SHARE_CONTENT}/media :: does not match shareMediaCategory\n",
    ),
    (
        "an unknown category",
        ugc(category="GIF"),
        (
            f"ERROR :: /specificContent/{SHARE_CONTENT}/shareMediaCategory"
            " :: must be one of NONE, ARTICLE, IMAGE, VIDEO, NATIVE_DOCUMENT, not GIF\n"
        ),
    ),
    (
        "no visibility",
        {"visibility": {}},
        (
            "ERROR :: /visibility/com.linkedin.ugc.MemberNetworkVisibility"
            " :: must be one of PUBLIC, CONNECTIONS, LOGGED_IN, not None\n"
        ),
    ),
)


@pytest.mark.parametrize(
    ("fields", "message"),
    [row[1:] for row in REFUSED_OLDER],
    ids=[row[0] for row in REFUSED_OLDER],
)
def test_a_wrong_older_post_is_refused(ask: Raw, fields, message):
    reply = ask("POST", UGC, {**ugc(), **fields})
    assert (reply.status, reply.json) == (422, {"status": 422, "message": message})
