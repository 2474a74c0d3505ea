"""Loads tables with one call, which also recovers from a crash of the call before."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dlt
import pyarrow as pa
from dlt.common.runtime import signals
from dlt.destinations.job_client_impl import SqlJobClientBase
from dlt.load.exceptions import LoadClientJobRetry
from dlt.pipeline.exceptions import PipelineStepFailed

from linkedin_api.argument_checks import check_kind
from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.dlt.comments import add_comments
from linkedin_api.sources.engines.dlt.drivers import check_driver, opening
from linkedin_api.sources.engines.dlt.duckdb_file import removing_truncated_file
from linkedin_api.sources.engines.dlt.extraction import Extraction, Extractions, OnStart
from linkedin_api.sources.engines.dlt.lease import lease_of
from linkedin_api.sources.engines.dlt.pipelines import pipeline_of
from linkedin_api.sources.engines.dlt.problem_table import PROBLEMS
from linkedin_api.sources.engines.dlt.recovery import opened, recovered, rewind
from linkedin_api.sources.engines.dlt.report import Report, TableReport
from linkedin_api.sources.engines.dlt.resource import refuse_earlier_form
from linkedin_api.sources.engines.dlt.schemas import (
    create_again,
    dropped_tables,
    forget_tables,
    prepare_schemas,
    stored_columns,
    warn_of_empty_columns,
)
from linkedin_api.sources.engines.dlt.source import source_of
from linkedin_api.sources.engines.dlt.target import Target
from linkedin_api.sources.plan import Plan
from linkedin_api.sources.reading.problems import resumes_at
from linkedin_api.sources.reading.table_state import Loaded, loaded_in

logger: Final = logging.getLogger("linkedin_api")


def sync(plan: Plan, target: Target, *, on_start: OnStart | None = None) -> Report:
    """Load new rows.

    If it is killed at any moment and called again, the tables end up as without the kill. With
    `append`, rows may then be there twice.

    If LinkedIn refuses an organization or a table, everything else is loaded. The refusal is
    among the report's problems, and the next sync tries again.

    HTTP: as `Reader.read`, for each table.

    Args:
        plan: what to load.
        target: where to load it.
        on_start: called once before reading starts, with the tallies that show the progress of
            each table and the budget that counts the calls.

    Raises:
        LinkedInError: nothing can be read, for example because the token has expired.
        MissingDriverError: the destination's driver is not installed; no call was made.
        SyncRunningError: another sync of the dataset is running.
        MissingGrantError: the database's user may not create a schema; no call was made.
        InvalidArgumentError: an argument is of another type, or an earlier version loaded the
            dataset; no call was made.
        PipelineStepFailed: dlt could not load the rows.

    Example:
        >>> import tempfile
        >>> from linkedin_api.sources.reading.access import Access
        >>> from linkedin_api.sources.catalogue.pages import PAGES
        >>> from linkedin_api.sources.scope import Scope
        >>> folder = Path(tempfile.mkdtemp())
        >>> target = Target(database=folder / "linkedin.duckdb", pipelines_dir=folder)
        >>> plan = Plan(Access(token), Scope((2414183, 2414184)), (PAGES["organization_lookup"],))
        >>> sync(plan, target).tables[0].rows
        2
    """
    check_kind(isinstance(plan, Plan), "plan", "a Plan, such as Plan.pages(token)", plan)
    check_kind(isinstance(target, Target), "target", "a Target, such as Target('duckdb')", target)
    check_driver(target.destination)
    begun = time.monotonic()
    extractions = Extractions(plan, on_start)
    can_repeat = plan.write_disposition != "append"
    with _plain_errors(), lease_of(target) as lease:
        with opening(target.destination), removing_truncated_file(target.file):
            pipeline = opened(target)
            lease.take(pipeline)
            with pipeline.destination_client():  # one connection for all of this
                pipeline = recovered(pipeline, target, can_repeat=can_repeat)
                pipeline.sync_destination()
                prepare_schemas(pipeline, merges=plan.merges)
                names = [*plan.names_of_tables, PROBLEMS] if can_repeat else ()
                stored = stored_columns(pipeline, names)
                new_tables = {name for name, columns in stored.items() if not columns}
                _refuse_earlier_form(pipeline, plan)
                warn_of_empty_columns(pipeline, plan, stored)
                dropped = dropped_tables(pipeline, plan.source, new_tables)
                forget_tables(pipeline, plan.source, dropped)
        pipeline.extract(source_of(plan, extractions, new_tables))
        pa.default_memory_pool().release_unused()  # the database needs the memory now
        lease.check()
        with _interruptible(pipeline):
            pipeline.normalize()
            with pipeline.destination_client():  # the same
                create_again(pipeline, plan.source, dropped)
                _load(pipeline, can_repeat=can_repeat)
                add_comments(pipeline, plan.source)
    return _report(target, pipeline, extractions.last, time.monotonic() - begun)


def cursors(target: Target) -> dict[str, dict[str, int]]:
    """Return how far each table has been loaded, from the destination.

    Returns:
        Milliseconds since 1970, by table and organization. For a table that every sync reads
        completely, the time of the last reading.

    Raises:
        MissingDriverError: the destination's driver is not installed.
    """
    return {
        table: {str(number): each.cursor for number, each in of.items()}
        for table, of in loaded(target).items()
    }


def loaded(target: Target) -> dict[str, dict[int, Loaded]]:
    """Return how far each table has been loaded, and what is missing, from the destination.

    Returns:
        For each table and organization, the end of what was loaded and the missing periods
        before.

    Raises:
        MissingDriverError: the destination's driver is not installed.
    """
    if target.file is not None and not target.file.exists():
        return {}
    check_driver(target.destination)
    with tempfile.TemporaryDirectory() as folder:  # a sync may be using the usual folder
        pipeline = pipeline_of(target, Path(folder))
        try:
            with opening(target.destination):
                pipeline.sync_destination()
            return loaded_in(pipeline.state)
        finally:
            pipeline.deactivate()


def _load(pipeline: dlt.Pipeline, *, can_repeat: bool) -> None:
    """Load what was normalized; repeat it once if a file failed for a temporary reason.

    The caller has a connection open, since a DuckDB file that is opened and closed for each table
    costs more than the rows of a small one.
    """
    try:
        pipeline.load()
    except PipelineStepFailed as error:
        if not isinstance(error.exception, LoadClientJobRetry):
            raise
        reason = str(error.exception).strip().rpartition("\n")[2]  # dlt includes a traceback
        logger.warning("the destination failed, repeating the load: %s", reason)
        rewind(pipeline, can_repeat=can_repeat)
        pipeline.load()


def _refuse_earlier_form(pipeline: dlt.Pipeline, plan: Plan) -> None:
    if plan.source in pipeline.schemas:
        refuse_earlier_form(pipeline.schemas[plan.source], [table.name for table in plan.tables])


@contextmanager
def _interruptible(pipeline: dlt.Pipeline) -> Iterator[None]:
    """Raise an interruption, such as Ctrl-C, that came too late for dlt to stop.

    dlt ignores it then, and a program that loads in a loop would not stop.
    """
    if not pipeline.runtime_config.intercept_signals:
        yield
        return
    with signals.intercepted_signals():
        yield
        signals.raise_if_signalled()


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Raise LinkedIn's errors themselves, not wrapped in dlt's."""
    try:
        yield
    except PipelineStepFailed as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, LinkedInError | KeyboardInterrupt):
            cause = cause.__cause__
        if cause is None:
            raise
        raise cause from None


def _schema_of(pipeline: dlt.Pipeline) -> str:
    """The dataset's name in the database, as a query has to say it."""
    client = pipeline.destination_client()
    if isinstance(client, SqlJobClientBase):
        return client.sql_client.dataset_name
    return pipeline.dataset_name


def _report(
    target: Target, pipeline: dlt.Pipeline, extraction: Extraction | None, seconds: float
) -> Report:
    tallies = extraction.tallies if extraction else {}
    problems = extraction.problems if extraction else ()
    return Report(
        tuple(
            TableReport(
                name,
                tally.rows,
                tally.calls,
                tally.parts or 0,
                tally.problems,
                tally.seconds,
                tally.organizations,
            )
            for name, tally in tallies.items()
        ),
        problems,
        resumes_at(problems),
        pipeline.destination.destination_name,
        _schema_of(pipeline),
        target.file,
        seconds,
    )
