"""Parameters that hold several values: one value, the form of protocol 1.0, and a list."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw
from seeded import ACCOUNT, CAMPAIGN, ENGINES, OTHER

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.catalog import CATALOG
from linkedin_api.sandbox.protocol.resource import Finder, Param, Resource

OLD: dict[str, Any] = {"X_RestLi_Protocol_Version": "1.0.0"}
CREATIVE = "urn:li:sponsoredCreative:620000001"

_DAYS = (
    "dateRange=(start:(year:2026,month:1,day:1),end:(year:2026,month:1,day:31))",
    "&".join(
        f"dateRange.{end}.year=2026&dateRange.{end}.month=1&dateRange.{end}.day={day}"
        for end, day in (("start", 1), ("end", 31))
    ),
)


def _report(name: str, *more: str) -> tuple[str, str, str]:
    rest = "&".join(["", f"q={name}", "timeGranularity=ALL", *more])
    return "/rest/adAnalytics", _DAYS[0] + rest, _DAYS[1] + rest


def _criteria(*more: str) -> tuple[str, str, str]:
    rest = "&".join(["q=criteria", *more])
    return "/rest/adAccounts/512000001/creatives", rest, rest


_STATISTICS = "q=organizationalEntity&organizationalEntity="
_SHARES = (
    "/rest/organizationalEntityShareStatistics",
    _STATISTICS + quote(ENGINES, safe=""),
    _STATISTICS + ENGINES,
)
_REVENUE = (
    "/rest/adAnalytics",
    f"q=attributedRevenueMetrics&account={quote(ACCOUNT, safe='')}&{_DAYS[0]}",
    f"q=attributedRevenueMetrics&account={ACCOUNT}&{_DAYS[1]}",
)
#: Each parameter of a finder that holds several values: where it stands, the rest of the
#: query in protocol 2.0.0 and in 1.0, and one value, or what `_value` knows under that name.
SEVERAL: dict[tuple[str, str, str], tuple[tuple[str, str, str], str]] = {
    ("adAccountUsers", "accounts", "accounts"): (
        ("/rest/adAccountUsers", "q=accounts", "q=accounts"),
        ACCOUNT,
    ),
    ("posts", "dscAdAccount", "dscAdTypes"): (
        (
            "/rest/posts",
            f"q=dscAdAccount&dscAdAccount={quote(ACCOUNT, safe='')}",
            f"q=dscAdAccount&dscAdAccount={ACCOUNT}",
        ),
        "VIDEO",
    ),
    ("campaignConversions", "campaigns", "campaigns"): (
        ("/rest/campaignConversions", "q=campaigns", "q=campaigns"),
        CAMPAIGN,
    ),
    ("adTargetingEntities", "urns", "urns"): (
        ("/rest/adTargetingEntities", "q=urns", "q=urns"),
        "urn:li:geo:101282230",
    ),
    ("ugcPosts", "authors", "authors"): (("/v2/ugcPosts", "q=authors", "q=authors"), ENGINES),
    ("creatives", "criteria", "creatives"): (_criteria(), CREATIVE),
    ("creatives", "criteria", "campaigns"): (_criteria(), CAMPAIGN),
    ("creatives", "criteria", "intendedStatuses"): (_criteria(), "ACTIVE"),
    ("creatives", "criteria", "contentReferences"): (_criteria(), "REFERENCE"),
    ("creatives", "criteria", "leadgenCreativeCallToActionDestinations"): (
        _criteria(),
        "urn:li:adForm:9500001",
    ),
    ("adAnalytics", "analytics", "accounts"): (_report("analytics", "pivot=ACCOUNT"), ACCOUNT),
    ("adAnalytics", "analytics", "campaignGroups"): (
        _report("analytics", "pivot=ACCOUNT"),
        "urn:li:sponsoredCampaignGroup:600000001",
    ),
    ("adAnalytics", "analytics", "campaigns"): (_report("analytics", "pivot=ACCOUNT"), CAMPAIGN),
    ("adAnalytics", "analytics", "creatives"): (_report("analytics", "pivot=ACCOUNT"), CREATIVE),
    ("adAnalytics", "analytics", "companies"): (_report("analytics", "pivot=ACCOUNT"), ENGINES),
    ("adAnalytics", "analytics", "shares"): (_report("analytics", "pivot=ACCOUNT"), "REFERENCE"),
    ("adAnalytics", "attributedRevenueMetrics", "pivots"): (_REVENUE, "CAMPAIGN"),
    ("organizationalEntityShareStatistics", "organizationalEntity", "shares"): (_SHARES, "SHARE"),
    ("organizationalEntityShareStatistics", "organizationalEntity", "ugcPosts"): (
        _SHARES,
        "UGC_POST",
    ),
}


def _finders(resources: tuple[Resource, ...] = CATALOG) -> Iterator[tuple[Resource, Finder]]:
    for resource in resources:
        yield from ((resource, finder) for finder in resource.finders)
        yield from _finders(resource.children)


def _value(sandbox: Sandbox, ask: Raw, name: str) -> str:
    """Return a value, found first where it follows from the seed."""
    if name == "REFERENCE":
        creative = ask("GET", f"/rest/adAccounts/512000001/creatives/{quote(CREATIVE, safe='')}")
        return str(creative.json["content"]["reference"])
    kind = {"SHARE": "share", "UGC_POST": "ugcPost"}.get(name)
    if kind is None:
        return name
    figures = sandbox.figures
    posts = (post for post in figures.posts_of(2414183) if any(figures.post_totals(post)))
    return next(post.urn for post in posts if post.kind == kind)


def test_every_parameter_of_several_values_is_tried_here():
    declared = {
        (resource.name, finder.name, param.name)
        for resource, finder in _finders()
        for param in finder.params
        if param.type.startswith("list[")
    }
    statistics = {each for each in declared if each[:2] == ("adAnalytics", "statistics")}
    assert declared - statistics <= set(SEVERAL)


@pytest.mark.parametrize("parameter", SEVERAL, ids=":".join)
def test_one_value_and_the_older_form_say_what_a_list_of_one_says(
    sandbox: Sandbox, ask: Raw, parameter
):
    (path, query, old_query), example = SEVERAL[parameter]
    value, name = _value(sandbox, ask, example), parameter[2]
    encoded = quote(value, safe="")
    as_list = ask("GET", f"{path}?{query}&{name}=List({encoded})")
    assert as_list.status == 200, as_list
    assert as_list.json["elements"]
    others = {
        "one value": ask("GET", f"{path}?{query}&{name}={encoded}"),
        "one value in 1.0": ask("GET", f"{path}?{old_query}&{name}={value}", **OLD),
        "indexed": ask("GET", f"{path}?{old_query}&{name}[0]={value}", **OLD),
        "indexed, encoded": ask("GET", f"{path}?{old_query}&{name}%5B0%5D={encoded}", **OLD),
    }
    told = {form: (reply.status, reply.json.get("elements")) for form, reply in others.items()}
    assert told == dict.fromkeys(others, (200, as_list.json["elements"]))


def test_pivots_come_as_a_list_as_one_value_and_indexed(ask: Raw):
    facet, old_facet = f"accounts=List({quote(ACCOUNT, safe='')})", f"accounts[0]={ACCOUNT}"
    path, query, old_query = _report("statistics")
    replies = [
        ask("GET", f"{path}?{query}&{facet}&pivots=List(CAMPAIGN)"),
        ask("GET", f"{path}?{query}&{facet}&pivots=CAMPAIGN"),
        ask("GET", f"{path}?{old_query}&{old_facet}&pivots[0]=CAMPAIGN", **OLD),
        ask("GET", f"{path}?{old_query}&{old_facet}&pivots=CAMPAIGN", **OLD),
    ]
    elements = replies[0].json["elements"]
    assert elements
    assert [reply.json.get("elements") for reply in replies] == [elements] * 4


def test_statuses_of_creatives_come_in_the_wrapping_that_linkedin_documents(ask: Raw):
    path = "/rest/adAccounts/512000001/creatives?q=criteria&intendedStatuses="
    wrapped, plain = ask("GET", f"{path}(value:List(PAUSED))"), ask("GET", f"{path}List(PAUSED)")
    assert plain.json["elements"]
    assert wrapped.json["elements"] == plain.json["elements"]


def test_the_users_of_several_accounts_are_those_of_the_first(ask: Raw):
    accounts = ",".join(quote(each, safe="") for each in (OTHER, ACCOUNT))
    new = ask("GET", f"/rest/adAccountUsers?q=accounts&accounts=List({accounts})")
    old = ask(
        "GET", f"/rest/adAccountUsers?q=accounts&accounts[1]={ACCOUNT}&accounts[0]={OTHER}", **OLD
    )
    for reply in (new, old):
        assert {user["account"] for user in reply.json["elements"]} == {OTHER}


def test_no_account_at_all_has_no_users(ask: Raw):
    reply = ask("GET", "/rest/adAccountUsers?q=accounts&accounts=List()")
    assert (reply.status, reply.json["elements"]) == (200, [])


def test_names_that_repeat_are_a_list_in_the_older_protocol(ask: Raw):
    reply = ask(
        "GET", f"/rest/adAccountUsers?q=accounts&accounts={OTHER}&accounts={ACCOUNT}", **OLD
    )
    assert {user["account"] for user in reply.json["elements"]} == {OTHER}


@pytest.mark.parametrize(
    ("target", "old"),
    [
        (f"/rest/posts?q=author&author=List({quote(ENGINES, safe='')})", False),
        (f"/rest/posts?q=author&author[0]={ENGINES}", True),
    ],
    ids=["List", "indexed"],
)
def test_of_a_list_where_one_value_is_declared_the_first_counts(ask: Raw, target, old):
    one = ask("GET", f"/rest/posts?q=author&author={quote(ENGINES, safe='')}")
    reply = ask("GET", target, **(OLD if old else {}))
    assert (reply.status, reply.json["elements"]) == (200, one.json["elements"])


@pytest.mark.parametrize(
    "value",
    ["512000001", "(a:1)", "List((a:1))", "List(List(a))"],
    ids=["no URN", "a record", "a list of records", "a list of lists"],
)
def test_one_value_of_another_type_is_refused(ask: Raw, value):
    reply = ask("GET", f"/rest/adAccountUsers?q=accounts&accounts={value}")
    assert reply.status == 400
    assert reply.json["errorDetails"]["inputErrors"][0]["code"] == "PARAM_INVALID"


def test_the_older_form_under_the_newer_protocol_is_refused(ask: Raw):
    reply = ask("GET", f"/rest/adAccountUsers?q=accounts&accounts[0]={quote(ACCOUNT, safe='')}")
    assert reply.status == 400
    assert reply.json["errorDetails"]["inputErrors"][0]["code"] == "QUERY_PARAM_NOT_ALLOWED"


def test_a_record_in_a_list_is_no_record(ask: Raw):
    reply = ask("GET", "/rest/adAccounts?q=search&search=List((test:true))")
    assert reply.status == 400


def numbers(kind: str) -> Resource:
    """Return a resource whose finder says what it was asked."""
    finder = Finder(
        "search",
        (Param("number", kind),),
        lambda call, _entities: [{"params": dict(call.params)}],
    )
    return Resource("numbers", finders=(finder,), roots=("",))


def test_an_empty_list_where_one_value_is_declared_is_no_value():
    with Sandbox(resources=(numbers("long"),)) as sandbox:
        raw = Raw(sandbox)
        none, first = (
            raw("GET", f"/numbers?q=search&number={value}") for value in ("List()", "List(7,8)")
        )
        raw.close()
    assert none.json["elements"] == [{"params": {}}]
    assert first.json["elements"] == [{"params": {"number": 7}}]


def test_one_number_is_a_list_of_one_in_the_older_protocol_alone():
    with Sandbox(resources=(numbers("list[long]"),)) as sandbox:
        raw = Raw(sandbox)
        new = raw("GET", "/numbers?q=search&number=7")
        old = raw("GET", "/numbers?q=search&number=7", **OLD)
        raw.close()
    assert new.status == 400
    assert old.json["elements"] == [{"params": {"number": [7]}}]


def test_both_our_clients_send_one_account_or_several(sandbox: Sandbox):
    token, version = sandbox.access_token(), "202609"
    asked: list[Any] = [ACCOUNT, [ACCOUNT], [ACCOUNT, OTHER]]

    async def main() -> list[Any]:
        async with AsyncRestliClient(
            base_url=sandbox.url, access_token=token, version_string=version
        ) as client:
            answers = [
                await client.finder(
                    "/adAccountUsers", "accounts", query_params={"accounts": accounts}
                )
                for accounts in asked
            ]
            return [answer.elements for answer in answers]

    with RestliClient(base_url=sandbox.url, access_token=token, version_string=version) as client:
        answers = [
            client.finder("/adAccountUsers", "accounts", query_params={"accounts": accounts})
            for accounts in asked
        ]
        found = [answer.elements for answer in answers]
    assert found[0]
    assert found == [found[0]] * 3
    assert asyncio.run(main()) == found
