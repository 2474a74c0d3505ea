"""Advertising: accounts, groups, campaigns and creatives, by whichever path."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from urllib.parse import quote

import pytest
from measuring import times_as_much, work_of_all
from raw_http import Raw
from refusal_bodies import field_error, invalid_param
from seeded import ACCOUNT, CAMPAIGN, OTHER

from linkedin_api.sandbox import Sandbox

BELOW = "/rest/adAccounts/512000001"
GROUPS = f"{BELOW}/adCampaignGroups"
CAMPAIGNS = f"{BELOW}/adCampaigns"
CREATIVES = f"{BELOW}/creatives"
GROUP = "urn:li:sponsoredCampaignGroup:600000001"
CREATIVE = "urn:li:sponsoredCreative:620000001"
GOOD_GROUP = {"name": "New", "account": ACCOUNT, "status": "DRAFT"}
GOOD: dict[str, Any] = {
    "name": "New",
    "account": ACCOUNT,
    "campaignGroup": GROUP,
    "status": "DRAFT",
    "type": "SPONSORED_UPDATES",
    "costType": "CPM",
}
GOOD_CREATIVE: dict[str, Any] = {
    "campaign": CAMPAIGN,
    "intendedStatus": "DRAFT",
    "content": {"reference": "urn:li:share:7400000000000000001"},
}
NO_NUMBER = "urn%3Ali%3AsponsoredAccount%3Aaaa"
NO_RESOURCE = {"status": 404, "code": "RESOURCE_NOT_FOUND", "message": "No virtual resource found"}
NOT_FOUND = {"status": 404, "code": "NOT_FOUND", "message": "Not Found"}
DRAFT_ONLY = {
    "status": 400,
    "code": "DELETE_ALLOWED_ONLY_FOR_DRAFT_STATUS",
    "message": "Delete is allowed only for entities in DRAFT status",
}
MISMATCH = {
    "status": 400,
    "code": "ACCOUNT_ID_MISMATCH_IN_PARAM_AND_BODY",
    "message": "The account in the path and in the body must be the same",
}


def enc(urn: str) -> str:
    return quote(urn, safe="")


def pages(ask: Raw, target: str, size: int) -> list[list[Any]]:
    found, token = [], ""
    while True:
        page = ask("GET", f"{target}&pageSize={size}{token}").json
        assert set(page) == {"elements", "metadata"}
        found.append(page["elements"])
        if "nextPageToken" not in page["metadata"]:
            return found
        token = f"&pageToken={page['metadata']['nextPageToken']}"


def missing(path: str) -> dict[str, Any]:
    return field_error(path, "MISSING_FIELD", f"{path} is required but missing")


def wrong(path: str, value: object) -> dict[str, Any]:
    name = path.rpartition("/")[2]
    return field_error(path, "INVALID_VALUE_FOR_FIELD", f"{name} can't be set to {value}")


def nowhere(path: str, value: object) -> dict[str, Any]:
    return field_error(path, "FIELD_VALUE_DOES_NOT_EXIST", f"{path} {value} does not exist")


@pytest.mark.parametrize(
    ("target", "sizes"),
    [
        (f"{CAMPAIGNS}?q=search", [8, 8, 4]),
        (f"{CREATIVES}?q=criteria", [8, 8, 8, 8, 8]),
        (f"{GROUPS}?q=search", [8, 4]),
        ("/rest/adCampaignGroups?q=search", [8, 8, 8, 8, 4]),
    ],
)
def test_lists_page_by_cursor_to_the_end(ask: Raw, target, sizes):
    found = pages(ask, target, 8)
    assert [len(page) for page in found] == sizes
    ids = [entity["id"] for page in found for entity in page]
    assert ids == sorted(set(ids))


def test_thousands_of_campaigns_are_paged_without_keeping_them():
    with Sandbox(campaigns=5000) as sandbox, closing(Raw(sandbox)) as ask:
        found = pages(ask, f"{CAMPAIGNS}?q=search&fields=id", 1000)
    assert [len(page) for page in found] == [1000] * 5
    assert len({campaign["id"] for page in found for campaign in page}) == 5000


@pytest.mark.parametrize(
    "search",
    [
        f"{CAMPAIGNS}?q=search&fields=id",
        f"{CAMPAIGNS}?q=search&fields=id&search=(status:(values:List(ACTIVE,PAUSED,DRAFT)))",
        f"{CREATIVES}?q=criteria&fields=id&intendedStatuses=List(ACTIVE,PAUSED,DRAFT)",
    ],
)
def test_ten_times_the_campaigns_are_hardly_more_than_ten_times_the_work(search: str):
    def work(campaigns):
        options = {"campaigns": campaigns, "creatives": 1}
        with Sandbox(**options) as sandbox, closing(Raw(sandbox)) as ask:
            return work_of_all(lambda: pages(ask, search, 50))

    # Were each page to look at the whole list, it would be a hundred times the work.
    assert times_as_much(lambda: work(2000), lambda: work(200)) < 15


@pytest.mark.parametrize("number", [-1, 5001])
def test_an_account_cannot_have_more_campaigns_than_linkedin_allows(number):
    with pytest.raises(ValueError, match="0 to 5000"):
        Sandbox(campaigns=number)


def test_the_same_seed_makes_the_same_campaigns():
    def first(seed: int) -> Any:
        with Sandbox(seed=seed) as sandbox:
            ask = Raw(sandbox)
            page = ask("GET", f"{CAMPAIGNS}?q=search").json["elements"]
            ask.close()
            return page

    assert first(7) == first(7) != first(8)


def test_entities_name_each_other(ask: Raw):
    creative = ask("GET", f"{CREATIVES}/{enc(CREATIVE)}").json
    campaign = ask("GET", f"{CAMPAIGNS}/{creative['campaign'].rpartition(':')[2]}").json
    group = ask("GET", f"{GROUPS}/{campaign['campaignGroup'].rpartition(':')[2]}").json
    account = ask("GET", BELOW).json
    names = [each["account"] for each in (creative, campaign, group)]
    assert names == [f"urn:li:sponsoredAccount:{account['id']}"] * 3


def test_a_group_is_the_same_by_both_paths(ask: Raw):
    nested, flat = f"{GROUPS}/600000001", "/rest/adCampaignGroups/600000001"
    patch = {"patch": {"$set": {"name": "Renamed"}}}
    assert ask("POST", nested, patch, X_RestLi_Method="PARTIAL_UPDATE").status == 204
    assert ask("GET", flat).json == ask("GET", nested).json
    assert ask("GET", flat).json["name"] == "Renamed"


def test_ids_are_not_given_twice_by_two_accounts(ask: Raw):
    second = "/rest/adAccounts/512000002/adCampaignGroups"
    keys = [
        ask("POST", path, {**GOOD_GROUP, "account": account}).headers["x-restli-id"]
        for path, account in ((GROUPS, ACCOUNT), (second, OTHER), ("/rest/adCampaignGroups", OTHER))
    ]
    assert len(set(keys)) == 3
    assert [ask("GET", f"{second}/{key}").status for key in keys] == [404, 200, 200]
    listed = ask("GET", f"{second}?count=1000").json
    assert (listed["paging"]["total"], listed["elements"][-1]["id"]) == (14, int(keys[2]))


def test_another_account_does_not_see_a_campaign(ask: Raw):
    assert ask("GET", "/rest/adAccounts/512000002/adCampaigns/610000001").json == NOT_FOUND


def test_a_campaign_is_created_changed_and_found(ask: Raw):
    reply = ask("POST", CAMPAIGNS, GOOD)
    path = reply.headers["location"]
    assert (reply.status, path) == (201, f"{CAMPAIGNS}/710000001")
    patch = {"patch": {"$set": {"status": "ACTIVE"}}}
    assert ask("POST", path, patch, X_RestLi_Method="PARTIAL_UPDATE").status == 204
    campaign = ask("GET", path).json
    assert (campaign["status"], campaign["version"]) == ("ACTIVE", {"versionTag": "2"})
    assert pages(ask, f"{CAMPAIGNS}?q=search", 1000)[0][-1] == campaign


@pytest.mark.parametrize(
    ("search", "number"),
    [
        ("(status:(values:List(DRAFT)))", 3),
        (f"(campaignGroup:(values:List({enc(GROUP)})))", 2),
        ("(name:(values:List(Campaign%207)))", 1),
        ("(type:(values:List(TEXT_AD)))", 0),
        ("(id:(values:List(urn%3Ali%3AsponsoredCampaign%3A610000001)))", 1),
        ("(test:false)", 20),
    ],
)
def test_campaigns_are_searched(ask: Raw, search, number):
    assert len(ask("GET", f"{CAMPAIGNS}?q=search&search={search}").json["elements"]) == number


def test_campaigns_are_sorted(ask: Raw):
    page = ask("GET", f"{CAMPAIGNS}?q=search&sort=(field:ID,order:DESCENDING)").json["elements"]
    assert [page[0]["id"], page[-1]["id"]] == [610000020, 610000001]
    page = ask("GET", f"{CAMPAIGNS}?q=search&sort=(field:NAME,order:ASCENDING)").json["elements"]
    names = [campaign["name"] for campaign in page]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("criteria", "number"),
    [
        (f"campaigns=List({enc(CAMPAIGN)})", 2),
        (f"creatives=List({enc(CREATIVE)})", 1),
        ("intendedStatuses=List(PAUSED,DRAFT)", 12),
        ("isTestAccount=true", 0),
        ("contentReferences=List(urn%3Ali%3Ashare%3A5)", 0),
        ("leadgenCreativeCallToActionDestinations=List(urn%3Ali%3AadForm%3A9500001)", 2),
    ],
)
def test_creatives_are_found_by_criteria(ask: Raw, criteria, number):
    reply = ask("GET", f"{CREATIVES}?q=criteria&{criteria}")
    assert len(reply.json["elements"]) == number


@pytest.mark.parametrize("criteria", ["", "&intendedStatuses=List(ACTIVE)"])
def test_creatives_can_be_turned_around(ask: Raw, criteria):
    target = f"{CREATIVES}?q=criteria{criteria}&sortOrder="
    orders = [ask("GET", target + order).json["elements"] for order in ("ASCENDING", "DESCENDING")]
    assert orders[0] == orders[1][::-1]


def test_a_creative_is_created_with_what_its_campaign_says(ask: Raw):
    reply = ask("POST", CREATIVES, GOOD_CREATIVE)
    assert reply.headers["x-restli-id"] == "urn:li:sponsoredCreative:720000001"
    creative = ask("GET", reply.headers["location"]).json
    assert (creative["account"], creative["review"]) == (ACCOUNT, {"status": "PENDING"})
    assert creative["createdBy"] == "urn:li:person:782bbtaQ"


@pytest.mark.parametrize(
    ("path", "body"),
    [(CAMPAIGNS, GOOD), (GROUPS, GOOD_GROUP), (CREATIVES, GOOD_CREATIVE)],
)
def test_drafts_can_be_deleted_once(ask: Raw, path, body):
    target = ask("POST", path, body).headers["location"]
    assert [ask("DELETE", target).status for _ in range(2)] == [204, 404]


def test_seeded_drafts_stay_deleted(ask: Raw):
    draft = f"{CAMPAIGNS}/610000006"
    assert [ask("DELETE", draft).status for _ in range(2)] == [204, 404]
    assert len(pages(ask, f"{CAMPAIGNS}?q=search", 100)[0]) == 19


def test_who_creates_an_account_becomes_its_manager(ask: Raw):
    reply = ask("POST", "/rest/adAccounts", {"name": "New", "type": "BUSINESS"})
    urn = f"urn:li:sponsoredAccount:{reply.headers['x-restli-id']}"
    users = ask("GET", "/rest/adAccountUsers?q=authenticatedUser").json["elements"]
    assert (users[-1]["account"], users[-1]["role"]) == (urn, "ACCOUNT_MANAGER")
    path = f"{reply.headers['location']}/adCampaignGroups"
    assert ask("GET", f"{path}?q=search").json["elements"] == []
    assert ask("POST", path, {**GOOD_GROUP, "account": urn}).status == 201


#: What, verb, target, what else is sent, the whole body expected.
REFUSALS: tuple[tuple[str, str, str, dict[str, Any], dict[str, Any]], ...] = (
    ("creatives by search", "GET", f"{CREATIVES}?q=search", {}, NO_RESOURCE),
    ("campaigns by themselves", "GET", "/rest/adCampaigns?q=search", {}, NO_RESOURCE),
    ("campaigns of no account", "GET", "/rest/adAccounts/5/adCampaigns?q=search", {}, NOT_FOUND),
    (
        "the account of an account's path as URN",
        "GET",
        f"/rest/adAccounts/{enc(ACCOUNT)}/adCampaigns?q=search",
        {},
        {"status": 400, "message": f"Key value '{ACCOUNT}' must be of type 'java.lang.Long'"},
    ),
    (
        "a creative by its number",
        "GET",
        f"{CREATIVES}/620000001",
        {},
        {
            "status": 400,
            "message": "Key value '620000001' must be of type 'com.linkedin.common.urn.Urn'",
        },
    ),
    ("a creative nobody made", "GET", f"{CREATIVES}/{enc(CREATIVE)}9", {}, NOT_FOUND),
    ("a page of nothing", "GET", f"{CAMPAIGNS}?q=search&pageSize=0", {}, invalid_param("pageSize")),
    (
        "too large a page",
        "GET",
        f"{CAMPAIGNS}?q=search&pageSize=1001",
        {},
        invalid_param("pageSize"),
    ),
    (
        "a token of nobody",
        "GET",
        f"{CAMPAIGNS}?q=search&pageToken=x",
        {},
        invalid_param("pageToken"),
    ),
    ("a search that is text", "GET", f"{CAMPAIGNS}?q=search&search=x", {}, invalid_param("search")),
    (
        "an order of no kind",
        "GET",
        f"{CREATIVES}?q=criteria&sortOrder=RANDOM",
        {},
        invalid_param("sortOrder"),
    ),
    (
        "a campaign that is no URN",
        "GET",
        f"{CREATIVES}?q=criteria&campaigns=List(5)",
        {},
        invalid_param("campaigns"),
    ),
    (
        "an account that is no URN",
        "GET",
        f"/rest/adCampaignGroups?q=search&search=(account:(values:List({NO_NUMBER})))",
        {},
        {
            "status": 400,
            "message": "Multiple errors occurred during the input validation. "
            "Please see errorDetails for more information.",
            "errorDetailType": "com.linkedin.common.error.BadRequest",
            "errorDetails": {
                "inputErrors": [
                    {
                        "code": "ERROR :: /account/values/0 :: Invalid Urn Format. Key long is in "
                        "invalid format. Urn urn:li:sponsoredAccount:aaa.",
                        "description": "Invalid argument",
                        "input": {"inputPath": {"fieldPath": "search/account"}},
                    }
                ]
            },
        },
    ),
    ("a campaign without a name", "POST", CAMPAIGNS, {"name": None}, wrong("name", None)),
    ("a campaign of another type", "POST", CAMPAIGNS, {"type": "TV"}, wrong("type", "TV")),
    ("another account's campaign", "POST", CAMPAIGNS, {"account": OTHER}, MISMATCH),
    (
        "a campaign in no group",
        "POST",
        CAMPAIGNS,
        {"campaignGroup": f"{GROUP}9"},
        nowhere("campaignGroup", f"{GROUP}9"),
    ),
    (
        "a campaign in another account's group",
        "POST",
        CAMPAIGNS,
        {"campaignGroup": "urn:li:sponsoredCampaignGroup:600001001"},
        MISMATCH,
    ),
    (
        "a campaign that ends before it begins",
        "POST",
        CAMPAIGNS,
        {"runSchedule": {"start": 5, "end": 4}},
        field_error("runSchedule", "START_DATE_AFTER_END_DATE", "Start date 5 is after end date 4"),
    ),
    (
        "a date as text",
        "POST",
        CAMPAIGNS,
        {"runSchedule": {"start": "today"}},
        wrong("runSchedule/start", "today"),
    ),
    (
        "a campaign that serves already",
        "POST",
        CAMPAIGNS,
        {"servingStatuses": ["RUNNABLE"]},
        {"status": 422, "message": "ReadOnly field present in a CREATE request: servingStatuses"},
    ),
    (
        "a group of no account",
        "POST",
        "/rest/adCampaignGroups",
        {"account": f"{ACCOUNT}9"},
        nowhere("account", f"{ACCOUNT}9"),
    ),
    (
        "a creative of no campaign",
        "POST",
        CREATIVES,
        {"campaign": f"{CAMPAIGN}9"},
        nowhere("campaign", f"{CAMPAIGN}9"),
    ),
    (
        "a creative of another account's campaign",
        "POST",
        CREATIVES,
        {"campaign": "urn:li:sponsoredCampaign:610010001"},
        nowhere("campaign", "urn:li:sponsoredCampaign:610010001"),
    ),
    (
        "a creative that says it is serving",
        "POST",
        CREATIVES,
        {"isServing": True},
        {"status": 422, "message": "ReadOnly field present in a CREATE request: isServing"},
    ),
    ("deleting a campaign that runs", "DELETE", f"{CAMPAIGNS}/610000001", {}, DRAFT_ONLY),
    ("deleting a group that runs", "DELETE", f"{GROUPS}/600000001", {}, DRAFT_ONLY),
    ("deleting a creative that runs", "DELETE", f"{CREATIVES}/{enc(CREATIVE)}", {}, DRAFT_ONLY),
    ("deleting an account in use", "DELETE", BELOW, {}, DRAFT_ONLY),
)
BODIES = {CAMPAIGNS: GOOD, CREATIVES: GOOD_CREATIVE, "/rest/adCampaignGroups": GOOD_GROUP}


@pytest.mark.parametrize(
    ("verb", "target", "fields", "body"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_what_is_wrong_is_refused(ask: Raw, verb, target, fields, body):
    sent = {**BODIES[target], **fields} if verb == "POST" else None
    reply = ask(verb, target, sent)
    assert (reply.status, reply.json) == (body["status"], body)


def test_a_creative_keeps_its_campaign(ask: Raw):
    other = "urn:li:sponsoredCampaign:610000002"
    patch = {"patch": {"$set": {"campaign": other}}}
    target = f"{CREATIVES}/{enc(CREATIVE)}"
    reply = ask("POST", target, patch, X_RestLi_Method="PARTIAL_UPDATE")
    assert (reply.status, reply.json) == (400, nowhere("campaign", other))


def test_an_application_has_one_account_for_tests(ask: Raw):
    body = {"name": "Test", "type": "BUSINESS", "test": True}
    replies = [ask("POST", "/rest/adAccounts", body) for _ in range(2)]
    assert [reply.status for reply in replies] == [201, 400]
    assert replies[1].json["code"] == "TEST_ACCOUNT_LIMIT_REACHED"


def test_a_batch_of_deletions_tells_which_were_no_drafts(ask: Raw):
    reply = ask("DELETE", f"{CAMPAIGNS}?ids=List(610000001,610000006)").json
    assert reply["results"] == {"610000006": {"status": 204}}
    assert reply["errors"] == {"610000001": DRAFT_ONLY}


def test_requests_of_both_protocols_with_the_same_words_are_different_searches(ask):
    target = "/rest/adAccounts/512000001/creatives?q=criteria&intendedStatuses=List(ACTIVE)"
    older = ask("GET", target, X_RestLi_Protocol_Version="1.0.0")
    assert older.json["elements"] == []  # there, it is one status with this name
    assert ask("GET", target).json["elements"]
    assert ask("GET", target, X_RestLi_Protocol_Version="1.0.0").json == older.json
