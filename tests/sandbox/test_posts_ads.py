"""Direct sponsored content: posts that advertisements show, found by advertising account."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw
from seeded import ACCOUNT, ENGINES, OTHER

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.sandbox import Sandbox

POSTS = "/rest/posts"
POST: dict[str, Any] = {
    "author": ENGINES,
    "commentary": "Buy an engine",
    "visibility": "PUBLIC",
    "distribution": {"feedDistribution": "NONE"},
    "lifecycleState": "PUBLISHED",
    "content": {"article": {"source": "https://example.com/", "title": "Engines"}},
    "adContext": {"dscAdAccount": ACCOUNT, "dscName": "Engine", "dscStatus": "ACTIVE"},
}


def at(urn: str) -> str:
    return f"{POSTS}/{quote(urn, safe='')}"


def found(ask: Raw, more: str = "", account: str = ACCOUNT, **headers: Any) -> Any:
    target = f"{POSTS}?q=dscAdAccount&dscAdAccount={quote(account, safe='')}{more}"
    return ask("GET", target, **headers)


def every(ask: Raw, more: str = "", account: str = ACCOUNT) -> list[dict[str, Any]]:
    return found(ask, f"{more}&count=100", account).json["elements"]


def creatives(ask: Raw) -> list[dict[str, Any]]:
    return ask("GET", "/rest/adAccounts/512000001/creatives?q=criteria").json["elements"]


def token(ask: Raw, *scopes: str, member: str = "782bbtaQ") -> dict[str, Any]:
    return {"Authorization": f"Bearer {ask.sandbox.access_token(scopes or None, member=member)}"}


def test_every_creative_but_messages_shows_a_post_of_its_account(ask: Raw):
    references = {each["content"]["reference"]: each["name"] for each in creatives(ask)}
    shown = {urn: name for urn, name in references.items() if "InMail" not in urn}
    assert len(shown) < len(references)
    posts = every(ask)
    assert {post["id"]: post["adContext"]["dscName"] for post in posts} == shown
    assert {post["author"] for post in posts} == {ENGINES}
    assert {post["distribution"]["feedDistribution"] for post in posts} == {"NONE"}
    assert {post["adContext"]["dscAdAccount"] for post in posts} == {ACCOUNT}
    assert {post["adContext"]["isDsc"] for post in posts} == {True}


def test_the_post_of_a_creative_is_read_by_its_reference(ask: Raw):
    reference = creatives(ask)[0]["content"]["reference"]
    assert ask("GET", at(reference)).json == next(
        post for post in every(ask) if post["id"] == reference
    )


def test_campaigns_for_views_of_videos_show_videos(ask: Raw):
    campaigns = ask("GET", "/rest/adAccounts/512000001/adCampaigns?q=search").json["elements"]
    videos = {
        f"urn:li:sponsoredCampaign:{campaign['id']}"
        for campaign in campaigns
        if campaign["objectiveType"] == "VIDEO_VIEW"
    }
    shown = {
        creative["content"]["reference"]
        for creative in creatives(ask)
        if creative["campaign"] in videos
    }
    posts = every(ask, "&dscAdTypes=List(VIDEO)")
    assert shown
    assert {post["id"] for post in posts} == shown
    assert all(post["content"]["media"]["id"].startswith("urn:li:video:") for post in posts)


def test_types_of_advertisements_part_the_posts(ask: Raw):
    videos, others = (every(ask, f"&dscAdTypes=List({kind})") for kind in ("VIDEO", "STANDARD"))
    both = every(ask, "&dscAdTypes=List(STANDARD,VIDEO)")
    assert len(videos) + len(others) == len(both) == len(every(ask)) == 36


def test_the_newest_comes_first(ask: Raw):
    moments = [post["lastModifiedAt"] for post in every(ask)]
    assert moments == sorted(moments, reverse=True)


def by_author(ask: Raw) -> set[str]:
    mine = ask("GET", f"{POSTS}?q=author&author={quote(ENGINES, safe='')}&count=100")
    return {post["id"] for post in mine.json["elements"]}


def test_a_post_for_an_account_is_found_there_and_by_its_author(ask: Raw):
    urn = ask("POST", POSTS, POST).headers["x-restli-id"]
    assert every(ask)[0]["id"] == urn
    assert urn not in {post["id"] for post in every(ask, account=OTHER)}
    assert urn in by_author(ask)


def test_posts_that_creatives_show_are_not_found_by_their_author(ask: Raw):
    urn = every(ask)[0]["id"]
    patch = {"patch": {"adContext": {"$set": {"dscName": "Another name"}}}}
    ask("POST", at(urn), patch, X_RestLi_Method="PARTIAL_UPDATE")
    assert not by_author(ask) & {post["id"] for post in every(ask)}


def test_linkedin_says_of_a_new_one_what_it_is(ask: Raw):
    urn = ask("POST", POSTS, POST).headers["x-restli-id"]
    assert ask("GET", at(urn)).json["adContext"] == {
        **POST["adContext"],
        "dscAdType": "STANDARD",
        "isDsc": True,
    }


def test_name_and_status_of_an_advertisement_can_be_changed_and_nothing_else(ask: Raw):
    urn = creatives(ask)[0]["content"]["reference"]

    def change(**fields: str) -> int:
        patch = {"patch": {"adContext": {"$set": fields}}}
        return ask("POST", at(urn), patch, X_RestLi_Method="PARTIAL_UPDATE").status

    assert change(dscName="Another name") == 204
    assert change(dscAdAccount=OTHER) == 422
    assert ask("GET", at(urn)).json["adContext"]["dscName"] == "Another name"
    assert [post["id"] for post in every(ask)].count(urn) == 1


def test_a_deleted_one_is_found_no_more(ask: Raw):
    urn = every(ask)[0]["id"]
    assert ask("DELETE", at(urn)).status == 204
    assert ask("GET", at(urn)).status == 404
    assert urn not in {post["id"] for post in every(ask)}


def test_an_advertisement_of_no_account_is_refused(ask: Raw):
    reply = ask("POST", POSTS, {**POST, "adContext": {"dscName": "Engine"}})
    error = reply.json["errorDetails"]["inputErrors"][0]
    assert (reply.status, reply.json["code"]) == (400, "MISSING_REQUIRED_FIELD_FOR_DSC")
    assert error["input"]["inputPath"]["fieldPath"] == "/adContext/dscAdAccount"


@pytest.mark.parametrize(
    ("account", "member", "status"),
    [
        ("urn:li:sponsoredAccount:5", "782bbtaQ", 400),
        ("urn:li:organization:2414183", "782bbtaQ", 400),
    ],
)
def test_an_advertisement_of_what_is_no_account_is_refused(ask: Raw, account, member, status):
    body = {**POST, "adContext": {"dscAdAccount": account}}
    assert ask("POST", POSTS, body, **token(ask, member=member)).status == status


@pytest.mark.parametrize(
    ("more", "account", "status"),
    [
        ("&dscAdTypes=List(BANNER)", ACCOUNT, 400),
        ("", "urn:li:sponsoredAccount:5", 403),
        ("", "512000001", 400),
    ],
    ids=["an unknown type", "a foreign account", "a number"],
)
def test_a_wrong_question_for_advertisements_is_refused(ask: Raw, more, account, status):
    assert found(ask, more, account).status == status


def test_the_finder_needs_its_account(ask: Raw):
    reply = ask("GET", f"{POSTS}?q=dscAdAccount")
    assert (reply.status, "dscAdAccount" in reply.json["message"]) == (400, True)


@pytest.mark.parametrize(
    ("scope", "status"), [("r_ads", 200), ("r_organization_social", 200), ("openid", 403)]
)
def test_advertisements_are_found_with_the_scopes_of_advertising_too(ask: Raw, scope, status):
    assert found(ask, **token(ask, scope)).status == status


def test_who_has_no_role_in_an_account_finds_none_of_its_advertisements(ask: Raw):
    assert found(ask, **token(ask, member="nobody0B")).status == 403


def test_its_author_may_post_the_video_of_an_advertisement_again(ask: Raw):
    video = every(ask, "&dscAdTypes=List(VIDEO)")[0]["content"]
    body = {**POST, "content": {"media": {"id": video["media"]["id"]}}}
    assert ask("POST", POSTS, body).status == 201
    other = {**body, "author": "urn:li:organization:2414184"}
    assert ask("POST", POSTS, other).status == 400


def test_a_number_that_no_creative_refers_to_is_no_post(ask: Raw):
    for number in (7_450_000_000_000_000_000, 7_450_000_000_620_000_041, 7_450_000_001_000_000_000):
        assert ask("GET", at(f"urn:li:share:{number}")).status == 404


def test_a_post_has_one_kind_of_urn(ask: Raw):
    urn = creatives(ask)[0]["content"]["reference"]
    kind = "share" if ":ugcPost:" in urn else "ugcPost"
    assert ask("GET", at(f"urn:li:{kind}:{urn.rpartition(':')[2]}")).status == 404


def test_our_client_reads_all_advertisements_of_an_account(sandbox: Sandbox):
    with RestliClient(
        base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202609"
    ) as client:
        query = {"dscAdAccount": ACCOUNT, "dscAdTypes": ["STANDARD", "VIDEO"], "count": 15}
        posts = list(client.paginate("/posts", "dscAdAccount", query_params=query))
    assert len({post["id"] for post in posts}) == len(posts) == 36


def test_our_asynchronous_client_finds_videos(sandbox: Sandbox):
    async def main() -> Any:
        async with AsyncRestliClient(
            base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202609"
        ) as client:
            query = {"dscAdAccount": ACCOUNT, "dscAdTypes": ["VIDEO"]}
            return await client.finder("/posts", "dscAdAccount", query_params=query)

    types = {post["adContext"]["dscAdType"] for post in asyncio.run(main()).elements}
    assert types == {"VIDEO"}
