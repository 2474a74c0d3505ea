"""Statistics of organizations: of all time, of single posts, and of days, weeks and months."""

from __future__ import annotations

import itertools
from contextlib import closing
from datetime import date, timedelta

import pytest
from raw_http import Raw
from statistics_requests import (
    ALL_THREE,
    EMPTY,
    FIRST,
    FOLLOWERS,
    NOW,
    OLD,
    PAGES,
    SHARES,
    URN,
    elements,
    ids,
    ms,
    posts_of,
    window,
)

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.days import DAY, day_date, day_number

FACETS = (
    "AssociationType", "GeoCountry", "Geo", "Function", "Industry", "Seniority", "StaffCountRange",
)  # fmt: skip


def bounds(reply) -> list[tuple[str, str]]:
    ranges = [each["timeRange"] for each in elements(reply)]
    return [
        tuple(day_date(each[end] // DAY).isoformat() for end in ("start", "end")) for each in ranges
    ]


@pytest.fixture(scope="module")
def ask(sixty_organizations: Raw) -> Raw:
    return sixty_organizations


@pytest.fixture(scope="module")
def city(ask: Raw) -> Sandbox:
    return ask.sandbox


def test_followers_of_all_time_come_in_seven_facets(ask: Raw, city):
    reply = ask("GET", f"{FOLLOWERS}{FIRST}")
    (element,) = elements(reply)
    names = {f"followerCountsBy{facet}" for facet in FACETS}
    assert set(element) == names | {"organizationalEntity"}
    assert reply.json["paging"] == {"start": 0, "count": 10, "links": []}


def test_facets_are_those_of_the_figures(ask: Raw, city):
    (element,) = elements(ask("GET", f"{FOLLOWERS}{FIRST}"))
    told = {
        entry["function"]: entry["followerCounts"]["organicFollowerCount"]
        for entry in element["followerCountsByFunction"]
    }
    assert told == city.figures.followers_by(FIRST, "function")
    assert sum(told.values()) == city.figures.followers(FIRST)


def test_both_geographic_facets_name_their_value_geo(ask: Raw):
    (element,) = elements(ask("GET", f"{FOLLOWERS}{FIRST}"))
    assert set(element["followerCountsByGeoCountry"][0]) == {"followerCounts", "geo"}
    assert len(element["followerCountsByGeo"]) == 100


def test_an_organization_without_followers_has_empty_facets(ask: Raw):
    (element,) = elements(ask("GET", f"{FOLLOWERS}{EMPTY}"))
    assert [element[f"followerCountsBy{facet}"] for facet in FACETS] == [[]] * 7


def test_a_year_of_days_comes_in_one_answer(ask: Raw, city):
    reply = ask("GET", f"{FOLLOWERS}{FIRST}{window(ms(2025, 11, 22), None)}&count=5")
    told = elements(reply)
    assert (len(told), reply.json["paging"]) == (364, {"start": 0, "count": 5, "links": []})
    before = city.figures.followers(FIRST, date(2025, 11, 21))
    gains = sum(sum(each["followerGains"].values()) for each in told)
    assert before + gains == city.figures.followers(FIRST)


def test_days_of_followers_are_those_of_the_figures(ask: Raw, city):
    for element in elements(
        ask("GET", f"{FOLLOWERS}{FIRST}{window(ms(2026, 5, 1), ms(2026, 5, 9))}")
    ):
        day = day_date(element["timeRange"]["start"] // DAY)
        gain = city.figures.follower_gains(FIRST, day)
        assert element == {
            "timeRange": {
                "start": day_number(day) * DAY,
                "end": (day_number(day) + 1) * DAY,
            },
            "followerGains": {"organicFollowerGain": gain.organic, "paidFollowerGain": gain.paid},
            "organizationalEntity": f"urn:li:organization:{FIRST}",
        }


def test_protocol_1_asks_with_dots(ask: Raw):
    new = ask("GET", f"{FOLLOWERS}{FIRST}{window(ms(2026, 5, 1), ms(2026, 5, 9))}").json
    dotted = (
        f"&timeIntervals.timeGranularityType=DAY&timeIntervals.timeRange.start={ms(2026, 5, 1)}"
        f"&timeIntervals.timeRange.end={ms(2026, 5, 9)}"
    )
    assert ask("GET", f"{FOLLOWERS}{FIRST}{dotted}", **OLD).json == new


def test_v2_answers_the_same(ask: Raw):
    v2 = SHARES.replace("/rest/", "/v2/")
    assert ask("GET", f"{v2}{FIRST}", **OLD).json == ask("GET", f"{SHARES}{FIRST}").json


def test_dots_under_protocol_2_are_refused(ask: Raw):
    reply = ask("GET", f"{FOLLOWERS}{FIRST}&timeIntervals.timeGranularityType=DAY")
    assert reply.json["errorDetails"]["inputErrors"][0]["code"] == "QUERY_PARAM_NOT_ALLOWED"


@pytest.mark.parametrize("target", ALL_THREE)
def test_a_window_has_the_days_that_begin_in_it(ask: Raw, target):
    reply = ask("GET", f"{target}{FIRST}{window(ms(2026, 5, 1, 13), ms(2026, 5, 3, 13))}")
    assert bounds(reply) == [("2026-05-02", "2026-05-03"), ("2026-05-03", "2026-05-04")]


def test_windows_that_meet_neither_repeat_nor_lose_a_day(ask: Raw):
    edges = [ms(2026, 4, 27, 23), ms(2026, 5, 1), ms(2026, 5, 3, 13), ms(2026, 5, 9, 1)]
    found = []
    for start, end in itertools.pairwise(edges):
        found += bounds(ask("GET", f"{FOLLOWERS}{FIRST}{window(start, end)}"))
    assert found == bounds(ask("GET", f"{FOLLOWERS}{FIRST}{window(edges[0], edges[-1])}"))


@pytest.mark.parametrize("target", ALL_THREE)
def test_the_last_day_told_is_two_days_ago(ask: Raw, target):
    for end in (None, ms(2026, 11, 22), ms(2027, 1, 1)):
        reply = ask("GET", f"{target}{FIRST}{window(ms(2026, 11, 19), end)}")
        assert bounds(reply) == [("2026-11-19", "2026-11-20"), ("2026-11-20", "2026-11-21")]


@pytest.mark.parametrize("target", ALL_THREE)
def test_the_first_day_told_is_twelve_months_ago(ask: Raw, target):
    reply = ask("GET", f"{target}{FIRST}{window(ms(2025, 10, 30), ms(2025, 11, 24))}")
    assert bounds(reply) == [("2025-11-22", "2025-11-23"), ("2025-11-23", "2025-11-24")]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (ms(2024, 1, 1), ms(2024, 2, 1)),
        (ms(2026, 11, 21), ms(2026, 11, 22)),
        (ms(2027, 3, 1), ms(2027, 4, 1)),
    ],
)
@pytest.mark.parametrize("target", ALL_THREE)
def test_a_window_of_which_nothing_is_told_is_empty(ask: Raw, target, start, end):
    assert elements(ask("GET", f"{target}{FIRST}{window(start, end)}")) == []


def test_a_day_later_one_more_day_is_told():
    with Sandbox(organizations=1, now=NOW) as sandbox, closing(Raw(sandbox)) as ask:
        target = f"{SHARES}{FIRST}{window(ms(2026, 11, 1), None)}"
        before = elements(ask("GET", target))
        sandbox.advance(days=1)
        after = elements(ask("GET", target))
        assert (len(after), after[:-1]) == (len(before) + 1, before)


def test_weeks_begin_on_monday_and_sum_their_days(ask: Raw, city):
    reply = ask("GET", f"{FOLLOWERS}{FIRST}{window(ms(2026, 5, 1), ms(2026, 5, 18), 'WEEK')}")
    assert bounds(reply) == [("2026-05-04", "2026-05-11"), ("2026-05-11", "2026-05-18")]
    week = [date(2026, 5, 4) + timedelta(days=step) for step in range(7)]
    gains = [city.figures.follower_gains(FIRST, day).organic for day in week]
    assert elements(reply)[0]["followerGains"]["organicFollowerGain"] == sum(gains)


@pytest.mark.parametrize("target", ALL_THREE)
def test_months_of_a_year(ask: Raw, target):
    found = bounds(ask("GET", f"{target}{FIRST}{window(ms(2025, 11, 22), None, 'MONTH')}"))
    assert (found[0], found[-1]) == (("2025-12-01", "2026-01-01"), ("2026-11-01", "2026-12-01"))
    assert len(found) == 12


def test_a_month_that_is_not_over_has_the_days_told_so_far(ask: Raw, city):
    reply = ask("GET", f"{SHARES}{FIRST}{window(ms(2026, 11, 1), ms(2026, 12, 1), 'MONTH')}")
    totals = city.figures.share_totals(FIRST, date(2026, 11, 1), date(2026, 11, 20))
    (month,) = elements(reply)
    assert month["totalShareStatistics"]["impressionCount"] == totals.impressions


def test_without_a_granularity_days_are_meant(ask: Raw):
    reply = ask("GET", f"{SHARES}{FIRST}{window(ms(2026, 5, 1), ms(2026, 5, 3), None)}")
    assert len(elements(reply)) == 2


def test_shares_of_all_time_are_those_of_twelve_months(ask: Raw, city):
    (element,) = elements(ask("GET", f"{SHARES}{FIRST}"))
    totals = city.figures.share_totals(FIRST)
    assert element == {
        "organizationalEntity": f"urn:li:organization:{FIRST}",
        "totalShareStatistics": {
            "uniqueImpressionsCount": totals.unique_impressions,
            "shareCount": totals.shares,
            "engagement": totals.engagement,
            "clickCount": totals.clicks,
            "likeCount": totals.likes,
            "impressionCount": totals.impressions,
            "commentCount": totals.comments,
        },
    }


@pytest.mark.parametrize("place", [0, 1, 4, 9])
def test_days_of_shares_sum_to_all(ask: Raw, place):
    days = elements(ask("GET", f"{SHARES}{FIRST + place}{window(ms(2025, 11, 22), None)}"))
    (whole,) = elements(ask("GET", f"{SHARES}{FIRST + place}"))
    for name, total in whole["totalShareStatistics"].items():
        if name != "engagement":
            assert sum(day["totalShareStatistics"][name] for day in days) == total


def test_engagement_of_nothing_is_nothing(ask: Raw):
    (element,) = elements(ask("GET", f"{SHARES}{EMPTY}"))
    assert element["totalShareStatistics"]["engagement"] == 0.0


def test_single_posts_sum_to_the_organization(ask: Raw, city):
    known = city.figures
    everything = list(known.posts_of(FIRST, known.first_day - timedelta(days=10)))
    told = []
    for kind, name in (("share", "shares"), ("ugcPost", "ugcPosts")):
        posts = [post for post in everything if post.kind == kind]
        for begin in range(0, len(posts), 60):
            told += elements(ask("GET", f"{SHARES}{FIRST}&{name}={ids(posts[begin : begin + 60])}"))
    seen = sum(each["totalShareStatistics"]["impressionCount"] for each in told)
    assert seen == known.share_totals(FIRST).impressions
    assert len(told) == sum(any(known.post_totals(post)) for post in everything)


def test_an_element_of_a_post_names_it(ask: Raw, city):
    for kind, name in (("share", "shares"), ("ugcPost", "ugcPosts")):
        post = next(each for each in posts_of(city, kind) if any(each.fate))
        (element,) = elements(ask("GET", f"{SHARES}{FIRST}&{name}={ids([post])}"))
        assert element[kind] == post.urn


def test_posts_that_nothing_happened_to_are_left_out(ask: Raw, city):
    unseen = [post for post in posts_of(city, "share") if not any(post.fate)]
    assert elements(ask("GET", f"{SHARES}{FIRST}&shares={ids(unseen)}")) == []


def test_protocol_1_names_posts_with_brackets(ask: Raw, city):
    posts = [post for post in posts_of(city, "share") if any(post.fate)][:2]
    old = "".join(f"&shares[{place}]={post.urn}" for place, post in enumerate(posts))
    assert len(elements(ask("GET", f"{SHARES}{FIRST}{old}", **OLD))) == 2


def test_the_author_finder_tells_the_posts_of_the_figures(ask: Raw, city):
    page = ask("GET", f"/rest/posts?q=author&author={URN}{FIRST}&sortBy=CREATED&count=100").json
    newest = sorted(city.figures.posts_of(FIRST), key=lambda post: -post.published)[:100]
    assert [post["id"] for post in page["elements"]] == [post.urn for post in newest]


def test_a_post_that_a_call_created_has_no_figures_yet(ask: Raw):
    post = {
        "author": f"urn:li:organization:{FIRST}",
        "commentary": "New",
        "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "MAIN_FEED"},
        "lifecycleState": "PUBLISHED",
    }
    urn = ask("POST", "/rest/posts", post).headers["x-restli-id"].replace(":", "%3A")
    assert elements(ask("GET", f"{SHARES}{FIRST}&shares=List({urn})")) == []


def test_pages_of_all_time_come_with_facets(ask: Raw, city):
    (element,) = elements(ask("GET", f"{PAGES}{FIRST}"))
    views = city.figures.page_totals(FIRST).views()
    told = element["totalPageStatistics"]["views"]
    assert {name: each["pageViews"] for name, each in told.items()} == views
    entries = element["pageStatisticsBySeniority"]
    for name, total in views.items():
        assert sum(each["pageStatistics"]["views"][name]["pageViews"] for each in entries) == total
    assert set(element["pageStatisticsByIndustryV2"][0]["pageStatistics"]["views"]) == {
        "allPageViews"
    }


def test_days_of_pages_have_visitors_and_sum_to_a_month(ask: Raw):
    span = ms(2026, 4, 1), ms(2026, 5, 1)
    days = elements(ask("GET", f"{PAGES}{FIRST}{window(*span)}"))
    (month,) = elements(ask("GET", f"{PAGES}{FIRST}{window(*span, 'MONTH')}"))
    for kind in ("pageViews", "uniquePageViews"):
        seen = [day["totalPageStatistics"]["views"]["allPageViews"][kind] for day in days]
        assert sum(seen) == month["totalPageStatistics"]["views"]["allPageViews"][kind]


def test_clicks_on_careers_pages_are_counted_by_device(ask: Raw):
    (element,) = elements(ask("GET", f"{PAGES}{FIRST}"))
    clicks = element["totalPageStatistics"]["clicks"]
    assert set(clicks) == {"careersPageClicks", "mobileCareersPageClicks"}
    assert clicks["careersPageClicks"]["careersPageJobsClicks"] > 0


def test_the_same_sandbox_tells_the_same_everywhere(ask: Raw, city):
    with (
        Sandbox(organizations=1, now=NOW - timedelta(days=3)) as other,
        closing(Raw(other)) as ask_other,
    ):
        target = f"{SHARES}{FIRST}{window(ms(2026, 1, 1), ms(2026, 2, 1))}"
        assert ask_other("GET", target).json == ask("GET", target).json
