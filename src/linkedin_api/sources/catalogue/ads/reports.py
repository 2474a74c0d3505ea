"""Reports on advertising by day or month, and tables for reports of your own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.argument_checks import check, check_one_of
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.ads.records import ADS, GUIDE, REPORTING, table_of_accounts
from linkedin_api.sources.catalogue.schema import (
    Schema,
    integer,
    moment,
    money,
    number,
    required,
    text,
    urn,
)
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries.ad_members import MemberReport
from linkedin_api.sources.queries.ad_metrics import (
    DEFAULT_METRICS,
    METRICS,
    check_metrics,
    metrics_for,
)
from linkedin_api.sources.queries.ad_pivots import (
    DEMOGRAPHICS,
    PIVOTS,
    check_demographics,
    check_pivots,
)
from linkedin_api.sources.queries.ad_reports import AdReport
from linkedin_api.sources.windows import GRANULARITIES, PERIODS, Granularity, Period

_KINDS: Final = {"count": integer, "money": money, "rate": number}
_WINDOWS: Final = (
    "for each 18 metrics, one for as many accounts, up to 20, and days as have 15,000 rows"
)
#: What all reports have in common.
_LATE: Final = (
    "Days are days in UTC. LinkedIn corrects the numbers of past days, so each sync reads the last"
    " 30 days again (`lookback_days`), and today, which is not over yet. Costs are in the currency"
    " of the account, which is `currencyCode`. A row exists if any of its metrics is more than"
    " zero. Rates, averages and reach cannot be summed."
)
#: What the tables of all reports have in common.
_REPORT: Final[Mapping[str, Any]] = {
    "resource": "adAnalytics",
    "source": f"{GUIDE}/integrations/ads-reporting/ads-reporting",
    "permissions": (REPORTING, ADS),
}
#: The usual reports by day: name, what a row is, pivots, key of a row of an account and day, notes.
_DAILY: Final = (
    (
        "ad_campaign_daily",
        "Figures of a campaign on one day.",
        ("CAMPAIGN",),
        ("campaignId",),
        "Sum it for campaign groups and accounts. Archived and removed campaigns are included.",
    ),
    (
        "ad_creative_daily",
        "Figures of a creative on one day.",
        ("CREATIVE",),
        ("creativeId",),
        "Join `ad_creatives` for its campaign.",
    ),
    (
        "ad_campaign_device_daily",
        "Figures of a campaign on one kind of device on one day.",
        ("CAMPAIGN", "IMPRESSION_DEVICE_TYPE"),
        ("campaignId", "device"),
        "Conversions and reach do not exist by device.",
    ),
)
_name = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Report:
    """A report of your own.

    Attributes:
        name: the name of its table: lower case, digits and underscores.
        pivots: what rows are broken down by, one to three of LinkedIn's pivots, such as
            `CREATIVE` and `CONVERSION`. A pivot that describes members, `MEMBER_…`, is alone; its
            rows have the campaign too.
        granularity: `DAY`, `MONTH` or `YEAR`.
        metrics: LinkedIn's names of metrics.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.

    Example:
        >>> report = Report("by_conversion", ("CREATIVE", "CONVERSION"), metrics=("clicks",))
        >>> report.table().primary_key
        ('accountId', 'creativeUrn', 'conversionUrn', 'day')
    """

    name: str
    pivots: tuple[str, ...]
    granularity: Period = "DAY"
    metrics: tuple[str, ...] = DEFAULT_METRICS

    def __post_init__(self) -> None:
        is_name = isinstance(self.name, str) and _name.fullmatch(self.name)
        check(is_name, "name of a report", "lower case letters, digits and underscores", self.name)
        check_one_of("granularity", self.granularity, PERIODS)
        object.__setattr__(self, "pivots", check_pivots(self.pivots))
        object.__setattr__(self, "metrics", check_metrics(self.metrics))

    def table(self) -> Table:
        """Return its table."""
        by = ", ".join(name.lower().replace("_", " ") for name in self.pivots)
        about = f"Figures by {by} and {self.granularity.lower()}."
        if PIVOTS[self.pivots[0]].is_of_members:
            return _of_members(self.name, about, self.pivots, self.granularity, self.metrics)
        return _by_pivots(self.name, about, self.pivots, self.granularity, self.metrics)


def _by_pivots(
    name: str,
    about: str,
    pivots: tuple[str, ...],
    granularity: Period,
    metrics: Sequence[str],
    key: tuple[str, ...] = (),
    notes: str = "",
) -> Table:
    """The table of a report by pivots that do not describe members.

    Without a key, the fields of the pivots identify a row of an account and day.
    """
    metrics = _some(metrics, pivots)
    key = key or tuple(PIVOTS[pivot].field for pivot in pivots if pivot != "ACCOUNT")
    values = {field: schema for pivot in pivots for field, schema in _values(pivot, key).items()}
    query = AdReport(pivots, metrics, granularity)
    period = query.period
    return table_of_accounts(
        name=name,
        about=about,
        query=query,
        fields={**values, **_figures(period, granularity, metrics)},
        key=(*key, period),
        calls=_WINDOWS,
        cursor=period,
        notes=f"{notes} {_LATE}".strip(),
        options=lambda _scope: {"pivots": " ".join(pivots), "granularity": granularity},
        replaced_with=("accountId", period),
        **_REPORT,
    )


def _of_members(
    name: str,
    about: str,
    pivots: tuple[str, ...],
    granularity: Period,
    metrics: Sequence[str],
    notes: str = "",
) -> Table:
    """The table of a report on the members who saw advertisements, by each pivot on its own."""
    metrics = _some(metrics, pivots)
    return table_of_accounts(
        name=name,
        about=about,
        query=MemberReport(pivots, metrics, granularity),
        fields={
            "campaignUrn": urn("the campaign"),
            "campaignId": required(integer("number of the campaign")),
            "pivotName": required(text("what members are grouped by, such as `MEMBER_SENIORITY`")),
            "valueUrn": required(
                text("the group: a URN, of which `ad_names` has the name, or a company size")
            ),
            **_figures("periodStart", granularity, metrics),
        },
        key=("campaignId", "pivotName", "valueUrn", "periodStart"),
        calls="for each account one, and one for each of its campaigns that were shown and each"
        " pivot",
        cursor="periodStart",
        notes=f"{notes} {_LATE} LinkedIn has figures of members for two years, 12 to 24 hours"
        " late. It leaves out groups with fewer than three events and all but the 100 largest"
        " groups, so sums are less than the totals of the campaign.".strip(),
        options=lambda _scope: {"granularity": granularity},
        replaced_with=("accountId", "campaignId", "pivotName", "periodStart"),
        **_REPORT,
    )


def _some(metrics: Sequence[str], pivots: Iterable[str]) -> tuple[str, ...]:
    """Return the metrics that exist for pivots.

    Raises:
        InvalidArgumentError: there is none.
    """
    found = metrics_for(metrics, pivots)
    if not found:
        raise InvalidArgumentError(
            f"metrics must include one that exists for {', '.join(pivots)}; LinkedIn has none of"
            f" {', '.join(metrics)}"
        )
    return found


def _values(name: str, key: Sequence[str]) -> Mapping[str, Schema]:
    """The fields of a pivot: the value, and if it is a URN, the number in it."""
    pivot = PIVOTS[name]
    if name == "ACCOUNT":
        return {}
    value = text(pivot.about)
    found = {pivot.field: required(value) if pivot.field in key else value}
    if pivot.id_field:
        number_in_it = integer(f"number of {pivot.about}")
        found[pivot.id_field] = required(number_in_it) if pivot.id_field in key else number_in_it
    return found


def _figures(period: str, granularity: Period, metrics: Sequence[str]) -> Mapping[str, Schema]:
    """The fields of every report, beside what its rows are broken down by."""
    return {
        period: required(moment(f"start of the {granularity.lower()}, in UTC")),
        "currencyCode": text("currency of the account, such as `EUR`"),
        **{name: _KINDS[METRICS[name].kind](METRICS[name].about) for name in metrics},
    }


def reports(
    metrics: Sequence[str] = DEFAULT_METRICS,
    demographics: Sequence[str] = DEMOGRAPHICS,
    demographics_granularity: Granularity = "MONTH",
) -> tuple[Table, ...]:
    """Return the tables of the usual reports.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.
    """
    metrics, demographics = check_metrics(metrics), check_demographics(demographics)
    check_one_of("demographics_granularity", demographics_granularity, GRANULARITIES)
    return (
        *(
            _by_pivots(name, about, pivots, "DAY", metrics, key, notes)
            for name, about, pivots, key, notes in _DAILY
        ),
        _of_members(
            "ad_campaign_demographics",
            "Figures of a campaign for one group of members in one month (or on one day).",
            demographics,
            demographics_granularity,
            metrics,
            "Each pivot groups the same members in another way, so never sum over several pivots.",
        ),
    )
