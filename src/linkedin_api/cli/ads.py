"""`linkedin ads`: LinkedIn Ads as tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.options import ACCOUNT, combined, each_account, help_epilog, sync_options
from linkedin_api.cli.parameters import DAY, Choice, Group
from linkedin_api.cli.product_commands import (
    add_check,
    add_report,
    add_state,
    add_tables,
    add_views,
)
from linkedin_api.cli.products import ADS

if TYPE_CHECKING:
    from linkedin_api.sources.catalogue.ads import Report
    from linkedin_api.sources.catalogue.table import Table
    from linkedin_api.sources.scope import Scope

_SYNC: Final = """\
Load new rows into DuckDB, or another destination of dlt.

The first sync reads two years. Each later sync reads what is new, and the last 30 days again,
since LinkedIn corrects their numbers. Lead form responses are personal data: they are loaded only
if --tables names ad_lead_form_responses.
"""
_EXAMPLES: Final = (
    "linkedin ads sync --sandbox",
    "linkedin ads sync --account 512000001 --tables ad_campaigns,ad_campaign_daily",
    "linkedin ads sync --metrics impressions,clicks,costInUsd --start-date 2026-01-01",
    "linkedin ads sync --report by_conversion=CREATIVE,CONVERSION --json",
)
#: The word for all metrics.
_ALL: Final = "all"


def _names(
    _context: click.Context, _option: click.Parameter, typed: tuple[str, ...]
) -> tuple[str, ...]:
    """Read names, separated by commas or in several options."""
    return tuple(filter(None, (name.strip() for text in typed for name in text.split(","))))


def _reports(
    _context: click.Context, option: click.Parameter, typed: tuple[str, ...]
) -> tuple[Report, ...]:
    """Read reports such as `by_placement=CAMPAIGN,PLACEMENT_NAME`."""
    from linkedin_api.sources.catalogue.ads import Report

    found = []
    for text in typed:
        name, sign, pivots = text.partition("=")
        if not sign:
            raise click.BadParameter(f"must look like NAME=PIVOT,PIVOT, not {text!r}", param=option)
        try:
            found.append(Report(name.strip(), _names(_context, option, (pivots.upper(),))))
        except ValueError as error:
            raise click.BadParameter(str(error), param=option) from error
    return tuple(found)


_REPORTS: Final = combined(
    click.option(
        "--start-date", type=DAY, metavar="YYYY-MM-DD",
        help="First day of reports; also reads days since then that earlier syncs left out."
        " [default: two years ago, or where the last sync ended]",
    ),
    click.option(
        "--lookback-days", type=click.IntRange(0, 365), default=30, show_default=True, metavar="N",
        help="Read the last N days again, since LinkedIn corrects them.",
    ),
    click.option(
        "--metrics", multiple=True, metavar="NAME,...", callback=_names,
        help="LinkedIn's metrics; may be repeated; `all` takes seven times as many calls."
        " [default: the 18 that most reports need]",
    ),
    click.option(
        "--demographics", multiple=True, metavar="PIVOT,...", callback=_names,
        help="Pivots of ad_campaign_demographics. [default: all eight]",
    ),
    click.option(
        "--demographics-by", type=Choice(["MONTH", "DAY"], case_sensitive=False),
        default="MONTH", show_default=True, help="Period that each row of demographics covers.",
    ),
    click.option(
        "--report", "reports", multiple=True, metavar="NAME=PIVOT,...", callback=_reports,
        help="One more table: a report of each day by one to three pivots; may be repeated.",
    ),
    click.option(
        "--write", "write_disposition", type=Choice(["merge", "replace"]),
        default="merge", show_default=True,
        help="Merge new rows of reports into the old ones, or replace all.",
    ),
)  # fmt: skip


@click.group(cls=Group, help="Load LinkedIn Ads as tables: campaigns, costs, results, audiences.")
def ads() -> None:
    """Hold the commands of LinkedIn Ads."""


@ads.command(help=_SYNC, epilog=help_epilog(_EXAMPLES))
@ACCOUNT
@_REPORTS
@sync_options(ADS)
def sync(**typed: Any) -> int:
    """Load LinkedIn Ads."""
    from linkedin_api.cli.sync import sync as run_sync

    return run_sync(
        ADS,
        _scope_of(typed),
        typed,
        _tables_of(typed),
        write_disposition=typed["write_disposition"],
    )


def _scope_of(typed: dict[str, Any]) -> Scope:
    from linkedin_api.sources.arguments import ads_scope

    start = typed["start_date"]
    return ads_scope(
        typed["accounts"] or None,
        start_date=start and start.date(),
        lookback_days=typed["lookback_days"],
    )


def _tables_of(typed: dict[str, Any]) -> tuple[Table, ...]:
    """The tables that are named, and the reports."""
    from linkedin_api.sources.catalogue.ads import DEMOGRAPHICS, METRICS, select_ads

    metrics = tuple(METRICS) if _ALL in typed["metrics"] else typed["metrics"]
    reports: tuple[Report, ...] = typed["reports"]
    if metrics:
        reports = tuple(replace(report, metrics=metrics) for report in reports)
    named = [*typed["tables"], *(report.name for report in reports)] if typed["tables"] else None
    return select_ads(
        named,
        metrics=metrics or None,
        demographics=typed["demographics"] or DEMOGRAPHICS,
        demographics_granularity=typed["demographics_by"].upper(),
        custom_reports=reports,
    )


_VIEWS: Final = """\
Create views for dbt models that were written for Fivetran's tables.

The views are what the dbt package fivetran/dbt_linkedin reads, on DuckDB and PostgreSQL: set its
variable linkedin_ads_schema to the schema of the views. Makes no calls to LinkedIn.
"""
_REPORT: Final = """\
Write a report of the synced tables: one HTML file that works offline.

It shows spend, impressions, clicks, conversions and what they cost, by account and campaign and
together, each compared with the range before, the best campaigns and creatives, and who saw them.
The page has a choice of account, campaign and range. Reads the DuckDB file. Makes no calls to
LinkedIn, and neither does the report.
"""
_REPORT_EXAMPLES: Final = (
    "linkedin ads report",
    "linkedin ads report --days 90 --until 2026-06-30 --output spring.html",
    "linkedin ads report --account 512000001 --json",
)

add_check(ads, ADS, ACCOUNT)
add_state(ads, ADS, ACCOUNT)
add_tables(ads, ADS)
add_views(ads, ADS, _VIEWS, "linkedin_ads_views", "--schema dbt_sources")
add_report(
    ads,
    ADS,
    click.option(
        "--account",
        "accounts",
        multiple=True,
        metavar="NUMBER",
        callback=each_account,
        help="Number or URN of an advertising account; may be repeated."
        " [default: all in the tables]",
    ),
    text=_REPORT,
    output="linkedin_ads_report.html",
    until="the last day that was over when it was loaded",
    examples=_REPORT_EXAMPLES,
)
