"""Loading where a loop already runs: a coroutine, a web handler, threads, a forked process."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import dlt
import pytest
import requests
import uvicorn
from dlt_databases import Database, duckdb_database
from dlt_plans import FOLLOWERS, NOON, access_to, plan_of
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from linkedin_api.clients import file_lock
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import Report, Target, cursors, linkedin_pages, sync
from linkedin_api.sources.engines.dlt import lease as leases

COUNT = "total_follower_count"
SMALL = (COUNT, FOLLOWERS)
Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


def run_on_uvloop(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine on uvloop; other loops, such as the reader's, stay what they are."""
    return _uvloop().run(work)


def run_on_uvloop_alone(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine where all loops are uvloop's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of policies, on newer Pythons
        asyncio.set_event_loop_policy(_uvloop().EventLoopPolicy())
        try:
            return asyncio.run(work)
        finally:
            asyncio.set_event_loop_policy(None)


def _uvloop() -> Any:
    return pytest.importorskip("uvloop", reason="uvloop is not made for this system")


LOOPS = {"asyncio": asyncio.run, "uvloop": run_on_uvloop, "uvloop alone": run_on_uvloop_alone}


@pytest.fixture(params=LOOPS.values(), ids=LOOPS)
def run(request: pytest.FixtureRequest) -> Run:
    """Runs a coroutine, on each kind of loop."""
    return request.param


def of_readers() -> list[str]:
    """Threads that a sync has left behind."""
    return [each.name for each in threading.enumerate() if each.name == "linkedin reader"]


def test_a_coroutine_can_sync(sandbox: Sandbox, duckdb: Database, run: Run):
    async def handler() -> tuple[Report, Report]:
        first = sync(plan_of(sandbox, SMALL), duckdb.target)
        await asyncio.sleep(0)
        return first, sync(plan_of(sandbox, SMALL), duckdb.target)

    first, second = run(handler())
    assert [table.rows for table in first.tables] == [3, 3 * 363]
    assert [table.rows for table in second.tables] == [3, 0]
    assert duckdb.count(FOLLOWERS) == 3 * 363
    assert of_readers() == []


def test_a_coroutine_can_ask_where_reading_ended(sandbox: Sandbox, duckdb: Database):
    sync(plan_of(sandbox, SMALL), duckdb.target)

    async def handler() -> dict[str, dict[str, int]]:
        return cursors(duckdb.target)

    assert set(asyncio.run(handler())[FOLLOWERS]) == set(map(str, sandbox.figures.organizations))


@pytest.mark.parametrize(
    "run",
    [
        pytest.param(run, marks=() if name == "asyncio" else pytest.mark.soak, id=name)
        for name, run in LOOPS.items()
    ],
)
def test_a_coroutine_can_run_a_pipeline_of_its_own(sandbox: Sandbox, duckdb: Database, run: Run):
    pipeline = dlt.pipeline(
        "in_a_coroutine",
        pipelines_dir=str(duckdb.target.pipelines_dir),
        destination=dlt.destinations.duckdb(str(duckdb.target.database)),
        dataset_name="linkedin_pages",
    )

    async def handler() -> None:
        source = linkedin_pages(credentials=access_to(sandbox), tables=SMALL, now=sandbox.clock.now)
        pipeline.run(source)

    run(handler())
    assert (duckdb.count(COUNT), duckdb.count(FOLLOWERS)) == (3, 3 * 363)


def test_a_pool_of_threads_of_dlts_can_take_the_rows(sandbox: Sandbox, duckdb: Database):
    pipeline = dlt.pipeline(
        "in_a_pool",
        pipelines_dir=str(duckdb.target.pipelines_dir),
        destination=dlt.destinations.duckdb(str(duckdb.target.database)),
        dataset_name="linkedin_pages",
    )
    source = linkedin_pages(
        credentials=access_to(sandbox), tables=SMALL, now=sandbox.clock.now
    ).parallelize()

    async def handler() -> None:
        pipeline.run(source)

    asyncio.run(handler())
    assert (duckdb.count(COUNT), duckdb.count(FOLLOWERS)) == (3, 3 * 363)
    assert of_readers() == []


def test_syncs_of_several_handlers_at_once_load_what_each_asked_for(
    sandbox: Sandbox, tmp_path: Any
):
    databases = []
    for place in range(3):
        folder = tmp_path / str(place)
        folder.mkdir()
        databases.append(duckdb_database(folder))

    async def handlers() -> list[Report]:
        return await asyncio.gather(
            *(
                asyncio.to_thread(
                    sync, plan_of(sandbox, SMALL, organizations=[organization]), database.target
                )
                for organization, database in zip(
                    sandbox.figures.organizations, databases, strict=True
                )
            )
        )

    reports = asyncio.run(handlers())
    assert [[table.rows for table in report.tables] for report in reports] == [[1, 363]] * 3
    urns = [database.one(f"SELECT organizational_entity FROM {COUNT}") for database in databases]
    assert urns == [f"urn:li:organization:{n}" for n in sandbox.figures.organizations]


@contextmanager
def served(handler: Callable[[Request], Any]) -> Iterator[str]:
    """Serve a handler over HTTP; gives its address."""
    config = uvicorn.Config(Starlette(routes=[Route("/", handler)]), port=0, log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    try:
        yield "http://{}:{}".format(*server.servers[0].sockets[0].getsockname())
    finally:
        server.should_exit = True
        thread.join()


def test_a_web_handler_can_sync(sandbox: Sandbox, duckdb: Database):
    async def handler(request: Request) -> JSONResponse:
        report = sync(plan_of(sandbox, SMALL), duckdb.target)
        return JSONResponse({table.table: table.rows for table in report.tables})

    with served(handler) as url, requests.Session() as session:
        answers = [session.get(url).json() for _ in range(2)]
    assert answers == [{COUNT: 3, FOLLOWERS: 3 * 363}, {COUNT: 3, FOLLOWERS: 0}]


def test_rows_that_are_left_early_leave_no_thread_behind(sandbox: Sandbox, run: Run):
    async def handler() -> dict[str, Any]:
        source = linkedin_pages(credentials=access_to(sandbox), tables=[COUNT])
        for rows in source:
            return rows
        raise AssertionError("there are no rows")

    assert run(handler())["first_degree_size"].to_pylist()[0] > 0
    gc.collect()
    assert of_readers() == []


def test_a_sync_that_has_ended_keeps_no_other_out_though_a_forked_process_lives_on(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
):
    lock, copies = file_lock._lock, []

    def lock_and_fork(descriptor: int) -> bool:
        copies.append(os.dup(descriptor))  # as a forked process would have it
        return lock(descriptor)

    monkeypatch.setattr(file_lock, "_lock", lock_and_fork)
    for _ in range(2):
        with leases.lease_of(Target(database=tmp_path / "x.duckdb", pipelines_dir=tmp_path)):
            pass
    for copy in copies:
        os.close(copy)


FORKING = """
import asyncio, gc, os, sys
from pathlib import Path
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.engines.dlt import Plan, Target, linkedin_pages, sync

access = Access(sys.argv[1], base_url=sys.argv[2], oauth_url=sys.argv[2])
tables = ["total_follower_count", "organization_lookup"]

async def handler():
    target = Target(database=Path("child.duckdb"), pipelines_dir=Path("child"))
    return sync(Plan.pages(access, None, tables), target)

async def parent():
    rows = iter(linkedin_pages(credentials=access, tables=tables))
    seen = [next(rows)]
    child = os.fork()
    if not child:
        del rows  # the child has no use for what the parent reads, and no thread that could close
        gc.collect()
        report = asyncio.run(handler())
        print(sum(table.rows for table in report.tables), flush=True)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    tables_seen = [each for each in [*seen, *rows] if "position" not in each.column_names]
    print(status, sum(map(len, tables_seen)), flush=True)

asyncio.run(parent())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_syncs_and_leaves_what_its_parent_reads_alone(
    sandbox: Sandbox, tmp_path: Any
):
    program = [sys.executable, "-c", FORKING, sandbox.access_token(), sandbox.url]
    ended = subprocess.run(
        program, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert ended.stdout.split() == ["6", "0", "6"], ended.stderr
    assert "Exception ignored" not in ended.stderr
