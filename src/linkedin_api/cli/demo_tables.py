"""The last part of `linkedin demo`: tables in a DuckDB file, a query, and a report."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from linkedin_api.cli.connection import sandbox_connection
from linkedin_api.cli.destinations import configure_dlt
from linkedin_api.cli.error_messages import error_message_of
from linkedin_api.cli.output import Grid, grid_lines, terminal_width
from linkedin_api.cli.products import PAGES
from linkedin_api.cli.progress import progress
from linkedin_api.sandbox import Sandbox

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Report, TableReport

#: In the current folder; each demo replaces them.
FILE: Final = Path("linkedin_demo.duckdb")
REPORT: Final = Path("linkedin_demo.html")
#: What the report shows; the others are left out, to keep the demo short.
TABLES: Final = (
    "organization_lookup",
    "total_follower_count",
    "follower_statistics",
    "follower_statistics_time_bound",
    "share_statistics_time_bound",
    "page_statistics_time_bound",
    "posts",
    "post_statistics",
)
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


class Loaded(NamedTuple):
    """What the demo loaded and wrote.

    Attributes:
        tables: the report of each table; none without the extra `dlt`.
        report: the page to look at; `None` without the extra `report`.
    """

    tables: tuple[TableReport, ...] = ()
    report: Path | None = None

    @property
    def calls(self) -> int:
        """What the tables cost."""
        return sum(table.calls for table in self.tables)


def show_tables(
    sandbox: Sandbox, echo: Callable[[str], None], *, shows_progress: bool = True
) -> Loaded:
    """Load tables from a sandbox; print how many rows each has, and a query; write a report.

    Without the extra `dlt` or `report`, print how to install it.

    Args:
        sandbox: running.
        echo: prints one line.
        shows_progress: whether a terminal shows how far the tables are.

    Raises:
        LinkedInError: reading failed, which would be a bug.
        OSError: a file cannot be written.
    """
    echo("\nAnd as tables, in DuckDB:")
    configure_dlt()
    try:
        loaded = _load(sandbox, shows_progress=shows_progress)
    except ModuleNotFoundError as error:
        echo(_what_to_install(error))
        return Loaded()
    counts = [(table.table, table.rows, table.calls) for table in loaded.tables]
    _draw(Grid(("table", "rows", "calls"), counts), echo)
    echo(f"\n{QUERY}\n")
    _draw(_answer(), echo)
    try:
        _write_report(sandbox)
    except ModuleNotFoundError as error:
        echo(_what_to_install(error))
        return Loaded(loaded.tables)
    return Loaded(loaded.tables, REPORT)


def _draw(grid: Grid, echo: Callable[[str], None]) -> None:
    for line in grid_lines(grid, terminal_width()):
        echo(line)


def _what_to_install(error: ModuleNotFoundError) -> str:
    message = error_message_of(error)
    if message is None:
        raise error
    return message.text


def _load(sandbox: Sandbox, *, shows_progress: bool) -> Report:
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
        with progress(plan.tables, is_wanted=shows_progress) as watch:
            report = loader.sync(plan, target, on_start=watch)
        shutil.move(folder / FILE, FILE)
    return report


def _write_report(sandbox: Sandbox) -> None:
    from linkedin_api.sources.report import Tables, html_of, read_figures

    with Tables(FILE, PAGES.dataset) as tables:
        figures = read_figures(tables, days=30)
    made = f"{datetime.fromtimestamp(sandbox.clock.now(), UTC):%Y-%m-%d %H:%M} UTC"
    page = html_of(figures, made=made, source=f"{FILE}, dataset {PAGES.dataset}")
    REPORT.write_text(page, encoding="utf-8", newline="\n")


def _answer() -> Grid:
    import duckdb

    with duckdb.connect(str(FILE), read_only=True) as connection:
        answer = connection.sql(QUERY)
        return Grid(tuple(answer.columns), answer.fetchall())
