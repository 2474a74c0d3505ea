"""Wrong requests for statistics, each with what it is answered."""

from __future__ import annotations

import pytest
from raw_http import Raw
from statistics_requests import (
    ALL_THREE,
    ANALYST,
    FIRST,
    FOLLOWERS,
    PAGES,
    SHARES,
    URN,
    ids,
    ms,
    posts_of,
    window,
)

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.days import DAY


@pytest.fixture(scope="module")
def ask(sixty_organizations: Raw) -> Raw:
    return sixty_organizations


@pytest.fixture(scope="module")
def city(ask: Raw) -> Sandbox:
    return ask.sandbox


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
