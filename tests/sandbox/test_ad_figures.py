"""Figures of advertising: what reports contain, how they add up, and how they settle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest
from raw_http import Raw

from linkedin_api.sandbox import AdChoices, Clock, Sandbox
from linkedin_api.sandbox.figures import AdRow, Advertising

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
#: Metrics of every form that can be added up.
SUMS = ("impressions", "clicks", "costInLocalCurrency", "oneClickLeads", "jobApplications",
        "externalWebsiteConversions", "viralImpressions", "videoViews")  # fmt: skip
ENGINES = 512_000_001
FIRST, LAST = date(2026, 10, 1), TODAY


@pytest.fixture(scope="module")
def ads() -> Advertising:
    return advertising()


@pytest.fixture(scope="module")
def ask() -> Iterator[Raw]:
    with Sandbox(now=NOW, ad_days=90) as sandbox:
        raw = Raw(sandbox)
        yield raw
        raw.close()


def advertising(**arguments: Any) -> Advertising:
    return Advertising(clock=Clock(NOW), **{"days": 90, **arguments})


def sums(rows: Iterator[AdRow], *places: int) -> dict[tuple[str, ...], dict[str, Any]]:
    """Add rows up by some of their pivot values."""
    found: dict[tuple[str, ...], dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        key = tuple(row.pivot_values[place] for place in places)
        for name, amount in row.metrics.items():
            found[key][name] += amount
    return {key: dict(each) for key, each in found.items()}


def whole(ads: Advertising, pivots: Sequence[str], **chosen: Any) -> dict[str, Any]:
    return sums(ads.rows(pivots, FIRST, LAST, metrics=SUMS, **chosen))[()]


def reported(ask: Raw, pivots: str, *metrics: str, facet: str = "", finder: str = "statistics"):
    facet = facet or f"accounts=List(urn%3Ali%3AsponsoredAccount%3A{ENGINES})"
    days = "dateRange=(start:(year:2026,month:10,day:1),end:(year:2026,month:11,day:20))"
    fields = ",".join((*metrics, "dateRange", "pivotValues"))
    target = f"q={finder}&{pivots}&timeGranularity=DAILY&{days}&{facet}&fields={fields}"
    reply = ask("GET", f"/rest/adAnalytics?{target}")
    assert reply.status == 200, reply
    return reply.json["elements"]


@pytest.mark.parametrize(
    "pivots",
    ["ACCOUNT", "COMPANY", "CAMPAIGN_GROUP", "CREATIVE", "OBJECTIVE_TYPE",
     "CAMPAIGN,SERVING_LOCATION", "CREATIVE,IMPRESSION_DEVICE_TYPE,PLACEMENT_NAME"],
)  # fmt: skip
def test_parts_add_up_to_the_campaigns(ads: Advertising, pivots):
    of_devices = "_TYPE," in pivots or "LOCATION" in pivots
    expected = whole(ads, ["CAMPAIGN"])
    if of_devices:
        del expected["externalWebsiteConversions"]  # devices have none
    assert whole(ads, pivots.split(",")) == expected


def test_posts_have_what_the_creatives_had_that_show_them(ads: Advertising):
    creatives = [each for account in ads.accounts for each in ads.creatives(account.number)]
    shown = {each.urn: each.post for each in creatives}
    by_creative = sums(ads.rows(["CREATIVE"], FIRST, LAST, metrics=SUMS), 0)
    by_post = sums(ads.rows(["SHARE"], FIRST, LAST, metrics=SUMS), 0)
    assert {(shown[urn],): each for (urn,), each in by_creative.items() if shown[urn]} == by_post
    assert len(by_post) < len(by_creative)


def test_creatives_of_text_ads_say_where_they_lead(ask: Raw):
    path = "/rest/adAccounts/512000002/creatives?q=criteria"
    contents = {each["id"]: each["content"] for each in ask("GET", path).json["elements"]}
    texts = {
        each.urn
        for each in ask.sandbox.figures.ads.creatives(512_000_002)
        if each.campaign.type == "TEXT_AD"
    }
    assert texts
    assert {urn for urn, content in contents.items() if "textAd" in content} == texts
    assert all(contents[urn]["textAd"]["landingPage"].startswith("https://") for urn in texts)


def test_devices_of_a_campaign_are_those_of_its_creatives(ads: Advertising):
    asked = (FIRST, LAST)
    by_campaign = sums(ads.rows(["CAMPAIGN", "IMPRESSION_DEVICE_TYPE"], *asked), 0, 1)
    by_creative = ads.rows(["CREATIVE", "CAMPAIGN", "IMPRESSION_DEVICE_TYPE"], *asked)
    assert sums(by_creative, 1, 2) == by_campaign


def test_conversions_add_up_over_the_rules(ads: Advertising):
    names = ("externalWebsiteConversions", "conversionValueInLocalCurrency")
    parts = sums(ads.rows(["CAMPAIGN", "CONVERSION"], FIRST, LAST, metrics=names), 0)
    campaigns = sums(ads.rows(["CAMPAIGN"], FIRST, LAST, metrics=names), 0)
    assert parts
    assert parts == {key: each for key, each in campaigns.items() if names[0] in each}


@pytest.mark.parametrize("granularity", ["ALL", "MONTHLY", "YEARLY"])
def test_days_add_up_to_longer_periods(ads: Advertising, granularity):
    assert whole(ads, ["CAMPAIGN"], granularity=granularity) == whole(ads, ["CAMPAIGN"])


def test_days_do_not_depend_on_the_days_around_them(ads: Advertising):
    for pivots in (["CREATIVE"], ["CAMPAIGN", "IMPRESSION_DEVICE_TYPE"], ["MEMBER_SENIORITY"]):
        for day in (TODAY - timedelta(days=31), TODAY - timedelta(days=2)):
            long = ads.rows(pivots, FIRST, LAST, metrics=SUMS)
            alone = list(ads.rows(pivots, day, day, metrics=SUMS))
            assert alone
            assert [row for row in long if row.first == day] == alone


@pytest.mark.parametrize(
    "pivot", ["MEMBER_INDUSTRY", "MEMBER_JOB_TITLE", "MEMBER_COMPANY", "MEMBER_REGION_V2"]
)
def test_people_never_exceed_what_their_campaigns_had(ads: Advertising, pivot):
    campaigns = [each.number for each in islice(ads.campaigns(ENGINES), 9)]
    for campaign in campaigns:
        people = whole_or_nothing(ads, [pivot], campaign)
        total = whole_or_nothing(ads, ["CAMPAIGN"], campaign)
        assert all(amount <= total[name] for name, amount in people.items())
        assert people.get("impressions", 0) >= 0.6 * total.get("impressions", 0)


def whole_or_nothing(ads: Advertising, pivots: list[str], campaign: int) -> dict[str, Any]:
    days = (FIRST, TODAY - timedelta(days=1))
    return sums(ads.rows(pivots, *days, metrics=SUMS, campaigns=[campaign])).get((), {})


def test_at_most_100_values_of_people_are_known_of_a_creative():
    ads = advertising(campaigns=1, creatives=1)
    for pivot in ("MEMBER_JOB_TITLE", "MEMBER_COMPANY", "MEMBER_REGION_V2"):
        assert len(list(ads.rows([pivot], granularity="ALL"))) in range(80, 2 * 100 + 1)
        assert len(list(ads.rows([pivot], granularity="ALL", accounts=[ENGINES]))) <= 100


def test_values_of_people_with_fewer_than_three_events_are_left_out(ads: Advertising):
    for row in ads.rows(["MEMBER_COMPANY"], FIRST, LAST, campaigns=[610_000_001]):
        assert row.metrics["impressions"] >= 3


def test_what_people_did_today_is_not_known(ads: Advertising):
    days = {row.last for row in ads.rows(["MEMBER_SENIORITY"], FIRST, LAST)}
    assert max(days) == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("pivots", "metrics"),
    [
        ("CAMPAIGN", SUMS),
        ("CREATIVE", ("impressions", "conversionValueInLocalCurrency", "averageVideoWatchTime")),
        ("CAMPAIGN,IMPRESSION_DEVICE_TYPE", ("impressions", "costInUsd")),
        ("CAMPAIGN,CONVERSION", ("externalWebsiteConversions",)),
    ],
)
def test_reports_contain_the_figures(ask: Raw, pivots, metrics):
    figures = ask.sandbox.figures.ads.rows(
        pivots.split(","), FIRST, LAST, metrics=metrics, accounts=[ENGINES]
    )
    expected = [
        {"pivotValues": list(row.pivot_values), "day": row.first, **row.metrics} for row in figures
    ]
    found = [typed(each) for each in reported(ask, f"pivots=List({pivots})", *metrics)]
    assert expected
    assert found == expected


def test_reports_about_people_contain_the_figures(ask: Raw):
    figures = ask.sandbox.figures.ads.rows(
        ["MEMBER_INDUSTRY"], FIRST, LAST, campaigns=[610_000_001]
    )
    campaign = "campaigns=List(urn%3Ali%3AsponsoredCampaign%3A610000001)"
    found = reported(
        ask, "pivot=MEMBER_INDUSTRY", "impressions", "clicks", facet=campaign, finder="analytics"
    )
    assert [dict(row.metrics) for row in figures] == [
        {name: each[name] for name in ("impressions", "clicks") if name in each} for each in found
    ]


def typed(element: dict[str, Any]) -> dict[str, Any]:
    start = element.pop("dateRange")["start"]
    texts = {
        "costInLocalCurrency",
        "costInUsd",
        "conversionValueInLocalCurrency",
        "jobApplications",
    }
    amounts = {name: Decimal(each) if name in texts else each for name, each in element.items()}
    return amounts | {"day": date(start["year"], start["month"], start["day"])}


def test_there_are_117_metrics_and_each_happens_somewhere():
    ads = advertising(campaigns=40)
    names = ads.metric_names
    seen = set()
    for pivot in ("CREATIVE", "CAMPAIGN"):
        for row in ads.rows([pivot], FIRST, LAST, granularity="ALL", metrics=names):
            seen |= set(row.metrics)
    assert len(names) == 117
    assert set(names) - seen == set()


def test_recent_days_change_until_they_are_settled():
    with Sandbox(now=NOW, ad_days=90) as sandbox:
        ads = sandbox.figures.ads
        asked = {"metrics": SUMS, "accounts": [ENGINES]}
        before = {row.first: row.metrics for row in ads.rows(["ACCOUNT"], FIRST, **asked)}
        sandbox.advance(days=1)
        after = {row.first: row.metrics for row in ads.rows(["ACCOUNT"], FIRST, **asked)}
    changed = {day for day in before if before[day] != after[day]}
    assert set(after) - set(before) == {TODAY + timedelta(days=1)}
    assert changed
    assert min(changed) > TODAY - timedelta(days=30)
    today, yesterday = (before[TODAY - timedelta(days=age)] for age in (0, 1))
    assert today["clicks"] < after[TODAY]["clicks"]
    assert yesterday["impressions"] > after[TODAY - timedelta(days=1)]["impressions"]
    for day in changed:
        conversions = [each[day].get("externalWebsiteConversions", 0) for each in (before, after)]
        assert conversions == sorted(conversions)


def test_numbers_that_never_change_can_be_chosen():
    ads = advertising(choices=AdChoices(settles=False))
    settled = advertising()
    settled._clock.advance(days=60)
    days = (TODAY - timedelta(days=9), TODAY)
    assert list(ads.rows(["CREATIVE"], *days)) == list(settled.rows(["CREATIVE"], *days))


def test_reach_is_less_than_that_of_the_parts_together(ads: Advertising):
    name = "approximateMemberReach"
    asked = {"granularity": "ALL", "metrics": [name], "accounts": [ENGINES]}
    (account,) = ads.rows(["ACCOUNT"], FIRST, LAST, **asked)
    campaigns = list(ads.rows(["CAMPAIGN"], FIRST, LAST, **asked))
    assert account.metrics[name] < sum(row.metrics[name] for row in campaigns)
    assert account.metrics[name] > max(row.metrics[name] for row in campaigns)


@pytest.mark.parametrize(("days", "known"), [(92, True), (93, False)])
def test_reach_is_unknown_in_more_than_92_days(days, known):
    ads = advertising(days=120)
    name = "approximateMemberReach"
    first = TODAY - timedelta(days=days - 1)
    rows = list(ads.rows(["CAMPAIGN"], first, TODAY, metrics=["impressions", name]))
    assert all((name in row.metrics) is known for row in rows)


def test_campaigns_end_when_the_clock_moves():
    with Sandbox(now=NOW, ad_days=90) as sandbox:
        before = {
            each.number: each.status(sandbox.figures.ads.today) for each in campaigns(sandbox)
        }
        sandbox.advance(days=200)
        after = {each.number: each.status(sandbox.figures.ads.today) for each in campaigns(sandbox)}
        ask = Raw(sandbox)
        listed = ask("GET", f"/rest/adAccounts/{ENGINES}/adCampaigns?q=search").json["elements"]
        ask.close()
    ended = {number for number in before if (before[number], after[number]) != (after[number],) * 2}
    assert {after[number] for number in ended} >= {"PAUSED", "COMPLETED", "ARCHIVED"}
    assert {each["id"]: each["status"] for each in listed} == after
    changed = {each["id"]: each["changeAuditStamps"]["lastModified"]["time"] for each in listed}
    assert all(changed[number] > NOW.timestamp() * 1000 for number in ended)


def campaigns(sandbox: Sandbox) -> Sequence[Any]:
    return sandbox.figures.ads.campaigns(ENGINES)


def test_a_campaign_that_has_ended_keeps_its_figures_and_gets_no_more():
    clock = Clock(NOW)
    ads = Advertising(clock=clock)
    for campaign in ads.campaigns(ENGINES):
        days = {row.first for row in ads.rows(["CAMPAIGN"], campaigns=[campaign.number])}
        if campaign.fate == "DRAFT":
            assert days == set()
        elif campaign.fate != "ACTIVE":
            assert (min(days), max(days)) == (campaign.first_day, campaign.last_day)


@pytest.mark.parametrize(
    ("arguments", "number"), [({}, 80), ({"ad_accounts": 4}, 120), ({"creatives": 3}, 120)]
)
def test_there_are_as_many_creatives_as_were_asked_for(arguments, number):
    with Sandbox(now=NOW, **arguments) as sandbox:
        ads, ask = sandbox.figures.ads, Raw(sandbox)
        creatives = {
            creative["id"]
            for account in ads.accounts
            if not account.is_test
            for creative in ask(
                "GET", f"/rest/adAccounts/{account.number}/creatives?q=criteria"
            ).json["elements"]
        }
        known = {
            each.urn
            for account in ads.accounts
            for each in ads.creatives(account.number)
            if not account.is_test
        }
        ask.close()
    assert creatives == known
    assert len(known) == number


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"pivots": ["COLOUR"]}, "pivots must be among ACCOUNT, .*, not 'COLOUR'"),
        ({"pivots": ["MEMBER_INDUSTRY", "CAMPAIGN"]}, "one MEMBER_ pivot alone"),
        ({"pivots": []}, "pivots must have one or more names"),
        ({"metrics": ["Clicks"]}, "metrics must be names from metric_names, not 'Clicks'"),
        ({"granularity": "WEEKLY"}, "granularity must be one of ALL, .*, not 'WEEKLY'"),
        ({"accounts": [5]}, "account must be the number of an account, not 5"),
        ({"first": TODAY, "last": FIRST}, "first must not be after last, 2026-10-01"),
    ],
)
def test_wrong_questions_are_refused_by_name(ads: Advertising, arguments, message):
    with pytest.raises(ValueError, match=message):
        ads.rows(**{"pivots": ["CAMPAIGN"], **arguments})


def test_a_wrong_choice_is_named():
    with pytest.raises(ValueError, match="zeros must be True or False, not 1"):
        AdChoices(zeros=1)  # type: ignore[arg-type]
