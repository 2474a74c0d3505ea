"""The last part of `linkedin demo`: tables in a DuckDB file, and a query with its result."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from linkedin_api.cli.connection import sandbox_connection
from linkedin_api.cli.destinations import configure_dlt
from linkedin_api.cli.error_messages import error_message_of
from linkedin_api.cli.layout import cut
from linkedin_api.cli.output import Grid, grid_lines, terminal_width
from linkedin_api.cli.products import PAGES
from linkedin_api.sandbox import Sandbox

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Report, TableReport

#: In the current folder; each demo replaces it.
FILE: Final = Path("linkedin_demo.duckdb")
#: Only some tables, to keep the demo short.
TABLES: Final = (
    "organization_lookup",
    "total_follower_count",
    "follower_statistics_time_bound",
    "share_statistics_time_bound",
)
#: Maximum and minimum width of the column of table names, in characters.
_NAMES: Final = 31
_SHORTEST: Final = 10
QUERY: Final = """\
SELECT localized_name AS page,
       first_degree_size AS followers,
       sum(follower_gains__organic_follower_gain) AS gained_in_a_year,
       sum(total_share_statistics__impression_count) AS impressions
FROM linkedin_pages.organization_lookup
JOIN linkedin_pages.total_follower_count
  ON organizational_entity = 'urn:li:organization:' || id
JOIN linkedin_pages.follower_statistics_time_bound USING (organizational_entity)
JOIN linkedin_pages.share_statistics_time_bound
  USING (organizational_entity, time_range_start)
GROUP BY localized_name, first_degree_size ORDER BY followers DESC LIMIT 5"""


def show_tables(sandbox: Sandbox, echo: Callable[[str], None]) -> Sequence[TableReport]:
    """Load tables from a sandbox; print how many rows each has, and a query.

    Without the extra `dlt`, print how to install it.

    Args:
        sandbox: running.
        echo: prints one line.

    Returns:
        The report of each loaded table.

    Raises:
        LinkedInError: reading failed, which would be a bug.
        OSError: the file cannot be written.
    """
    echo("\nAnd as tables, in DuckDB:")
    configure_dlt()
    try:
        report = _load(sandbox)
    except ModuleNotFoundError as error:
        message = error_message_of(error)
        if message is None:
            raise
        echo(message.text)
        return ()
    width = terminal_width()
    for line in _counts(report, width):
        echo(line)
    echo(f"\n{QUERY}\n{_answer(width)}")
    calls = sum(table.calls for table in report.tables)
    echo(f"All rows are in {FILE}, read with {calls} calls; any tool that reads DuckDB opens it.")
    echo(f"Next, as a page to look at: linkedin pages report --database {FILE} --open")
    return report.tables


def _load(sandbox: Sandbox) -> Report:
    """Load into a new file, then replace the file of an earlier demo."""
    from linkedin_api.sources.engines import dlt as loader
    from linkedin_api.sources.scope import Scope

    connection = sandbox_connection(sandbox, PAGES.grant)
    plan = loader.Plan(connection.access, Scope(), PAGES.tables(TABLES), now=connection.now)
    with tempfile.TemporaryDirectory(prefix="linkedin-demo-") as name:
        folder = Path(name)
        target = loader.Target(
            dataset=PAGES.dataset, database=folder / FILE, pipelines_dir=folder / "pipelines"
        )
        report = loader.sync(plan, target)
        shutil.move(folder / FILE, FILE)
    return report


def _counts(report: Report, width: int | None) -> Iterator[str]:
    """Give a line for each table; a narrow terminal shortens its name."""
    counts = [
        f"{table.rows:>6,} rows with {table.calls} call{'' if table.calls == 1 else 's'}"
        for table in report.tables
    ]
    names = _NAMES if width is None else max(_SHORTEST, min(_NAMES, width - max(map(len, counts))))
    for table, count in zip(report.tables, counts, strict=True):
        yield f"{cut(table.table, names - 1):<{names}}{count}"


def _answer(width: int | None) -> str:
    """The result as DuckDB draws it, or in our own grid if that is wider than the terminal."""
    import duckdb

    with duckdb.connect(str(FILE), read_only=True) as connection:
        answer = connection.sql(QUERY)
        drawn = str(answer)
        if width is None or max(map(len, drawn.splitlines())) <= width:
            return drawn
        grid = Grid(tuple(answer.columns), answer.fetchall())
        return "\n".join(grid_lines(grid, width)) + "\n"
