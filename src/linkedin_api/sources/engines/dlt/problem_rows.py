"""What could not be read, as a table beside the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import dlt

from linkedin_api.sources.problems import Problem

#: The table; it is made when there is something to say.
PROBLEMS: Final = "sync_problems"
_TYPES: Final = {
    "table_name": "text",
    "organization": "bigint",
    "status": "bigint",
    "message": "text",
    "resumes_at": "timestamp",
    "at": "timestamp",
}


def problem_rows(problems: Iterable[Problem], now: datetime) -> Any:
    """Return an item that dlt puts into the table of problems: a row for each organization."""
    rows = [
        {
            "table_name": problem.table,
            "organization": organization,
            "status": getattr(problem.error, "status", None),
            "message": str(problem.error),
            "resumes_at": problem.resumes_at,
            "at": now,
        }
        for problem in problems
        for organization in problem.organizations or (None,)
    ]
    columns: Any = {name: {"name": name, "data_type": kind} for name, kind in _TYPES.items()}
    hints = dlt.mark.make_hints(table_name=PROBLEMS, write_disposition="append", columns=columns)
    return dlt.mark.with_hints(rows, hints, create_table_variant=True)
