"""Where tables are loaded to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from linkedin_api.sources.engines.dlt.plan import PAGES_SOURCE


@dataclass(frozen=True, slots=True)
class Target:
    """Where tables are loaded to. One pipeline loads one dataset, one run at a time.

    Attributes:
        destination: name of one of dlt's destinations, such as `postgres`, or one that was
            made by `dlt.destinations`. Its credentials are dlt's own configuration.
        dataset: schema of the database; `None` for the pipeline's name.
        pipeline_name: under which dlt remembers where reading ended.
        database: DuckDB file; `None` for `<pipeline_name>.duckdb` in the current folder.
        pipelines_dir: where dlt works; `None` for its usual place, under the home folder.
    """

    destination: Any = field(default="duckdb", repr=False)
    dataset: str | None = None
    pipeline_name: str = PAGES_SOURCE
    database: Path | None = None
    pipelines_dir: Path | None = None
