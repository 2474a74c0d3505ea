"""The table of problems: what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import dlt
import pyarrow as pa
from dlt.extract import DltResource

from linkedin_api.sources.engines.dlt.extraction import Extractions
from linkedin_api.sources.plan import Plan
from linkedin_api.sources.reading.problems import Problem

#: The table.
PROBLEMS: Final = "sync_problems"
_MOMENT: Final = pa.timestamp("us", "UTC")
_SCHEMA: Final = pa.schema(
    [
        ("table_name", pa.string()),
        ("organization", pa.int64()),
        ("status", pa.int64()),
        ("message", pa.string()),
        ("resumes_at", _MOMENT),
        ("noted_at", _MOMENT),
    ]
)


def problem_resource_of(plan: Plan, extractions: Extractions) -> DltResource:
    """Return the resource of problems; it must be the last resource of its source."""

    def read() -> Iterator[Any]:
        extraction = extractions.last
        if extraction is None:
            return
        while not extraction.has_ended:
            yield None
        rows = problem_rows(extraction.problems, datetime.fromtimestamp(plan.now(), UTC))
        hints = dlt.mark.make_hints(file_format=extraction.file_formats.usual)
        yield dlt.mark.with_hints(pa.Table.from_pylist(rows, _SCHEMA), hints)

    resource: DltResource = dlt.resource(
        read, name=PROBLEMS, section=plan.source, write_disposition="append"
    )
    return resource


def problem_rows(problems: Iterable[Problem], now: datetime) -> list[dict[str, Any]]:
    """Return a row for each organization of each problem, or one row without organization.

    Example:
        >>> problem = Problem("posts", (1337, 1338), PermissionError("not yours"))
        >>> rows = problem_rows([problem], datetime(2026, 11, 22, tzinfo=UTC))
        >>> [(row["organization"], row["message"]) for row in rows]
        [(1337, 'not yours'), (1338, 'not yours')]
    """
    return [
        {
            "table_name": problem.table,
            "organization": organization,
            "status": getattr(problem.error, "status", None),
            "message": str(problem.error),
            "resumes_at": problem.resumes_at,
            "noted_at": now,
        }
        for problem in problems
        for organization in problem.organizations or (None,)
    ]
