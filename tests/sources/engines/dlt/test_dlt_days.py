"""Three syncs in two databases: the first, another one on the same day, one a day later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from dlt_databases import Database, Row, duckdb_database, postgres_database
from dlt_plans import FOLLOWERS, SHARES, TIME_BOUND, VIEWS, plan_of, urn
from noon import NOON
from postgres import needs_postgres

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.dlt import Report, cursors, sync

DAYS = 363
ORGANIZATIONS = 2


@dataclass(frozen=True)
class Sync:
    """What one sync did."""

    report: Report
    contents: dict[str, list[Row]]
    calls: int


@dataclass(frozen=True)
class Story:
    """All that was seen; the database is as the third sync left it."""

    sandbox: Sandbox
    database: Database
    tables: tuple[str, ...]
    first: Sync
    second: Sync
    third: Sync


def synced(sandbox: Sandbox, database: Database, tables: Sequence[str]) -> Sync:
    before = len(sandbox.requests)
    report = sync(plan_of(sandbox, tables), database.target)
    return Sync(report, database.contents(), len(sandbox.requests) - before)


@pytest.fixture(scope="module", params=["duckdb", pytest.param("postgres", marks=needs_postgres)])
def story(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("days")
    if request.param == "duckdb":
        database, tables = duckdb_database(folder), tuple(PAGES)
    else:
        database = postgres_database(folder, request.getfixturevalue("postgres_url"), "days")
        tables = (*TIME_BOUND, "follower_statistics")
    with Sandbox(organizations=ORGANIZATIONS, kept_requests=100_000, now=NOON) as sandbox:
        first, second = (synced(sandbox, database, tables) for _ in range(2))
        sandbox.advance(days=1)
        third = synced(sandbox, database, tables)
        yield Story(sandbox, database, tables, first, second, third)


def test_every_table_is_there(story: Story):
    assert story.first.contents.keys() >= set(story.tables)
    assert story.first.report.is_complete


def test_the_report_counts_the_loaded_rows(story: Story):
    reported = {table.table: table.rows for table in story.first.report.tables}
    assert reported == {name: len(story.first.contents[name]) for name in story.tables}


def test_the_report_counts_the_calls(story: Story):
    assert sum(table.calls for table in story.first.report.tables) == story.first.calls


@pytest.mark.parametrize("table", TIME_BOUND)
def test_the_first_sync_loads_every_day_of_the_year(story: Story, table: str):
    assert len(story.first.contents[table]) == ORGANIZATIONS * DAYS


def test_another_sync_on_the_same_day_changes_nothing(story: Story):
    assert story.second.contents == story.first.contents


@pytest.mark.parametrize("table", TIME_BOUND)
def test_a_day_later_one_day_of_each_organization_is_added(story: Story, table: str):
    before, after = story.second.contents[table], story.third.contents[table]
    assert set(before) < set(after)
    assert len(after) == len(before) + ORGANIZATIONS


@pytest.mark.parametrize("table", TIME_BOUND)
def test_no_day_is_there_twice(story: Story, table: str):
    key = f"{'organization' if table == VIEWS else 'organizational_entity'}, time_range_start"
    distinct = story.database.one(f"SELECT count(*) FROM (SELECT DISTINCT {key} FROM {table}) t")
    assert distinct == story.database.count(table) == ORGANIZATIONS * (DAYS + 1)


@pytest.mark.parametrize("place", range(ORGANIZATIONS))
def test_followers_won_are_those_of_the_sandbox(story: Story, place: int):
    figures, organization = story.sandbox.figures, story.sandbox.figures.organizations[place]
    last = figures.last_day
    days = [last - timedelta(ago) for ago in range(1, DAYS + 2)]
    gains = [figures.follower_gains(organization, day) for day in days]
    loaded = story.database.ask(
        "SELECT sum(follower_gains__organic_follower_gain),"
        f" sum(follower_gains__paid_follower_gain) FROM {FOLLOWERS}"
        f" WHERE organizational_entity = '{urn(organization)}'"
    )
    assert loaded == [(sum(g.organic for g in gains), sum(g.paid for g in gains))]


@pytest.mark.parametrize("place", range(ORGANIZATIONS))
def test_shares_by_day_are_those_of_the_sandbox(story: Story, place: int):
    figures, organization = story.sandbox.figures, story.sandbox.figures.organizations[place]
    last = figures.today - 3
    reported = figures.shares_by_day(organization, last - DAYS, last)
    loaded = story.database.ask(
        "SELECT sum(total_share_statistics__impression_count),"
        f" sum(total_share_statistics__click_count) FROM {SHARES}"
        f" WHERE organizational_entity = '{urn(organization)}'"
    )
    assert loaded == [(sum(t.impressions for t in reported), sum(t.clicks for t in reported))]


@pytest.mark.parametrize("place", range(ORGANIZATIONS))
def test_views_by_day_are_those_of_the_sandbox(story: Story, place: int):
    figures, organization = story.sandbox.figures, story.sandbox.figures.organizations[place]
    last = figures.today - 3
    reported = figures.pages_by_day(organization, last - DAYS, last)
    views = story.database.one(
        f"SELECT sum(all_page_views) FROM {VIEWS} WHERE organization = '{urn(organization)}'"
    )
    assert views == sum(day.views()["allPageViews"] for day in reported)


def test_followers_by_function_are_those_of_the_sandbox(story: Story):
    organization = story.sandbox.figures.organizations[0]
    rows = story.database.ask(
        "SELECT c.function, c.follower_counts__organic_follower_count"
        " + c.follower_counts__paid_follower_count"
        " FROM follower_statistics f JOIN follower_statistics__follower_counts_by_function c"
        " ON c.organizational_entity = f.organizational_entity"
        f" WHERE f.organizational_entity = '{urn(organization)}'"
    )
    assert dict(rows) == story.sandbox.figures.followers_by(organization, "function")


def test_the_cursors_show_where_reading_ended(story: Story):
    reported = cursors(story.database.target)
    assert reported.keys() == set(story.tables)
    end = story.database.one(f"SELECT max(time_range_end) FROM {FOLLOWERS}")
    numbers = map(str, story.sandbox.figures.organizations)
    assert reported[FOLLOWERS] == dict.fromkeys(numbers, end.timestamp() * 1000)


def test_columns_have_the_descriptions_of_the_catalogue(story: Story):
    query = (
        "SELECT comment FROM duckdb_columns() WHERE schema_name = '{0}' AND table_name = '{1}'"
        if story.database.target.file
        else "SELECT col_description(attrelid, attnum) FROM pg_attribute"
        " WHERE attrelid = '{0}.{1}'::regclass"
    )
    found = story.database.ask(query.format(story.database.target.dataset_name, FOLLOWERS))
    assert ("net gain of organic followers; may be negative",) in found


def test_the_empty_field_of_time_is_no_column(story: Story):
    assert "time_range" not in story.database.columns()[FOLLOWERS]


def test_the_table_of_problems_is_there_and_empty_where_there_are_none(story: Story):
    assert story.database.count("sync_problems") == 0
