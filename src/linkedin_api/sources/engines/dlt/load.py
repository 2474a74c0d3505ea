"""Load tables: one call, exact whatever happened to the one before."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import dlt
from dlt.pipeline.exceptions import PipelineStepFailed

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.dlt.feed import Feed, OnStart
from linkedin_api.sources.engines.dlt.plan import Plan
from linkedin_api.sources.engines.dlt.report import Report, TableReport
from linkedin_api.sources.engines.dlt.source import source_of
from linkedin_api.sources.engines.dlt.target import Target
from linkedin_api.sources.problems import resumes_at


def sync(plan: Plan, target: Target, *, on_start: OnStart | None = None) -> Report:
    """Load what is new.

    What LinkedIn refuses of one organization or table does not keep the rest from being
    loaded: it is among the report's problems.

    HTTP: as `Reader.read`, for each table.

    Args:
        plan: what.
        target: where.
        on_start: called once before reading begins, with the tallies that will tell how far
            each table is, and with the budget that counts the calls.

    Raises:
        LinkedInError: nothing can be read, such as for a token that is no longer good.
        PipelineStepFailed: dlt could not load it.
    """
    begun = time.monotonic()
    pipeline = pipeline_of(target)
    feed = Feed(plan, on_start)
    _run(pipeline, source_of(plan, feed))
    return _report(plan, target, pipeline, feed, time.monotonic() - begun)


def cursors(target: Target) -> dict[str, dict[str, int]]:
    """Return where reading ended: table to organization to milliseconds since 1970.

    For a table that is read whole each time, it is when that was.
    """
    pipeline = pipeline_of(target)
    pipeline.sync_destination()
    sources: dict[str, Any] = pipeline.state.get("sources", {})
    return {
        table: dict(state.get("cursors", {}))
        for source in sources.values()
        for table, state in source.get("resources", {}).items()
    }


def pipeline_of(target: Target) -> dlt.Pipeline:
    """Return dlt's pipeline of a target."""
    folder = None if target.pipelines_dir is None else str(target.pipelines_dir)
    destination = target.destination
    if destination == "duckdb":
        destination = dlt.destinations.duckdb(str(_database(target)))
    return dlt.pipeline(
        target.pipeline_name,
        pipelines_dir=folder,
        destination=destination,
        dataset_name=target.dataset or target.pipeline_name,
    )


def _database(target: Target) -> Path:
    return target.database or Path(f"{target.pipeline_name}.duckdb")


def _run(pipeline: dlt.Pipeline, source: Any) -> None:
    try:
        pipeline.run(source)
    except PipelineStepFailed as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, LinkedInError):
            cause = cause.__cause__
        if cause is None:
            raise
        raise cause from None


def _report(
    plan: Plan, target: Target, pipeline: dlt.Pipeline, feed: Feed, seconds: float
) -> Report:
    reading = feed.reading
    tallies = reading.tallies if reading else {}
    problems = reading.problems if reading else ()
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
        pipeline.dataset_name,
        _database(target) if target.destination == "duckdb" else None,
        seconds,
    )
