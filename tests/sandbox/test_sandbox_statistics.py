"""Statistics of organizations: of all time, of single posts, and of days, weeks and months."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from raw_http import Raw

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.days import DAY, day_date, day_number

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
FIRST = 2414183
EMPTY, ANALYST = FIRST + 9, FIRST + 49
URN = "urn%3Ali%3Aorganization%3A"
ENTITY = f"organizationalEntity&organizationalEntity={URN}"
FOLLOWERS = f"/rest/organizationalEntityFollowerStatistics?q={ENTITY}"
SHARES = f"/rest/organizationalEntityShareStatistics?q={ENTITY}"
PAGES = f"/rest/organizationPageStatistics?q=organization&organization={URN}"
ALL_THREE = (FOLLOWERS, SHARES, PAGES)
OLD = {"X_RestLi_Protocol_Version": None}
FACETS = (
    "AssociationType", "GeoCountry", "Geo", "Function", "Industry", "Seniority", "StaffCountRange",
)  # fmt: skip


def ms(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)


def window(start: int | None, end: int | None, unit: str | None = "DAY") -> str:
    ends = {"start": start, "end": end}
    told = ",".join(f"{name}:{value}" for name, value in ends.items() if value is not None)
    granularity = f",timeGranularityType:{unit}" if unit else ""
    return f"&timeIntervals=(timeRange:({told}){granularity})"


def elements(reply) -> list[dict]:
    assert reply.status == 200, reply.content
    return reply.json["elements"]


def bounds(reply) -> list[tuple[str, str]]:
    ranges = [each["timeRange"] for each in elements(reply)]
    return [
        tuple(day_date(each[end] // DAY).isoformat() for end in ("start", "end")) for each in ranges
    ]


@pytest.fixture(scope="module")
def city() -> Iterator[Sandbox]:
    with Sandbox(organizations=60, now=NOW) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def ask(city: Sandbox) -> Iterator[Raw]:
    with closing(Raw(city)) as raw:
        yield raw


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


def posts_of(city: Sandbox, kind: str) -> list:
    known = city.figures
    return [post for post in known.posts_of(FIRST, known.first_day) if post.kind == kind]


def ids(posts) -> str:
    return "List(" + ",".join(post.urn.replace(":", "%3A") for post in posts) + ")"


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


def told(start: int | None, end: int | None, unit: str = "DAY") -> str:
    parts = {"start": start, "end": end}
    span = ", ".join(f"{name}={value}" for name, value in parts.items() if value is not None)
    return f"[{{timeGranularityType={unit}, timeRange={{{span}}}}}]"


def too_short(start: int, end: int, unit: str = "DAY") -> str:
    return (
        f"Invalid timeIntervals parameter {told(start, end, unit)}. End time must be greater "
        f"than start time by at least one multiple of the granularity type [{unit}]"
    )


def too_long(start: int, end: int, unit: str = "DAY") -> str:
    return (
        f"Invalid timeIntervals parameter {told(start, end, unit)}. "
        "Start time and end time must be less than 14 months apart."
    )


MAY = ms(2026, 5, 1)
#: What, start, end, granularity, message.
WRONG_WINDOWS = (
    ("no time at all", MAY, MAY, "DAY", too_short(MAY, MAY)),
    ("the end before the start", MAY, MAY - DAY, "DAY", too_short(MAY, MAY - DAY)),
    ("42 minutes", MAY, MAY + 2_520_000, "DAY", too_short(MAY, MAY + 2_520_000)),
    ("a millisecond less than a day", MAY, MAY + DAY - 1, "DAY", too_short(MAY, MAY + DAY - 1)),
    (
        "a day, by month",
        MAY,
        MAY + DAY,
        "MONTH",
        too_short(MAY, MAY + DAY, "MONTH"),
    ),
    (
        "a month less a millisecond",
        MAY,
        ms(2026, 6, 1) - 1,
        "MONTH",
        too_short(MAY, ms(2026, 6, 1) - 1, "MONTH"),
    ),
    (
        "fourteen months",
        ms(2025, 1, 5),
        ms(2026, 3, 5),
        "DAY",
        too_long(ms(2025, 1, 5), ms(2026, 3, 5)),
    ),
    (
        "years, as somebody once asked",
        1451606400000,
        1683504000000,
        "DAY",
        too_long(1451606400000, 1683504000000),
    ),
    (
        "seconds instead of milliseconds",
        1634018799,
        1634623599,
        "MONTH",
        too_short(1634018799, 1634623599, "MONTH"),
    ),
    (
        "no start",
        None,
        MAY,
        "DAY",
        f"Invalid timeIntervals parameter {told(None, MAY)}. Start time is required.",
    ),
    (
        "neither start nor end",
        None,
        None,
        "DAY",
        (
            "Invalid timeIntervals parameter [{timeGranularityType=DAY, timeRange={}}]. "
            "Start time is required."
        ),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "unit", "message"),
    [row[1:] for row in WRONG_WINDOWS],
    ids=[row[0] for row in WRONG_WINDOWS],
)
@pytest.mark.parametrize("target", ALL_THREE, ids=["followers", "shares", "pages"])
def test_wrong_windows_are_refused(ask: Raw, target, start, end, unit, message):
    reply = ask("GET", f"{target}{FIRST}{window(start, end, unit)}")
    assert reply.json == {"status": 400, "message": message}


@pytest.mark.parametrize(("start", "end"), [(ms(2025, 1, 5), ms(2026, 3, 5) - 1), (MAY, MAY + DAY)])
def test_the_longest_and_the_shortest_window_are_good(ask: Raw, start, end):
    assert ask("GET", f"{FOLLOWERS}{FIRST}{window(start, end)}").status == 200


#: What, target, more of the query; each names its parameter.
WRONG_VALUES = (
    ("an hour", FOLLOWERS, window(MAY, MAY + DAY, "HOUR")),
    ("days in small letters", FOLLOWERS, window(MAY, MAY + DAY, "day")),
    ("weeks of shares", SHARES, window(MAY, MAY + 8 * DAY, "WEEK")),
    ("weeks of pages", PAGES, window(MAY, MAY + 8 * DAY, "WEEK")),
    ("a date as start", FOLLOWERS, "&timeIntervals=(timeRange:(start:2026-05-01))"),
    ("a start before 1970", FOLLOWERS, "&timeIntervals=(timeRange:(start:-1))"),
    (
        "a start beyond all calendars",
        FOLLOWERS,
        f"&timeIntervals=(timeRange:(start:1,end:{10**18}))",
    ),
    ("a range that is a text", SHARES, "&timeIntervals=(timeRange:May)"),
    ("intervals that are a text", SHARES, "&timeIntervals=May"),
    ("a list of granularities", SHARES, "&timeIntervals=(timeGranularityType:List(DAY))"),
    ("a list of intervals", PAGES, f"&timeIntervals=List((timeRange:(start:{MAY})))"),
)


@pytest.mark.parametrize(
    ("target", "more"), [row[1:] for row in WRONG_VALUES], ids=[row[0] for row in WRONG_VALUES]
)
def test_wrong_values_are_refused(ask: Raw, target, more):
    reply = ask("GET", f"{target}{FIRST}{more}")
    assert reply.status == 400, reply.content
    (error,) = reply.json["errorDetails"]["inputErrors"]
    assert error["input"] == {"inputPath": {"fieldPath": "timeIntervals"}}


@pytest.mark.parametrize("target", ALL_THREE)
@pytest.mark.parametrize("number", [ANALYST, 1337, 5])
def test_statistics_are_for_administrators(ask: Raw, target, number):
    reply = ask("GET", f"{target}{number}")
    assert (reply.status, reply.json["message"]) == (
        403,
        (
            "Viewer don't have permission to the ADMIN_ONLY VisibilityReduction for "
            f"urn:li:organization:{number}"
        ),
    )


@pytest.mark.parametrize(
    ("target", "what"),
    [
        (FOLLOWERS, "organizationalEntityFollowerStatistics.FINDER-organizationalEntity"),
        (SHARES, "organizationalEntityShareStatistics.FINDER-organizationalEntity"),
        (PAGES, "organizationPageStatistics.FINDER-organization"),
    ],
)
def test_statistics_need_a_scope(ask: Raw, city, target, what):
    bearer = f"Bearer {city.access_token('r_ads openid')}"
    reply = ask("GET", f"{target}{FIRST}", Authorization=bearer)
    assert reply.json["message"] == f"Not enough permissions to access: {what}.20260901"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("q=organizationalEntity", "Parameter 'organizationalEntity' is required"),
        (
            "",
            (
                "GET operation not supported for URI: "
                "'/rest/organizationalEntityShareStatistics' with X-RestLi-Method: 'get_all'"
            ),
        ),
    ],
)
def test_statistics_need_an_organization(ask: Raw, query, message):
    reply = ask("GET", f"/rest/organizationalEntityShareStatistics?{query}".rstrip("?"))
    assert reply.json == {"status": 400, "message": message}


@pytest.mark.parametrize(
    "urn", ["urn%3Ali%3Aperson%3A782bbtaQ", "urn%3Ali%3Aorganization%3Ax", f"{URN}{10**30}", "5"]
)
def test_statistics_are_of_organizations_only(ask: Raw, urn):
    target = "/rest/organizationalEntityShareStatistics?q=organizationalEntity"
    reply = ask("GET", f"{target}&organizationalEntity={urn}")
    (error,) = reply.json["errorDetails"]["inputErrors"]
    assert error["input"] == {"inputPath": {"fieldPath": "organizationalEntity"}}


def test_an_unknown_finder_is_not_found(ask: Raw):
    reply = ask("GET", "/rest/organizationPageStatistics?q=organizationalEntity")
    assert reply.json["message"] == "No virtual resource found"


def test_posts_of_others_are_refused_by_their_place(ask: Raw, city):
    own = next(post for post in posts_of(city, "share") if any(post.fate))
    other = next(city.figures.posts_of(FIRST + 1))
    reply = ask("GET", f"{SHARES}{FIRST}&shares={ids([own, other])}")
    assert reply.json == {
        "status": 403,
        "serviceErrorCode": 100,
        "code": "ACCESS_DENIED",
        "message": "Unpermitted fields present in PARAMETER: Data Processing Exception while "
        "processing fields [/shares[1]]",
    }


def test_days_of_single_posts_are_refused(ask: Raw, city):
    post = next(iter(posts_of(city, "share")))
    span = window(MAY, MAY + DAY)
    reply = ask("GET", f"{SHARES}{FIRST}&shares={ids([post])}{span}")
    assert reply.json == {
        "status": 400,
        "message": "Parameter 'timeIntervals' is not supported together with 'shares'",
    }


def test_shares_that_are_no_urns_are_refused(ask: Raw):
    reply = ask("GET", f"{SHARES}{FIRST}&shares=List(5)")
    assert reply.json["errorDetails"]["inputErrors"][0]["code"] == "PARAM_INVALID"
