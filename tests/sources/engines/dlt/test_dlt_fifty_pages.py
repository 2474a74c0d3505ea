"""Fifty pages, a year, all tables, and every tenth answer wrong in some way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from dlt_databases import Database, duckdb_database
from dlt_plans import FOLLOWERS, SHARES, VIEWS, plan_of
from noon import NOON

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import Report, sync

FAULTS = (
    {"status": 429},
    {"status": 500},
    {"status": 503},
    {"status": 200, "html": "<html>be right back</html>"},
    {"status": 200, "body": {"paging": {}}},
    {"truncate_body": 20},
    {"reset_connection": True},
)
DAYS = 363

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=50, kept_requests=100_000, seed=5, now=NOON) as sandbox:
        for fault in FAULTS:
            sandbox.faults.add(lambda _: True, probability=0.1 / len(FAULTS), **fault)
        yield sandbox


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return duckdb_database(tmp_path_factory.mktemp("fifty"))


@pytest.fixture(scope="module")
def report(sandbox: Sandbox, database: Database) -> Report:
    return sync(plan_of(sandbox), database.target)


@pytest.fixture
def administered(sandbox: Sandbox) -> list[int]:
    figures = sandbox.figures
    return [n for n in figures.organizations if figures.administers(figures.member, n)]


def test_only_what_the_member_does_not_administer_is_missing(
    sandbox: Sandbox, report: Report, administered: list[int]
):
    missing = {number for problem in report.problems for number in problem.organizations}
    assert missing == set(sandbox.figures.organizations) - set(administered)
    assert any(request.fault for request in sandbox.requests)


@pytest.mark.parametrize("table", [FOLLOWERS, SHARES, VIEWS])
def test_every_day_is_there_once(
    report: Report, database: Database, administered: list[int], table: str
):
    organization = "organization" if table == VIEWS else "organizational_entity"
    rows = database.ask(
        f"SELECT count(*), count(DISTINCT (c0, c1)) FROM"
        f" (SELECT {organization} AS c0, time_range_start AS c1 FROM {table})"
    )
    assert rows == [(DAYS * len(administered),) * 2]


def test_sums_by_day_are_those_of_the_sandbox(
    sandbox: Sandbox, report: Report, database: Database, administered: list[int]
):
    figures = sandbox.figures
    last = figures.today - 3
    days = [figures.last_day - timedelta(ago) for ago in range(1, DAYS + 1)]
    gains = [figures.follower_gains(number, day) for number in administered for day in days]
    shares = [t for n in administered for t in figures.shares_by_day(n, last - DAYS + 1, last)]
    views = [t for n in administered for t in figures.pages_by_day(n, last - DAYS + 1, last)]
    gain = "follower_gains__organic_follower_gain"
    assert database.one(f"SELECT sum({gain}) FROM {FOLLOWERS}") == sum(g.organic for g in gains)
    impressions = "total_share_statistics__impression_count"
    assert database.one(f"SELECT sum({impressions}) FROM {SHARES}") == sum(
        each.impressions for each in shares
    )
    seen = "all_page_views"
    assert database.one(f"SELECT sum({seen}) FROM {VIEWS}") == sum(
        each.views()["allPageViews"] for each in views
    )


def test_posts_and_their_statistics_are_those_of_the_sandbox(
    sandbox: Sandbox, report: Report, database: Database, administered: list[int]
):
    posts = {post.urn for number in administered for post in sandbox.figures.posts_of(number)}
    assert {urn for (urn,) in database.ask("SELECT id FROM posts")} == posts
    for table, column in (("post_statistics", "post"), ("social_metadata", "entity")):
        assert database.count(table) == len(posts)
        assert {urn for (urn,) in database.ask(f"SELECT {column} FROM {table}")} == posts


def test_followers_by_facet_are_those_of_the_sandbox(
    sandbox: Sandbox, report: Report, database: Database, administered: list[int]
):
    reported = database.ask(
        "SELECT f.organizational_entity, geo, follower_counts__organic_follower_count"
        " + follower_counts__paid_follower_count FROM follower_statistics f"
        " JOIN follower_statistics__follower_counts_by_geo_country c"
        " ON c.organizational_entity = f.organizational_entity"
    )
    assert {(organization, country): count for organization, country, count in reported} == {
        (f"urn:li:organization:{number}", country): count
        for number in administered
        for country, count in sandbox.figures.followers_by(number, "geoCountry").items()
    }


def test_a_sync_on_the_same_day_adds_nothing(sandbox: Sandbox, report: Report, database: Database):
    before = {table: database.count(table) for table in (FOLLOWERS, SHARES, VIEWS, "posts")}
    sync(plan_of(sandbox), database.target)
    assert {table: database.count(table) for table in before} == before
