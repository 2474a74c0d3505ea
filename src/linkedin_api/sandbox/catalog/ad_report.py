"""What an `adAnalytics` call asks for: which advertisements, on which days, by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_accounts import may_use
from linkedin_api.sandbox.catalog.ad_numbers import (
    ACCOUNT,
    ACCOUNTS,
    CAMPAIGN,
    CREATIVE,
    CREATIVES_EACH,
    FIRST_ACCOUNT,
    GROUP,
    GROUPS_EACH,
    SEEDED_DAY,
    AdNumbers,
    is_test,
    shown_days,
)
from linkedin_api.sandbox.catalog.ad_performance import Metric, Performance, performance_of
from linkedin_api.sandbox.catalog.ad_shelves import numbers_of
from linkedin_api.sandbox.figures.days import day_date, day_number, month_start, months_later
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call
from linkedin_api.sandbox.world import figures_of

#: No advertisement was shown before this day.
_EARLIEST: Final = SEEDED_DAY - 366
_ORGANIZATION: Final = "urn:li:organization:"
#: Parameters that select, what their URNs begin with, and the pivot that has these URNs.
FACETS: Final[Mapping[str, tuple[str, str]]] = {
    "accounts": (ACCOUNT, "ACCOUNT"),
    "campaignGroups": (GROUP, "CAMPAIGN_GROUP"),
    "campaigns": (CAMPAIGN, "CAMPAIGN"),
    "creatives": (CREATIVE, "CREATIVE"),
    "companies": (_ORGANIZATION, "COMPANY"),
}
GRANULARITIES: Final = ("ALL", "DAILY", "MONTHLY", "YEARLY")
Days = tuple[int, int]
Facets = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Advertisement:
    """A creative that was shown.

    Attributes:
        account: place of its account.
        begin: number of the first day it was shown.
        end: number of the first day after.
        number: of the creative.
        urns: by pivot.
    """

    account: int
    begin: int
    end: int
    number: int
    urns: Mapping[str, str]


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


def read_granularity(call: Call) -> str:
    """Return `timeGranularity`, which comes as `ALL` or as `(value:ALL)`.

    Raises:
        Refused: 400.
    """
    sent = call.params["timeGranularity"]
    granularity = sent.get("value") if isinstance(sent, Mapping) else sent
    if granularity not in GRANULARITIES:
        raise Refused(bad_parameter("timeGranularity"))
    return str(granularity)


def cut_days(days: Days, granularity: str, today: int) -> list[Days]:
    """Return the requested periods, without those that cannot have figures."""
    first, last = days
    if granularity == "ALL":
        return [days]
    first = max(first, _EARLIEST)
    cut = []
    while first <= min(last, today):
        after = _after(first, granularity)
        cut.append((first, min(after - 1, last)))
        first = after
    return cut


def date_range(days: Days) -> dict[str, Any]:
    """Return a period of days as `dateRange`."""
    return {"start": _record(days[0]), "end": _record(days[1])}


def _record(day: int) -> dict[str, int]:
    moment = day_date(day)
    return {"year": moment.year, "month": moment.month, "day": moment.day}


def _after(day: int, granularity: str) -> int:
    if granularity == "DAILY":
        return day + 1
    months = 1 if granularity == "MONTHLY" else 13 - day_date(day).month
    return months_later(month_start(day), months)


def read_facets(call: Call) -> Facets:
    """Return the facets of a call: by name, the URNs that are wanted.

    Raises:
        Refused: 400; no facet is given, or one has other URNs than its own.
    """
    facets = {name: _read_facet(call, name) for name in FACETS if name in call.params}
    if not facets:
        raise Refused(problems.MISSING_PARAMETER.fill(name="accounts"))
    return facets


def find_advertisements(call: Call, facets: Facets) -> list[Advertisement]:
    """Return what the facets select, of the accounts that the member may use."""
    numbers = numbers_of(call.store)
    usable = {
        place
        for place in range(len(ACCOUNTS))
        if may_use(call, f"{ACCOUNT}{FIRST_ACCOUNT + place}")
    }
    found = (
        _describe(numbers, *place)
        for place in _places(numbers, facets)
        if place[0] in usable and not is_test(place[0])
    )
    return [each for each in found if each.end > each.begin and _fits(each, facets)]


def _read_facet(call: Call, name: str) -> frozenset[str]:
    prefix = FACETS[name][0]
    wanted: list[str] = call.params[name]
    if any(not urn.startswith(prefix) for urn in wanted):
        raise Refused(bad_parameter(name))
    return frozenset(wanted)


def _places(numbers: AdNumbers, facets: Facets) -> Iterator[tuple[int, int, int]]:
    """Return account, campaign and version of creatives, as few as the facets allow."""
    if "creatives" in facets:
        row = numbers.creatives_row
        found = (row.find(urn.removeprefix(CREATIVE)) for urn in sorted(facets["creatives"]))
        yield from ((each[0], *divmod(each[1], CREATIVES_EACH)) for each in found if each)
        return
    campaigns: Iterator[tuple[int, int]]
    if "campaigns" in facets:
        row = numbers.campaigns_row
        known = (row.find(urn.removeprefix(CAMPAIGN)) for urn in sorted(facets["campaigns"]))
        campaigns = (each for each in known if each)
    else:
        accounts = range(len(ACCOUNTS))
        campaigns = ((one, each) for one in accounts for each in range(numbers.campaigns))
    for account, campaign in campaigns:
        yield from ((account, campaign, version) for version in range(CREATIVES_EACH))


def _describe(numbers: AdNumbers, account: int, campaign: int, version: int) -> Advertisement:
    begin, end = shown_days(campaign)
    index = campaign * CREATIVES_EACH + version
    creative = numbers.creatives_row.number(account, index)
    urns = {
        "ACCOUNT": f"{ACCOUNT}{FIRST_ACCOUNT + account}",
        "COMPANY": f"{_ORGANIZATION}{FIRST_ORGANIZATION + account}",
        "CAMPAIGN_GROUP": f"{GROUP}{numbers.groups_row.number(account, campaign % GROUPS_EACH)}",
        "CAMPAIGN": f"{CAMPAIGN}{numbers.campaigns_row.number(account, campaign)}",
        "CREATIVE": f"{CREATIVE}{creative}",
    }
    return Advertisement(account, begin, 1 << 40 if end is None else end, creative, urns)


def perform(call: Call, each: Advertisement, metrics: tuple[Metric, ...]) -> Performance:
    """Return how an advertisement did until today."""
    end = max(each.begin, min(each.end, figures_of(call).today + 1))
    currency = ACCOUNTS[each.account][1]
    return performance_of(call.store.seed, each.number, (each.begin, end), currency, metrics)


def _fits(each: Advertisement, facets: Facets) -> bool:
    return all(each.urns[FACETS[name][1]] in wanted for name, wanted in facets.items())
