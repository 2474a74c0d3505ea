"""The report of a sync."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from linkedin_api.sources.reading.problems import Problem

__all__ = ["Report", "TableReport"]


class TableReport(NamedTuple):
    """The results of one table.

    Attributes:
        table: name of the table.
        rows: number of loaded rows.
        calls: number of requests sent, including retries.
        parts: number of parts to read.
        problems: number of parts that could not be read.
        seconds: seconds between the first request and the last response.
        organizations: number of organizations read.
    """

    table: str
    rows: int
    calls: int
    parts: int
    problems: int
    seconds: float
    organizations: int = 0


class Report(NamedTuple):
    """The results of a sync.

    Attributes:
        tables: results of each table.
        problems: what could not be read; everything else was loaded.
        resumes_at: when all limits have reset; `None` if no limit was reached.
        destination: dlt's name of the destination.
        dataset: schema of the database.
        database: DuckDB file; `None` for other destinations.
        seconds: duration of the sync.
    """

    tables: tuple[TableReport, ...]
    problems: tuple[Problem, ...]
    resumes_at: datetime | None
    destination: str
    dataset: str
    database: Path | None
    seconds: float

    @property
    def is_complete(self) -> bool:
        """Whether everything was read."""
        return not self.problems
