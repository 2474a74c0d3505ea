"""What an `adAnalytics` call asks for: which advertisements, on which days, what of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_accounts import may_use
from linkedin_api.sandbox.figures.ad_metrics import Form
from linkedin_api.sandbox.figures.ad_parts import PEOPLE
from linkedin_api.sandbox.figures.ad_report import Days, Report
from linkedin_api.sandbox.figures.ad_tree import (
    ACCOUNT,
    CAMPAIGN,
    COMPANY,
    CREATIVE,
    GROUP,
    AdAccount,
    AdCreative,
)
from linkedin_api.sandbox.figures.ads import GRANULARITIES
from linkedin_api.sandbox.figures.days import day_date, day_number, month_start, months_later
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call
from linkedin_api.sandbox.world import figures_of

#: Parameters that select, and what their URNs begin with.
FACETS: Final[Mapping[str, tuple[str, ...]]] = {
    "accounts": (ACCOUNT,),
    "campaignGroups": (GROUP,),
    "campaigns": (CAMPAIGN,),
    "creatives": (CREATIVE,),
    "companies": (COMPANY,),
    "shares": ("urn:li:share:", "urn:li:ugcPost:"),
}
#: Metrics of one call (documented).
MOST_METRICS: Final = 20
#: What `sortBy` may name (documented).
SORTABLE: Final[Mapping[str, str]] = {
    "CLICKS": "clicks",
    "COST_IN_LOCAL_CURRENCY": "costInLocalCurrency",
    "EXTERNAL_WEBSITE_CONVERSIONS": "externalWebsiteConversions",
    "IMPRESSIONS": "impressions",
    "ONE_CLICK_LEADS": "oneClickLeads",
    "OPENS": "opens",
    "SENDS": "sends",
}
#: Names in `fields` that are not metrics.
_NO_METRICS: Final = frozenset({"dateRange", "pivotValues", "pivotValue", "pivot"})
#: What a report has when `fields` does not say; documented.
_DEFAULT: Final = frozenset({"impressions", "clicks"})
#: Months for which figures are kept, by performance and by people (documented).
KEPT_MONTHS: Final = 120
KEPT_MONTHS_OF_PEOPLE: Final = 24
#: Documented: earlier days of an ALL report are rounded to the edges of their months.
_DAILY_MONTHS: Final = 6
Facets = Mapping[str, frozenset[str]]


def read_report(call: Call, pivots: tuple[str, ...]) -> tuple[Report, frozenset[str]]:
    """Return what a call asks for, and the names in it that are not metrics.

    Raises:
        Refused: 400.
    """
    ads = figures_of(call).ads
    days, granularity = read_days(call), _read_granularity(call)
    _check_kept(days[0], ads.today, KEPT_MONTHS_OF_PEOPLE if pivots[0] in PEOPLE else KEPT_MONTHS)
    if granularity == "ALL":
        days = _round(days, ads.today)
    asked = _read_fields(call)
    report = Report(
        pivots=pivots,
        stretches=ads.stretches(days, granularity),
        asked=asked - _NO_METRICS,
        today=ads.today,
        span=days[1] - days[0] + 1,
        zeros=ads.choices.zeros,
        settles=ads.choices.settles,
    )
    return report, asked & _NO_METRICS


def read_days(call: Call) -> Days:
    """Return the first and last day of `dateRange`; without an end, it ends today.

    Raises:
        Refused: 400; it is not a range of days.
    """
    record = call.params["dateRange"]
    first = _read_day(record.get("start"))
    last = _read_day(record["end"]) if "end" in record else figures_of(call).today
    if first > last:
        text = f"Start date {day_date(first)} is after end date {day_date(last)}"
        raise Refused(bad_parameter("dateRange", "START_DATE_AFTER_END_DATE", text))
    return first, last


def _read_day(record: Any) -> int:
    try:
        return day_number(date(*(int(record[name]) for name in ("year", "month", "day"))))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Refused(bad_parameter("dateRange")) from None


def _read_granularity(call: Call) -> str:
    """Return `timeGranularity`, which comes as `ALL` or as `(value:ALL)`."""
    sent = call.params["timeGranularity"]
    granularity = sent.get("value") if isinstance(sent, Mapping) else sent
    if granularity not in GRANULARITIES:
        raise Refused(bad_parameter("timeGranularity"))
    return str(granularity)


def _check_kept(first: int, today: int, months: int) -> None:
    earliest = months_later(today, -months)
    if first < earliest:
        text = f"Start date {day_date(first)} is before {day_date(earliest)}, the first day kept"
        raise Refused(bad_parameter("dateRange/start", "DATE_TOO_EARLY", text))


def _round(days: Days, today: int) -> Days:
    """Move days of more than six months ago to the edges of their months."""
    first, last = days
    daily = months_later(today, -_DAILY_MONTHS)
    if first < daily:
        first = month_start(first)
    if last < daily:
        last = months_later(month_start(last), 1) - 1
    return first, last


def _read_fields(call: Call) -> frozenset[str]:
    if "fields" not in call.masks:
        return _DEFAULT
    reported = frozenset(call.masks["fields"])
    if len(reported - _NO_METRICS) > MOST_METRICS:
        text = f"No more than {MOST_METRICS} metrics can be asked for"
        raise Refused(bad_parameter("fields", "FIELD_LENGTH_TOO_LONG", text))
    return reported


def read_facets(call: Call) -> Facets:
    """Return the facets of a call: by name, the URNs that are wanted.

    Raises:
        Refused: 400; no facet is given, or one has other URNs than its own.
    """
    facets = {name: frozenset(call.params[name]) for name in FACETS if name in call.params}
    if not facets:
        raise Refused(problems.MISSING_PARAMETER.fill(name="accounts"))
    for name, wanted in facets.items():
        if any(not urn.startswith(FACETS[name]) for urn in wanted):
            raise Refused(bad_parameter(name))
    return facets


def find_creatives(call: Call, facets: Facets) -> Iterator[tuple[AdAccount, AdCreative]]:
    """Return what the facets select, of the accounts that the member may use.

    `campaignType` and `objectiveType` narrow it.
    """
    found = figures_of(call).ads.chosen(facets, lambda account: may_use(call, account.urn))
    kind, objective = call.params.get("campaignType"), call.params.get("objectiveType")
    return (
        (account, creative)
        for account, creative in found
        if kind in {None, creative.campaign.type}
        and objective in {None, creative.campaign.objective}
    )


def read_order(call: Call) -> tuple[str, bool] | None:
    """Return the metric of `sortBy`, and whether the largest comes first; `None` without it.

    Raises:
        Refused: 400; it names no such metric.
    """
    if "sortBy" not in call.params:
        return None
    field = call.params["sortBy"].get("field")
    if field not in SORTABLE:
        raise Refused(bad_parameter("sortBy"))
    return SORTABLE[field], call.params["sortBy"].get("order") != "ASCENDING"


def date_range(days: Days) -> dict[str, Any]:
    """Return a period of days as `dateRange`."""
    return {"start": _record(days[0]), "end": _record(days[1])}


def _record(day: int) -> dict[str, int]:
    moment = day_date(day)
    return {"year": moment.year, "month": moment.month, "day": moment.day}


def money_text(hundredths: int) -> str:
    """Write an amount of money.

    Example:
        >>> money_text(1205)
        '12.05'
    """
    return f"{hundredths // 100}.{hundredths % 100:02}"


def written(amount: Any, form: Form) -> Any:
    """Return an amount as it is in an answer."""
    if form == "money":
        return money_text(amount)
    return str(amount) if form == "text" else amount
