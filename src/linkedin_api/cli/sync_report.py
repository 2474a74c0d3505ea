"""The report of a finished sync: as JSON, and as a table with the next steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linkedin_api.cli.error_messages import facts_of, hint_of
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.lines_to_type import lines_to_type
from linkedin_api.cli.mistakes import message_as_typed
from linkedin_api.cli.output import Grid, counted
from linkedin_api.cli.products import Product
from linkedin_api.sources.reading.problems import Problem, grouped

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Report


def exit_code_of(report: Report) -> ExitCode:
    """Return the exit code of a sync: a daily limit takes precedence over other problems."""
    if report.resumes_at is not None:
        return ExitCode.LIMITED
    return ExitCode.COMPLETE if report.is_complete else ExitCode.INCOMPLETE


def document(report: Report, product: Product) -> dict[str, Any]:
    """Return the report for programs."""
    return {
        "complete": report.is_complete,
        "exit_code": int(exit_code_of(report)),
        "rows": sum(table.rows for table in report.tables),
        "calls": sum(table.calls for table in report.tables),
        "seconds": round(report.seconds, 3),
        "tables": [table._asdict() for table in report.tables],
        "problems": [_problem(problem) for problem in _grouped(report)],
        "resumes_at": report.resumes_at and report.resumes_at.isoformat(),
        "destination": report.destination,
        "dataset": report.dataset,
        "database": report.database and str(report.database),
        "query": _sample_query(report, product),
    }


def parts(report: Report, product: Product) -> Iterator[Grid | str]:
    """Give the report for people."""
    yield Grid(
        ("table", "rows", "calls", product.owners, "problems", "seconds"),
        [
            (each.table, each.rows, each.calls, each.organizations, each.problems, each.seconds)
            for each in report.tables
        ],
    )
    yield _in_all(report)
    yield from _not_read(report)
    yield from _next(report, product)


def _in_all(report: Report) -> str:
    rows = sum(table.rows for table in report.tables)
    calls = sum(table.calls for table in report.tables)
    state = "complete" if report.is_complete else "NOT complete"
    where = f"{report.database or report.destination}, dataset {report.dataset}"
    cost = f"{counted(rows, 'rows')} with {counted(calls, 'calls')}"
    return f"{state}: {cost} in {report.seconds:.1f} s\nin {where}"


def _not_read(report: Report) -> Iterator[str]:
    problems = _grouped(report)
    if problems:
        yield "\nnot read:"
    for problem in problems:
        yield f"  {message_as_typed(problem)}"
    others = (each for each in problems if each.resumes_at is None)
    hints = dict.fromkeys(filter(None, (hint_of(each.error) for each in others)))
    for hint in hints:
        yield f"  hint: {hint}"


def _next(report: Report, product: Product) -> Iterator[str]:
    if report.resumes_at is not None:
        yield f"\nrepeat the command after {report.resumes_at:%Y-%m-%d %H:%M} UTC to continue"
    query = _sample_query(report, product)
    if query:
        yield f"\nnext:\n{lines_to_type(query, report.database)}"


def _sample_query(report: Report, product: Product) -> str | None:
    """Return a query of the loaded tables; `None` if nothing was loaded."""
    loaded = [table.table for table in report.tables if table.rows]
    if product.sample_tables <= set(loaded):
        return product.sample_query.format(dataset=report.dataset)
    return f"SELECT * FROM {report.dataset}.{loaded[0]} LIMIT 5" if loaded else None  # noqa: S608  printed, not run


def _grouped(report: Report) -> list[Problem]:
    return [
        problem._replace(organizations=tuple(sorted(problem.organizations)))
        for problem in grouped(report.problems)
    ]


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "table": problem.table,
        "organizations": list(problem.organizations),
        "message": message_as_typed(problem.error),
        "hint": hint_of(problem.error) or None,
        **facts_of(problem.error),
        "windows": [str(window) for window in problem.windows],
        "attempts": problem.attempts,
        "resumes_at": problem.resumes_at and problem.resumes_at.isoformat(),
    }
