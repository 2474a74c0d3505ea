"""The tables of twenty of 50 organizations and a year are what the sandbox's own figures say."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from syncs import DAY, END, FIRST, NOW, TIME_BOUND, Kept, sync

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.days import day_date, day_number
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.scope import Scope

#: The member is its analyst, not its administrator.
FOREIGN = FIRST + 49
ADMINISTERED = range(FIRST, FIRST + 19)
ORGANIZATIONS = (*ADMINISTERED, FOREIGN)
DAYS = 363
URN = "urn:li:organization:"
_COUNTERS = {
    "impressionCount": "impressions",
    "uniqueImpressionsCount": "unique_impressions",
    "clickCount": "clicks",
    "likeCount": "likes",
    "commentCount": "comments",
    "shareCount": "shares",
    "engagement": "engagement",
}


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(organizations=50, days=365, now=NOW, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def kept_and_asked(sandbox):
    sandbox.reset()
    kept = sync(sandbox, PAGES.values(), Scope(ORGANIZATIONS))
    return kept, list(sandbox.requests)


@pytest.fixture(scope="module")
def kept(kept_and_asked) -> Kept:
    return kept_and_asked[0]


@pytest.fixture(scope="module")
def asked(kept_and_asked):
    """The requests of that sync."""
    return kept_and_asked[1]


@pytest.fixture(scope="module")
def figures(sandbox, kept):
    return sandbox.figures


@pytest.fixture(scope="module")
def days(figures):
    end = day_number(figures.last_day)
    return range(end - DAYS, end)  # the last published day is not over for the reader


def number(urn: str) -> int:
    return int(urn.removeprefix(URN))


def by_bucket(kept: Kept, table: str) -> dict[tuple[int, int], dict]:
    """Rows by organization and number of the day."""
    field = PAGES[table].organization
    return {(number(row[field]), row["timeRangeStart"] // DAY): row for row in kept.rows[table]}


def by_organization(kept: Kept, table: str) -> dict[int, dict]:
    field = PAGES[table].organization
    return {number(str(row[field])): row for row in kept.rows[table]}


def reported(totals) -> dict:
    return {name: getattr(totals, attribute) for name, attribute in _COUNTERS.items()}


def test_each_table_has_as_many_rows_as_there_is_to_tell(kept, figures):
    posts = sum(len(list(figures.posts_of(n))) for n in ADMINISTERED)
    roles = sum(len(figures.roles_at(n)) for n in ADMINISTERED)
    assert kept.count() == {
        "organization_lookup": len(ADMINISTERED),
        "follower_statistics": len(ADMINISTERED),
        "share_statistics": len(ADMINISTERED),
        "total_follower_count": len(ORGANIZATIONS),
        "follower_statistics_time_bound": len(ADMINISTERED) * DAYS,
        "share_statistics_time_bound": len(ADMINISTERED) * DAYS,
        "page_statistics": len(ADMINISTERED),
        "page_statistics_time_bound": len(ADMINISTERED) * DAYS,
        "posts": posts,
        "post_statistics": posts,
        "social_metadata": posts,
        "organization_acls": roles,
    }


def test_no_row_comes_twice(kept):
    for name, rows in kept.rows.items():
        keys = Counter(tuple(str(row[key]) for key in PAGES[name].primary_key) for row in rows)
        assert [key for key, count in keys.items() if count > 1] == [], name


def test_followers_won_are_those_of_each_day(kept, figures, days):
    expected = {(n, day): figures.gains_between(n, day, day) for n in ADMINISTERED for day in days}
    rows = by_bucket(kept, "follower_statistics_time_bound")
    assert {
        key: (row["followerGains"]["organicFollowerGain"], row["followerGains"]["paidFollowerGain"])
        for key, row in rows.items()
    } == expected


def test_the_statistics_of_posts_are_those_of_each_day(kept, figures, days):
    expected = {
        (n, day): reported(totals)
        for n in ADMINISTERED
        for day, totals in zip(days, figures.shares_by_day(n, days[0], days[-1]), strict=True)
    }
    rows = by_bucket(kept, "share_statistics_time_bound")
    assert {key: row["totalShareStatistics"] for key, row in rows.items()} == expected


def test_views_of_pages_are_those_of_each_day(kept, figures, days):
    rows = by_bucket(kept, "page_statistics_time_bound")
    for n in ADMINISTERED:
        for day, totals in zip(days, figures.pages_by_day(n, days[0], days[-1]), strict=True):
            views = rows[n, day]["totalPageStatistics"]["views"]
            assert {name: each["pageViews"] for name, each in views.items()} == totals.views()
            assert {
                name: each["uniquePageViews"] for name, each in views.items()
            } == totals.unique_views()


def test_days_of_a_table_add_up_to_its_total(kept, figures, days):
    rows = by_bucket(kept, "share_statistics_time_bound")
    for n in ADMINISTERED[:5]:
        total = figures.share_totals(n, day_date(days[0]), day_date(days[-1]))
        for name, attribute in _COUNTERS.items():
            if name != "engagement":
                column = (rows[n, day]["totalShareStatistics"][name] for day in days)
                assert sum(column) == getattr(total, attribute)


def test_statistics_of_all_posts_are_totals(kept, figures):
    rows = by_organization(kept, "share_statistics")
    assert {n: row["totalShareStatistics"] for n, row in rows.items()} == {
        n: reported(figures.share_totals(n)) for n in ADMINISTERED
    }


def test_followers_are_counted_also_where_the_member_has_no_role(kept, figures):
    rows = by_organization(kept, "total_follower_count")
    assert {n: row["firstDegreeSize"] for n, row in rows.items()} == {
        n: figures.followers(n) for n in ORGANIZATIONS
    }


@pytest.mark.parametrize(
    ("column", "key", "facet"),
    [
        ("followerCountsByAssociationType", "associationType", "associationType"),
        ("followerCountsByFunction", "function", "function"),
        ("followerCountsByGeo", "geo", "geo"),
        ("followerCountsByGeoCountry", "geo", "geoCountry"),
        ("followerCountsByIndustry", "industry", "industry"),
        ("followerCountsBySeniority", "seniority", "seniority"),
        ("followerCountsByStaffCountRange", "staffCountRange", "staffCountRange"),
    ],
)
def test_followers_are_divided_by_who_they_are(kept, figures, column, key, facet):
    for n, row in by_organization(kept, "follower_statistics").items():
        found = {item[key]: item["followerCounts"]["organicFollowerCount"] for item in row[column]}
        assert found == figures.followers_by(n, facet)


def test_views_of_pages_of_all_time_are_totals(kept, figures):
    for n, row in by_organization(kept, "page_statistics").items():
        views = row["totalPageStatistics"]["views"]
        assert {name: each["pageViews"] for name, each in views.items()} == figures.page_totals(
            n
        ).views()


def test_organizations_are_described(kept, figures):
    rows = by_organization(kept, "organization_lookup")
    assert {n: row["localizedName"] for n, row in rows.items()} == {
        n: figures.organization(n).name for n in ADMINISTERED
    }


def test_all_posts_are_listed(kept, figures):
    assert {(row["id"], row["author"], row["publishedAt"]) for row in kept.rows["posts"]} == {
        (post.urn, post.author, post.published)
        for n in ADMINISTERED
        for post in figures.posts_of(n)
    }


def test_statistics_of_posts_have_zeros_where_nothing_happened(kept, figures):
    expected = {
        post.urn: reported(figures.post_totals(post))
        for n in ADMINISTERED
        for post in figures.posts_of(n)
    }
    rows = {row["post"]: row["totalShareStatistics"] for row in kept.rows["post_statistics"]}
    assert rows == expected
    assert sum(not row["impressionCount"] for row in rows.values()) > 100


def test_statistics_of_posts_say_whose_and_of_which_kind_they_are(kept, figures):
    expected = {post.urn: post for n in ADMINISTERED for post in figures.posts_of(n)}
    for row in kept.rows["post_statistics"]:
        post = expected[row["post"]]
        assert (row["organizationalEntity"], row[post.kind]) == (post.author, post.urn)


def test_comments_and_reactions_of_posts_are_counted(kept, figures):
    expected = {}
    for n in ADMINISTERED:
        for post in figures.posts_of(n):
            had = figures.post_totals(post, day_date(post.day), day_date(figures.today))
            expected[post.urn] = (had.comments, max(0, had.likes), n)
    assert {
        row["post"]: (
            row["commentSummary"]["count"],
            sum(kind["count"] for kind in row["reactionSummaries"].values()),
            number(row["organizationalEntity"]),
        )
        for row in kept.rows["social_metadata"]
    } == expected


def test_roles_are_listed_whatever_their_state(kept, figures):
    assert {
        (row["organization"], row["roleAssignee"], row["role"], row["state"])
        for row in kept.rows["organization_acls"]
    } == {
        (f"{URN}{n}", f"urn:li:person:{role.member}", role.role, role.state)
        for n in ADMINISTERED
        for role in figures.roles_at(n)
    }


def test_cursors_of_days_are_where_the_last_day_ended(kept):
    for table in TIME_BOUND:
        assert kept.cursors[table.name] == dict.fromkeys(ADMINISTERED, END)


def test_cursors_of_other_tables_are_when_they_were_read(kept):
    moments = kept.cursors["share_statistics"]
    assert moments.keys() == set(ADMINISTERED)
    began = int(NOW.timestamp() * 1000)
    assert all(began <= moment < began + 600_000 for moment in moments.values())


def test_the_page_that_refuses_is_named_once_for_each_table_that_needs_a_role(kept):
    needing = {table.name for table in PAGES.values() if table.roles}
    assert {(p.table, p.organizations) for p in kept.problems} == {
        (name, (FOREIGN,)) for name in needing
    }
    assert {problem.error.status for problem in kept.problems} == {403}


def test_tallies_count_what_was_read(kept, asked):
    for name, tally in kept.tallies.items():
        assert (tally.rows, tally.done) == (len(kept.rows[name]), tally.parts), name
        assert tally.seconds > 0
    calls = [request for request in asked if request.method != "OAUTH"]
    assert sum(tally.calls for tally in kept.tallies.values()) == len(calls)


def test_one_token_serves_all_tables(asked):
    assert [request.method for request in asked].count("OAUTH") == 1


def test_months_are_sums_of_their_days(sandbox):
    from linkedin_api.sources.windows import Span

    monthly = sync(sandbox, TIME_BOUND, Scope((FIRST + 1,), Span(granularity="MONTH")))
    rows = monthly.rows["share_statistics_time_bound"]
    begins = [day_date(row["timeRangeStart"] // DAY) for row in rows]
    assert [begin.isoformat()[:7] for begin in begins] == [
        "2025-12",
        *(f"2026-{month:02}" for month in range(1, 11)),
    ]
    for begin, row in zip(begins, rows, strict=True):
        last = day_date(row["timeRangeEnd"] // DAY) - timedelta(1)
        total = sandbox.figures.share_totals(FIRST + 1, begin, last)
        assert row["totalShareStatistics"] == reported(total)
    assert monthly.count() == {table.name: 11 for table in TIME_BOUND}
