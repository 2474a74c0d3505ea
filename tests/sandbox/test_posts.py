"""Posts: who writes what, what LinkedIn keeps of it, and what comes back."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw, Reply, asking
from refusal_bodies import field_error
from seeded import ADA, ENGINES, POST, SHARE
from uploading import upload

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.catalog.post_book import book_of

POSTS = "/rest/posts"
ARTICLE = {"source": "https://example.com", "title": "Engines"}
FORBIDDEN = {
    "status": 403,
    "message": "Accessing the UGC resource is forbidden. Please check your permissions for this "
    "resource",
}


def at(urn: str) -> str:
    return f"{POSTS}/{quote(urn, safe='')}"


def by(author: str) -> str:
    return f"{POSTS}?q=author&author={quote(author, safe='')}"


def create(ask: Raw, **fields: Any) -> str:
    reply = ask("POST", POSTS, {**POST, **fields})
    assert (reply.status, reply.content) == (201, b""), reply
    return reply.headers["x-restli-id"]


def change(ask: Raw, urn: str, patch: dict[str, Any]) -> Reply:
    return ask("POST", at(urn), {"patch": patch}, X_RestLi_Method="PARTIAL_UPDATE")


def wrong(path: str, value: object) -> dict[str, Any]:
    return field_error(path, "INVALID_VALUE_FOR_FIELD", f"{path} can't be set to {value}")


def missing(path: str) -> dict[str, Any]:
    text = f"{path.rpartition('/')[2]} is required but missing"
    return field_error(path, "MISSING_FIELD", text)


def duplicate(urn: str) -> dict[str, Any]:
    return {
        "status": 422,
        "message": "com.linkedin.content.common.exception.BadRequestResponseException: "
        f"Content is a duplicate of {urn}",
        "errorDetailType": "com.linkedin.common.error.BadRequest",
        "errorDetails": {
            "inputErrors": [
                {"description": "Duplicate post is detected", "input": {}, "code": "DUPLICATE_POST"}
            ]
        },
    }


#: What, the fields that differ from a good post, the whole body expected.
REFUSED_POSTS: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    (
        "too long a text",
        {"commentary": "x" * 3001},
        field_error(
            "commentary",
            "FIELD_LENGTH_TOO_LONG",
            "commentary has 3001 characters, the limit is 3000",
        ),
    ),
    ("a number as text", {"commentary": 5}, wrong("commentary", 5)),
    ("no feed", {"distribution": {}}, missing("distribution/feedDistribution")),
    (
        "an unknown feed",
        {"distribution": {"feedDistribution": "ALL"}},
        field_error(
            "distribution/feedDistribution",
            "INVALID_VALUE_FOR_FIELD",
            "feedDistribution can't be set to ALL",
        ),
    ),
    ("an unknown visibility", {"visibility": "SECRET"}, wrong("visibility", "SECRET")),
    (
        "a state only LinkedIn sets",
        {"lifecycleState": "PUBLISH_FAILED"},
        wrong("lifecycleState", "PUBLISH_FAILED"),
    ),
    ("media without an id", {"content": {"media": {}}}, missing("content/media/id")),
    (
        "media that is text",
        {"content": {"media": "x"}},
        field_error("content/media", "INVALID_VALUE_FOR_FIELD", "media can't be set to x"),
    ),
    (
        "an article without a title",
        {"content": {"article": {"source": "https://example.com"}}},
        missing("content/article/title"),
    ),
    (
        "two kinds of content",
        {"content": {"media": {"id": "urn:li:image:1"}, "article": ARTICLE}},
        wrong("content", "media, article"),
    ),
    ("an author that is a share", {"author": SHARE}, wrong("author", SHARE)),
    ("an author that is no URN", {"author": "me"}, wrong("author", "me")),
    ("somebody else as author", {"author": "urn:li:person:other"}, FORBIDDEN),
    (
        "a reshare of nothing",
        {"reshareContext": {"parent": "urn:li:share:5"}},
        wrong("reshareContext/parent", "urn:li:share:5"),
    ),
    (
        "an id",
        {"id": SHARE},
        {"status": 422, "message": "ReadOnly field present in a CREATE request: id"},
    ),
    (
        "a time",
        {"createdAt": 5},
        {"status": 422, "message": "ReadOnly field present in a CREATE request: createdAt"},
    ),
)


@pytest.mark.parametrize(
    ("fields", "body"), [row[1:] for row in REFUSED_POSTS], ids=[row[0] for row in REFUSED_POSTS]
)
def test_a_wrong_post_is_refused(ask: Raw, fields, body):
    reply = ask("POST", POSTS, {**POST, **fields})
    assert (reply.status, reply.json) == (body["status"], body)


#: What, the patch of a published post, the whole body expected.
REFUSED_CHANGES = (
    (
        "another author",
        {"$set": {"author": ENGINES}},
        {"status": 422, "message": "ReadOnly field present in a PARTIAL_UPDATE request: author"},
    ),
    (
        "another visibility",
        {"$set": {"visibility": "LOGGED_IN"}},
        {
            "status": 422,
            "message": "ReadOnly field present in a PARTIAL_UPDATE request: visibility",
        },
    ),
    (
        "other content",
        {"$set": {"content": {"media": {"id": "urn:li:image:1"}}}},
        {"status": 422, "message": "ReadOnly field present in a PARTIAL_UPDATE request: content"},
    ),
    (
        "another part of the context of advertisements",
        {"$set": {"adContext": {"dscAdAccount": "urn:li:sponsoredAccount:1"}}},
        {"status": 422, "message": "ReadOnly field present in a PARTIAL_UPDATE request: adContext"},
    ),
    (
        "a time",
        {"$set": {"publishedAt": 5}},
        {
            "status": 422,
            "message": "ReadOnly field present in a PARTIAL_UPDATE request: publishedAt",
        },
    ),
    (
        "back to a draft",
        {"$set": {"lifecycleState": "DRAFT"}},
        field_error(
            "lifecycleState",
            "STATUS_CHANGE_NOT_ALLOWED",
            "lifecycleState can't be changed from PUBLISHED to DRAFT",
        ),
    ),
    ("no text", {"$delete": ["commentary"]}, missing("commentary")),
)


@pytest.mark.parametrize(
    ("patch", "body"),
    [row[1:] for row in REFUSED_CHANGES],
    ids=[row[0] for row in REFUSED_CHANGES],
)
def test_a_wrong_change_is_refused(ask: Raw, patch, body):
    reply = change(ask, SHARE, patch)
    assert (reply.status, reply.json) == (body["status"], body)


#: What, the target, scopes of the token, status, message.
REFUSED_READINGS = (
    ("more than 100", f"{by(ADA)}&count=101", None, 400, "Specified count is larger than 100"),
    ("no author", f"{POSTS}?q=author", None, 400, "Parameter 'author' is required"),
    (
        "a member's posts with an organization's permission",
        by(ADA),
        "r_organization_social",
        400,
        "Member permissions must be used when using member as author",
    ),
    (
        "an organization's posts with a member's permission",
        by(ENGINES),
        "r_member_social",
        403,
        FORBIDDEN["message"],
    ),
    ("all posts", POSTS, None, 400, f"GET operation not supported for URI: '{POSTS}' with "),
    (
        "no post",
        f"{POSTS}/urn%3Ali%3Aimage%3A1",
        None,
        400,
        "Key value 'urn:li:image:1' must be of type 'com.linkedin.common.urn.Urn'",
    ),
    ("an unknown post", at("urn:li:share:5"), None, 404, "Not Found"),
)


@pytest.mark.parametrize(
    ("target", "scopes", "status", "message"),
    [row[1:] for row in REFUSED_READINGS],
    ids=[row[0] for row in REFUSED_READINGS],
)
def test_a_wrong_reading_is_refused(ask: Raw, target, scopes, status, message):
    token = ask.sandbox.access_token(scopes)
    reply = ask("GET", target, Authorization=f"Bearer {token}")
    assert (reply.status, reply.json["message"][: len(message)]) == (status, message)


@pytest.mark.parametrize(
    ("author", "scopes"), [(ENGINES, "w_member_social"), (ADA, "w_organization_social")]
)
def test_the_scope_must_fit_the_author(ask: Raw, author, scopes):
    token = ask.sandbox.access_token(scopes)
    reply = ask("POST", POSTS, {**POST, "author": author}, Authorization=f"Bearer {token}")
    assert (reply.status, reply.json) == (403, FORBIDDEN)


def test_a_bare_reserved_character_cuts_the_text_without_a_word(ask: Raw):
    urn = create(ask, commentary="Version 2 (new) is here \\(really\\)")
    assert ask("GET", at(urn)).json["commentary"] == "Version 2 "


def test_escaped_text_mentions_and_hashtags_are_kept(ask: Raw):
    words = f"\\(2\\) @[Engines]({ENGINES}) {{hashtag|\\#|Steam}} 100%"
    assert ask("GET", at(create(ask, commentary=words))).json["commentary"] == words


def test_a_text_of_3000_characters_is_taken(ask: Raw):
    assert len(ask("GET", at(create(ask, commentary="é" * 3000))).json["commentary"]) == 3000


def test_the_title_of_an_article_is_not_little_text(ask: Raw):
    article = {"source": "https://example.com", "title": "Engines (2)"}
    urn = create(ask, content={"article": article})
    assert ask("GET", at(urn)).json["content"]["article"]["title"] == "Engines (2)"


@pytest.mark.parametrize(
    ("media", "kind"), [("image", "share"), ("video", "ugcPost"), ("document", "ugcPost")]
)
def test_content_decides_what_a_post_is_called(ask: Raw, media, kind):
    urn = create(ask, content={"media": {"id": upload(ask, media, ADA)}})
    assert urn.startswith(f"urn:li:{kind}:")


def test_the_same_text_again_is_a_duplicate(ask: Raw):
    first = create(ask)
    reply = ask("POST", POSTS, POST)
    assert (reply.status, reply.json) == (422, duplicate(first))


def test_what_is_cut_off_does_not_make_a_text_another(ask: Raw):
    first = create(ask, commentary="Same (one)")
    assert ask("POST", POSTS, {**POST, "commentary": "Same (two)"}).json == duplicate(first)


def test_deleting_the_first_does_not_allow_the_second(ask: Raw):
    first = create(ask)
    ask("DELETE", at(first))
    assert ask("POST", POSTS, POST).json == duplicate(first)


def test_another_author_may_say_the_same(ask: Raw):
    assert create(ask) != create(ask, author=ENGINES)


def test_a_draft_is_no_duplicate(ask: Raw):
    assert create(ask) != create(ask, lifecycleState="DRAFT")


def test_a_day_later_the_same_text_is_welcome():
    with Sandbox() as sandbox:
        ask = Raw(sandbox)
        first = create(ask)
        sandbox.advance(hours=23)
        assert ask("POST", POSTS, POST).status == 422
        sandbox.advance(hours=1)
        assert create(ask) != first
        ask.close()


def test_deleting_again_succeeds_again(ask: Raw):
    urn = create(ask)
    assert [ask("DELETE", at(urn)).status for _ in range(3)] == [204, 204, 204]
    assert ask("GET", at(urn)).status == 404


def test_a_text_can_be_edited(ask: Raw):
    urn = create(ask)
    assert change(ask, urn, {"$set": {"commentary": "Hello (again)"}}).status == 204
    post = ask("GET", at(urn)).json
    assert (post["commentary"], post["lifecycleStateInfo"]) == (
        "Hello ",
        {"isEditedByAuthor": True},
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"contentCallToActionLabel": "LEARN_MORE"},
        {"contentLandingPage": "https://example.com"},
        {"adContext": {"dscName": "Name", "dscStatus": "ACTIVE"}},
    ],
)
def test_other_editable_fields_can_be_set(ask: Raw, fields):
    assert change(ask, SHARE, {"$set": fields}).status == 204
    assert ask("GET", at(SHARE)).json.items() >= fields.items()


def test_only_the_author_sees_a_draft(ask: Raw):
    urn = create(ask, lifecycleState="DRAFT")
    assert ask("GET", at(urn)).status == 404
    assert ask("GET", f"{at(urn)}?viewContext=READER").status == 404
    assert "publishedAt" not in ask("GET", f"{at(urn)}?viewContext=AUTHOR").json
    found = [
        [post["id"] for post in ask("GET", f"{by(ADA)}{context}&count=50").json["elements"]]
        for context in ("", "&viewContext=AUTHOR")
    ]
    assert [urn in ids for ids in found] == [False, True]


@pytest.mark.parametrize("state", ["PUBLISHED", "PUBLISH_REQUESTED"])
def test_a_draft_can_be_published(ask: Raw, state):
    urn = create(ask, lifecycleState="DRAFT")
    assert change(ask, urn, {"$set": {"lifecycleState": state}}).status == 204
    post = ask("GET", at(urn)).json
    assert (post["lifecycleState"], "publishedAt" in post) == ("PUBLISHED", True)


def test_a_reshare_knows_where_the_chain_begins(ask: Raw):
    parent = create(ask, commentary="", reshareContext={"parent": SHARE})
    urn = create(ask, commentary="", reshareContext={"parent": parent})
    context = ask("GET", at(urn)).json["reshareContext"]
    assert context == {"root": SHARE, "parent": parent}


def test_a_post_can_forbid_to_be_reshared(ask: Raw):
    urn = create(ask, isReshareDisabledByAuthor=True)
    reply = ask("POST", POSTS, {**POST, "commentary": "", "reshareContext": {"parent": urn}})
    assert reply.json == wrong("reshareContext/parent", urn)


def test_an_organizations_posts_are_those_its_statistics_tell_of(ask: Raw):
    figures = ask.sandbox._store.figures
    found, start = [], 0
    while page := ask("GET", f"{by(ENGINES)}&count=100&start={start}").json["elements"]:
        found += page
        start += 100
    assert [post["id"] for post in reversed(found)] == [
        post.urn for post in figures.posts_of(2414183)
    ]
    assert ask("GET", at(found[-1]["id"])).json == found[-1]


def test_a_post_of_an_organization_can_be_edited_and_deleted(ask: Raw):
    first, second = ask("GET", f"{by(ENGINES)}&count=2").json["elements"]
    change(ask, first["id"], {"$set": {"commentary": "New"}})
    ask("DELETE", at(second["id"]))
    found = ask("GET", f"{by(ENGINES)}&count=2").json["elements"]
    assert (found[0]["commentary"], found[0]["id"]) == ("New", first["id"])
    assert found[1]["id"] != second["id"]
    assert ask("GET", at(second["id"])).status == 404


def test_created_posts_stand_before_older_ones(ask: Raw):
    urn = create(ask, author=ENGINES)
    assert ask("GET", f"{by(ENGINES)}&count=1").json["elements"][0]["id"] == urn


def test_a_page_of_posts_tells_no_total(ask: Raw):
    assert set(ask("GET", by(ENGINES)).json["paging"]) == {"start", "count", "links"}


def test_posts_are_read_in_batches(ask: Raw):
    ids = ",".join(quote(urn, safe="") for urn in (SHARE, "urn:li:share:5"))
    reply = ask("GET", f"{POSTS}?ids=List({ids})&viewContext=AUTHOR").json
    assert (set(reply["results"]), reply["statuses"]) == ({SHARE}, {"urn:li:share:5": 404})


def test_a_video_of_any_length_that_was_never_uploaded_is_refused(ask):
    video = f"urn:li:video:C5605AQ{'f' * 4000}"
    reply = ask("POST", POSTS, {**POST, "content": {"media": {"id": video}}})
    assert (reply.status, reply.json["code"]) == (400, "INVALID_URN_ID")


def test_posts_that_are_gone_take_no_room():
    with asking() as ask:
        for number in range(3):
            assert ask("DELETE", at(create(ask, commentary=f"Soon gone {number}"))).status == 204
            ask.sandbox.advance(days=2)
        book = book_of(ask.sandbox._store)
        assert (len(book._gone), len(book.originals)) == (0, 1)
