"""Conversion rules of advertising accounts, and the campaigns they are associated with."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw, Reply
from seeded import ACCOUNT, CAMPAIGN, OTHER

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.sandbox import Sandbox

CONVERSION = "urn:lla:llaPartnerConversion:"
VIEWER = "sandbox0B"
NOBODY = "charles0B"
RULES = "/rest/conversions"
ASSOCIATIONS = "/rest/campaignConversions"
RULE: dict[str, Any] = {
    "name": "Asked for a quote",
    "account": ACCOUNT,
    "conversionMethod": "CONVERSIONS_API",
    "type": "LEAD",
    "attributionType": "LAST_TOUCH_BY_CAMPAIGN",
    "postClickAttributionWindowSize": 90,
    "viewThroughAttributionWindowSize": 30,
}


def of(account: str) -> str:
    return f"account={quote(account, safe='')}"


def at(number: object, account: str = ACCOUNT) -> str:
    return f"{RULES}/{number}?{of(account)}"


def listed(ask: Raw, account: str = ACCOUNT, more: str = "") -> list[dict[str, Any]]:
    return ask("GET", f"{RULES}?q=account&{of(account)}{more}").json["elements"]


def created(ask: Raw, query: str = "", **changes: Any) -> dict[str, Any]:
    reply = ask("POST", f"{RULES}{query}", {**RULE, **changes})
    assert reply.status == 201, reply
    return reply.json


def association(conversion: object, campaign: str = CAMPAIGN) -> tuple[str, dict[str, Any]]:
    body = {"campaign": campaign, "conversion": f"{CONVERSION}{conversion}"}
    key = ",".join(f"{name}:{quote(urn, safe='')}" for name, urn in body.items())
    return f"{ASSOCIATIONS}/({key})", body


def associate(ask: Raw, conversion: object, campaign: str = CAMPAIGN) -> Reply:
    return ask("PUT", *association(conversion, campaign))


def as_member(ask: Raw, member: str) -> dict[str, Any]:
    return {"Authorization": f"Bearer {ask.sandbox.access_token(member=member)}"}


def test_an_account_has_rules_from_the_beginning(ask: Raw):
    rules = listed(ask)
    assert [rule["type"] for rule in rules] == ["LEAD", "PURCHASE", "DOWNLOAD"]
    assert {rule["account"] for rule in rules} == {ACCOUNT}
    assert {rule["value"]["currencyCode"] for rule in rules} == {"USD"}


def test_the_total_of_rules_is_unknown(ask: Raw):
    paging = ask("GET", f"{RULES}?q=account&{of(ACCOUNT)}&count=2").json["paging"]
    assert (paging["total"], [link["rel"] for link in paging["links"]]) == (-1, ["next"])


def test_a_new_rule_comes_back_whole(sandbox: Sandbox, ask: Raw):
    reply = ask("POST", RULES, RULE)
    number = reply.headers["x-restli-id"]
    now = sandbox.clock.milliseconds()
    told = reply.json
    assert (reply.status, told["id"]) == (201, int(number))
    assert abs(told["created"] - now) < 60_000
    assert told["created"] == told["lastModified"]
    assert told == {
        **RULE,
        "id": int(number),
        "enabled": True,
        "created": told["created"],
        "lastModified": told["lastModified"],
        "campaigns": [],
        "associatedCampaigns": [],
        "urlRules": [],
    }
    assert ask("GET", at(number)).json == told


def test_without_windows_a_rule_has_the_documented_ones(ask: Raw):
    names = ("postClickAttributionWindowSize", "viewThroughAttributionWindowSize")
    bare = {name: value for name, value in RULE.items() if name not in names}
    reply = ask("POST", RULES, bare)
    assert [reply.json[name] for name in names] == [30, 7]


@pytest.mark.parametrize(("kind", "status"), [("LEAD", 201), ("DOWNLOAD", 400)])
def test_a_window_of_a_year_is_for_some_types_only(ask: Raw, kind, status):
    body = {**RULE, "type": kind, "postClickAttributionWindowSize": 365}
    assert ask("POST", RULES, body).status == status


REFUSED = (
    ("no name", {"name": None}, "MISSING_FIELD", "name"),
    ("no type", {"type": None}, "MISSING_FIELD", "type"),
    ("an unknown type", {"type": "LIKE"}, "INVALID_VALUE_FOR_FIELD", "type"),
    (
        "an unknown method",
        {"conversionMethod": "FAX"},
        "INVALID_VALUE_FOR_FIELD",
        "conversionMethod",
    ),
    (
        "two days",
        {"viewThroughAttributionWindowSize": 2},
        "INVALID_VALUE_FOR_FIELD",
        "viewThroughAttributionWindowSize",
    ),
    (
        "a value without currency",
        {"value": {"amount": "5"}},
        "MISSING_FIELD",
        "value/currencyCode",
    ),
    (
        "an account that is not there",
        {"account": "urn:li:sponsoredAccount:5"},
        "FIELD_VALUE_DOES_NOT_EXIST",
        "account",
    ),
)


@pytest.mark.parametrize(
    ("changes", "code", "path"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_wrong_rule_is_refused(ask: Raw, changes, code, path):
    body = {name: value for name, value in {**RULE, **changes}.items() if value is not None}
    reply = ask("POST", RULES, body)
    error = reply.json["errorDetails"]["inputErrors"][0]
    assert (reply.status, error["code"]) == (400, code)
    assert error["input"]["inputPath"]["fieldPath"] == path


@pytest.mark.parametrize("name", ["id", "campaigns", "created", "lastCallbackAt"])
def test_what_only_linkedin_sets_is_refused(ask: Raw, name):
    assert ask("POST", RULES, {**RULE, name: 1}).status == 422


def test_a_rule_is_changed_and_switched_off(sandbox: Sandbox, ask: Raw):
    before = created(ask)
    sandbox.advance(minutes=5)
    patch = {"patch": {"$set": {"enabled": False, "name": "Old"}}}
    assert ask("POST", at(before["id"]), patch, X_RestLi_Method="PARTIAL_UPDATE").status == 204
    after = ask("GET", at(before["id"])).json
    assert (after["enabled"], after["name"], after["created"]) == (False, "Old", before["created"])
    assert after["lastModified"] > before["lastModified"]


def test_several_rules_are_read_and_changed_together(ask: Raw):
    first, second = (rule["id"] for rule in listed(ask)[:2])
    patches = {str(each): {"patch": {"$set": {"enabled": False}}} for each in (first, second)}
    target = f"{RULES}?ids=List({first},{second})"
    ask("POST", target, {"entities": patches}, X_RestLi_Method="BATCH_PARTIAL_UPDATE")
    results = ask("GET", target).json["results"]
    assert {key: rule["enabled"] for key, rule in results.items()} == dict.fromkeys(patches, False)


def test_a_rule_keeps_its_account(ask: Raw):
    patch = {"patch": {"$set": {"account": OTHER}}}
    number = created(ask)["id"]
    assert ask("POST", at(number), patch, X_RestLi_Method="PARTIAL_UPDATE").status == 400


def test_a_rule_is_never_deleted(ask: Raw):
    assert ask("DELETE", at(created(ask)["id"])).status == 400


def test_reading_one_rule_needs_its_account(ask: Raw):
    number = listed(ask)[0]["id"]
    bare = ask("GET", f"{RULES}/{number}")
    assert (bare.status, bare.json["message"]) == (400, "Parameter 'account' is required")
    assert ask("GET", at(number, OTHER)).status == 404


def test_a_campaign_is_associated_once(sandbox: Sandbox, ask: Raw):
    number = created(ask)["id"]
    assert associate(ask, number).status == 204
    target, body = association(number)
    first = ask("GET", target).json
    sandbox.advance(hours=1)
    assert associate(ask, number).status == 204
    assert ask("GET", target).json == first == {**body, "associatedAt": first["associatedAt"]}
    rule = ask("GET", at(number)).json
    assert (rule["campaigns"], rule["associatedCampaigns"]) == ([CAMPAIGN], [first])


def test_an_association_ends(ask: Raw):
    number = created(ask)["id"]
    associate(ask, number)
    target, _ = association(number)
    assert [ask("DELETE", target).status for _ in range(2)] == [204, 404]
    assert ask("GET", target).status == 404
    assert ask("GET", at(number)).json["campaigns"] == []


def test_several_campaigns_are_associated_and_separated_together(ask: Raw):
    number = created(ask)["id"]
    pairs = [association(number, f"urn:li:sponsoredCampaign:61000000{place}") for place in (1, 2)]
    keys = [target.rpartition("/")[2] for target, _ in pairs]
    target = f"{ASSOCIATIONS}?ids=List({','.join(keys)})"
    # In a body a key of several parts stands encoded inside, and its parentheses bare.
    entities = {key: body for key, (_, body) in zip(keys, pairs, strict=True)}
    made = ask("PUT", target, {"entities": entities}, X_RestLi_Method="BATCH_UPDATE")
    assert [result["status"] for result in made.json["results"].values()] == [204, 204]
    assert len(ask("GET", target).json["results"]) == 2
    ask("DELETE", target, X_RestLi_Method="BATCH_DELETE")
    assert ask("GET", at(number)).json["campaigns"] == []


def test_associations_are_found_by_campaign(ask: Raw):
    number = created(ask)["id"]
    associate(ask, number)
    reply = ask("GET", f"{ASSOCIATIONS}?q=campaigns&campaigns=List({quote(CAMPAIGN, safe='')})")
    found = {each["conversion"] for each in reply.json["elements"]}
    assert f"{CONVERSION}{number}" in found
    assert {each["campaign"] for each in reply.json["elements"]} == {CAMPAIGN}


@pytest.mark.parametrize(
    ("conversion", "campaign"),
    [
        (5, CAMPAIGN),
        (104001, "urn:li:sponsoredCampaign:5"),
        (104001, "urn:li:sponsoredCampaign:610010001"),
    ],
    ids=["no such rule", "no such campaign", "a campaign of another account"],
)
def test_what_does_not_belong_together_is_not_associated(ask: Raw, conversion, campaign):
    assert associate(ask, conversion, campaign).status == 400


def test_body_and_key_of_an_association_are_the_same(ask: Raw):
    target, body = association(104001)
    assert ask("PUT", target, {**body, "campaign": "urn:li:sponsoredCampaign:7"}).status == 400


@pytest.mark.parametrize(
    ("how", "statuses"),
    [("ALL_CAMPAIGNS", {"ACTIVE", "DRAFT", "PAUSED"}), ("NONE", set())],
)
def test_a_new_rule_is_associated_with_the_campaigns_it_names(ask: Raw, how, statuses):
    rule = created(ask, f"?autoAssociationType={how}")
    campaigns = ask("GET", at(rule["id"])).json["campaigns"]
    told = ask("GET", "/rest/adAccounts/512000001/adCampaigns?q=search").json["elements"]
    wanted = [each["id"] for each in told if each["status"] in statuses]
    assert [int(urn.rpartition(":")[2]) for urn in campaigns] == wanted


def test_a_rule_of_leads_is_associated_with_campaigns_for_leads(ask: Raw):
    rule = created(ask, "?autoAssociationType=OBJECTIVE_BASED")
    campaigns = set(ask("GET", at(rule["id"])).json["campaigns"])
    told = ask("GET", "/rest/adAccounts/512000001/adCampaigns?q=search").json["elements"]
    objectives = {
        each["objectiveType"]
        for each in told
        if f"urn:li:sponsoredCampaign:{each['id']}" in campaigns
    }
    assert objectives == {"LEAD_GENERATION"}


def test_who_has_no_role_in_an_account_sees_none_of_its_rules(ask: Raw):
    nobody = as_member(ask, NOBODY)
    assert ask("GET", f"{RULES}?q=account&{of(ACCOUNT)}", **nobody).status == 403
    assert ask("GET", at(104001), **nobody).status == 404


def test_a_viewer_reads_and_does_not_write(ask: Raw):
    viewer = as_member(ask, VIEWER)
    patch = {"patch": {"$set": {"enabled": False}}}
    target, body = association(104001)
    assert len(ask("GET", f"{RULES}?q=account&{of(ACCOUNT)}", **viewer).json["elements"]) == 3
    assert ask("POST", RULES, RULE, **viewer).status == 403
    changed = ask("POST", at(104001), patch, X_RestLi_Method="PARTIAL_UPDATE", **viewer)
    assert changed.status == 403
    assert ask("PUT", target, body, **viewer).status == 403
    assert ask("DELETE", target, **viewer).status == 403


@pytest.mark.parametrize(
    ("scope", "reads", "writes"),
    [("r_ads", 200, 403), ("rw_ads", 200, 403), ("rw_conversions", 200, 201), ("openid", 403, 403)],
)
def test_a_token_needs_a_scope(ask: Raw, scope, reads, writes):
    token: dict[str, Any] = {"Authorization": f"Bearer {ask.sandbox.access_token(scope)}"}
    assert ask("GET", f"{RULES}?q=account&{of(ACCOUNT)}", **token).status == reads
    assert ask("POST", RULES, RULE, **token).status == writes


def test_our_client_reads_all_rules_though_their_total_is_unknown(sandbox: Sandbox):
    token = sandbox.access_token()
    with RestliClient(base_url=sandbox.url, access_token=token, version_string="202609") as client:
        made = client.create("/conversions", RULE)
        rules = client.paginate(
            "/conversions", "account", query_params={"account": ACCOUNT, "count": 2}
        )
        names = [rule["name"] for rule in rules]
        campaigns = client.finder(
            "/campaignConversions", "campaigns", query_params={"campaigns": [CAMPAIGN]}
        ).elements
    assert made.status_code == 201
    assert names == ["Demo asked for", "Purchase", "Brochure", "Asked for a quote"]
    assert len(campaigns) == 2


def test_our_asynchronous_client_associates_a_campaign(sandbox: Sandbox):
    body = association(104003)[1]

    async def main() -> Any:
        async with AsyncRestliClient(
            base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202609"
        ) as client:
            await client.update("/campaignConversions/{key}", body, path_keys={"key": body})
            return await client.get("/campaignConversions/{key}", path_keys={"key": body})

    assert asyncio.run(main()).entity["campaign"] == CAMPAIGN
