"""Reports of advertisements: figures that agree, and every way to ask for them wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from raw_http import Raw, Reply
from refusal_bodies import invalid_param

from linkedin_api.sandbox import AdChoices, Sandbox

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ACCOUNT = "accounts=List(urn%3Ali%3AsponsoredAccount%3A512000001)"
BOTH = ACCOUNT.removesuffix(")") + ",urn%3Ali%3AsponsoredAccount%3A512000002)"
JANUARY = "dateRange=(start:(year:2026,month:1,day:1),end:(year:2026,month:1,day:31))"
SPRING = "dateRange=(start:(year:2026,month:2,day:1),end:(year:2026,month:4,day:30))"
#: Neither begins nor ends with a month.
CROOKED = "dateRange=(start:(year:2026,month:2,day:10),end:(year:2026,month:5,day:3))"
EVER = "dateRange=(start:(year:2020,month:1,day:1))"
ALL = "timeGranularity=ALL"
TOLD = "impressions,clicks,likes,reactions,costInLocalCurrency,dateRange,pivotValues"
EMPTY = {"elements": [], "paging": {"start": 0, "count": 10, "links": []}}


@pytest.fixture(scope="module")
def ads() -> Iterator[Raw]:
    with Sandbox(now=NOW) as sandbox:
        raw = Raw(sandbox)
        yield raw
        raw.close()


def report(ask: Raw, *parts: str, finder: str = "analytics", **headers: Any) -> Reply:
    return ask("GET", f"/rest/adAnalytics?q={finder}&{'&'.join(parts)}", **headers)


def elements(ask: Raw, *parts: str, finder: str = "analytics") -> list[dict[str, Any]]:
    reply = report(ask, *parts, finder=finder)
    assert reply.status == 200, reply
    return reply.json["elements"]


def totals(found: list[dict[str, Any]]) -> dict[str, float]:
    names = ("impressions", "clicks", "likes", "reactions")
    sums: dict[str, float] = {name: sum(each.get(name, 0) for each in found) for name in names}
    cents = sum(round(float(each.get("costInLocalCurrency", "0")) * 100) for each in found)
    return sums | {"cost": cents}


def day(record: dict[str, int]) -> date:
    return date(record["year"], record["month"], record["day"])


def test_an_element_tells_what_was_asked(ads: Raw):
    campaign = "urn%3Ali%3AsponsoredCampaign%3A610000001"
    found = elements(
        ads, "pivot=CAMPAIGN", ALL, JANUARY, f"campaigns=List({campaign})", f"fields={TOLD}"
    )
    (element,) = found
    assert set(element) == set(TOLD.split(","))
    assert element["pivotValues"] == ["urn:li:sponsoredCampaign:610000001"]
    assert element["dateRange"] == {
        "start": {"year": 2026, "month": 1, "day": 1},
        "end": {"year": 2026, "month": 1, "day": 31},
    }
    assert element["clicks"] < element["impressions"]
    euros, _, cents = element["costInLocalCurrency"].partition(".")
    assert euros.isdecimal()
    assert len(cents) == 2


def test_the_answer_is_not_paged(ads: Raw):
    page = report(ads, "pivot=CAMPAIGN", ALL, JANUARY, ACCOUNT, "start=5&count=2").json
    assert page["paging"] == {"start": 5, "count": 2, "links": []}
    assert len(page["elements"]) > 10


def test_without_fields_there_are_impressions_and_clicks(ads: Raw):
    found = elements(ads, "pivot=ACCOUNT", ALL, JANUARY, ACCOUNT)
    assert [set(element) for element in found] == [{"impressions", "clicks"}]


@pytest.mark.parametrize("granularity", ["DAILY", "MONTHLY", "YEARLY"])
@pytest.mark.parametrize("days", [JANUARY, SPRING, EVER])
def test_stretches_of_days_add_up(ads: Raw, granularity, days):
    asked = ("pivot=ACCOUNT", days, BOTH, f"fields={TOLD}")
    parts = elements(ads, *asked, f"timeGranularity={granularity}")
    assert totals(parts) == totals(elements(ads, *asked, ALL))


@pytest.mark.parametrize("pivot", ["COMPANY", "CAMPAIGN_GROUP", "CAMPAIGN", "CREATIVE"])
def test_parts_of_an_account_add_up(ads: Raw, pivot):
    asked = (ALL, SPRING, BOTH, f"fields={TOLD}")
    parts = elements(ads, f"pivot={pivot}", *asked)
    assert len(parts) > 1
    assert totals(parts) == totals(elements(ads, "pivot=ACCOUNT", *asked))


@pytest.mark.parametrize(
    "pivot",
    ["MEMBER_COMPANY_SIZE", "MEMBER_INDUSTRY", "MEMBER_SENIORITY", "MEMBER_JOB_FUNCTION",
     "MEMBER_COUNTRY_V2"],
)  # fmt: skip
def test_parts_by_people_nearly_add_up(ads: Raw, pivot):
    asked = (ALL, SPRING, ACCOUNT, "fields=impressions,pivotValues")
    parts = elements(ads, f"pivot={pivot}", *asked)
    whole = elements(ads, "pivot=ACCOUNT", *asked)[0]["impressions"]
    assert 0 <= whole - sum(part["impressions"] for part in parts) < 2 * len(parts)


def test_days_follow_each_other(ads: Raw):
    found = elements(
        ads, "pivot=ACCOUNT", "timeGranularity=DAILY", JANUARY, ACCOUNT, "fields=dateRange"
    )
    days = [day(element["dateRange"]["start"]) for element in found]
    assert days == [date(2026, 1, number) for number in range(1, 32)]
    assert all(each["dateRange"]["start"] == each["dateRange"]["end"] for each in found)


def test_months_are_cut_by_the_range(ads: Raw):
    found = elements(
        ads, "pivot=ACCOUNT", "timeGranularity=MONTHLY", CROOKED, ACCOUNT, "fields=dateRange"
    )
    edges = [tuple(day(each["dateRange"][end]) for end in ("start", "end")) for each in found]
    assert edges == [
        (date(2026, 2, 10), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 5, 3)),
    ]


def test_every_metric_stays_below_the_one_it_is_part_of(ads: Raw):
    names = ("impressions", "clicks", "landingPageClicks", "reactions", "likes", "videoStarts",
             "videoViews", "videoCompletions")  # fmt: skip
    found = elements(
        ads, "pivot=CREATIVE", "timeGranularity=DAILY", SPRING, ACCOUNT, f"fields={','.join(names)}"
    )
    assert len(found) > 1000
    for each in found:
        had = {name: each.get(name, 0) for name in names}
        assert had["impressions"] >= had["clicks"] >= had["landingPageClicks"] >= 0
        assert had["impressions"] >= had["reactions"] >= had["likes"]
        assert had["impressions"] >= had["videoStarts"] >= had["videoViews"]
        assert had["videoViews"] >= had["videoCompletions"]


def test_zeros_are_left_out(ads: Raw):
    found = elements(
        ads, "pivot=CREATIVE", "timeGranularity=DAILY", JANUARY, ACCOUNT,
        "fields=impressions,oneClickLeads",
    )  # fmt: skip
    assert {"impressions"} in [set(each) for each in found]
    assert all(value for each in found for value in each.values())


@pytest.mark.parametrize("granularity", ["timeGranularity=(value:ALL)", ALL])
def test_granularity_has_two_spellings(ads: Raw, granularity):
    assert len(elements(ads, "pivot=ACCOUNT", granularity, JANUARY, ACCOUNT)) == 1


def test_protocol_1_is_understood(ads: Raw):
    target = (
        "pivot=ACCOUNT", "timeGranularity=ALL", "accounts[0]=urn:li:sponsoredAccount:512000001",
        "dateRange.start.year=2026&dateRange.start.month=1&dateRange.start.day=1",
        "dateRange.end.year=2026&dateRange.end.month=1&dateRange.end.day=31",
    )  # fmt: skip
    old = report(ads, *target, X_RestLi_Protocol_Version=None)
    assert old.json["elements"] == elements(ads, "pivot=ACCOUNT", ALL, JANUARY, ACCOUNT)


@pytest.mark.parametrize("number", [2, 3])
def test_statistics_group_by_several_things(ads: Raw, number):
    pivots = ("ACCOUNT", "CAMPAIGN_GROUP", "CREATIVE")[3 - number :]
    found = elements(
        ads, f"pivots=List({','.join(pivots)})", ALL, JANUARY, ACCOUNT, f"fields={TOLD}",
        finder="statistics",
    )  # fmt: skip
    assert {len(each["pivotValues"]) for each in found} == {number}
    whole = elements(ads, "pivot=ACCOUNT", ALL, JANUARY, ACCOUNT, f"fields={TOLD}")
    assert totals(found) == totals(whole)


def test_facets_select_together(ads: Raw):
    group = "campaignGroups=List(urn%3Ali%3AsponsoredCampaignGroup%3A600000001)"
    asked = ("pivot=CAMPAIGN", ALL, SPRING, group, "fields=pivotValues")
    found = [each["pivotValues"][0] for each in elements(ads, *asked, ACCOUNT)]
    assert found == ["urn:li:sponsoredCampaign:610000001", "urn:li:sponsoredCampaign:610000013"]
    company = "companies=List(urn%3Ali%3Aorganization%3A2414184)"
    assert elements(ads, *asked, company) == []


def test_figures_follow_from_the_seed():
    def figures(seed: int) -> list[dict[str, Any]]:
        with Sandbox(seed=seed, now=NOW) as sandbox:
            ask = Raw(sandbox)
            found = elements(ask, "pivot=CREATIVE", ALL, JANUARY, ACCOUNT, f"fields={TOLD}")
            ask.close()
            return found

    assert figures(1) == figures(1) != figures(2)


def test_figures_of_the_past_stay_and_new_days_come():
    with Sandbox(now=NOW, ads=AdChoices(settles=False)) as sandbox:
        ask = Raw(sandbox)
        asked = ("pivot=ACCOUNT", "timeGranularity=DAILY", ACCOUNT, f"fields={TOLD}")
        autumn = "dateRange=(start:(year:2026,month:11,day:1),end:(year:2026,month:12,day:31))"
        before = elements(ask, *asked, autumn)
        sandbox.advance(days=10)
        after = elements(ask, *asked, autumn)
        ask.close()
    assert (len(before), len(after)) == (20, 30)
    assert after[:20] == before


def test_after_15000_elements_the_answer_ends_without_a_word():
    with Sandbox(now=NOW, campaigns=60) as sandbox:
        ask = Raw(sandbox)
        page = report(ask, "pivot=CREATIVE", "timeGranularity=DAILY", EVER, ACCOUNT).json
        whole = elements(ask, "pivot=ACCOUNT", ALL, EVER, ACCOUNT)
        ask.close()
    assert len(page["elements"]) == 15_000
    assert page["paging"] == EMPTY["paging"]
    assert sum(each["impressions"] for each in page["elements"]) < whole[0]["impressions"]


NOTHING = {
    "an account for tests": ("accounts=List(urn%3Ali%3AsponsoredAccount%3A512000003)", JANUARY),
    "an account of others": ("accounts=List(urn%3Ali%3AsponsoredAccount%3A5)", JANUARY),
    "a campaign nobody made": ("campaigns=List(urn%3Ali%3AsponsoredCampaign%3A5)", JANUARY),
    "a draft": ("campaigns=List(urn%3Ali%3AsponsoredCampaign%3A610000006)", JANUARY),
    "a creative nobody made": ("creatives=List(urn%3Ali%3AsponsoredCreative%3Ax)", JANUARY),
    "the future": (
        ACCOUNT,
        "dateRange=(start:(year:2027,month:1,day:1),end:(year:2028,month:1,day:1))",
    ),
    "the past before all campaigns": (
        ACCOUNT,
        "dateRange=(start:(year:2017,month:1,day:1),end:(year:2018,month:1,day:1))",
    ),
}


@pytest.mark.parametrize("what", NOTHING)
@pytest.mark.parametrize("granularity", ["ALL", "DAILY"])
def test_where_there_is_nothing_the_answer_is_empty(ads: Raw, what, granularity):
    reply = report(ads, "pivot=CAMPAIGN", f"timeGranularity={granularity}", *NOTHING[what])
    assert (reply.status, reply.json) == (200, EMPTY)


@pytest.mark.parametrize("pivot", ["CARD_INDEX", "MEMBER_COUNTY"])
def test_pivots_without_figures_are_empty(ads: Raw, pivot):
    assert report(ads, f"pivot={pivot}", ALL, JANUARY, ACCOUNT).json == EMPTY


@pytest.mark.parametrize("member", ["somebody", None])
def test_who_has_no_role_in_an_account_sees_nothing(ads: Raw, member):
    token = ads.sandbox.access_token(member=member)
    reply = report(ads, "pivot=CAMPAIGN", ALL, JANUARY, ACCOUNT, Authorization=f"Bearer {token}")
    assert (reply.status, reply.json) == (200, EMPTY)


def test_a_role_that_is_taken_away_takes_the_figures_away(ask: Raw):
    key = "(account:urn%3Ali%3AsponsoredAccount%3A512000001,user:urn%3Ali%3Aperson%3A782bbtaQ)"
    assert ask("DELETE", f"/rest/adAccountUsers/{key}").status == 204
    assert report(ask, "pivot=CAMPAIGN", ALL, JANUARY, ACCOUNT).json == EMPTY


def test_what_a_test_created_has_no_figures(ask: Raw):
    body = {
        "name": "New", "account": "urn:li:sponsoredAccount:512000001", "status": "ACTIVE",
        "campaignGroup": "urn:li:sponsoredCampaignGroup:600000001",
        "type": "SPONSORED_UPDATES", "costType": "CPM",
    }  # fmt: skip
    key = ask("POST", "/rest/adAccounts/512000001/adCampaigns", body).headers["x-restli-id"]
    facet = f"campaigns=List(urn%3Ali%3AsponsoredCampaign%3A{key})"
    assert report(ask, "pivot=CAMPAIGN", ALL, EVER, facet).json == EMPTY


def test_revenue_is_attributed(ads: Raw):
    account = "account=urn%3Ali%3AsponsoredAccount%3A512000001"
    asked = (account, SPRING, "pivots=List(ACCOUNT)")
    (element,) = elements(ads, *asked, finder="attributedRevenueMetrics")
    metrics = element["revenueAttributionMetrics"]
    assert element["pivotValues"] == ["urn:li:sponsoredAccount:512000001"]
    assert "openOpportunities" not in metrics
    won = metrics["closedWonOpportunities"]
    assert metrics["revenueWonInUsd"] == f"{won * 4200}.00"
    assert metrics["opportunityWinRate"] < 1


def test_opportunities_are_open_only_today(ads: Raw):
    account = "account=urn%3Ali%3AsponsoredAccount%3A512000001"
    lately = "dateRange=(start:(year:2026,month:9,day:1))"
    found = elements(ads, account, lately, finder="attributedRevenueMetrics")
    assert all("openOpportunities" in each["revenueAttributionMetrics"] for each in found)


def required(name: str) -> dict[str, Any]:
    return {"status": 400, "message": f"Parameter '{name}' is required"}


def day_range(start: str, end: str = "(year:2026,month:1,day:31)") -> str:
    return f"dateRange=(start:{start},end:{end})"


NO_RESOURCE = {"status": 404, "code": "RESOURCE_NOT_FOUND", "message": "No virtual resource found"}
MANY = ",".join(f"metric{number}" for number in range(21))
FAR = day_range("(year:2026,month:1,day:1)", "(year:2026,month:1,day:29)")
REVENUE = "account=urn%3Ali%3AsponsoredAccount%3A512000001"
#: What, finder, the parts of the query, the whole body expected.
REFUSALS: tuple[tuple[str, str, tuple[str, ...], dict[str, Any]], ...] = (
    ("no pivot", "analytics", (ALL, JANUARY, ACCOUNT), required("pivot")),
    ("no days", "analytics", ("pivot=ACCOUNT", ALL, ACCOUNT), required("dateRange")),
    (
        "no granularity",
        "analytics",
        ("pivot=ACCOUNT", JANUARY, ACCOUNT),
        required("timeGranularity"),
    ),
    ("no facet", "analytics", ("pivot=ACCOUNT", ALL, JANUARY), required("accounts")),
    (
        "an unknown pivot",
        "analytics",
        ("pivot=COLOUR", ALL, JANUARY, ACCOUNT),
        invalid_param("pivot"),
    ),
    (
        "an unknown granularity",
        "analytics",
        ("pivot=ACCOUNT", "timeGranularity=WEEKLY", JANUARY, ACCOUNT),
        invalid_param("timeGranularity"),
    ),
    (
        "a list of granularities",
        "analytics",
        ("pivot=ACCOUNT", "timeGranularity=List(ALL)", JANUARY, ACCOUNT),
        invalid_param("timeGranularity"),
    ),
    (
        "campaigns among the accounts",
        "analytics",
        ("pivot=ACCOUNT", ALL, JANUARY, "accounts=List(urn%3Ali%3AsponsoredCampaign%3A1)"),
        invalid_param("accounts"),
    ),
    (
        "accounts by number",
        "analytics",
        ("pivot=ACCOUNT", ALL, JANUARY, "accounts=List(512000001)"),
        invalid_param("accounts"),
    ),
    (
        "days as text",
        "analytics",
        ("pivot=ACCOUNT", ALL, "dateRange=2026-01-01", ACCOUNT),
        invalid_param("dateRange"),
    ),
    (
        "days as milliseconds",
        "analytics",
        ("pivot=ACCOUNT", ALL, day_range("1767225600000"), ACCOUNT),
        invalid_param("dateRange"),
    ),
    (
        "no first day",
        "analytics",
        ("pivot=ACCOUNT", ALL, "dateRange=(end:(year:2026,month:1,day:31))", ACCOUNT),
        invalid_param("dateRange"),
    ),
    (
        "a month 13",
        "analytics",
        ("pivot=ACCOUNT", ALL, day_range("(year:2025,month:13,day:1)"), ACCOUNT),
        invalid_param("dateRange"),
    ),
    (
        "a day without its year",
        "analytics",
        ("pivot=ACCOUNT", ALL, day_range("(month:1,day:1)"), ACCOUNT),
        invalid_param("dateRange"),
    ),
    (
        "days backwards",
        "analytics",
        ("pivot=ACCOUNT", ALL, day_range("(year:2026,month:2,day:1)"), ACCOUNT),
        invalid_param(
            "dateRange",
            "START_DATE_AFTER_END_DATE",
            "Start date 2026-02-01 is after end date 2026-01-31",
        ),
    ),
    (
        "21 metrics",
        "analytics",
        ("pivot=ACCOUNT", ALL, JANUARY, ACCOUNT, f"fields={MANY}"),
        invalid_param(
            "fields", "FIELD_LENGTH_TOO_LONG", "No more than 20 metrics can be asked for"
        ),
    ),
    (
        "four pivots",
        "statistics",
        ("pivots=List(ACCOUNT,CAMPAIGN,CREATIVE,COMPANY)", ALL, JANUARY, ACCOUNT),
        invalid_param("pivots"),
    ),
    (
        "people and something else",
        "statistics",
        ("pivots=List(CAMPAIGN,MEMBER_SENIORITY)", ALL, JANUARY, ACCOUNT),
        invalid_param(
            "pivots",
            "FIELD_INVALID",
            "Pivot MEMBER_SENIORITY is not allowed for this finder",
        ),
    ),
    (
        "the same pivot twice",
        "statistics",
        ("pivots=List(CAMPAIGN,CAMPAIGN)", ALL, JANUARY, ACCOUNT),
        invalid_param("pivots"),
    ),
    ("no pivots", "statistics", ("pivots=List()", ALL, JANUARY, ACCOUNT), invalid_param("pivots")),
    (
        "pivots of no list",
        "statistics",
        ("pivots=(a:CAMPAIGN)", ALL, JANUARY, ACCOUNT),
        invalid_param("pivots"),
    ),
    (
        "revenue of 29 days",
        "attributedRevenueMetrics",
        (REVENUE, FAR),
        invalid_param("dateRange", text="dateRange must have 30 to 366 days"),
    ),
    (
        "revenue by creative",
        "attributedRevenueMetrics",
        (REVENUE, SPRING, "pivots=List(CREATIVE)"),
        invalid_param("pivots"),
    ),
    (
        "revenue of an organization",
        "attributedRevenueMetrics",
        ("account=urn%3Ali%3Aorganization%3A1", SPRING),
        invalid_param("account"),
    ),
    ("an unknown finder", "criteria", (ACCOUNT,), NO_RESOURCE),
)


@pytest.mark.parametrize(
    ("finder", "parts", "body"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_what_is_wrong_is_refused(ads: Raw, finder, parts, body):
    reply = report(ads, *parts, finder=finder)
    assert (reply.status, reply.json) == (body["status"], body)


@pytest.mark.parametrize("scope", ["r_ads", "rw_ads"])
def test_reports_need_a_scope_of_their_own(ads: Raw, scope):
    token = ads.sandbox.access_token(scope)
    reply = report(ads, "pivot=ACCOUNT", ALL, JANUARY, ACCOUNT, Authorization=f"Bearer {token}")
    assert (reply.status, reply.json["message"]) == (
        403,
        "Not enough permissions to access: adAnalytics.FINDER-analytics.20260901",
    )


def test_20_metrics_can_be_asked_for_beside_what_is_no_metric(ads: Raw):
    fields = f"{MANY.rpartition(',')[0]},pivotValues,dateRange"
    assert report(ads, "pivot=ACCOUNT", ALL, JANUARY, ACCOUNT, f"fields={fields}").status == 200
