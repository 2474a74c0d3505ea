"""What is loaded when some of it cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from dlt_databases import Database
from dlt_plans import FOLLOWERS, plan_of, refuse, urn

from linkedin_api.errors import ForbiddenError
from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.sources.engines.dlt import Plan, Report, cursors, sync
from linkedin_api.sources.windows import Span

SNAPSHOT, CHILD = "follower_statistics", "follower_statistics__follower_counts_by_function"
TABLES = (SNAPSHOT, FOLLOWERS)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000) as sandbox:
        yield sandbox


@pytest.fixture
def organizations(sandbox: Sandbox) -> tuple[int, ...]:
    return tuple(sandbox.figures.organizations)


def short_plan(sandbox: Sandbox, **options: object) -> Plan:
    span = Span(sandbox.figures.first_day.replace(day=1) + timedelta(330))
    options.setdefault("tables", TABLES)
    return plan_of(sandbox, span=span, **options)


def loaded(sandbox: Sandbox, database: Database, **options: object) -> Report:
    return sync(short_plan(sandbox, **options), database.target)


def organizations_in(database: Database, table: str) -> list[str]:
    rows = database.ask(f"SELECT DISTINCT organizational_entity FROM {table} ORDER BY 1")
    return [name for (name,) in rows]


def children(database: Database, organization: int) -> int:
    return int(
        database.one(
            f"SELECT count(*) FROM {CHILD} c JOIN {SNAPSHOT} p ON p._dlt_id = c._dlt_parent_id"
            f" WHERE p.organizational_entity = '{urn(organization)}'"
        )
    )


def test_one_that_is_refused_keeps_its_former_rows(
    sandbox: Sandbox, organizations: tuple[int, ...], database: Database
):
    loaded(sandbox, database)
    before = {number: children(database, number) for number in organizations}
    refuse(sandbox, organizations[1])
    report = loaded(sandbox, database)
    assert not report.is_complete
    assert organizations_in(database, SNAPSHOT) == [urn(number) for number in organizations]
    assert database.count(SNAPSHOT) == len(organizations)
    assert {number: children(database, number) for number in organizations} == before
    assert database.orphans() == {}


def test_the_others_get_new_rows(
    sandbox: Sandbox, organizations: tuple[int, ...], database: Database
):
    loaded(sandbox, database)
    refuse(sandbox, organizations[1])
    sandbox.advance(days=1)
    loaded(sandbox, database)
    loads = dict(database.ask(f"SELECT organizational_entity, _dlt_load_id FROM {SNAPSHOT}"))
    first, refused, last = (loads[urn(number)] for number in organizations)
    assert refused < first == last


def test_a_snapshot_is_replaced_whole_again_when_all_can_be_read(
    sandbox: Sandbox, organizations: tuple[int, ...], database: Database
):
    loaded(sandbox, database)
    refuse(sandbox, organizations[1])
    loaded(sandbox, database, organizations=organizations[:2])
    sandbox.faults.clear()
    loaded(sandbox, database, organizations=organizations[:2])
    assert organizations_in(database, SNAPSHOT) == [urn(number) for number in organizations[:2]]
    assert database.orphans() == {}


def test_the_first_sync_can_be_a_partial_one(
    sandbox: Sandbox, organizations: tuple[int, ...], database: Database
):
    refuse(sandbox, organizations[0])
    loaded(sandbox, database)
    assert organizations_in(database, SNAPSHOT) == [urn(number) for number in organizations[1:]]
    assert organizations_in(database, FOLLOWERS) == [urn(number) for number in organizations[1:]]


def test_a_snapshot_of_which_nothing_can_be_read_stays(
    sandbox: Sandbox, organizations: tuple[int, ...], duckdb: Database
):
    loaded(sandbox, duckdb)
    for organization in organizations:
        refuse(sandbox, organization)
    loaded(sandbox, duckdb)
    assert duckdb.count(SNAPSHOT) == len(organizations)
    assert duckdb.count(CHILD) > 0


def test_a_full_refresh_keeps_the_days_of_one_that_is_refused(
    sandbox: Sandbox, organizations: tuple[int, ...], database: Database
):
    loaded(sandbox, database)
    before = database.contents()[FOLLOWERS]
    refuse(sandbox, organizations[2])
    loaded(sandbox, database, write_disposition="replace")
    assert database.contents()[FOLLOWERS] == before
    sandbox.faults.clear()
    loaded(sandbox, database)
    assert database.contents()[FOLLOWERS] == before


def test_what_could_not_be_read_is_in_a_table(
    sandbox: Sandbox, organizations: tuple[int, ...], database: Database
):
    refuse(sandbox, organizations[1])
    report = loaded(sandbox, database)
    rows = database.ask(
        "SELECT table_name, organization, status, message, resumes_at FROM sync_problems ORDER BY 1"
    )
    assert [row[:3] for row in rows] == [(table, organizations[1], 403) for table in TABLES]
    assert {row[3] for row in rows} == {str(problem.error) for problem in report.problems}
    assert all(row[4] is None for row in rows)


def test_problems_are_added_up_from_sync_to_sync(
    sandbox: Sandbox, organizations: tuple[int, ...], duckdb: Database
):
    refuse(sandbox, organizations[1])
    loaded(sandbox, duckdb, tables=[SNAPSHOT])
    loaded(sandbox, duckdb, tables=[FOLLOWERS])
    assert duckdb.count("sync_problems") == 2


def test_what_could_not_be_read_is_in_the_report(
    sandbox: Sandbox, organizations: tuple[int, ...], duckdb: Database
):
    refuse(sandbox, organizations[1])
    report = loaded(sandbox, duckdb, tables=[SNAPSHOT])
    (problem,) = report.problems
    assert (problem.table, problem.organizations) == (SNAPSHOT, (organizations[1],))
    assert isinstance(problem.error, ForbiddenError)
    assert [table.problems for table in report.tables] == [1]


def test_organizations_that_are_refused_alike_are_one_warning(
    sandbox: Sandbox,
    organizations: tuple[int, ...],
    duckdb: Database,
    caplog: pytest.LogCaptureFixture,
):
    refuse(sandbox, organizations[0])
    refuse(sandbox, organizations[1])
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        loaded(sandbox, duckdb, tables=[SNAPSHOT])
    (record,) = caplog.records
    assert f"{organizations[0]}, {organizations[1]}" in record.getMessage()


def test_a_limit_of_a_day_ends_the_day_and_the_next_one_completes_it(database: Database):
    with Sandbox(organizations=6, kept_requests=1000) as sandbox:
        resource = "organizationalEntityFollowerStatistics"
        sandbox.quotas.limits = [Limit(7, resource=resource)]
        report = loaded(sandbox, database, concurrency=2)
        assert report.resumes_at is not None
        assert report.resumes_at.timestamp() > sandbox.clock.now()
        assert database.count(SNAPSHOT) + len(organizations_in(database, FOLLOWERS)) == 7
        sandbox.quotas.limits = []
        sandbox.advance(days=1)
        assert loaded(sandbox, database).is_complete
        assert database.count(SNAPSHOT) == 6
        figures = sandbox.figures
        span = short_plan(sandbox).scope.span.window(sandbox.clock.now())
        days = (span.end - span.start) // 86_400_000
        assert database.count(FOLLOWERS) == 6 * days
        first = figures.last_day - timedelta(days)
        gains = sum(
            figures.follower_gains(number, first + timedelta(day)).organic
            for number in figures.organizations
            for day in range(days)
        )
        assert (
            database.one(f"SELECT sum(follower_gains__organic_follower_gain) FROM {FOLLOWERS}")
            == gains
        )


def test_one_that_was_refused_has_no_cursor(
    sandbox: Sandbox, organizations: tuple[int, ...], duckdb: Database
):
    refuse(sandbox, organizations[1])
    loaded(sandbox, duckdb)
    read = {str(number) for number in organizations} - {str(organizations[1])}
    known = {table: set(numbers) for table, numbers in cursors(duckdb.target).items()}
    assert known == dict.fromkeys(TABLES, read)
