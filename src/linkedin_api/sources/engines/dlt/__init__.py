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

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
    "Plan": "linkedin_api.sources.plan",
    **dict.fromkeys(("Report", "TableReport"), f"{__name__}.report"),
    **dict.fromkeys(("cursors", "loaded", "sync"), f"{__name__}.load"),
    **dict.fromkeys(("linkedin_ads", "linkedin_learning", "linkedin_pages"), f"{__name__}.source"),
    "MissingGrantError": f"{__name__}.schemas",
    "SyncRunningError": f"{__name__}.lease",
    "Target": f"{__name__}.target",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(_HOMES[name]), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "linkedin_api":
            raise
        raise ModuleNotFoundError(
            f"loading tables needs '{error.name}': pip install \"linkedin-api-client[dlt]\"",
            name=error.name,
        ) from error


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
