"""`linkedin pages`: LinkedIn Pages as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.options import (
    ORGANIZATION,
    combined,
    each_organization,
    help_epilog,
    sync_options,
)
from linkedin_api.cli.parameters import DAY, Choice, Group
from linkedin_api.cli.product_commands import (
    add_check,
    add_report,
    add_state,
    add_tables,
    add_views,
)
from linkedin_api.cli.products import PAGES

if TYPE_CHECKING:
    from linkedin_api.sources.scope import Scope

_SYNC: Final = """\
Load new rows into DuckDB, or another destination of dlt.

The first sync reads a year. Each later sync reads only what is new, and a sync that was
stopped continues where it stopped. LinkedIn publishes daily statistics with a two-day delay.
"""
_EXAMPLES: Final = (
    "linkedin pages sync --sandbox",
    "linkedin pages sync --org 2414183 --org 2414184",
    "linkedin pages sync --tables posts,post_statistics --database marketing.duckdb",
    "linkedin pages sync --lookback-days 7 --json",
    "linkedin pages sync --destination postgres --dataset linkedin",
)
_STATISTICS: Final = combined(
    click.option(
        "--start-date", type=DAY, metavar="YYYY-MM-DD",
        help="First day of statistics; also reads days since then that earlier syncs left out."
        " [default: a year ago, or where the last sync ended]",
    ),
    click.option(
        "--granularity", type=Choice(["DAY", "MONTH"], case_sensitive=False),
        default="DAY", show_default=True, help="Period that each row of statistics covers.",
    ),
    click.option(
        "--write", "write_disposition", type=Choice(["merge", "append", "replace"]),
        default="merge", show_default=True,
        help="Merge new rows of statistics into the old ones, append them, or replace all.",
    ),
    click.option(
        "--lookback-days", type=click.IntRange(0, 365), default=0, show_default=True, metavar="N",
        help="Read the last N days again, since LinkedIn corrects them; not with --write append.",
    ),
)  # fmt: skip


@click.group(cls=Group, help="Load LinkedIn Pages as tables: followers, posts, visitors.")
def pages() -> None:
    """Hold the commands of LinkedIn Pages."""


@pages.command(help=_SYNC, epilog=help_epilog(_EXAMPLES))
@ORGANIZATION
@_STATISTICS
@sync_options(PAGES)
def sync(**typed: Any) -> int:
    """Load LinkedIn Pages."""
    from linkedin_api.cli.sync import sync as run_sync

    return run_sync(PAGES, _scope_of(typed), typed, write_disposition=typed["write_disposition"])


def _scope_of(typed: dict[str, Any]) -> Scope:
    from linkedin_api.sources.scope import Scope
    from linkedin_api.sources.windows import Span

    if typed["lookback_days"] and typed["write_disposition"] == "append":
        raise click.UsageError(
            "--lookback-days cannot be used with --write append, which would load those days twice"
        )
    start = typed["start_date"]
    span = Span(start and start.date(), typed["granularity"], typed["lookback_days"])
    return Scope(typed["organizations"] or None, span)


_VIEWS: Final = """\
Create views for dbt models that were written for Fivetran's tables.

The six views are what the dbt package fivetran/dbt_linkedin_pages reads, on DuckDB and
PostgreSQL. Load organization_lookup, posts and post_statistics first. Makes no calls to LinkedIn.
"""

_REPORT: Final = """\
Write a report of the synced tables: one HTML file that works offline.

It shows followers, impressions, engagement, visitors and the best posts, page by page and
together, each compared with the range before. The page has a choice of page and range. Reads
the DuckDB file. Makes no calls to LinkedIn, and neither does the report.
"""
_REPORT_EXAMPLES: Final = (
    "linkedin pages report",
    "linkedin pages report --days 90 --until 2026-06-30 --output spring.html",
    "linkedin pages report --database marketing.duckdb --org 2414183 --json",
)


add_check(pages, PAGES, ORGANIZATION)
add_state(pages, PAGES, ORGANIZATION)
add_tables(pages, PAGES)
add_views(
    pages, PAGES, _VIEWS, "linkedin_company_pages", "--destination postgres --dataset linkedin"
)
add_report(
    pages,
    PAGES,
    click.option(
        "--org",
        "organizations",
        multiple=True,
        metavar="NUMBER",
        callback=each_organization,
        help="Number or URN of an organization; may be repeated. [default: all in the tables]",
    ),
    text=_REPORT,
    output="linkedin_report.html",
    until="the last day in the tables",
    examples=_REPORT_EXAMPLES,
)
