"""What is loaded when some of it cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from dlt_databases import Database, Row, duckdb_database, postgres_database
from dlt_plans import FOLLOWERS, first_day, plan_of, refuse, urn
from noon import NOON
from postgres import needs_postgres

from linkedin_api.errors import ForbiddenError
from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.sources.engines.dlt import Plan, Report, cursors, sync
from linkedin_api.sources.windows import Span

SNAPSHOT, CHILD = "follower_statistics", "follower_statistics__follower_counts_by_function"
TABLES = (SNAPSHOT, FOLLOWERS)
DAYS = 10
_ASKED_FOR_CURSORS = ("partial at first", "of two")


def short_plan(sandbox: Sandbox, **options: object) -> Plan:
    options.setdefault("tables", TABLES)
    return plan_of(sandbox, span=Span(first_day(DAYS)), **options)


@dataclass(frozen=True)
class Seen:
    """What a database held after a sync."""

    report: Report
    contents: dict[str, list[Row]]
    orphans: dict[str, int]
    is_new: dict[str, bool]
    children: dict[str, int]
    cursors: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Story:
    """Six syncs of three organizations, of which the second is refused now and then."""

    organizations: tuple[int, ...]
    database: Database
    seen: dict[str, Seen] = field(default_factory=dict)

    def sync(self, name: str, plan: Plan) -> None:
        if self.seen:
            self.database.change(f"UPDATE {SNAPSHOT} SET other_fields = '{{}}'")
        report, ask = sync(plan, self.database.target), self.database.ask
        self.seen[name] = Seen(
            report,
            self.database.contents(),
            self.database.orphans(),
            dict(ask(f"SELECT organizational_entity, other_fields IS NULL FROM {SNAPSHOT}")),
            dict(ask(f"SELECT organizational_entity, count(*) FROM {CHILD} GROUP BY 1")),
            cursors(self.database.target) if name in _ASKED_FOR_CURSORS else {},
        )

    @property
    def urns(self) -> list[str]:
        return [urn(number) for number in self.organizations]


@pytest.fixture(
    scope="module",
    params=["duckdb", pytest.param("postgres", marks=[needs_postgres, pytest.mark.soak])],
)
def story(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("partly")
    if request.param == "duckdb":
        database = duckdb_database(folder)
    else:
        database = postgres_database(folder, request.getfixturevalue("postgres_url"), "partly")
    with Sandbox(organizations=3, now=NOON) as sandbox:
        organizations = tuple(sandbox.figures.organizations)
        story = Story(organizations, database)
        refuse(sandbox, organizations[1])
        story.sync("partial at first", short_plan(sandbox))
        sandbox.faults.clear()
        story.sync("whole", short_plan(sandbox))
        refuse(sandbox, organizations[1])
        story.sync("partial", short_plan(sandbox))
        story.sync("refreshed in part", short_plan(sandbox, write_disposition="replace"))
        sandbox.faults.clear()
        story.sync("whole again", short_plan(sandbox))
        story.sync("of two", short_plan(sandbox, organizations=organizations[:2]))
        yield story


def test_the_first_sync_can_be_a_partial_one(story: Story):
    seen = story.seen["partial at first"]
    first, _, last = story.urns
    assert sorted(seen.is_new) == [first, last]
    assert len(seen.contents[FOLLOWERS]) == 2 * DAYS


def test_what_was_refused_is_read_by_the_next_sync(story: Story):
    seen = story.seen["whole"]
    assert seen.report.is_complete
    assert sorted(seen.is_new) == story.urns
    assert len(seen.contents[FOLLOWERS]) == 3 * DAYS


def test_one_that_is_refused_keeps_its_former_rows(story: Story):
    whole, partial = story.seen["whole"], story.seen["partial"]
    _, refused, _ = story.urns
    assert not partial.is_new[refused]
    assert partial.children == whole.children


def test_the_others_get_new_rows(story: Story):
    is_new = story.seen["partial"].is_new
    assert [is_new[name] for name in story.urns] == [True, False, True]


def test_a_full_refresh_keeps_the_days_of_one_that_is_refused(story: Story):
    before = story.seen["whole"].contents[FOLLOWERS]
    assert story.seen["refreshed in part"].contents[FOLLOWERS] == before
    assert story.seen["whole again"].contents[FOLLOWERS] == before


def test_a_snapshot_is_replaced_whole_again_when_all_can_be_read(story: Story):
    assert all(story.seen["whole again"].is_new.values())
    assert sorted(story.seen["of two"].is_new) == story.urns[:2]


def test_no_row_is_left_without_its_parent(story: Story):
    assert {name: seen.orphans for name, seen in story.seen.items() if seen.orphans} == {}


def test_one_that_was_refused_has_no_cursor(story: Story):
    first, _, last = map(str, story.organizations)
    reported = story.seen["partial at first"].cursors
    known = {table: set(numbers) for table, numbers in reported.items()}
    read = {first, last}
    assert known == dict.fromkeys(TABLES, read)


def test_those_that_are_not_asked_for_any_more_are_forgotten(story: Story):
    reported = story.seen["of two"].cursors
    assert set(reported[SNAPSHOT]) == set(map(str, story.organizations[:2]))
    assert set(reported[FOLLOWERS]) == set(map(str, story.organizations))


def test_what_could_not_be_read_is_in_a_table(story: Story):
    refused = story.organizations[1]
    rows = story.database.ask(
        "SELECT table_name, organization, status, resumes_at, count(*), count(DISTINCT noted_at)"
        " FROM sync_problems GROUP BY 1, 2, 3, 4 ORDER BY 1"
    )
    assert rows == [(SNAPSHOT, refused, 403, None, 3, 3), (FOLLOWERS, refused, 403, None, 2, 2)]
    reported = {str(problem.error) for problem in story.seen["partial"].report.problems}
    assert {
        message for (message,) in story.database.ask("SELECT message FROM sync_problems")
    } == reported


def test_what_could_not_be_read_is_in_the_report(story: Story):
    report = story.seen["partial"].report
    assert not report.is_complete
    assert {problem.organizations for problem in report.problems} == {(story.organizations[1],)}
    assert all(isinstance(problem.error, ForbiddenError) for problem in report.problems)
    assert [table.problems for table in report.tables] == [1, 0], "nothing was new of days"


def test_organizations_that_are_refused_alike_are_one_warning(
    duckdb: Database, caplog: pytest.LogCaptureFixture
):
    with Sandbox(organizations=2, now=NOON) as sandbox:
        first, second = sandbox.figures.organizations
        refuse(sandbox, first)
        refuse(sandbox, second)
        with caplog.at_level(logging.WARNING, "linkedin_api"):
            sync(short_plan(sandbox, tables=[SNAPSHOT]), duckdb.target)
    (record,) = caplog.records
    assert all(str(number) in record.getMessage() for number in (first, second))


def test_a_snapshot_of_which_nothing_can_be_read_stays(duckdb: Database):
    with Sandbox(organizations=2, now=NOON) as sandbox:
        sync(short_plan(sandbox, tables=[SNAPSHOT]), duckdb.target)
        for organization in sandbox.figures.organizations:
            refuse(sandbox, organization)
        sync(short_plan(sandbox, tables=[SNAPSHOT]), duckdb.target)
    assert duckdb.count(SNAPSHOT) == 2
    assert duckdb.count(CHILD) > 0


def test_a_limit_of_a_day_ends_the_day_and_the_next_one_completes_it(duckdb: Database):
    resource = "organizationalEntityFollowerStatistics"
    with Sandbox(organizations=6, quotas=[Limit(7, resource=resource)], now=NOON) as sandbox:
        report = sync(short_plan(sandbox, concurrency=2), duckdb.target)
        assert report.resumes_at is not None
        assert report.resumes_at.timestamp() > sandbox.clock.now()
        assert duckdb.count(SNAPSHOT) + duckdb.count(FOLLOWERS) // DAYS == 7
        moments = duckdb.ask("SELECT DISTINCT epoch_ms(resumes_at) FROM sync_problems")
        assert moments == [(int(report.resumes_at.timestamp() * 1000),)]
        sandbox.quotas.limits = []
        sandbox.advance(days=1)
        span = Span(first_day(DAYS))
        assert sync(plan_of(sandbox, TABLES, span=span), duckdb.target).is_complete
        assert duckdb.count(SNAPSHOT) == 6
        gains = sum(
            sandbox.figures.follower_gains(number, first_day(DAYS) + timedelta(day)).organic
            for number in sandbox.figures.organizations
            for day in range(DAYS + 1)
        )
    loaded = f"SELECT count(*), sum(follower_gains__organic_follower_gain) FROM {FOLLOWERS}"
    assert duckdb.ask(loaded) == [(6 * (DAYS + 1), gains)]
