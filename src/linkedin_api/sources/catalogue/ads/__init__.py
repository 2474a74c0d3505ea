"""LinkedIn Ads: the tables of accounts, campaigns, creatives, reports and leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from linkedin_api.argument_checks import check_kind, several
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.ads.entities import ENTITIES
from linkedin_api.sources.catalogue.ads.leads import LEADS_TABLES
from linkedin_api.sources.catalogue.ads.names import NAMES
from linkedin_api.sources.catalogue.ads.reports import Report, reports
from linkedin_api.sources.catalogue.table import Table, select_tables
from linkedin_api.sources.queries.ad_metrics import DEFAULT_METRICS, METRICS
from linkedin_api.sources.queries.ad_pivots import DEMOGRAPHICS
from linkedin_api.sources.windows import Granularity

__all__ = [
    "ADS",
    "DEFAULT_METRICS",
    "DEMOGRAPHICS",
    "METRICS",
    "Report",
    "ads_tables",
    "select_ads",
]


def ads_tables(
    *,
    metrics: Sequence[str] | None = None,
    demographics: Sequence[str] = DEMOGRAPHICS,
    demographics_granularity: Granularity = "MONTH",
    custom_reports: Iterable[Report] = (),
) -> Mapping[str, Table]:
    """Return the tables by name, with the metrics and reports of your choice.

    Args:
        metrics: LinkedIn's names of metrics; `None` for `DEFAULT_METRICS`, which take one call
            where all 117 take seven.
        demographics: pivots of `ad_campaign_demographics`; each costs as much as all others.
        demographics_granularity: `MONTH`, or `DAY` for about thirty times as many rows.
        custom_reports: reports of your own; each is one more table.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.

    Example:
        >>> tables = ads_tables(custom_reports=[Report("by_placement", ("PLACEMENT_NAME",))])
        >>> tables["by_placement"].primary_key
        ('accountId', 'placementName', 'day')
    """
    usual = reports(
        DEFAULT_METRICS if metrics is None else metrics, demographics, demographics_granularity
    )
    # Names come last, since they are about what the others have read.
    found = {table.name: table for table in (*ENTITIES, *usual, *LEADS_TABLES)}
    for report in several("custom_reports", custom_reports):
        check_kind(isinstance(report, Report), "custom_reports", "a list of Report", report)
        if report.name in found or report.name == NAMES.name:
            raise InvalidArgumentError(
                f"there is already a table {report.name!r}: choose another name for the report"
            )
        found[report.name] = report.table()
    return MappingProxyType({**found, NAMES.name: NAMES})


def select_ads(names: Iterable[str] | None = None, **chosen: Any) -> tuple[Table, ...]:
    """Return tables by name; `None` for all but those with personal data.

    Args:
        names: names of tables. The table of names comes last in any case, since it names what
            the others have read. With `None`, custom reports are included.
        chosen: metrics and reports, as in `ads_tables`.

    Raises:
        InvalidArgumentError: there is no such table, or another argument is wrong.

    Example:
        >>> [table.name for table in select_ads(["ad_names", "ad_campaigns"])]
        ['ad_campaigns', 'ad_names']
    """
    found = select_tables(ads_tables(**chosen), names)
    return tuple(sorted(found, key=lambda table: table.name == NAMES.name))


#: All tables by name, with the usual metrics.
ADS: Final = ads_tables()
