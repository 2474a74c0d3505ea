"""LinkedIn's tables through dlt: into DuckDB, PostgreSQL and every other destination of dlt.

    source    `linkedin_pages`, `linkedin_learning` and `linkedin_ads`, for your own pipelines
    load      `sync`: one call that loads, recovers from crashes, and reports

A `Plan` says what to load, for both.

Example:
    >>> import dlt, tempfile
    >>> from linkedin_api.sources.engines.dlt import linkedin_pages
    >>> folder = tempfile.mkdtemp()
    >>> pipeline = dlt.pipeline("example", pipelines_dir=folder, dataset_name="linkedin_pages",
    ...     destination=dlt.destinations.duckdb(folder + "/example.duckdb"))
    >>> source = linkedin_pages([2414184], credentials=token, tables=["total_follower_count"])
    >>> pipeline.run(source).has_failed_jobs
    False
"""

from typing import TYPE_CHECKING

from linkedin_api.extras import names_on_demand

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt.lease import SyncRunningError
    from linkedin_api.sources.engines.dlt.load import cursors, loaded, sync
    from linkedin_api.sources.engines.dlt.report import Report, TableReport
    from linkedin_api.sources.engines.dlt.schemas import MissingGrantError
    from linkedin_api.sources.engines.dlt.source import (
        linkedin_ads,
        linkedin_learning,
        linkedin_pages,
    )
    from linkedin_api.sources.engines.dlt.target import Target
    from linkedin_api.sources.plan import Plan

__all__ = [
    "MissingGrantError",
    "Plan",
    "Report",
    "SyncRunningError",
    "TableReport",
    "Target",
    "cursors",
    "linkedin_ads",
    "linkedin_learning",
    "linkedin_pages",
    "loaded",
    "sync",
]

_HOMES = {
    "Plan": "..plan",
    **dict.fromkeys(("Report", "TableReport"), "report"),
    **dict.fromkeys(("cursors", "loaded", "sync"), "load"),
    **dict.fromkeys(("linkedin_ads", "linkedin_learning", "linkedin_pages"), "source"),
    "MissingGrantError": "schemas",
    "SyncRunningError": "lease",
    "Target": "target",
}

__getattr__, __dir__ = names_on_demand(__name__, _HOMES, "loading tables", "dlt")
