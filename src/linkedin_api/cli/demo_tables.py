"""The last part of `linkedin demo`: tables in a DuckDB file, and a query with its answer."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
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
    from linkedin_api.sources.engines.dlt import Report

#: In the current folder; replaced by each demo.
FILE: Final = Path("linkedin_demo.duckdb")
#: Some of them, since a demo shall be short.
TABLES: Final = (
    "organization_lookup",
    "total_follower_count",
    "follower_statistics_time_bound",
    "share_statistics_time_bound",
)
#: So many characters names of tables have, and so many at least.
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
GROUP BY ALL ORDER BY followers DESC LIMIT 5"""


def show_tables(sandbox: Sandbox, echo: Callable[[str], None]) -> int:
    """Load tables from a sandbox, and print what was loaded and a query.

    Without the extra `pages`, one sentence says how to get it.

    Args:
        sandbox: running.
        echo: prints one line.

    Returns:
        How many tables were loaded.

    Raises:
        LinkedInError: they cannot be read, which would be a bug.
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
        echo(message.message)
        return 0
    width = terminal_width()
    for line in _counts(report, width):
        echo(line)
    echo(f"\n{QUERY}\n{_answer(width)}")
    echo(f"All of it is in {FILE}, to look at with any tool.")
    return len(report.tables)


def _load(sandbox: Sandbox) -> Report:
    """Load into a file of its own, then put it in the place of an earlier demo's."""
    from linkedin_api.sources.engines import dlt as loader
    from linkedin_api.sources.scope import Scope

    connection = sandbox_connection(sandbox, PAGES)
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
    """Say what became of each table; where there is little room, its name is cut."""
    counts = [
        f"{table.rows:>6,} rows with {table.calls} call{'' if table.calls == 1 else 's'}"
        for table in report.tables
    ]
    names = _NAMES if width is None else max(_SHORTEST, min(_NAMES, width - max(map(len, counts))))
    for table, count in zip(report.tables, counts, strict=True):
        yield f"{cut(table.table, names - 1):<{names}}{count}"


def _answer(width: int | None) -> str:
    """The answer as DuckDB draws it, or if that is wider than the terminal, as we do."""
    import duckdb

    with duckdb.connect(str(FILE), read_only=True) as connection:
        answer = connection.sql(QUERY)
        drawn = str(answer)
        if width is None or max(map(len, drawn.splitlines())) <= width:
            return drawn
        grid = Grid(tuple(answer.columns), answer.fetchall())
        return "\n".join(grid_lines(grid, width)) + "\n"
