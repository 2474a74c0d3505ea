"""What LinkedIn limits in advertising: numbers, days, elements, pages, and who sees whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import quote

import pytest
from measuring import times_as_much, work_of, work_of_all
from raw_http import Raw, Reply
from refusal_bodies import invalid_param
from seeded import ACCOUNT, CAMPAIGN

from linkedin_api.sandbox import AdChoices, Sandbox
from linkedin_api.sandbox.catalog import ad_limits
from linkedin_api.sandbox.catalog.ad_limits import count_values
from linkedin_api.sandbox.protocol.resource import Call

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OF_ACCOUNT = f"accounts=List({quote(ACCOUNT, safe='')})"
OF_CAMPAIGN = f"campaigns=List({quote(CAMPAIGN, safe='')})"
TWENTY = ("impressions,clicks,likes,comments,shares,follows,reactions,videoViews,videoStarts,"
          "costInUsd,costInLocalCurrency,viralImpressions,viralClicks,oneClickLeads,sends,opens,"
          "totalEngagements,landingPageClicks,companyPageClicks,averageDwellTime")  # fmt: skip


@pytest.fixture(scope="module")
def ads() -> Iterator[Raw]:
    with Sandbox(now=NOW) as sandbox, closing(Raw(sandbox)) as raw:
        yield raw


def report(
    ask: Raw, start: str, *parts: str, granularity: str = "DAILY", fields: str = ""
) -> Reply:
    year, month, day = (int(part) for part in start.split("-"))
    days = f"dateRange=(start:(year:{year},month:{month},day:{day}))"
    finder = "" if any(part.startswith("q=") for part in parts) else "q=analytics&"
    asked = f"&fields={fields}" if fields else ""
    target = "&".join((*parts, days, f"timeGranularity={granularity}"))
    return ask("GET", f"/rest/adAnalytics?{finder}{target}{asked}")


@pytest.mark.parametrize(
    ("pivot", "first_kept", "too_early"),
    [
        ("CAMPAIGN", "2016-11-20", "2016-11-19"),
        ("MEMBER_SENIORITY", "2024-11-20", "2024-11-19"),
    ],
)
def test_a_start_before_what_is_kept_is_refused(ads: Raw, pivot, first_kept, too_early):
    asked = (f"pivot={pivot}", OF_CAMPAIGN)
    assert report(ads, first_kept, *asked).status == 200
    reply = report(ads, too_early, *asked)
    text = f"Start date {too_early} is before {first_kept}, the first day kept"
    assert (reply.status, reply.json) == (
        400,
        invalid_param("dateRange/start", "DATE_TOO_EARLY", text),
    )


def test_old_days_of_a_whole_report_are_rounded_to_months(ads: Raw):
    days = "dateRange=(start:(year:2026,month:2,day:10),end:(year:2026,month:5,day:3))"
    target = f"q=analytics&pivot=ACCOUNT&{OF_ACCOUNT}&{days}&fields=dateRange&timeGranularity="
    (element,) = ads("GET", f"/rest/adAnalytics?{target}ALL").json["elements"]
    assert element["dateRange"] == {
        "start": {"year": 2026, "month": 2, "day": 1},
        "end": {"year": 2026, "month": 5, "day": 31},
    }


def test_recent_days_of_a_whole_report_stay(ads: Raw):
    (element,) = report(
        ads, "2026-06-03", "pivot=ACCOUNT", OF_ACCOUNT, granularity="ALL", fields="dateRange"
    ).json["elements"]
    assert element["dateRange"] == {
        "start": {"year": 2026, "month": 6, "day": 3},
        "end": {"year": 2026, "month": 11, "day": 20},
    }


def test_no_more_than_45_million_values_come_in_five_minutes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ad_limits, "MOST_VALUES", 20 * 60)
    with Sandbox(now=NOW) as sandbox, closing(Raw(sandbox)) as ask:
        asked = ("2026-09-22", "pivot=ACCOUNT", OF_ACCOUNT)
        first = report(ask, *asked, fields=f"{TWENTY},dateRange")
        assert (first.status, len(first.json["elements"])) == (200, 60)
        second = report(ask, *asked, fields="impressions")
        assert (second.status, second.json["message"][:43]) == (
            429,
            "The data request limit has been exceeded. N",
        )
        other = f"Bearer {sandbox.access_token(member='somebody')}"
        target = f"q=analytics&pivot=ACCOUNT&{OF_ACCOUNT}&timeGranularity=ALL"
        days = "dateRange=(start:(year:2026,month:9,day:22))"
        reply = ask("GET", f"/rest/adAnalytics?{target}&{days}", Authorization=other)
        assert reply.status == 200
        sandbox.advance(minutes=5)
        assert report(ask, *asked, fields="impressions").status == 200


def test_an_element_whose_metrics_are_all_nothing_is_left_out(ads: Raw):
    asked = ("2026-10-20", "pivot=CREATIVE", OF_ACCOUNT)
    days = report(ads, *asked, fields="pivotValues,dateRange").json["elements"]
    leads = report(ads, *asked, fields="oneClickLeads,pivotValues,dateRange").json["elements"]
    assert 0 < len(leads) < len(days)
    assert all(each["oneClickLeads"] for each in leads)


def test_zeros_are_written_on_choice():
    with Sandbox(now=NOW, ads=AdChoices(zeros=True)) as sandbox, closing(Raw(sandbox)) as ask:
        asked = ("2026-10-20", "pivot=CREATIVE", OF_ACCOUNT)
        days = report(ask, *asked, fields="pivotValues").json["elements"]
        names = "oneClickLeads,conversionValueInLocalCurrency,videoViews"
        found = report(ask, *asked, fields=names).json["elements"]
    assert len(found) == len(days)
    assert {frozenset(each) for each in found} == {frozenset(names.split(","))}
    assert any(each["conversionValueInLocalCurrency"] == "0.00" for each in found)


def test_numbers_are_sometimes_text_on_choice():
    with Sandbox(now=NOW, ads=AdChoices(texts=True)) as sandbox, closing(Raw(sandbox)) as ask:
        found = report(ask, "2026-10-20", "pivot=ACCOUNT", OF_ACCOUNT).json["elements"]
    assert [type(each["impressions"]) for each in found[:4]] == [int, str, int, str]


@pytest.mark.parametrize(
    ("query", "absent"),
    [
        (f"pivot=MEMBER_SENIORITY&{OF_CAMPAIGN}", "conversionValueInLocalCurrency"),
        (f"pivot=MEMBER_SENIORITY&{OF_CAMPAIGN}", "approximateMemberReach"),
        (f"pivot=CREATIVE&{OF_ACCOUNT}", "audiencePenetration"),
        (f"pivot=IMPRESSION_DEVICE_TYPE&{OF_ACCOUNT}", "externalWebsiteConversions"),
        (f"pivot=IMPRESSION_DEVICE_TYPE&{OF_ACCOUNT}", "approximateMemberReach"),
    ],
)
def test_metrics_that_a_pivot_does_not_have_are_left_out(ads: Raw, query, absent):
    page = report(ads, "2026-10-20", query, fields=f"impressions,{absent}").json
    assert page["elements"]
    assert {frozenset(each) for each in page["elements"]} == {frozenset({"impressions"})}


def test_shares_select_the_creative_that_shows_them(ads: Raw):
    path = "/rest/adAccounts/512000001/creatives?q=criteria&pageSize=1"
    (creative,) = ads("GET", path).json["elements"]
    share = creative["content"]["reference"]
    facet = f"shares=List({quote(share, safe='')})"
    asked = ("2026-10-20", "q=statistics", "pivots=List(CREATIVE,SHARE)", facet)
    found = report(ads, *asked, fields="pivotValues", granularity="ALL").json["elements"]
    assert found == [{"pivotValues": [creative["id"], share]}]


def test_a_page_of_creatives_has_at_most_100(ads: Raw):
    path = "/rest/adAccounts/512000001/creatives?q=criteria&pageSize="
    assert ads("GET", f"{path}100").status == 200
    assert ads("GET", f"{path}101").json == invalid_param("pageSize")


def users(ask: Raw, member: str) -> list[dict[str, Any]]:
    token = f"Bearer {ask.sandbox.access_token(member=member)}"
    target = f"/rest/adAccountUsers?q=accounts&accounts=List({quote(ACCOUNT, safe='')})"
    page = ask("GET", target, Authorization=token).json
    assert page["paging"]["total"] == len(page["elements"])
    return page["elements"]


def test_managers_see_all_users_of_an_account_and_others_themselves(ads: Raw):
    assert [user["role"] for user in users(ads, "782bbtaQ")] == ["ACCOUNT_MANAGER", "VIEWER"]
    assert [user["user"] for user in users(ads, "sandbox0B")] == ["urn:li:person:sandbox0B"]
    assert users(ads, "somebody") == []


def test_urns_of_people_have_names(ads: Raw):
    page = report(ads, "2026-10-20", "pivot=MEMBER_COUNTRY_V2", OF_CAMPAIGN, fields="pivotValues")
    urns = sorted({each["pivotValues"][0] for each in page.json["elements"]})
    listed = ",".join(quote(urn, safe="") for urn in [*urns, "urn:li:geo:5"])
    found = ads("GET", f"/rest/adTargetingEntities?q=urns&urns=List({listed})").json
    assert [each["urn"] for each in found["elements"]] == urns
    assert {each["name"] for each in found["elements"]} >= {"Germany", "India"}
    assert {each["facetUrn"] for each in found["elements"]} == {"urn:li:adTargetingFacet:locations"}
    assert found["paging"]["count"] == 2**31 - 1


def test_every_value_of_people_but_sizes_has_a_name(ads: Raw):
    figures = ads.sandbox.figures.ads
    people = [pivot for pivot in figures.pivots if pivot.startswith("MEMBER_")]
    for pivot in people:
        values = {row.pivot_values[0] for row in figures.rows([pivot], granularity="ALL")}
        named = {value for value in values if figures.name_of(value)}
        assert named == (set() if pivot == "MEMBER_COMPANY_SIZE" else values)


def test_targets_are_found_by_facet_and_by_name(ads: Raw):
    facets = ads("GET", "/rest/adTargetingFacets").json["elements"]
    urns = {each["facetName"]: quote(each["adTargetingFacetUrn"], safe="") for each in facets}
    path = "/rest/adTargetingEntities?q="
    whole = ads("GET", f"{path}adTargetingFacet&facet={urns['seniorities']}").json["elements"]
    assert len(whole) == 10
    found = ads("GET", f"{path}typeahead&query=man&facet={urns['seniorities']}").json["elements"]
    assert [each["name"] for each in found] == ["Manager"]


@pytest.mark.parametrize("order", ["ASCENDING", "DESCENDING"])
def test_reports_are_sorted_by_a_metric_that_they_need_not_have(ads: Raw, order):
    asked = ("2026-10-20", "pivot=CAMPAIGN", OF_ACCOUNT)
    by_cost = f"sortBy=(field:COST_IN_LOCAL_CURRENCY,order:{order})"
    whole = {"granularity": "ALL", "fields": "costInLocalCurrency,pivotValues"}
    costs = report(ads, *asked, by_cost, **whole).json["elements"]
    amounts = [float(each["costInLocalCurrency"]) for each in costs]
    assert amounts == sorted(amounts, reverse=order == "DESCENDING")
    assert len(amounts) > 5
    only = report(ads, *asked, by_cost, granularity="ALL", fields="pivotValues").json["elements"]
    assert only == [{"pivotValues": each["pivotValues"]} for each in costs]


def test_an_order_by_something_else_is_refused(ads: Raw):
    reply = report(ads, "2026-10-20", "pivot=CAMPAIGN", OF_ACCOUNT, "sortBy=(field:LIKES)")
    assert (reply.status, reply.json) == (400, invalid_param("sortBy"))


@pytest.mark.parametrize(
    ("narrowing", "attribute"),
    [("campaignType=SPONSORED_INMAILS", "type"), ("objectiveType=LEAD_GENERATION", "objective")],
)
def test_reports_are_narrowed_to_campaigns_of_a_kind(ads: Raw, narrowing, attribute):
    wanted = narrowing.partition("=")[2]
    asked = ("2026-10-20", "q=statistics", "pivots=List(CAMPAIGN)", OF_ACCOUNT, narrowing)
    found = report(ads, *asked, granularity="ALL", fields="pivotValues").json["elements"]
    kinds = {
        campaign.urn: getattr(campaign, attribute)
        for campaign in ads.sandbox.figures.ads.campaigns(512_000_001)
    }
    assert {kinds[each["pivotValues"][0]] for each in found} == {wanted}


def test_ten_times_the_elements_are_hardly_more_than_ten_times_the_work():
    def work(campaigns: int) -> float:
        with (
            Sandbox(now=NOW, campaigns=campaigns, ad_days=100) as sandbox,
            closing(Raw(sandbox)) as ask,
        ):
            asked = ("2026-08-01", "pivot=CREATIVE", OF_ACCOUNT)
            return work_of_all(lambda: [report(ask, *asked, fields=TWENTY)])

    assert times_as_much(lambda: work(50), lambda: work(5)) < 10 * 3


def test_a_page_of_users_has_at_most_1000(ads: Raw):
    target = f"/rest/adAccountUsers?q=accounts&accounts=List({quote(ACCOUNT, safe='')})&count="
    assert ads("GET", f"{target}1000").status == 200
    message = "Specified count is larger than 1000"
    assert ads("GET", f"{target}1001").json == {"status": 400, "message": message}


def test_a_report_of_the_future_is_the_report_until_today_at_the_same_cost(ads: Raw):
    target = f"q=analytics&pivot=CREATIVE&{OF_ACCOUNT}&fields={TWENTY},pivotValues"

    def ask_until(end: str) -> Any:
        days = f"dateRange=(start:(year:2026,month:9,day:1){end})"
        return ads("GET", f"/rest/adAnalytics?{target}&{days}&timeGranularity=ALL").json["elements"]

    forever = ",end:(year:9999,month:12,day:31)"
    # Reach is unknown in a range of more than 92 days, and is not among the twenty.
    assert ask_until(forever) == ask_until("")
    costs = (lambda end=end: work_of_all(lambda: ask_until(end)) for end in (forever, ""))
    assert times_as_much(*costs) < 3


def test_a_report_costs_the_same_after_many_others(ads: Raw):
    def given(reports: int) -> float:
        with Sandbox(now=NOW) as sandbox:
            call = cast("Call", SimpleNamespace(
                clock=sandbox.clock, store=sandbox._store,
                token=SimpleNamespace(client_id="app", member="me"),
            ))  # fmt: skip
            for _ in range(reports):
                count_values(call, 1)
            return work_of(lambda: [count_values(call, 1) for _ in range(200)])

    assert times_as_much(lambda: given(20_000), lambda: given(200)) < 5
