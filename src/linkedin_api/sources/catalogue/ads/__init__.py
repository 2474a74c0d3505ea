"""LinkedIn Ads: the tables of accounts, campaigns, creatives, reports and leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.ads.entities import ENTITIES
from linkedin_api.sources.catalogue.ads.leads import LEADS_TABLES
from linkedin_api.sources.catalogue.ads.names import NAMES
from linkedin_api.sources.catalogue.ads.reports import Report, reports
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries.ad_metrics import DEFAULT_METRICS, METRICS
from linkedin_api.sources.queries.ad_pivots import DEMOGRAPHICS
from linkedin_api.sources.windows import Granularity

__all__ = ["ADS", "DEFAULT_METRICS", "DEMOGRAPHICS", "METRICS", "Report", "ads_tables"]


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
    for report in custom_reports:
        if report.name in found or report.name == NAMES.name:
            raise InvalidArgumentError(f"there is already a table {report.name!r}")
        found[report.name] = report.table()
    return MappingProxyType({**found, NAMES.name: NAMES})


#: All tables by name, with the usual metrics.
ADS: Final = ads_tables()
