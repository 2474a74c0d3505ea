"""The streams of reports, those of the configuration too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from linkedin_api.sources.catalogue.ads import ADS, METRICS
from linkedin_api.sources.catalogue.schema import Schema, array, integer, number, required, text
from linkedin_api.sources.engines.airbyte.ads.rows import member_row, report_row
from linkedin_api.sources.engines.airbyte.ads.settings import AdsSettings, CustomReport
from linkedin_api.sources.engines.airbyte.ads.stream import AdsStream, Shape, table_of_accounts
from linkedin_api.sources.queries.ad_members import MemberReport
from linkedin_api.sources.queries.ad_metrics import metrics_for
from linkedin_api.sources.queries.ad_reports import AdReport
from linkedin_api.sources.queries.query import Query
from linkedin_api.sources.windows import Period

_BASE: Final[Mapping[str, Schema]] = {
    "start_date": text("first day, in UTC"),
    "end_date": required(text("last day, in UTC")),
    "pivot": text("what the row is broken down by"),
    "pivotValues": array(text()),
    "string_of_pivot_values": required(text("the values, separated by commas")),
    "sponsoredCampaign": text("number of the campaign"),
    "sponsoredCreative": text("number of the creative"),
}
_NUMBERS: Final = tuple(METRICS)
_KEY: Final = ("string_of_pivot_values", "end_date")
_WITH_CAMPAIGN: Final = (*_KEY, "sponsoredCampaign")


def _report(
    name: str, query: Query, names: Iterable[str], key: tuple[str, ...], shape: Shape
) -> AdsStream:
    fields = {**_BASE, **{each: _number(each) for each in names}}
    permissions = ADS["ad_campaign_daily"].permissions
    table = table_of_accounts(name, query, fields, key, permissions, cursor="end_date")
    return AdsStream(table, table.cursor, shape)


def _number(name: str) -> Schema:
    return integer(METRICS[name].about) if METRICS[name].kind == "count" else number()


def _by(
    name: str, pivots: tuple[str, ...], key: tuple[str, ...], granularity: Period = "DAY"
) -> AdsStream:
    names = metrics_for(_NUMBERS, pivots)
    query = AdReport(pivots, names, granularity)
    return _report(name, query, names, key, report_row(pivots, query.period, granularity))


REPORTS: Final = (
    _by("ad_campaign_analytics", ("CAMPAIGN",), _WITH_CAMPAIGN),
    _by("ad_creative_analytics", ("CREATIVE",), _KEY),
    _by("ad_impression_device_analytics", ("CAMPAIGN", "IMPRESSION_DEVICE_TYPE"), _WITH_CAMPAIGN),
)
MEMBERS: Final = {
    "ad_member_company_size_analytics": "MEMBER_COMPANY_SIZE",
    "ad_member_country_analytics": "MEMBER_COUNTRY_V2",
    "ad_member_job_function_analytics": "MEMBER_JOB_FUNCTION",
    "ad_member_job_title_analytics": "MEMBER_JOB_TITLE",
    "ad_member_industry_analytics": "MEMBER_INDUSTRY",
    "ad_member_seniority_analytics": "MEMBER_SENIORITY",
    "ad_member_region_analytics": "MEMBER_REGION_V2",
    "ad_member_company_analytics": "MEMBER_COMPANY",
}


def member_stream(name: str, pivot: str, settings: AdsSettings) -> AdsStream:
    """Return the stream of a report on members; the settings say what its key has."""
    names = metrics_for(_NUMBERS, [pivot])
    key = _WITH_CAMPAIGN if settings.campaign_in_keys else _KEY
    return _report(name, MemberReport((pivot,), names, "DAY"), names, key, member_row("DAY"))


def custom_stream(report: CustomReport) -> AdsStream:
    """Return the stream of a report in the configuration."""
    if report.pivots[0].startswith("MEMBER_"):
        names = metrics_for(_NUMBERS, report.pivots)
        query = MemberReport(report.pivots, names, report.granularity)
        return _report(report.stream, query, names, _WITH_CAMPAIGN, member_row(report.granularity))
    return _by(report.stream, report.pivots, _WITH_CAMPAIGN, report.granularity)
