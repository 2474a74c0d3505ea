"""Two syncs of one dataset at once, as from two machines: each has a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dlt_databases import Database, duckdb_database, postgres_database
from dlt_killed import Moment, Order, sync_and_be_killed, sync_together
from dlt_plans import FOLLOWERS, first_day
from noon import NOON
from postgres import needs_postgres

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import SyncRunningError, sync
from linkedin_api.sources.engines.dlt.lease import lease_of
from linkedin_api.sources.engines.dlt.recovery import opened

TABLES = ("follower_statistics", "posts", FOLLOWERS)
ROUNDS = [0, *(pytest.param(number, marks=pytest.mark.soak) for number in range(1, 10))]


@pytest.fixture(scope="module")
def order() -> Iterator[Order]:
    with Sandbox(organizations=3, now=NOON) as sandbox:
        yield Order(
            sandbox.url,
            sandbox.access_token(),
            sandbox.clock.now(),
            Path(),
            tuple(sandbox.figures.organizations),
            first_day=first_day(20),
            tables=TABLES,
        )


@pytest.fixture(scope="module")
def alone(order: Order, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database into which one sync loaded."""
    order = replace(order, folder=tmp_path_factory.mktemp("alone"))
    sync(order.plan, order.target)
    return duckdb_database(order.folder)


@pytest.fixture(params=["duckdb", pytest.param("postgres", marks=needs_postgres)])
def shared(request: pytest.FixtureRequest, order: Order, tmp_path: Path) -> tuple[Order, Database]:
    order = replace(order, folder=tmp_path, home=tmp_path / "first")
    if request.param == "duckdb":
        return order, duckdb_database(tmp_path)
    url, dataset = request.getfixturevalue("postgres_url"), f"together_{tmp_path.name}"
    order = replace(order, postgres_url=url, dataset=dataset)
    return order, postgres_database(tmp_path, url, dataset)


@pytest.mark.parametrize("number", ROUNDS)
def test_tables_are_as_of_one_sync(
    shared: tuple[Order, Database], alone: Database, number: int, tmp_path: Path
):
    order, database = shared
    words = sync_together(order, replace(order, home=tmp_path / "second"))
    assert "" in words, words
    for each in filter(None, words):
        assert each.startswith("SyncRunningError: another sync of "), each
        assert "(process " in each, each
    assert database.contents() == alone.contents()
    assert database.orphans() == {}


def test_one_of_the_two_is_refused_by_a_sentence_that_names_the_other(
    shared: tuple[Order, Database], tmp_path: Path
):
    order, _ = shared
    target = order.target
    with lease_of(target) as lease:
        lease.take(opened(target))
        other = replace(order, home=tmp_path / "second")
        with pytest.raises(SyncRunningError, match=r"is running \(process \d+ on .+ since .+ UTC"):
            sync(other.plan, other.target)
    assert sync(other.plan, other.target).is_complete


def test_the_lease_ends_with_the_process_that_held_it(
    shared: tuple[Order, Database], alone: Database, tmp_path: Path
):
    order, database = shared
    assert sync_and_be_killed(order, Moment("dlt.pipeline.pipeline:Pipeline.normalize"))
    other = replace(order, home=tmp_path / "second")
    assert sync(other.plan, other.target).is_complete
    assert database.contents() == alone.contents()
