"""What LinkedIn refuses, the sandbox refuses: fields nobody knows, and values that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import pytest
from raw_http import Raw
from refusal_bodies import field_error, invalid_param
from seeded import ACCOUNT, ADA, ENGINES, POST, SHARE
from uploading import upload

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.catalog import CATALOG
from linkedin_api.sandbox.protocol.declared import names_in
from linkedin_api.sandbox.protocol.resource import Field, Resource

BELOW = "/rest/adAccounts/512000001"
PARTIAL: dict[str, Any] = {"X_RestLi_Method": "PARTIAL_UPDATE"}
MONEY = {"amount": "5.00", "currencyCode": "USD"}
TEXT = {"localized": {"en_US": "Words"}}
SHARE_CONTENT = "com.linkedin.ugc.ShareContent"
UGC_POST: dict[str, Any] = {
    "author": ADA,
    "lifecycleState": "PUBLISHED",
    "specificContent": {
        SHARE_CONTENT: {"shareCommentary": {"text": "Hello"}, "shareMediaCategory": "NONE"}
    },
    "visibility": {"com.linkedin.ugc.MemberNetworkVisibility": "PUBLIC"},
}
#: By resource: where its entities are created, a good one, and a record in it.
CREATED: Final[dict[str, tuple[str, dict[str, Any], str]]] = {
    "adAccounts": (
        "/rest/adAccounts",
        {"name": "New", "type": "BUSINESS", "totalBudget": MONEY},
        "totalBudget",
    ),
    "adCampaignGroups": (
        f"{BELOW}/adCampaignGroups",
        {"name": "New", "account": ACCOUNT, "status": "DRAFT", "runSchedule": {"start": 1}},
        "runSchedule",
    ),
    "adCampaigns": (
        f"{BELOW}/adCampaigns",
        {
            "name": "New",
            "account": ACCOUNT,
            "campaignGroup": "urn:li:sponsoredCampaignGroup:600000001",
            "status": "DRAFT",
            "type": "SPONSORED_UPDATES",
            "costType": "CPM",
            "targetingCriteria": {"include": {"and": [{"or": {"urn:li:x:1": ["urn:li:geo:1"]}}]}},
        },
        "targetingCriteria",
    ),
    "creatives": (
        f"{BELOW}/creatives",
        {
            "campaign": "urn:li:sponsoredCampaign:610000001",
            "intendedStatus": "DRAFT",
            "content": {"reference": SHARE},
        },
        "content",
    ),
    "posts": ("/rest/posts", POST, "distribution"),
    "ugcPosts": ("/v2/ugcPosts", UGC_POST, f"specificContent/{SHARE_CONTENT}"),
    "conversions": (
        "/rest/conversions",
        {
            "name": "New",
            "account": ACCOUNT,
            "conversionMethod": "CONVERSIONS_API",
            "type": "LEAD",
            "value": MONEY,
        },
        "value",
    ),
    "leadForms": (
        "/rest/leadForms",
        {
            "name": "New",
            "owner": {"sponsoredAccount": ACCOUNT},
            "creationLocale": {"country": "US", "language": "en"},
            "content": {"headline": TEXT, "questions": [{"question": TEXT}]},
        },
        "content/headline",
    ),
    "comments": (
        f"/rest/socialActions/{quote(SHARE, safe='')}/comments",
        {"actor": ADA, "object": SHARE, "message": {"text": "Hello"}},
        "message",
    ),
    "reactions": (
        f"/rest/reactions?actor={quote(ADA, safe='')}",
        {"root": SHARE, "reactionType": "LIKE"},
        "",
    ),
}
#: By resource: an entity that can be changed, and a good patch.
CHANGED: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "adAccounts": (BELOW, {"$set": {"name": "Other"}}),
    "adAccountUsers": (
        f"/rest/adAccountUsers/(account:{quote(ACCOUNT, safe='')},user:{quote(ADA, safe='')})",
        {"$set": {"role": "VIEWER"}},
    ),
    "adCampaignGroups": (f"{BELOW}/adCampaignGroups/600000001", {"$set": {"name": "Other"}}),
    "adCampaigns": (f"{BELOW}/adCampaigns/610000001", {"$set": {"name": "Other"}}),
    "creatives": (
        f"{BELOW}/creatives/{quote('urn:li:sponsoredCreative:620000001', safe='')}",
        {"$set": {"name": "Other"}},
    ),
    "posts": (f"/rest/posts/{quote(SHARE, safe='')}", {"$set": {"commentary": "Other"}}),
    "socialMetadata": (
        f"/rest/socialMetadata/{quote(SHARE, safe='')}",
        {"$set": {"commentsState": "CLOSED"}},
    ),
    "conversions": (
        f"/rest/conversions/104001?account={quote(ACCOUNT, safe='')}",
        {"$set": {"name": "Other"}},
    ),
    "leadForms": ("/rest/leadForms/9500001", {"$set": {"name": "Other"}}),
    "comments": ("", {"$set": {"message": {"text": "Other"}}}),
}


#: What reading an entity needs beside its key.
READ_WITH: Final = {"conversions": f"?account={quote(ACCOUNT, safe='')}"}


def key_of(ask: Raw, target: str, good: dict[str, Any]) -> str:
    """Create an entity and return its path."""
    path, mark, query = target.partition("?")
    key = ask("POST", target, good).headers["x-restli-id"]
    return f"{path}/{key if key.startswith('(') else quote(key, safe='')}" + mark + query


def changed(ask: Raw, name: str) -> tuple[str, dict[str, Any]]:
    """The path of an entity that can be changed, created where none is there at the start."""
    path, good = CHANGED[name]
    return path or key_of(ask, *CREATED[name][:2]), good


def lines(*paths: str) -> dict[str, Any]:
    text = "".join(
        f"ERROR :: /{path} :: unrecognized field found but not allowed\n" for path in paths
    )
    return {"status": 422, "message": text}


def all_resources() -> Iterator[Resource]:
    for resource in CATALOG:
        yield resource
        yield from resource.children


WRITABLE = {each.name: each for each in all_resources()}


# Fields that nobody knows.


def test_every_resource_that_can_be_written_is_tried_here():
    creates = {name for name, each in WRITABLE.items() if "CREATE" in each.methods}
    patches = {name for name, each in WRITABLE.items() if "PARTIAL_UPDATE" in each.methods}
    replaces = {name for name, each in WRITABLE.items() if "UPDATE" in each.methods}
    assert creates == set(CREATED)
    assert patches == set(CHANGED)
    assert replaces - patches == {"campaignConversions"}


@pytest.mark.parametrize("name", CREATED)
def test_a_create_that_names_an_unknown_field_is_refused_by_its_path(ask: Raw, name):
    target, good, _ = CREATED[name]
    reply = ask("POST", target, {**good, "colour": "red"})
    assert (reply.status, reply.json) == (422, lines("colour"))


@pytest.mark.parametrize("name", [name for name, (_, _, path) in CREATED.items() if path])
def test_a_create_that_names_an_unknown_field_within_a_record_is_refused_by_its_path(
    ask: Raw, name
):
    target, good, path = CREATED[name]
    record = with_strange(good, path.split("/"))
    reply = ask("POST", target, record)
    assert (reply.status, reply.json) == (422, lines(f"{path}/colour"))


def with_strange(entity: dict[str, Any], path: list[str]) -> dict[str, Any]:
    if not path:
        return {**entity, "colour": "red"}
    return {**entity, path[0]: with_strange(entity[path[0]], path[1:])}


@pytest.mark.parametrize("name", CREATED)
def test_a_good_create_is_taken(ask: Raw, name):
    target, good, _ = CREATED[name]
    assert ask("POST", target, good).status == 201


@pytest.mark.parametrize("name", CHANGED)
def test_a_patch_that_sets_an_unknown_field_is_refused_by_its_path(ask: Raw, name):
    target, good = changed(ask, name)
    patch = {"$set": {**good["$set"], "colour": "red"}}
    reply = ask("POST", target, {"patch": patch}, **PARTIAL)
    assert (reply.status, reply.json) == (422, lines("colour"))


@pytest.mark.parametrize("name", CHANGED)
def test_a_good_patch_is_taken(ask: Raw, name):
    target, good = changed(ask, name)
    status = 200 if "PARTIAL_UPDATE" in WRITABLE[name].returns_entity else 204
    assert ask("POST", target, {"patch": good}, **PARTIAL).status == status


@pytest.mark.parametrize(
    ("patch", "path"),
    [
        ({"$delete": ["colour"]}, "colour"),
        ({"totalBudget": {"$set": {"tax": "1"}}}, "totalBudget/tax"),
        ({"totalBudget": {"$delete": ["tax"]}}, "totalBudget/tax"),
        ({"$set": {"totalBudget": {**MONEY, "tax": "1"}}}, "totalBudget/tax"),
        ({"tax": {"$set": {"amount": "1"}}}, "tax"),
        ({"$$tax": {"$set": {"amount": "1"}}}, "$tax"),
    ],
)
def test_a_patch_is_held_against_the_fields_at_every_depth(ask: Raw, patch, path):
    target, _ = CHANGED["adCampaignGroups"]
    reply = ask("POST", target, {"patch": patch}, **PARTIAL)
    assert (reply.status, reply.json) == (422, lines(path))


def test_an_update_that_names_an_unknown_field_is_refused(ask: Raw):
    target, good, _ = CREATED["adCampaignGroups"]
    reply = ask("PUT", f"{target}/600000001", {**good, "colour": "red"})
    assert (reply.status, reply.json) == (422, lines("colour"))


def test_an_update_that_is_all_there_is_refuses_an_unknown_field_too(ask: Raw):
    parts = {
        "campaign": "urn:li:sponsoredCampaign:610000009",
        "conversion": "urn:lla:llaPartnerConversion:104001",
    }
    key = ",".join(f"{name}:{quote(urn, safe='')}" for name, urn in parts.items())
    target = f"/rest/campaignConversions/({key})"
    reply = ask("PUT", target, {**parts, "colour": "red"})
    assert (reply.status, reply.json) == (422, lines("colour"))
    assert ask("PUT", target, parts).status == 204


def test_an_unknown_field_spoils_only_its_own_entry_of_a_batch(ask: Raw):
    target, good, _ = CREATED["adCampaignGroups"]
    body = {"elements": [good, {**good, "colour": "red"}]}
    elements = ask("POST", target, body, X_RestLi_Method="BATCH_CREATE").json["elements"]
    assert elements[0]["status"] == 201
    assert elements[1] == {"status": 422, "error": lines("colour")}
    patches = {"600000001": {"patch": {"$set": {"name": "A"}}}, "600000002": {"patch": {"x": {}}}}
    reply = ask("POST", f"{target}?ids=List(600000001,600000002)", {"entities": patches}).json
    assert reply["results"] == {"600000001": {"status": 204}}
    assert reply["errors"] == {"600000002": lines("x")}


def test_all_unknown_fields_are_named_up_to_a_hundred(ask: Raw):
    target, good, _ = CREATED["adCampaignGroups"]
    strange = [f"x{number}" for number in range(120)]
    reply = ask("POST", target, good | dict.fromkeys(strange, 1))
    assert reply.json == lines(*strange[:100])


def test_a_list_of_records_is_held_against_the_fields_by_place(ask: Raw):
    images = [{"id": "urn:li:image:1"}, {"id": "urn:li:image:2", "caption": "x"}]
    reply = ask("POST", "/rest/posts", {**POST, "content": {"multiImage": {"images": images}}})
    assert reply.json == lines("content/multiImage/images/1/caption")


def test_an_action_that_names_an_unknown_field_is_refused(ask: Raw):
    request = {"owner": ENGINES, "fileSizeBytes": 5, "uploadCaption": True}
    body = {"initializeUploadRequest": request}
    reply = ask("POST", "/rest/videos?action=initializeUpload", body)
    assert (reply.status, reply.json) == (422, lines("initializeUploadRequest/uploadCaption"))
    body = {"initializeUploadRequest": {"owner": ENGINES}, "more": 1}
    assert ask("POST", "/rest/images?action=initializeUpload", body).json == lines("more")


@pytest.mark.parametrize("name", sorted(CREATED.keys() | CHANGED.keys()))
def test_what_the_sandbox_tells_of_an_entity_is_declared(ask: Raw, name):
    entities = [changed(ask, name)[0]] if name in CHANGED else []
    if name == "ugcPosts":
        entities = [f"/v2/ugcPosts/{quote(SHARE, safe='')}"]
    if name in CREATED:
        created = key_of(ask, *CREATED[name][:2]).partition("?")[0]
        entities.append(f"{created}{READ_WITH.get(name, '')}")
    for target in entities:
        entity = ask("GET", target).json
        named = names_in(WRITABLE[name].known, entity)
        assert [path for path, field in named if field is None] == []


def test_a_resource_may_keep_what_it_does_not_know_as_the_open_source_server_does():
    notes = Resource(
        "notes",
        fields=(Field("text"),),
        strict=False,
        methods=frozenset({"CREATE", "GET"}),
        roots=("",),
    )
    with Sandbox(resources=(notes,)) as sandbox:
        raw = Raw(sandbox)
        key = raw("POST", "/notes", {"text": "x", "more": 1}).headers["x-restli-id"]
        assert raw("GET", f"/notes/{key}").json == {"text": "x", "more": 1}
        raw.close()


# Fields that only LinkedIn sets.


@pytest.mark.parametrize("name", ["adCampaignGroups", "adCampaigns", "adAccounts"])
def test_an_update_may_send_back_all_that_was_read(ask: Raw, name):
    target, _ = CHANGED[name]
    before = ask("GET", target).json
    assert ask("PUT", target, {**before, "name": "Other", "servingStatuses": []}).status == 204
    after = ask("GET", target).json
    assert after.get("servingStatuses") == before.get("servingStatuses")
    created = before["changeAuditStamps"]["created"]
    assert (after["name"], after["changeAuditStamps"]["created"]) == ("Other", created)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("adCampaigns", {"changeAuditStamps": {}}),
        ("adAccounts", {"version": {"versionTag": "1"}}),
        ("adCampaignGroups", {"servingStatuses": []}),
        ("creatives", {"createdAt": 1}),
    ],
)
def test_a_create_cannot_set_what_only_linkedin_sets(ask: Raw, name, fields):
    target, good, _ = CREATED[name]
    reply = ask("POST", target, {**good, **fields})
    text = f"ReadOnly field present in a CREATE request: {next(iter(fields))}"
    assert (reply.status, reply.json["message"]) == (422, text)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"reshareContext": {"parent": SHARE, "root": SHARE}}, "reshareContext/root"),
        ({"adContext": {"dscAdType": "VIDEO"}}, "adContext/dscAdType"),
        ({"adContext": {"isDsc": True}}, "adContext/isDsc"),
    ],
)
def test_what_only_linkedin_sets_within_a_record_is_named_by_its_path(ask: Raw, fields, path):
    reply = ask("POST", "/rest/posts", {**POST, **fields})
    text = f"ReadOnly field present in a CREATE request: {path}"
    assert (reply.status, reply.json["message"]) == (422, text)


def test_a_patch_cannot_reach_into_what_only_linkedin_sets(ask: Raw):
    target, _ = CHANGED["adCampaigns"]
    patch = {"changeAuditStamps": {"$set": {"created": {}}}}
    reply = ask("POST", target, {"patch": patch}, **PARTIAL)
    text = "ReadOnly field present in a PARTIAL_UPDATE request: changeAuditStamps"
    assert (reply.status, reply.json["message"]) == (422, text)


# Posts with too much, too little or other people's things.


def several(ask: Raw, number: int) -> dict[str, Any]:
    image = upload(ask, "image", ADA)
    return {"multiImage": {"images": [{"id": image}] * number}}


@pytest.mark.parametrize("number", [2, 20])
def test_a_post_may_show_two_to_twenty_images(ask: Raw, number):
    assert ask("POST", "/rest/posts", {**POST, "content": several(ask, number)}).status == 201


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0, "INVALID_VALUE_FOR_FIELD", "images has 0 entries, at least 2 are needed"),
        (1, "INVALID_VALUE_FOR_FIELD", "images has 1 entries, at least 2 are needed"),
        (21, "FIELD_LENGTH_TOO_LONG", "images has 21 entries, the limit is 20"),
    ],
)
def test_a_post_of_several_images_cannot_show_fewer_or_more(ask: Raw, number, code, text):
    reply = ask("POST", "/rest/posts", {**POST, "content": several(ask, number)})
    assert reply.json == field_error("content/multiImage/images", code, text)


def poll(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "question": "Which engine?",
        "options": [{"text": "The first"}, {"text": "The second"}],
        "settings": {"duration": "THREE_DAYS"},
    }
    return {"poll": made | changes}


def options(*texts: str) -> dict[str, Any]:
    return {"options": [{"text": text} for text in texts]}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        options("a", "b", "c", "d"),
        options("x" * 30, "b"),
        {"question": "x" * 140},
        *({"settings": {"duration": f"{days}_DAYS"}} for days in ("THREE", "SEVEN", "FOURTEEN")),
        {
            "settings": {
                "duration": "ONE_DAY",
                "voteSelectionType": "SINGLE_VOTE",
                "isVoterVisibleToAuthor": True,
            }
        },
    ],
)
def test_a_poll_within_the_limits_is_taken(ask: Raw, changes):
    assert ask("POST", "/rest/posts", {**POST, "content": poll(**changes)}).status == 201


TOO_LONG = "FIELD_LENGTH_TOO_LONG"
INVALID = "INVALID_VALUE_FOR_FIELD"
#: What, the parts that differ from a good poll, path, code, text.
REFUSED_POLLS: tuple[tuple[str, dict[str, Any], str, str, str], ...] = (
    (
        "one option",
        options("a"),
        "options",
        INVALID,
        "options has 1 entries, at least 2 are needed",
    ),
    (
        "five options",
        options(*"abcde"),
        "options",
        TOO_LONG,
        "options has 5 entries, the limit is 4",
    ),
    (
        "a long question",
        {"question": "x" * 141},
        "question",
        TOO_LONG,
        "question has 141 characters, the limit is 140",
    ),
    (
        "a long option",
        options("a", "x" * 31),
        "options/1/text",
        TOO_LONG,
        "text has 31 characters, the limit is 30",
    ),
    (
        "no question",
        {"question": ""},
        "question",
        "INVALID_VALUE_BLANK_FIELD",
        "question can't be blank",
    ),
    (
        "an empty option",
        options("a", ""),
        "options/1/text",
        "INVALID_VALUE_BLANK_FIELD",
        "text can't be blank",
    ),
    (
        "a week",
        {"settings": {"duration": "ONE_WEEK"}},
        "settings/duration",
        INVALID,
        "duration can't be set to ONE_WEEK",
    ),
    (
        "no duration",
        {"settings": {}},
        "settings/duration",
        "MISSING_FIELD",
        "duration is required but missing",
    ),
    (
        "several votes",
        {"settings": {"duration": "ONE_DAY", "voteSelectionType": "MULTIPLE_VOTE"}},
        "settings/voteSelectionType",
        INVALID,
        "voteSelectionType can't be set to MULTIPLE_VOTE",
    ),
    (
        "hidden voters",
        {"settings": {"duration": "ONE_DAY", "isVoterVisibleToAuthor": False}},
        "settings/isVoterVisibleToAuthor",
        INVALID,
        "isVoterVisibleToAuthor can't be set to False",
    ),
)


@pytest.mark.parametrize(
    ("changes", "path", "code", "text"),
    [row[1:] for row in REFUSED_POLLS],
    ids=[row[0] for row in REFUSED_POLLS],
)
def test_a_poll_outside_the_limits_is_refused(ask: Raw, changes, path, code, text):
    reply = ask("POST", "/rest/posts", {**POST, "content": poll(**changes)})
    assert reply.json == field_error(f"content/poll/{path}", code, text)


def test_votes_cannot_be_written(ask: Raw):
    changes = {"options": [{"text": "a", "voteCount": 5}, {"text": "b"}]}
    reply = ask("POST", "/rest/posts", {**POST, "content": poll(**changes)})
    text = "ReadOnly field present in a CREATE request: content/poll/options/0/voteCount"
    assert reply.json == {"status": 422, "message": text}


def shown(where: str, urn: str) -> dict[str, Any]:
    """Content that shows a URN at a path."""
    return {
        "content/media/id": {"media": {"id": urn}},
        "content/article/thumbnail": {
            "article": {"source": "https://example.com", "title": "T", "thumbnail": urn}
        },
        "content/multiImage/images/0/id": {"multiImage": {"images": [{"id": urn}] * 2}},
        "content/carousel/cards/0/media/id": {"carousel": {"cards": [{"media": {"id": urn}}] * 2}},
    }[where]


PLACES = (
    "content/media/id",
    "content/article/thumbnail",
    "content/multiImage/images/0/id",
    "content/carousel/cards/0/media/id",
)


@pytest.mark.parametrize("where", PLACES)
def test_an_image_that_was_never_uploaded_cannot_be_shown(ask: Raw, where):
    urn = "urn:li:image:C4E10AQnever"
    reply = ask("POST", "/rest/posts", {**POST, "content": shown(where, urn)})
    assert reply.json == field_error(where, "INVALID_URN_ID", f"{urn} was never uploaded")


@pytest.mark.parametrize("kind", ["video", "document"])
def test_neither_can_a_video_or_document(ask: Raw, kind):
    urn = f"urn:li:{kind}:C5505AQnever"
    reply = ask("POST", "/rest/posts", {**POST, "content": {"media": {"id": urn}}})
    text = f"{urn} was never uploaded"
    assert reply.json == field_error("content/media/id", "INVALID_URN_ID", text)


@pytest.mark.parametrize("where", PLACES)
def test_an_image_of_another_owner_cannot_be_shown(ask: Raw, where):
    content = shown(where, upload(ask, "image", ENGINES))
    reply = ask("POST", "/rest/posts", {**POST, "content": content})
    text = (
        "com.linkedin.publishing.util.common.ResponseException: One or more of the assets is not "
        "owned by the author. All assets must be owned by the author"
    )
    assert (reply.status, reply.json) == (400, {"status": 400, "message": text})


@pytest.mark.parametrize("where", PLACES)
def test_an_image_of_the_author_can_be_shown(ask: Raw, where):
    content = shown(where, upload(ask, "image", ADA))
    assert ask("POST", "/rest/posts", {**POST, "content": content}).status == 201


def test_a_video_of_an_earlier_post_can_be_shown_again_by_its_author(ask: Raw):
    page = f"/rest/posts?q=author&author={quote(ENGINES, safe='')}&count=100"
    posts = ask("GET", page).json["elements"]
    video = next(post["content"]["media"] for post in posts if "content" in post)
    again = {**POST, "commentary": "Once more", "content": {"media": video}}
    assert ask("POST", "/rest/posts", {**again, "author": ENGINES}).status == 201
    assert ask("POST", "/rest/posts", again).status == 400


@pytest.mark.parametrize(
    ("content", "path", "text"),
    [
        ({"media": {"id": SHARE}}, "content/media/id", f"id can't be set to {SHARE}"),
        (
            {"multiImage": {"images": [{"id": "urn:li:video:1"}] * 2}},
            "content/multiImage/images/0/id",
            "id can't be set to urn:li:video:1",
        ),
    ],
)
def test_a_urn_of_another_kind_is_no_media(ask: Raw, content, path, text):
    reply = ask("POST", "/rest/posts", {**POST, "content": content})
    errors = reply.json["errorDetails"]["inputErrors"]
    assert (
        errors[0] == field_error(path, "INVALID_URN_TYPE", text)["errorDetails"]["inputErrors"][0]
    )


def test_the_title_of_an_article_has_four_hundred_characters_at_most(ask: Raw):
    article = {"source": "https://example.com", "title": "x" * 401}
    reply = ask("POST", "/rest/posts", {**POST, "content": {"article": article}})
    text = "title has 401 characters, the limit is 400"
    assert reply.json == field_error("content/article/title", TOO_LONG, text)


@pytest.mark.parametrize(("number", "status"), [(1, 400), (2, 201), (10, 201), (11, 400)])
def test_a_carousel_has_two_to_ten_cards(ask: Raw, number, status):
    card = {
        "media": {"id": upload(ask, "image", ADA), "title": "T"},
        "landingPage": "https://x.example",
    }
    content = {"carousel": {"cards": [card] * number}}
    assert ask("POST", "/rest/posts", {**POST, "content": content}).status == status


def test_an_unknown_label_of_a_button_is_refused(ask: Raw):
    reply = ask("POST", "/rest/posts", {**POST, "contentCallToActionLabel": "CLICK_ME"})
    text = "contentCallToActionLabel can't be set to CLICK_ME"
    assert reply.json == field_error("contentCallToActionLabel", INVALID, text)


# Queries.

REPORT = (
    "/rest/adAnalytics?{}&dateRange=(start:(year:2026,month:8,day:1))&timeGranularity=ALL"
    f"&accounts=List({quote(ACCOUNT, safe='')})"
)


@pytest.mark.parametrize(
    "finder", ["q=analytics&pivot=CAMPAIGN", "q=statistics&pivots=List(CAMPAIGN)"]
)
@pytest.mark.parametrize("tunnelled", [False, True])
def test_a_report_of_more_than_twenty_metrics_is_refused(ask: Raw, finder, tunnelled):
    names = ",".join(f"metric{number}" for number in range(21))
    target = REPORT.format(finder) + f"&fields=pivotValues,dateRange,{names}"
    reply = ask_either_way(ask, target, tunnelled=tunnelled)
    text = "No more than 20 metrics can be asked for"
    assert (reply.status, reply.json) == (400, invalid_param("fields", TOO_LONG, text))
    reply = ask_either_way(
        ask, target.replace("metric20,", "").replace(",metric20", ""), tunnelled=tunnelled
    )
    assert reply.status == 200


def ask_either_way(ask: Raw, target: str, *, tunnelled: bool) -> Any:
    if not tunnelled:
        return ask("GET", target)
    path, _, query = target.partition("?")
    form = "application/x-www-form-urlencoded"
    return ask("POST", path, content=query, Content_Type=form, X_HTTP_Method_Override="GET")


MEMBER_PIVOTS = [
    "MEMBER_COMPANY", "MEMBER_COMPANY_SIZE", "MEMBER_COUNTRY_V2", "MEMBER_INDUSTRY",
    "MEMBER_JOB_FUNCTION", "MEMBER_JOB_TITLE", "MEMBER_REGION_V2", "MEMBER_SENIORITY",
    "MEMBER_COUNTY",
]  # fmt: skip


@pytest.mark.parametrize("pivot", MEMBER_PIVOTS)
def test_statistics_by_what_members_are_are_refused(ask: Raw, pivot):
    text = f"Pivot {pivot} is not allowed for this finder"
    for pivots in (pivot, f"CAMPAIGN,{pivot}"):
        reply = ask("GET", REPORT.format(f"q=statistics&pivots=List({pivots})"))
        assert (reply.status, reply.json) == (400, invalid_param("pivots", "FIELD_INVALID", text))


@pytest.mark.parametrize("pivot", MEMBER_PIVOTS)
def test_analytics_by_what_members_are_are_answered(ask: Raw, pivot):
    assert ask("GET", REPORT.format(f"q=analytics&pivot={pivot}")).status == 200


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_statistics_take_one_to_three_pivots(ask: Raw, count):
    pivots = ",".join(["ACCOUNT", "CAMPAIGN", "CREATIVE", "COMPANY"][:count])
    reply = ask("GET", REPORT.format(f"q=statistics&pivots=List({pivots})"))
    assert reply.status == (200 if count <= 3 else 400)


@pytest.mark.parametrize(
    ("finder", "status"),
    [
        ("q=analytics&pivot=(value:CAMPAIGN)", 200),
        ("q=analytics&pivot=CAMPAIGN", 200),
        ("q=analytics&pivot=List(CAMPAIGN,CREATIVE)", 400),
        ("q=analytics&pivot=(value:List(CAMPAIGN))", 400),
        ("q=analytics&pivot=(value:CAMPAIGN,more:CREATIVE)", 400),
        ("q=analytics&pivot=OBJECTIVE_TYPE", 400),
        ("q=statistics&pivots=List(OBJECTIVE_TYPE)", 200),
        ("q=statistics&pivots=List(IMPRESSION_DEVICE_TYPE,CAMPAIGN)", 200),
        ("q=statistics&pivots=CAMPAIGN", 200),
        ("q=statistics&pivots=(a:CAMPAIGN)", 400),
    ],
)
def test_analytics_take_one_pivot_and_statistics_a_list(ask: Raw, finder, status):
    reply = ask("GET", REPORT.format(finder))
    assert reply.status == status
    if status == 400:
        name = "pivots" if "pivots" in finder else "pivot"
        assert reply.json == invalid_param(name)


SEARCHED = ["/rest/adAccounts", f"{BELOW}/adCampaignGroups", f"{BELOW}/adCampaigns"]


@pytest.mark.parametrize("target", SEARCHED)
@pytest.mark.parametrize(
    "search",
    [
        "(status:(values:ACTIVE))",
        "(status:ACTIVE)",
        "(status:List(ACTIVE))",
        "(status:(values:List((a:b))))",
        "(status:(values:(a:b)))",
        "(status:(value:List(ACTIVE)))",
        "(status:(values:List(ACTIVE),more:1))",
        "(id:(values:512000001))",
        "(test:maybe)",
        "(colour:(values:List(RED)))",
        "List(status)",
    ],
)
def test_a_search_of_another_shape_is_refused(ask: Raw, target, search):
    reply = ask("GET", f"{target}?q=search&search={search}")
    expected = invalid_param("search")
    assert (reply.status, reply.json) == (400, expected)


@pytest.mark.parametrize("target", SEARCHED)
@pytest.mark.parametrize(
    "search",
    [
        "(status:(values:List(ACTIVE)))",
        "(status:(values:List(ACTIVE,DRAFT)),test:false)",
        "(id:(values:List(512000001)))",
        "()",
    ],
)
def test_a_search_of_the_documented_shape_is_answered(ask: Raw, target, search):
    assert ask("GET", f"{target}?q=search&search={search}").status == 200


@pytest.mark.parametrize(
    "sort", ["ID", "(field:List(ID))", "(field:ID,order:UPWARDS)", "(field:ID,more:1)"]
)
def test_an_order_of_another_shape_is_refused(ask: Raw, sort):
    reply = ask("GET", f"/rest/adAccounts?q=search&sort={sort}")
    expected = invalid_param("sort")
    assert (reply.status, reply.json) == (400, expected)


def test_in_the_older_form_too_a_scalar_is_no_array(ask: Raw):
    old: dict[str, Any] = {"X_RestLi_Protocol_Version": None}
    good = ask("GET", "/rest/adAccounts?q=search&search.status.values[0]=ACTIVE", **old)
    bad = ask("GET", "/rest/adAccounts?q=search&search.status.values=ACTIVE", **old)
    assert (good.status, bad.status) == (200, 400)
