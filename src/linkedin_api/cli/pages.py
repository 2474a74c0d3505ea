"""`linkedin pages`: LinkedIn Pages as tables."""

from __future__ import annotations

from typing import Final

import click

from linkedin_api.cli.command import Group
from linkedin_api.cli.options import combined, owner_option
from linkedin_api.cli.parameters import DAY, Choice
from linkedin_api.cli.product_commands import product_commands, report_command, views_command
from linkedin_api.cli.products import PAGES

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
_VIEWS: Final = """\
Create the views that Fivetran's dbt package reads.

The six views are what the dbt package fivetran/dbt_linkedin_pages reads, on DuckDB and
PostgreSQL. Load organization_lookup, posts and post_statistics first. Makes no calls to LinkedIn.
"""
_REPORT: Final = """\
Write a report of the synced tables as an HTML file.

It shows followers, impressions, engagement, visitors and the best posts, page by page and
together, each compared with the range before. The page has a choice of page and range. Reads
the DuckDB file. Makes no calls to LinkedIn, and neither does the report.
"""
_REPORT_EXAMPLES: Final = (
    "linkedin pages report",
    "linkedin pages report --days 90 --until 2026-06-30 --output spring.html",
    "linkedin pages report --database marketing.duckdb --org 2414183 --json",
)
_ORGANIZATION: Final = owner_option(PAGES, "all organizations that the member administers")

#: The commands of LinkedIn Pages.
pages: Final = Group(
    "pages",
    help="Load LinkedIn Pages as tables: followers, posts, visitors.",
    commands=[
        *product_commands(PAGES, _SYNC, _EXAMPLES, _STATISTICS, owner=[_ORGANIZATION]),
        views_command(
            PAGES, _VIEWS, "linkedin_company_pages", "--destination postgres --dataset linkedin"
        ),
        report_command(
            PAGES,
            _REPORT,
            _REPORT_EXAMPLES,
            output="linkedin_report.html",
            until="the last day in the tables",
        ),
    ],
)
