"""What becomes of tables when a sync is killed and started again."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dlt_databases import postgres_database
from dlt_killed import Moment, sync_and_be_killed, sync_and_be_killed_after
from dlt_moments import (
    LOADED_UNNOTED,
    MOMENTS,
    MOMENTS_OF_RECOVERY,
    MOMENTS_OF_STARTING_OVER,
    NOTED_BY_DATABASE,
    READ,
    THIRD_NOTED,
    WHILE_READING,
)
from dlt_two_days import TwoDays, two_days
from postgres import needs_postgres

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import sync

DISPOSITIONS = ("append", "merge", "replace")
QUICK = (WHILE_READING, READ, LOADED_UNNOTED, NOTED_BY_DATABASE)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def days(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> TwoDays:
    return two_days(sandbox, tmp_path_factory.mktemp("killed"))


@pytest.fixture(scope="module", params=DISPOSITIONS)
def days_of_all(
    request: pytest.FixtureRequest, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> TwoDays:
    lookback = 3 if request.param == "merge" else 0
    return two_days(
        sandbox,
        tmp_path_factory.mktemp(request.param),
        write_disposition=request.param,
        lookback_days=lookback,
    )


def end_well(days: TwoDays, *moments: Moment) -> bool:
    """Be killed at each moment, then sync to the end."""
    for moment in moments:
        assert sync_and_be_killed(days.order, moment), "that moment never came"
    sync(days.order.plan, days.order.target)
    return days.is_whole()


@pytest.mark.parametrize("moment", QUICK, ids=[n for n, m in MOMENTS.items() if m in QUICK])
def test_a_sync_that_was_killed_ends_like_one_that_was_not(days: TwoDays, moment: Moment):
    days.begin()
    assert end_well(days, moment)


def test_what_was_read_before_the_end_is_not_asked_for_again(days: TwoDays, sandbox: Sandbox):
    days.begin()
    sandbox.reset()
    assert end_well(days, LOADED_UNNOTED)
    asked = [request for request in sandbox.requests if "timeIntervals" in request.params]
    assert len(asked) == 6  # two tables of three organizations, once


def test_a_first_sync_that_was_killed_ends_like_one_that_was_not(days: TwoDays):
    days.begin(is_first_sync=True)
    assert end_well(days, THIRD_NOTED)


def test_a_machine_that_died_is_replaced_by_one_that_knows_nothing(days: TwoDays, tmp_path: Path):
    days.begin()
    assert sync_and_be_killed(days.order, LOADED_UNNOTED)
    target = replace(days.order.target, pipelines_dir=tmp_path)
    sync(days.order.plan, target)
    assert days.is_whole()


@needs_postgres
def test_postgresql_holds_what_it_should_after_a_sync_was_killed(
    days: TwoDays, postgres_url: str, tmp_path: Path
):
    order = replace(days.order, folder=tmp_path, postgres_url=postgres_url, dataset="killed")
    database = postgres_database(tmp_path, postgres_url, "killed")
    moment = Moment("dlt.destinations.insert_job_client:InsertValuesLoadJob.run", 3, is_after=True)
    assert sync_and_be_killed(order, moment)
    sync(order.plan, order.target)
    assert database.contents() == days.contents
    assert database.orphans() == {}


@pytest.mark.soak
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=list(MOMENTS))
def test_every_moment_ends_well(days_of_all: TwoDays, moment: Moment):
    days_of_all.begin()
    assert end_well(days_of_all, moment)


@pytest.mark.soak
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=list(MOMENTS))
def test_every_moment_of_a_first_sync_ends_well(days: TwoDays, moment: Moment):
    days.begin(is_first_sync=True)
    assert end_well(days, moment)


@pytest.mark.soak
@pytest.mark.parametrize("moment", MOMENTS_OF_RECOVERY.values(), ids=list(MOMENTS_OF_RECOVERY))
def test_a_recovery_that_was_killed_ends_well(days_of_all: TwoDays, moment: Moment):
    days_of_all.begin()
    assert end_well(days_of_all, THIRD_NOTED, moment)


@pytest.mark.soak
@pytest.mark.parametrize(
    "moment", MOMENTS_OF_STARTING_OVER.values(), ids=list(MOMENTS_OF_STARTING_OVER)
)
def test_starting_over_can_be_killed_too(days_of_all: TwoDays, tmp_path: Path, moment: Moment):
    days_of_all.begin()
    assert sync_and_be_killed(days_of_all.order, THIRD_NOTED)
    (days_of_all.order.folder / "pipelines").rename(tmp_path / "lost")
    assert end_well(days_of_all, moment)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_random_moment_ends_well(days_of_all: TwoDays, seed: int):
    chance = random.Random(seed)
    days_of_all.begin(is_first_sync=chance.random() < 0.5)
    begun = time.monotonic()
    sync(days_of_all.order.plan, days_of_all.order.target)
    usual = time.monotonic() - begun
    days_of_all.begin(is_first_sync=chance.random() < 0.5)
    for _ in range(chance.choice((1, 1, 2))):
        sync_and_be_killed_after(days_of_all.order, usual * chance.random())
    sync(days_of_all.order.plan, days_of_all.order.target)
    assert days_of_all.is_whole()
