"""Where tables are loaded to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from linkedin_api.sources.engines.dlt.plan import PAGES_SOURCE

_DUCKDB: Final = "duckdb"
#: Not named as a dataset is: DuckDB cannot tell a file from a schema of the same name.
_FILE: Final = Path("linkedin.duckdb")


@dataclass(frozen=True, slots=True)
class Target:
    """Where tables are loaded to: one pipeline loads one dataset, which no other loads.

    Attributes:
        destination: name of one of dlt's destinations, such as `postgres`, or one that was
            made by `dlt.destinations`. Its credentials are dlt's own configuration.
        dataset: schema of the database; `None` for the pipeline's name.
        pipeline_name: under which dlt remembers where reading ended.
        database: DuckDB file; `None` for `linkedin.duckdb` in the current folder.
        pipelines_dir: where dlt works; `None` for its usual place, under the home folder.
    """

    destination: Any = field(default=_DUCKDB, repr=False)
    dataset: str | None = None
    pipeline_name: str = PAGES_SOURCE
    database: Path | None = None
    pipelines_dir: Path | None = None

    @property
    def dataset_name(self) -> str:
        """The schema of the database."""
        return self.dataset or self.pipeline_name

    @property
    def file(self) -> Path | None:
        """The DuckDB file; `None` for other destinations."""
        return (self.database or _FILE) if self.destination == _DUCKDB else None
