"""What came of a sync."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from linkedin_api.sources.reading.problems import Problem


class TableReport(NamedTuple):
    """What came of one table.

    Attributes:
        table: name.
        rows: loaded.
        calls: requests sent, those that were sent again too.
        parts: how many there were to be read.
        problems: parts that could not be read.
        seconds: between the first question and the last answer.
        organizations: how many were read.
    """

    table: str
    rows: int
    calls: int
    parts: int
    problems: int
    seconds: float
    organizations: int = 0


class Report(NamedTuple):
    """What came of a sync.

    Attributes:
        tables: one by one.
        problems: what could not be read; all else was loaded.
        resumes_at: when what waits for a limit may go on; `None` if nothing does.
        destination: dlt's name of it.
        dataset: schema of the database.
        database: DuckDB file; `None` for other destinations.
        seconds: from beginning to end.
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
        """Whether all was read that was asked for."""
        return not self.problems
