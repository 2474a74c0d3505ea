"""Where tables go, and what a sync leaves on its way there."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dlt.common.runtime.signals import was_signal_received
from dlt.destinations.impl.duckdb.duck import DuckDbCopyJob
from dlt.load import Load
from dlt.pipeline.exceptions import PipelineStepFailed
from dlt_databases import Database, postgres_database
from dlt_plans import FOLLOWERS, access_to, first_day, plan_of, refuse
from noon import NOON
from postgres import PASSWORD, needs_postgres

from linkedin_api.clients import file_lock
from linkedin_api.errors import InvalidArgumentError, UnauthorizedError, VersionError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import Plan, SyncRunningError, Target, cursors, load, sync
from linkedin_api.sources.engines.dlt.lease import lease_of
from linkedin_api.sources.engines.dlt.problem_table import PROBLEMS
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.windows import Span

TABLES = (FOLLOWERS, "total_follower_count")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=2, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


def test_a_file_may_be_named_as_text():
    assert Target(database="marketing.duckdb").file == Path("marketing.duckdb")


def test_a_dataset_has_the_name_of_its_schema():
    assert Target(dataset="LinkedIn").dataset_name == "linked_in"


def test_a_file_must_not_have_the_name_that_the_dataset_gets():
    with pytest.raises(InvalidArgumentError, match=r"my_data.duckdb and dataset my_data have the"):
        Target(dataset="My-Data", database="my_data.duckdb")


@pytest.mark.parametrize(
    ("plan", "target", "says"),
    [
        ("AQX", Target(), "plan must be a Plan, such as Plan.pages"),
        (Plan.pages("AQX"), "duckdb", "target must be a Target, such as Target"),
    ],
)
def test_what_is_no_plan_and_no_target_is_refused_by_name(plan, target, says):
    with pytest.raises(InvalidArgumentError, match=says):
        sync(plan, target)


def short_plan(sandbox: Sandbox, **options: object) -> Plan:
    options.setdefault("tables", TABLES)
    return plan_of(sandbox, span=Span(first_day(30)), **options)


def test_a_machine_that_never_loaded_goes_on_where_the_destination_is(
    sandbox: Sandbox, duckdb: Database, tmp_path: Path
):
    sync(short_plan(sandbox), duckdb.target)
    before = duckdb.contents()
    sandbox.reset()
    sync(short_plan(sandbox), replace(duckdb.target, pipelines_dir=tmp_path / "new machine"))
    assert duckdb.contents() == before
    assert not [request for request in sandbox.requests if "timeIntervals" in request.params]


def test_a_machine_goes_on_where_another_one_ended_meanwhile(
    sandbox: Sandbox, duckdb: Database, tmp_path: Path
):
    sync(short_plan(sandbox), duckdb.target)
    sandbox.advance(days=1)
    sync(short_plan(sandbox), replace(duckdb.target, pipelines_dir=tmp_path / "another machine"))
    before = duckdb.contents()
    sandbox.reset()
    sync(short_plan(sandbox), duckdb.target)
    assert duckdb.contents() == before
    assert not [request for request in sandbox.requests if "timeIntervals" in request.params]


@needs_postgres
def test_each_destination_has_cursors_of_its_own(
    sandbox: Sandbox, duckdb: Database, postgres_url: str, tmp_path: Path
):
    other = postgres_database(tmp_path, postgres_url, "another_destination")
    sync(short_plan(sandbox), other.target)
    for _ in range(2):
        sandbox.advance(days=1)
        sync(short_plan(sandbox), duckdb.target)
    sync(short_plan(sandbox), other.target)
    assert other.contents() == duckdb.contents()
    assert cursors(other.target)[FOLLOWERS] == cursors(duckdb.target)[FOLLOWERS]


def test_a_database_that_was_deleted_is_filled_anew(sandbox: Sandbox, duckdb: Database):
    sync(short_plan(sandbox), duckdb.target)
    before = duckdb.contents()
    duckdb.target.database.unlink()
    sync(short_plan(sandbox), duckdb.target)
    assert duckdb.contents() == before


def test_a_folder_that_cannot_be_read_is_made_anew(sandbox: Sandbox, duckdb: Database):
    sync(short_plan(sandbox), duckdb.target)
    before = duckdb.contents()
    (state,) = duckdb.target.pipelines_dir.glob("*/state.json")
    state.write_text("")
    sync(short_plan(sandbox), duckdb.target)
    assert duckdb.contents() == before


def test_without_dlt_a_sentence_says_what_to_install():
    code = (
        "import sys; sys.modules['dlt'] = None\n"
        "from linkedin_api.sources.engines.dlt import Plan, Target\n"
        "from linkedin_api.sources.engines.dlt import sync"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    reported = run.stderr.strip().splitlines()[-1]
    assert reported == (
        "ModuleNotFoundError: loading tables needs 'dlt': pip install \"linkedin-api-client[dlt]\""
    )


def test_plans_and_targets_are_made_without_loading_dlt():
    code = (
        "import sys\n"
        "from linkedin_api.sources.engines.dlt import Plan, Report, Target\n"
        "Plan.pages('token'), Target()\n"
        "assert not {'dlt', 'duckdb', 'aiohttp'} & set(sys.modules), 'heavy'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_two_syncs_of_one_pipeline_cannot_run_at_once(sandbox: Sandbox, duckdb: Database):
    target = duckdb.target
    reported = "another sync of linkedin_pages is running"
    with (
        lease_of(target),
        pytest.raises(SyncRunningError, match=reported),
    ):
        sync(short_plan(sandbox), target)
    assert sync(short_plan(sandbox), target).is_complete


def test_where_the_file_system_has_no_locks_a_sync_runs_all_the_same(
    duckdb: Database, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no locks")

    monkeypatch.setattr(file_lock.fcntl, "flock", refuse)

    with lease_of(duckdb.target):
        pass


def test_another_user_may_start_the_next_sync(tmp_path: Path):
    target = Target(database=tmp_path / "x.duckdb", pipelines_dir=tmp_path)
    before = os.umask(0o007)  # as where a group shares a folder
    try:
        with lease_of(target):
            pass
    finally:
        os.umask(before)

    assert (tmp_path / ".x.duckdb.lock").stat().st_mode & 0o777 == 0o660


def test_no_secret_is_left_behind(sandbox: Sandbox, database: Database, tmp_path: Path):
    access = Access(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        refresh_token=sandbox.refresh_token(),
        base_url=sandbox.url,
        oauth_url=sandbox.url,
    )
    plan = short_plan(sandbox, access=access)
    report = sync(plan, database.target)
    assert (report.dataset, report.database) == (
        database.target.dataset_name,
        database.target.database,
    )
    assert report.destination in {"duckdb", "postgres"}
    tokens = [token.value for _, token in sandbox.tokens.newest(10)]
    assert tokens
    secrets = [access.client_secret, access.refresh_token, *tokens, PASSWORD]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 5
    for text in (*(path.read_bytes() for path in files), repr((report, plan)).encode()):
        assert not [secret for secret in secrets if secret.encode() in text]
    held = repr(database.ask("SELECT * FROM _dlt_pipeline_state"))
    assert not [secret for secret in secrets if secret in held]


def test_a_version_that_has_ended_is_an_error_of_linkedins(sandbox: Sandbox, duckdb: Database):
    access = replace(access_to(sandbox), version="202001")
    with pytest.raises(VersionError, match="202001"):
        sync(short_plan(sandbox, access=access), duckdb.target)


def test_a_bad_token_is_an_error_of_linkedins_and_changes_nothing(
    sandbox: Sandbox, duckdb: Database
):
    sync(short_plan(sandbox), duckdb.target)
    sandbox.advance(days=1)
    bad = Access(sandbox.access_token(expires_in=0), base_url=sandbox.url)
    with pytest.raises(UnauthorizedError, match="EXPIRED_ACCESS_TOKEN") as error:
        sync(short_plan(sandbox, access=bad), duckdb.target)
    assert error.value.__cause__ is None
    before = duckdb.count(FOLLOWERS)
    sync(short_plan(sandbox), duckdb.target)
    assert duckdb.count(FOLLOWERS) == before + 2


@pytest.fixture
def failures(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the database says of the next files, each of which it has taken all the same."""
    said: list[str] = []
    run = DuckDbCopyJob.run

    def run_and_fail(job: DuckDbCopyJob) -> None:
        run(job)
        if said and "statistics" in job.load_table_name:
            raise ConnectionError(said.pop())

    monkeypatch.setattr(DuckDbCopyJob, "run", run_and_fail)
    return said


def test_what_is_only_added_is_not_added_twice_when_a_load_is_repeated(
    sandbox: Sandbox,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    refuse(sandbox, sandbox.figures.organizations[0])
    with monkeypatch.context() as patch:
        patch.setattr(Load, "complete_package", _interrupted)  # all files are loaded
        with pytest.raises(KeyboardInterrupt):
            sync(short_plan(sandbox), database.target)
    problems = sync(short_plan(sandbox), database.target).problems
    assert database.count(PROBLEMS) == 2 * len(problems) > 0
    assert "loading what it had read" in caplog.text
    assert "cannot be loaded" not in caplog.text


@pytest.mark.soak
def test_a_file_of_which_nobody_knows_whether_it_was_taken_is_loaded_once(
    sandbox: Sandbox, duckdb: Database, failures: list[str]
):
    failures.append("the connection broke")
    assert sync(short_plan(sandbox), duckdb.target).is_complete
    assert failures == []
    days = f"SELECT count(DISTINCT (organizational_entity, time_range_end)) FROM {FOLLOWERS}"
    assert duckdb.count(FOLLOWERS) == duckdb.one(days) > 30


@pytest.mark.soak
def test_a_destination_that_fails_gets_its_rows_the_next_time(
    sandbox: Sandbox, duckdb: Database, failures: list[str], caplog: pytest.LogCaptureFixture
):
    failures += ["the connection broke"] * 2
    with pytest.raises(PipelineStepFailed, match="the connection broke"):
        sync(short_plan(sandbox), duckdb.target)
    reported = [record.getMessage() for record in caplog.records if record.name == "linkedin_api"]
    assert any(
        text.endswith("repeating the load: ConnectionError: the connection broke")
        for text in reported
    )
    assert not any("Traceback" in text for text in reported)
    sandbox.reset()
    sync(short_plan(sandbox), duckdb.target)
    days = f"SELECT count(DISTINCT (organizational_entity, time_range_end)) FROM {FOLLOWERS}"
    assert duckdb.count(FOLLOWERS) == duckdb.one(days) > 30
    assert not [request for request in sandbox.requests if "timeIntervals" in request.params]


@pytest.mark.soak
def test_what_can_never_be_loaded_does_not_stand_in_the_way_for_good(
    sandbox: Sandbox, duckdb: Database
):
    sync(short_plan(sandbox), duckdb.target)
    sandbox.advance(days=1)
    before = duckdb.count(FOLLOWERS)
    duckdb.change(f"ALTER TABLE {FOLLOWERS} RENAME TO elsewhere")
    duckdb.change(f"CREATE VIEW {FOLLOWERS} AS SELECT * FROM elsewhere")
    for _ in range(2):
        with pytest.raises(PipelineStepFailed):
            sync(short_plan(sandbox), duckdb.target)
    duckdb.change(f"DROP VIEW {FOLLOWERS}")
    duckdb.change(f"ALTER TABLE elsewhere RENAME TO {FOLLOWERS}")
    sync(short_plan(sandbox), duckdb.target)
    assert duckdb.count(FOLLOWERS) == before + 2


@pytest.mark.parametrize("syncs", [1, 3])
def test_a_table_that_somebody_removed_is_read_from_the_start(
    sandbox: Sandbox, database: Database, syncs: int, caplog: pytest.LogCaptureFixture
):
    for _ in range(syncs):
        sync(short_plan(sandbox), database.target)
    before = database.count(FOLLOWERS)
    for table in (*TABLES, PROBLEMS):
        database.change(f"DROP TABLE {table}")
    sandbox.advance(days=1)
    assert sync(short_plan(sandbox), database.target).is_complete
    assert [database.count(table) for table in TABLES] == [before + 2, 2]
    assert f"{FOLLOWERS}: the database no longer has this table" in caplog.text


def test_a_table_that_somebody_removed_comes_back_whole_if_its_load_goes_on_elsewhere(
    sandbox: Sandbox, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    sync(short_plan(sandbox), database.target)
    before = database.count(FOLLOWERS)
    database.change(f"DROP TABLE {FOLLOWERS}")
    with monkeypatch.context() as patch:
        patch.setattr(load, "_load", _interrupted)  # the table is there again, but empty
        with pytest.raises(KeyboardInterrupt):
            sync(short_plan(sandbox), database.target)
    assert database.count(FOLLOWERS) == 0
    sync(short_plan(sandbox), replace(database.target, pipelines_dir=tmp_path / "new machine"))
    assert database.count(FOLLOWERS) == before


@pytest.mark.soak
def test_a_table_of_the_second_product_in_a_pipeline_comes_back_too(
    sandbox: Sandbox, duckdb: Database
):
    campaigns = "ad_campaign_daily"
    access, now = access_to(sandbox), sandbox.clock.now
    ads = Plan.ads(access, tables=[campaigns], start_date=first_day(30), now=now)
    for plan in (short_plan(sandbox), ads):
        sync(plan, duckdb.target)
    before = duckdb.count(campaigns)
    duckdb.change(f"DROP TABLE {campaigns}")
    sync(ads, duckdb.target)
    assert duckdb.count(campaigns) == before > 100


def test_a_column_that_gets_values_from_now_on_only_is_named(
    sandbox: Sandbox, duckdb: Database, caplog: pytest.LogCaptureFixture
):
    gained = "follower_gains__organic_follower_gain"
    plan = short_plan(sandbox, tables=[FOLLOWERS])
    for _ in range(2):
        sync(plan, duckdb.target)
    assert not caplog.text
    duckdb.change(f"ALTER TABLE {FOLLOWERS} DROP COLUMN {gained}")
    sandbox.advance(days=1)
    sync(plan, duckdb.target)
    assert f"{FOLLOWERS}: rows that are there have no {gained}, which is new" in caplog.text
    assert duckdb.one(f"SELECT count({gained}) FROM {FOLLOWERS}") == 2


def test_a_metric_that_is_added_later_is_named(
    sandbox: Sandbox, duckdb: Database, caplog: pytest.LogCaptureFixture
):
    for metrics in (["clicks"], ["clicks", "impressions"]):
        ads = Plan.ads(
            access_to(sandbox),
            tables=["ad_campaign_daily"],
            start_date=first_day(5),
            metrics=metrics,
            now=sandbox.clock.now,
        )
        sync(ads, duckdb.target)
    (warning,) = [record.getMessage() for record in caplog.records]
    assert "ad_campaign_daily: rows that are there have no impressions, which is new" in warning


def test_a_database_that_was_restored_from_a_backup_gets_the_days_since_then(
    sandbox: Sandbox, duckdb: Database, tmp_path: Path
):
    file, backup = tmp_path / "linkedin.duckdb", tmp_path / "backup"
    sync(short_plan(sandbox), duckdb.target)
    shutil.copy(file, backup)
    sandbox.advance(days=3)
    sync(short_plan(sandbox), duckdb.target)
    before = duckdb.contents()
    shutil.copy(backup, file)
    sync(short_plan(sandbox), duckdb.target)
    assert duckdb.contents() == before


def test_a_state_that_dlt_keeps_on_this_machine_alone_is_used_by_the_next_sync(
    sandbox: Sandbox, duckdb: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("RESTORE_FROM_DESTINATION", "false")
    sync(short_plan(sandbox), duckdb.target)
    sandbox.advance(days=1)
    report = sync(short_plan(sandbox), duckdb.target)
    assert {table.table: table.rows for table in report.tables}[FOLLOWERS] == 2


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("error", [KeyboardInterrupt(), InvalidArgumentError("stop")])
def test_whoever_is_interrupted_leaves_nothing_running(
    sandbox: Sandbox, duckdb: Database, error: BaseException
):
    def interrupt(*_: object) -> None:
        raise error

    with pytest.raises(type(error)):
        sync(short_plan(sandbox), duckdb.target, on_start=interrupt)
    assert not [thread for thread in threading.enumerate() if thread.name == "linkedin reader"]


def test_a_second_interruption_ends_a_load_at_once(
    sandbox: Sandbox, duckdb: Database, monkeypatch: pytest.MonkeyPatch
):
    load = DuckDbCopyJob.run

    def interrupt_twice(job: DuckDbCopyJob) -> None:
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)
            while not was_signal_received():  # otherwise both are one signal
                time.sleep(0.001)
        load(job)

    monkeypatch.setattr(DuckDbCopyJob, "run", interrupt_twice)
    with pytest.raises(KeyboardInterrupt):
        sync(short_plan(sandbox), duckdb.target)


@pytest.mark.parametrize("name", ["pages.duckdb", "Pages.2026.db"])
def test_a_database_with_the_name_of_its_dataset_is_refused(name: str):
    with pytest.raises(InvalidArgumentError, match=r"and dataset pages have the same name"):
        Target(dataset="pages", database=Path("folder", name))


def test_a_report_has_the_name_that_the_dataset_has_in_the_database(
    sandbox: Sandbox, duckdb: Database
):
    target = replace(duckdb.target, dataset="My-Pages")
    named = replace(target, dataset=sync(short_plan(sandbox), target).dataset)
    assert replace(duckdb, target=named).count(FOLLOWERS) > 30


def test_a_database_that_was_never_loaded_has_no_cursors(tmp_path: Path):
    file = tmp_path / "none.duckdb"
    assert cursors(Target(database=file)) == {}
    assert not file.exists()


def test_asking_for_cursors_leaves_the_folder_of_syncs_alone(
    sandbox: Sandbox, duckdb: Database, tmp_path: Path
):
    sync(short_plan(sandbox), duckdb.target)
    folder = tmp_path / "pipelines"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert cursors(duckdb.target).keys() == set(TABLES)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_progress_can_be_watched_from_the_start(sandbox: Sandbox, duckdb: Database):
    watched = []
    sync(short_plan(sandbox), duckdb.target, on_start=lambda *live: watched.append(live))
    ((tallies, budget),) = watched
    assert {name: tally.organizations for name, tally in tallies.items()} == dict.fromkeys(
        TABLES, 2
    )
    assert budget.used("networkSizes") == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
@pytest.mark.parametrize("use", ["sync", "cursors"])
def test_a_database_that_is_no_file_is_refused_at_once(sandbox: Sandbox, tmp_path: Path, use: str):
    pipe = tmp_path / "linkedin.duckdb"
    os.mkfifo(pipe)
    target = Target(database=pipe, pipelines_dir=tmp_path / "dlt")

    with pytest.raises(InvalidArgumentError, match=r"linkedin.duckdb cannot be used: it is a pipe"):
        sync(plan_of(sandbox, (FOLLOWERS,)), target) if use == "sync" else cursors(target)
    assert not sandbox.requests
