"""What changes between two syncs: holes, periods, options, roles, the part of a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from dlt_databases import Database
from dlt_plans import FOLLOWERS, NOON, SHARES, access_to, plan_of
from odd_statistics import DAY, OddStatistics

from linkedin_api.errors import InvalidArgumentError, NotAdministratorError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.dlt import Plan, Report, loaded, sync
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span, Window

SNAPSHOT = "share_statistics"
NO_DAYS = pytest.mark.timeless("what changes is no matter of days")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


def load(sandbox: Sandbox, database: Database, *tables: str, **options: Any) -> Report:
    return sync(plan_of(sandbox, tables or [FOLLOWERS], **options), database.target)


def monthly() -> Span:
    return Span(granularity="MONTH")


# days that LinkedIn leaves out


def test_a_day_that_was_left_out_is_listed_and_comes_with_the_next_sync(database: Database):
    end = int((NOON - timedelta(2)).replace(hour=0).timestamp()) * 1000
    hole = end - 100 * DAY
    with OddStatistics() as linkedin:
        plan = Plan(
            Access("T", base_url=linkedin.url),
            Scope((1337,)),
            (PAGES[FOLLOWERS],),
            now=NOON.timestamp,
        )
        linkedin.absent = {hole}
        sync(plan, database.target)
        assert loaded(database.target)[FOLLOWERS] == {1337: (end, (Window(hole, hole + DAY),))}
        linkedin.absent = set()
        sync(plan, database.target)
        assert loaded(database.target)[FOLLOWERS] == {1337: (end, ())}
        assert linkedin.windows[1:] == [(hole, hole + DAY)]
    counted = (
        "SELECT count(*), count(DISTINCT time_range_start) FROM follower_statistics_time_bound"
    )
    assert database.ask(counted) == [(363, 363)]


# options that belong to a dataset


@pytest.mark.parametrize("days_first", [True, False])
def test_days_and_months_do_not_mix_in_a_dataset(
    sandbox: Sandbox, duckdb: Database, days_first: bool
):
    first, second = (Span(), monthly()) if days_first else (monthly(), Span())
    load(sandbox, duckdb, span=first)
    rows, known = duckdb.count(FOLLOWERS), len(sandbox.requests)
    for _ in range(2):
        with pytest.raises(
            InvalidArgumentError,
            match=f"^time_granularity is {second.granularity}, but the rows of {FOLLOWERS} in this"
            f" dataset were loaded with {first.granularity}: use {first.granularity}, or load into",
        ):
            load(sandbox, duckdb, SHARES, FOLLOWERS, span=second)
    assert (duckdb.count(FOLLOWERS), sandbox.requests[known:]) == (rows, [])
    load(sandbox, duckdb, span=first)
    assert duckdb.count(FOLLOWERS) == rows


def test_a_replaced_table_may_change_from_days_to_months(sandbox: Sandbox, duckdb: Database):
    load(sandbox, duckdb)
    load(sandbox, duckdb, span=monthly(), write_disposition="replace")
    longest = duckdb.one(f"SELECT max(time_range_end - time_range_start) FROM {FOLLOWERS}")
    assert longest > timedelta(27)
    with pytest.raises(InvalidArgumentError, match="loaded with MONTH"):
        load(sandbox, duckdb)


def test_days_of_an_earlier_version_are_known_by_their_cursors(sandbox: Sandbox):
    from linkedin_api.sources.reading.table_state import TableState

    state = {"cursors": {"1": 1795132800000}}  # 2026-11-20
    with pytest.raises(InvalidArgumentError, match="loaded with DAY"):
        TableState(state).keep_options(FOLLOWERS, {"time_granularity": "MONTH"})
    TableState(state).keep_options(FOLLOWERS, {"time_granularity": "DAY"})
    months = {"cursors": {"1": 1793491200000}}  # 2026-11-01
    TableState(months).keep_options(FOLLOWERS, {"time_granularity": "MONTH"})


@NO_DAYS
def test_lists_in_rows_stay_as_they_were_first_loaded(sandbox: Sandbox, duckdb: Database):
    load(sandbox, duckdb, SNAPSHOT, nested="json")
    known = len(sandbox.requests)
    with pytest.raises(InvalidArgumentError, match=r"^nested is tables, but .* loaded with json"):
        load(sandbox, duckdb, SNAPSHOT)
    assert sandbox.requests[known:] == []


def test_a_first_day_to_come_is_refused_by_its_name(sandbox: Sandbox):
    with pytest.raises(InvalidArgumentError, match=r"^start_date must not be in the future"):
        plan_of(sandbox, span=Span((NOON + timedelta(1)).date()))


# roles


def administers(sandbox: Sandbox, *urns: str) -> None:
    """Let the member administer these from now on."""
    roles = [
        {"organization": urn, "role": "ADMINISTRATOR", "state": "APPROVED", "roleAssignee": "x"}
        for urn in urns
    ]
    sandbox.faults.clear()
    for start in range(len(roles) + 1):
        page = roles[start:]
        sandbox.faults.add(
            lambda request, start=start: (
                request.name == "roleAssignee" and int(request.params.get("start", 0)) == start
            ),
            body={"elements": page, "paging": {"start": start, "count": 100, "links": []}},
        )


def discovered(sandbox: Sandbox, *tables: str, **options: Any) -> Plan:
    plan = plan_of(sandbox, tables or [SNAPSHOT, FOLLOWERS], **options)
    return replace(plan, scope=replace(plan.scope, organizations=None))


@NO_DAYS
@pytest.mark.parametrize("write_disposition", ["merge", "replace"])
def test_the_rows_of_a_page_stay_and_are_named_when_its_role_is_revoked(
    sandbox: Sandbox, duckdb: Database, write_disposition: Any
):
    mine, lost = sandbox.figures.organizations[:2]
    plan = discovered(sandbox, write_disposition=write_disposition)
    administers(sandbox, f"urn:li:organization:{mine}", f"urn:li:organization:{lost}")
    assert sync(plan, duckdb.target).is_complete
    before = {table: duckdb.count(table) for table in (SNAPSHOT, FOLLOWERS)}
    administers(sandbox, f"urn:li:organization:{mine}")
    for _ in range(2):
        report = sync(plan, duckdb.target)
        assert {table: duckdb.count(table) for table in before} == before
        assert {(each.table, each.organizations) for each in report.problems} == {
            (SNAPSHOT, (lost,)),
            (FOLLOWERS, (lost,)),
        }
        assert f"no longer administers organization {lost}: its rows stay" in str(
            report.problems[0]
        )
        assert all(isinstance(each.error, NotAdministratorError) for each in report.problems)
    load(sandbox, duckdb, SNAPSHOT, organizations=[mine])
    assert duckdb.count(SNAPSHOT) == 1


@NO_DAYS
def test_pages_that_are_no_longer_named_go_and_the_log_says_so(
    sandbox: Sandbox, duckdb: Database, caplog: pytest.LogCaptureFixture
):
    first, second, third = sandbox.figures.organizations
    load(sandbox, duckdb, SNAPSHOT)
    assert "deleted" not in caplog.text
    load(sandbox, duckdb, SNAPSHOT, organizations=[first])
    deleted = f"that this sync did not read are deleted: {second}, {third}"
    assert f"{SNAPSHOT}: the rows of organizations {deleted}" in caplog.text
    assert duckdb.count(SNAPSHOT) == 1


@NO_DAYS
def test_a_brand_among_the_roles_is_a_problem_and_not_asked_as_an_organization(
    sandbox: Sandbox, duckdb: Database
):
    mine, other = sandbox.figures.organizations[:2]
    administers(sandbox, f"urn:li:organization:{mine}", f"urn:li:organizationBrand:{other}")
    report = sync(discovered(sandbox, SNAPSHOT), duckdb.target)
    (problem,) = report.problems
    assert f"urn:li:organizationBrand:{other} is a brand" in str(problem)
    assert duckdb.count(SNAPSHOT) == 1
    assert not any(str(other) in str(request.params) for request in sandbox.requests)


# a part of a catalogue


def learning(sandbox: Sandbox, database: Database, **options: Any) -> Report:
    plan = Plan.learning(access_to(sandbox), ["learning_assets"], now=sandbox.clock.now, **options)
    return sync(plan, database.target)


@pytest.fixture
def catalogue(database: Database) -> Database:
    return replace(database, target=replace(database.target, pipeline_name="linkedin_learning"))


@pytest.mark.soak
@NO_DAYS
def test_a_part_of_the_assets_is_merged_into_the_others(sandbox: Sandbox, catalogue: Database):
    learning(sandbox, catalogue)
    rows, contents = (
        catalogue.count("learning_assets"),
        catalogue.one("SELECT count(*) FROM learning_assets__contents"),
    )
    for narrow in ({"last_modified_after": NOON.date() - timedelta(60)}, {"keyword": "python"}):
        assert 0 < learning(sandbox, catalogue, **narrow).tables[0].rows < rows
        assert catalogue.count("learning_assets") == rows
        assert catalogue.one("SELECT count(*) FROM learning_assets__contents") == contents
    learning(sandbox, catalogue)
    assert catalogue.count("learning_assets") == rows


@NO_DAYS
def test_lists_in_assets_stay_as_they_were_first_loaded(sandbox: Sandbox, catalogue: Database):
    learning(sandbox, catalogue, nested="json")
    known = len(sandbox.requests)
    with pytest.raises(InvalidArgumentError, match=r"^nested is tables, but .* loaded with json"):
        learning(sandbox, catalogue)
    assert sandbox.requests[known:] == []


@NO_DAYS
def test_a_locale_that_is_no_longer_asked_for_keeps_its_rows_and_is_named(
    sandbox: Sandbox, catalogue: Database, caplog: pytest.LogCaptureFixture
):
    learning(sandbox, catalogue, locales=["en_US", "de_DE"])
    rows = catalogue.count("learning_assets")
    caplog.clear()
    learning(sandbox, catalogue, locales=["en_US"])
    assert catalogue.count("learning_assets") == rows
    assert "rows of de_DE COURSE, de_DE LEARNING_PATH, which this sync does not read, stay" in (
        caplog.text
    )


@NO_DAYS
def test_assets_that_linkedin_no_longer_has_go_with_a_whole_sync(
    sandbox: Sandbox, catalogue: Database
):
    learning(sandbox, catalogue, last_modified_after=NOON.date() - timedelta(60))
    catalogue.change("UPDATE learning_assets SET urn = 'urn:li:lyndaCourse:1'")
    learning(sandbox, catalogue)
    assert catalogue.one("SELECT count(*) FROM learning_assets WHERE urn LIKE '%:1'") == 0
