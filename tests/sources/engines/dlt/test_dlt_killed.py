"""What becomes of tables when a sync is killed and started again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
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
    THIRD_NOTED,
)
from dlt_two_days import TwoDays, two_days
from noon import NOON
from postgres import needs_postgres

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import sync

DISPOSITIONS = ("merge", "replace")
LOADING = list(MOMENTS)[-9:]
#: New tables are filled at once.
LOADING_FIRST = [name for name in LOADING if name != "when a table was merged"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def days(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> TwoDays:
    return two_days(sandbox, tmp_path_factory.mktemp("killed"))


@pytest.fixture(scope="module")
def days_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], TwoDays]]:
    """Two days with each write disposition, each with a sandbox, since two days pass there."""
    with ExitStack() as stack:

        @cache
        def days_with(write_disposition: str) -> TwoDays:
            return two_days(
                stack.enter_context(Sandbox(organizations=3, now=NOON)),
                tmp_path_factory.mktemp(write_disposition),
                write_disposition=write_disposition,
                lookback_days=3 if write_disposition == "merge" else 0,
            )

        yield days_with


def end_well(days: TwoDays, *moments: Moment) -> bool:
    """Be killed at each moment, then sync to the end."""
    for moment in moments:
        assert sync_and_be_killed(days.order, moment), "that moment never came"
    sync(days.order.plan, days.order.target)
    return days.is_whole()


@pytest.mark.parametrize(
    "moment", [LOADED_UNNOTED, pytest.param(NOTED_BY_DATABASE, marks=pytest.mark.soak)]
)
def test_a_sync_that_was_killed_ends_like_one_that_was_not(
    days: TwoDays, sandbox: Sandbox, moment: Moment
):
    days.begin()
    sandbox.reset()
    assert end_well(days, moment)
    asked = [request for request in sandbox.requests if "timeIntervals" in request.params]
    assert len(asked) == 6, "two tables of three organizations were not asked for just once"


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
    moment = Moment(
        "dlt.destinations.impl.postgres.postgres:PostgresCsvCopyJob.run", 3, is_after=True
    )
    assert sync_and_be_killed(order, moment)
    sync(order.plan, order.target)
    assert database.contents() == days.contents
    assert database.orphans() == {}


@pytest.mark.soak
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=list(MOMENTS))
def test_every_moment_ends_well(days: TwoDays, moment: Moment):
    days.begin()
    assert end_well(days, moment)


@pytest.mark.soak
@pytest.mark.parametrize("moment", [MOMENTS[name] for name in LOADING_FIRST], ids=LOADING_FIRST)
def test_every_moment_of_loading_for_the_first_time_ends_well(days: TwoDays, moment: Moment):
    days.begin(is_first_sync=True)
    assert end_well(days, moment)


@pytest.mark.soak
@pytest.mark.parametrize("write_disposition", ["replace"])
@pytest.mark.parametrize("moment", [MOMENTS[name] for name in LOADING], ids=LOADING)
def test_every_moment_of_loading_ends_well(
    days_of: Callable[[str], TwoDays], write_disposition: str, moment: Moment
):
    days = days_of(write_disposition)
    days.begin()
    assert end_well(days, moment)


@pytest.mark.soak
@pytest.mark.parametrize("write_disposition", DISPOSITIONS)
@pytest.mark.parametrize("moment", MOMENTS_OF_RECOVERY.values(), ids=list(MOMENTS_OF_RECOVERY))
def test_a_recovery_that_was_killed_ends_well(
    days_of: Callable[[str], TwoDays], write_disposition: str, moment: Moment
):
    days = days_of(write_disposition)
    days.begin()
    assert end_well(days, THIRD_NOTED, moment)


@pytest.mark.soak
@pytest.mark.parametrize("write_disposition", DISPOSITIONS)
@pytest.mark.parametrize(
    "moment", MOMENTS_OF_STARTING_OVER.values(), ids=list(MOMENTS_OF_STARTING_OVER)
)
def test_starting_over_can_be_killed_too(
    days_of: Callable[[str], TwoDays], write_disposition: str, moment: Moment, tmp_path: Path
):
    days = days_of(write_disposition)
    days.begin()
    assert sync_and_be_killed(days.order, THIRD_NOTED)
    (days.order.folder / "pipelines").rename(tmp_path / "lost")
    assert end_well(days, moment)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_random_moment_ends_well(days_of: Callable[[str], TwoDays], seed: int):
    chance = random.Random(seed)
    days = days_of(DISPOSITIONS[seed % len(DISPOSITIONS)])
    days.begin(is_first_sync=chance.random() < 0.5)
    kills = [chance.random() for _ in range(chance.choice((1, 1, 2)))]
    survived = [not sync_and_be_killed_after(days.order, 1.2 * part) for part in kills]
    sync(days.order.plan, days.order.target)
    assert days.is_whole(), f"killed at {kills}, survived {survived}"


@pytest.mark.soak
@needs_postgres
@pytest.mark.parametrize("seed", range(10))
def test_a_random_moment_of_loading_into_postgresql_ends_well(
    days: TwoDays, seed: int, postgres_url: str, tmp_path: Path
):
    chance = random.Random(seed)
    dataset = f"killed_{seed}"
    order = replace(days.order, folder=tmp_path, postgres_url=postgres_url, dataset=dataset)
    if seed % 2:
        sync(order.plan, order.target)
    kills = [chance.random() for _ in range(chance.choice((1, 2)))]
    survived = [not sync_and_be_killed_after(order, 2 * part) for part in kills]
    sync(order.plan, order.target)
    database = postgres_database(tmp_path, postgres_url, dataset)
    assert database.contents() == days.contents, f"killed at {kills}, survived {survived}"
    assert database.orphans() == {}
