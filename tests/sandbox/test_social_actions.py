"""Comments, replies, reactions, and the counts that come of them."""

import pytest

from linkedin_api import RestliClient
from linkedin_api.posts import comment, reaction, reaction_key
from linkedin_api.sandbox import Sandbox

PAGE = "urn:li:organization:2414183"
ME = "urn:li:person:782bbtaQ"
COMMENTS = "/socialActions/{target}/comments"
SCOPES = "r_organization_social w_organization_social w_member_social r_basicprofile"


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox):
    sandbox.reset()
    token = sandbox.access_token(SCOPES)
    with RestliClient(base_url=sandbox.url, access_token=token, version_string="202608") as client:
        yield client


@pytest.fixture
def post(client):
    """A post of a page that people have commented on and reacted to."""
    posts = client.paginate("/posts", "author", query_params={"author": PAGE, "count": 50})
    return next(
        each["id"] for each in posts if summary(client, each["id"])["commentSummary"]["count"] > 2
    )


def summary(client, urn):
    return client.get("/socialMetadata/{urn}", path_keys={"urn": urn}).entity


def counts(client, urn):
    found = summary(client, urn)["reactionSummaries"]
    return {kind: each["count"] for kind, each in found.items()}


def write(client, post, text="Well (done)", actor=PAGE, **more):
    target = more.pop("target", post)
    body = comment(text, actor=actor, on=post, **more)
    return client.create(COMMENTS, body, path_keys={"target": target})


def test_the_comments_that_are_listed_are_those_that_are_counted(client, post):
    listed = list(client.paginate(COMMENTS, path_keys={"target": post}))

    assert len(listed) == summary(client, post)["commentSummary"]["count"]
    assert len({each["id"] for each in listed}) == len(listed)


def test_a_comment_is_answered_with_what_was_stored(client, post):
    response = write(client, post)

    stored = response.response.json()
    assert response.status_code == 201
    assert stored["id"] == response.entity_id
    assert stored["message"] == {"attributes": [], "text": "Well (done)"}
    assert stored["object"] == f"urn:li:activity:{post.rpartition(':')[2]}"
    assert stored["$URN"] == f"urn:li:comment:({stored['object']},{stored['id']})"
    keys = {"target": post, "id": stored["id"]}
    assert client.get(f"{COMMENTS}/{{id}}", path_keys=keys).entity == stored


def test_a_pages_comment_names_the_member_who_wrote_it(client, post):
    page, member = write(client, post), write(client, post, "Mine", ME)

    assert page.response.json()["agent"] == ME
    assert page.response.json()["created"]["impersonator"] == ME
    assert "agent" not in member.response.json()


def test_comments_of_a_share_are_those_of_its_activity(client, post):
    activity = f"urn:li:activity:{post.rpartition(':')[2]}"
    number = write(client, post).entity_id

    keys = {"target": activity, "id": number}
    assert client.get(f"{COMMENTS}/{{id}}", path_keys=keys).status_code == 200


@pytest.mark.parametrize("way", ["path", "body"])
def test_a_reply_is_listed_below_its_comment_alone(client, post, way):
    above = write(client, post).response.json()["$URN"]
    if way == "path":
        reply = write(client, post, "Reply", target=above).response.json()
    else:
        reply = write(client, post, "Reply", reply_to=above).response.json()

    top = {each["id"] for each in client.paginate(COMMENTS, path_keys={"target": post})}
    below = [each["id"] for each in client.paginate(COMMENTS, path_keys={"target": above})]
    assert reply["parentComment"] == above
    assert reply["id"] not in top
    assert below == [reply["id"]]
    counted = summary(client, post)["commentSummary"]
    assert counted["count"] == counted["topLevelCount"] + 1


def test_a_reply_to_a_reply_is_refused(client, post):
    above = write(client, post).response.json()["$URN"]
    reply = write(client, post, "Reply", reply_to=above).response.json()["$URN"]

    assert write(client, post, "Deeper", reply_to=reply).status_code == 400


def test_a_comment_is_edited_and_deleted(client, post):
    keys = {"target": post, "id": write(client, post).entity_id}
    path, actor = f"{COMMENTS}/{{id}}", {"actor": PAGE}
    patch = {"message": {"$set": {"text": "Better"}}}

    edited = client.partial_update(path, patch=patch, path_keys=keys, query_params=actor)
    assert edited.response.json()["message"]["text"] == "Better"
    assert client.delete(path, path_keys=keys, query_params=actor).status_code == 204
    assert client.get(path, path_keys=keys).status_code == 404


def test_a_comment_of_the_figures_can_be_deleted_once(client, post):
    first = next(iter(client.paginate(COMMENTS, path_keys={"target": post})))
    keys, before = {"target": post, "id": first["id"]}, summary(client, post)["commentSummary"]

    client.delete(f"{COMMENTS}/{{id}}", path_keys=keys, query_params={"actor": PAGE})

    assert summary(client, post)["commentSummary"]["count"] == before["count"] - 1
    assert client.get(f"{COMMENTS}/{{id}}", path_keys=keys).status_code == 404


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"actor": "urn:li:person:another"}, 403, None),
        ({"actor": "urn:li:organization:1"}, 403, None),
        ({"actor": "urn:li:share:1"}, 400, "INVALID_VALUE_FOR_FIELD"),
        ({"object": "urn:li:activity:1"}, 400, "INVALID_VALUE_FOR_FIELD"),
        ({"message": {"text": " "}}, 400, "INVALID_VALUE_BLANK_FIELD"),
        ({"message": {"text": "x" * 1251}}, 400, "FIELD_LENGTH_TOO_LONG"),
        ({"content": [{"entity": {"image": "urn:li:image:1"}}]}, 403, "ACCESS_DENIED"),
        ({"likesSummary": {}}, 422, None),
    ],
)
def test_a_wrong_comment_is_refused(client, post, change, status, code):
    body = {**comment("x", actor=PAGE, on=post), **change}

    refused = client.create(COMMENTS, body, path_keys={"target": post})

    assert refused.status_code == status
    assert refused.error.code == code or code is None


def test_nothing_is_found_below_a_post_that_does_not_exist(client):
    missing = {"target": "urn:li:share:1"}

    assert client.get_all(COMMENTS, path_keys=missing).status_code == 404
    body = comment("x", actor=PAGE, on="urn:li:share:1")
    assert client.create(COMMENTS, body, path_keys=missing).status_code == 404


def test_comments_that_are_closed_are_gone_and_refused(client, post):
    closing = {"commentsState": "CLOSED"}
    client.partial_update("/socialMetadata/{urn}", closing, path_keys={"urn": post})

    assert summary(client, post)["commentsState"] == "CLOSED"
    assert summary(client, post)["commentSummary"]["count"] == 0
    assert write(client, post).status_code == 403


def test_a_reaction_is_counted_and_can_be_changed_and_removed(client, post):
    before = counts(client, post)

    def react(kind):
        return client.create("/reactions", reaction(post, kind), query_params={"actor": PAGE})

    assert react("PRAISE").status_code == 201
    assert counts(client, post)["PRAISE"] == before.get("PRAISE", 0) + 1
    react("EMPATHY")
    assert counts(client, post).get("PRAISE", 0) == before.get("PRAISE", 0)
    assert counts(client, post)["EMPATHY"] == before.get("EMPATHY", 0) + 1
    key = {"key": reaction_key(PAGE, post)}
    assert client.delete("/reactions/{key}", path_keys=key).status_code == 204
    assert counts(client, post) == before
    assert client.get("/reactions/{key}", path_keys=key).status_code == 404


def test_the_finder_lists_as_many_reactions_as_are_counted(client, post):
    client.create("/reactions", reaction(post), query_params={"actor": PAGE})

    listed = list(
        client.paginate("/reactions/{key}", "entity", path_keys={"key": {"entity": post}})
    )

    assert len(listed) == sum(counts(client, post).values())
    assert listed[0]["created"]["actor"] == PAGE
    kinds = [each["reactionType"] for each in listed]
    assert {kind: kinds.count(kind) for kind in kinds} == counts(client, post)


def test_a_comment_has_reactions_of_its_own(client, post):
    urn, before = write(client, post).response.json()["$URN"], counts(client, post)

    client.create("/reactions", reaction(urn, "INTEREST"), query_params={"actor": ME})

    assert counts(client, urn) == {"INTEREST": 1}
    assert counts(client, post) == before


def test_reactions_are_read_in_a_batch(client, post):
    client.create("/reactions", reaction(post), query_params={"actor": PAGE})
    keys = [reaction_key(PAGE, post), reaction_key(ME, post)]

    found = client.batch_get("/reactions", keys)

    assert found.result_for(keys[0])["reactionType"] == "LIKE"
    assert found.error_for(keys[1])["status"] == 404


@pytest.mark.parametrize(
    ("body", "query", "status"),
    [
        ({"reactionType": "MAYBE"}, {"actor": PAGE}, 400),
        ({"reactionType": "LIKE", "actor": PAGE}, {"actor": PAGE}, 422),
        ({"reactionType": "LIKE"}, {}, 400),
        ({"reactionType": "LIKE"}, {"actor": "urn:li:person:another"}, 403),
        ({"reactionType": "LIKE", "root": "urn:li:share:1"}, {"actor": PAGE}, 404),
    ],
)
def test_a_wrong_reaction_is_refused(client, post, body, query, status):
    refused = client.create("/reactions", {"root": post, **body}, query_params=query)

    assert refused.status_code == status


def test_the_newer_names_of_the_permissions_are_enough(sandbox, post):
    token = sandbox.access_token("r_organization_social_feed w_organization_social_feed")
    with RestliClient(base_url=sandbox.url, access_token=token, version_string="202608") as client:
        assert write(client, post).status_code == 201
        assert client.get_all(COMMENTS, path_keys={"target": post}).status_code == 200


def test_without_a_permission_the_answer_names_linkedins_own_resource(sandbox, post):
    token = sandbox.access_token("r_basicprofile")
    with RestliClient(base_url=sandbox.url, access_token=token, version_string="202608") as client:
        refused = client.get_all(COMMENTS, path_keys={"target": post})

    assert refused.status_code == 403
    assert "socialActionsV2.GET_ALL.202608" in refused.error["message"]


def test_numbers_longer_than_any_name_nothing(ask):
    (post, *_) = ask.sandbox.figures.posts_of(2414183)
    ids = f"urn%3Ali%3Acomment%3A%28urn%3Ali%3Aactivity%3A{post.number}%2C{'9' * 5000}%29"
    reply = ask(
        "POST", "/rest/socialMetadata", content=f"ids=List({ids})", X_HTTP_Method_Override="GET",
        Content_Type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert (reply.status, list(reply.json["statuses"].values())) == (200, [404])
