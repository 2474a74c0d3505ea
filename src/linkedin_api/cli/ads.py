"""`linkedin ads`: LinkedIn Ads as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from linkedin_api.cli.command import Group
from linkedin_api.cli.options import combined, each, each_name, owner_option
from linkedin_api.cli.parameters import DAY, Choice
from linkedin_api.cli.product_commands import product_commands, report_command, views_command
from linkedin_api.cli.products import ADS

if TYPE_CHECKING:
    from linkedin_api.sources.catalogue.ads import Report

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
_VIEWS: Final = """\
Create the views that Fivetran's dbt package reads.

The views are what the dbt package fivetran/dbt_linkedin reads, on DuckDB and PostgreSQL: set its
variable linkedin_ads_schema to the schema of the views. Makes no calls to LinkedIn.
"""
_REPORT: Final = """\
Write a report of the synced tables as an HTML file.

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
_ACCOUNT: Final = owner_option(ADS, "all accounts that the member can use")


def _report(text: str) -> Report:
    """Read a report such as `by_placement=CAMPAIGN,PLACEMENT_NAME`."""
    from linkedin_api.sources.catalogue.ads import Report

    name, sign, pivots = text.partition("=")
    if not sign:
        raise click.BadParameter(f"must look like NAME=PIVOT,PIVOT, not {text!r}")
    return Report(name.strip(), tuple(filter(None, map(str.strip, pivots.upper().split(",")))))


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
        "--metrics", multiple=True, metavar="NAME,...", callback=each_name(),
        help="LinkedIn's metrics; may be repeated; `all` takes seven times as many calls."
        " [default: the 18 that most reports need]",
    ),
    click.option(
        "--demographics", multiple=True, metavar="PIVOT,...", callback=each_name(),
        help="Pivots of ad_campaign_demographics. [default: all eight]",
    ),
    click.option(
        "--demographics-by", type=Choice(["MONTH", "DAY"], case_sensitive=False),
        default="MONTH", show_default=True, help="Period that each row of demographics covers.",
    ),
    click.option(
        "--report", "reports", multiple=True, metavar="NAME=PIVOT,...", callback=each(_report),
        help="One more table: a report of each day by one to three pivots; may be repeated.",
    ),
    click.option(
        "--write", "write_disposition", type=Choice(["merge", "replace"]),
        default="merge", show_default=True,
        help="Merge new rows of reports into the old ones, or replace all.",
    ),
)  # fmt: skip

#: The commands of LinkedIn Ads.
ads: Final = Group(
    "ads",
    help="Load LinkedIn Ads as tables: campaigns, costs, audiences.",
    commands=[
        *product_commands(ADS, _SYNC, _EXAMPLES, _REPORTS, owner=[_ACCOUNT]),
        views_command(ADS, _VIEWS, "linkedin_ads_views", "--schema dbt_sources"),
        report_command(
            ADS,
            _REPORT,
            _REPORT_EXAMPLES,
            output="linkedin_ads_report.html",
            until="the last day that was over when it was loaded",
        ),
    ],
)
