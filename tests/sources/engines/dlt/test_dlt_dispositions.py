"""Adding, merging and replacing days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from dlt_databases import Database
from dlt_plans import FOLLOWERS, SHARES, first_day, plan_of, refuse, urn
from noon import NOON

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import Plan, sync
from linkedin_api.sources.windows import Span

SHORT = 20
SOAK = pytest.mark.soak


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


def days_plan(sandbox: Sandbox, lookback_days: int = 0, **options: object) -> Plan:
    options.setdefault("tables", [FOLLOWERS])
    return plan_of(sandbox, span=Span(first_day(SHORT), "DAY", lookback_days), **options)


def days_in(database: Database, table: str = FOLLOWERS) -> dict[str, int]:
    return dict(
        database.ask(f"SELECT organizational_entity, count(*) FROM {table} GROUP BY 1 ORDER BY 1")
    )


def windows_asked_for(sandbox: Sandbox) -> list[int]:
    """Days of each window that was asked for."""
    ranges = [
        request.params["timeIntervals"]["timeRange"]
        for request in sandbox.requests
        if "timeIntervals" in request.params
    ]
    return [(int(each["end"]) - int(each["start"])) // 86_400_000 for each in ranges]


def tables_in_between(database: Database) -> set[str]:
    """The tables of the schema from which rows are merged."""
    found = database.ask(
        "SELECT table_name FROM information_schema.tables WHERE table_name NOT LIKE '!_dlt%'"
        f" ESCAPE '!' AND table_schema = '{database.target.dataset_name}_staging'"
    )
    return {name for (name,) in found}


@pytest.mark.parametrize(
    "before",
    ["append", pytest.param("merge", marks=SOAK), pytest.param("replace", marks=SOAK)],
)
def test_days_that_are_merged_again_are_there_once(sandbox: Sandbox, duckdb: Database, before: str):
    sync(days_plan(sandbox, write_disposition=before), duckdb.target)
    sandbox.advance(days=1)
    sandbox.reset()
    sync(days_plan(sandbox, write_disposition="merge", lookback_days=7), duckdb.target)
    numbers = sandbox.figures.organizations
    assert windows_asked_for(sandbox) == [8] * len(numbers)
    assert days_in(duckdb) == {urn(number): SHORT + 1 for number in numbers}


def test_a_day_that_linkedin_restates_has_its_new_numbers(sandbox: Sandbox, database: Database):
    options = {"write_disposition": "merge", "lookback_days": 3, "organizations": [2414183]}
    sync(days_plan(sandbox, **options), database.target)
    before = database.contents()
    gain = "follower_gains__organic_follower_gain"
    last = f"(SELECT max(time_range_end) FROM {FOLLOWERS})"
    database.change(f"UPDATE {FOLLOWERS} SET {gain} = -1 WHERE time_range_end = {last}")
    assert database.contents() != before
    sync(days_plan(sandbox, **options), database.target)
    assert database.contents() == before


@pytest.mark.soak
def test_one_that_was_refused_once_does_not_change_how_days_are_merged(
    sandbox: Sandbox, database: Database
):
    numbers = sandbox.figures.organizations
    sync(days_plan(sandbox), database.target)
    refuse(sandbox, numbers[0])
    sync(days_plan(sandbox, write_disposition="replace"), database.target)
    sandbox.faults.clear()
    for _ in range(2):
        sync(days_plan(sandbox, write_disposition="merge", lookback_days=7), database.target)
    assert days_in(database) == {urn(number): SHORT for number in numbers}


def test_a_full_refresh_reads_all_days_again_of_those_that_are_asked_for(
    sandbox: Sandbox, duckdb: Database
):
    numbers = sandbox.figures.organizations
    sync(days_plan(sandbox), duckdb.target)
    before = duckdb.contents()[FOLLOWERS]
    sandbox.reset()
    sync(days_plan(sandbox, organizations=numbers[:2], write_disposition="replace"), duckdb.target)
    assert windows_asked_for(sandbox) == [SHORT] * 2
    assert duckdb.contents()[FOLLOWERS] == [row for row in before if urn(numbers[2]) not in row]
    sandbox.reset()
    sync(days_plan(sandbox), duckdb.target)
    assert windows_asked_for(sandbox) == [SHORT]
    assert duckdb.contents()[FOLLOWERS] == before


def test_organizations_and_tables_that_join_later_bring_all_their_days(
    sandbox: Sandbox, duckdb: Database
):
    numbers = sandbox.figures.organizations
    sync(days_plan(sandbox, organizations=numbers[:2]), duckdb.target)
    assert tables_in_between(duckdb) == set()  # a new table is filled at once
    sandbox.reset()
    sync(days_plan(sandbox, tables=[FOLLOWERS, SHARES]), duckdb.target)
    assert tables_in_between(duckdb) == {FOLLOWERS}
    assert windows_asked_for(sandbox) == [SHORT] * 4
    expected = {urn(number): SHORT for number in numbers}
    assert days_in(duckdb, FOLLOWERS) == days_in(duckdb, SHARES) == expected


def test_another_pipeline_of_a_dataset_keeps_the_days_that_are_there(
    sandbox: Sandbox, duckdb: Database
):
    sync(days_plan(sandbox), duckdb.target)
    other = replace(duckdb.target, dataset=duckdb.target.dataset_name, pipeline_name="another")
    sync(plan_of(sandbox, tables=[FOLLOWERS], span=Span(first_day(3), "DAY")), other)
    assert days_in(duckdb) == {urn(number): SHORT for number in sandbox.figures.organizations}


def test_reading_days_again_only_to_add_them_is_refused(sandbox: Sandbox):
    with pytest.raises(InvalidArgumentError, match="use write_disposition='merge'"):
        days_plan(sandbox, lookback_days=3, write_disposition="append")


@pytest.mark.parametrize(
    ("option", "value"), [("write_disposition", "upsert"), ("nested", "rows"), ("tables", ())]
)
def test_a_plan_that_cannot_be_is_refused(sandbox: Sandbox, option: str, value: object):
    with pytest.raises(InvalidArgumentError):
        days_plan(sandbox, **{option: value})
