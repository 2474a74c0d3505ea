"""`adAnalytics?q=attributedRevenueMetrics`: what advertisements brought, as a CRM would report it.

That the window has 30 to 366 days, the pivots and the names are documented by others; the
numbers are chosen: one of 500 clicks ends in a sale, of the same amount in every account.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_numbers import ACCOUNT
from linkedin_api.sandbox.catalog.ad_performance import (
    Performance,
    money_text,
    needed_metrics,
    until,
)
from linkedin_api.sandbox.catalog.ad_report import (
    date_range,
    find_advertisements,
    perform,
    read_days,
)
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.world import figures_of

PIVOTS: Final = ("ACCOUNT", "CAMPAIGN_GROUP", "CAMPAIGN")
_WINDOW: Final = range(30, 367)
_METRICS: Final = needed_metrics(frozenset({"clicks", "costInUsd"}))
_CLICKS, _COST = ([each.name for each in _METRICS].index(name) for name in ("clicks", "costInUsd"))
#: Clicks for an opportunity, and for a sale.
_PER_OPPORTUNITY: Final = 200
_PER_SALE: Final = 500
#: Hundredths of dollars.
_DEAL: Final = 420_000
_DAYS_TO_CLOSE: Final = 38


def revenue(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    """Return one element for each group of advertisements that had clicks.

    Raises:
        Refused: 400; the window or a pivot cannot be.
    """
    days = read_days(call)
    if days[1] - days[0] + 1 not in _WINDOW:
        text = f"dateRange must have {_WINDOW.start} to {_WINDOW.stop - 1} days"
        raise Refused(bad_parameter("dateRange", description=text))
    pivots = tuple(call.params.get("pivots", ("CAMPAIGN",)))
    if not pivots or not set(pivots) <= set(PIVOTS) or len(set(pivots)) < len(pivots):
        raise Refused(bad_parameter("pivots"))
    if not call.params["account"].startswith(ACCOUNT):
        raise Refused(bad_parameter("account"))
    groups: dict[tuple[str, ...], list[Performance]] = {}
    for each in find_advertisements(call, {"accounts": frozenset({call.params["account"]})}):
        key = tuple(each.urns[pivot] for pivot in pivots)
        groups.setdefault(key, []).append(perform(call, each, _METRICS))
    is_open = days[1] >= figures_of(call).today
    measured = ((key, _metrics(group, days, is_open=is_open)) for key, group in groups.items())
    return [
        {
            "revenueAttributionMetrics": metrics,
            "pivotValues": list(key),
            "dateRange": date_range(days),
        }
        for key, metrics in measured
        if metrics
    ]


def _metrics(group: list[Performance], days: tuple[int, int], *, is_open: bool) -> dict[str, Any]:
    before, after = until(group, days[0]), until(group, days[1] + 1)
    won = after[_CLICKS] // _PER_SALE - before[_CLICKS] // _PER_SALE
    begun = after[_CLICKS] // _PER_OPPORTUNITY - before[_CLICKS] // _PER_OPPORTUNITY
    cost = after[_COST] - before[_COST]
    if not begun:
        return {}
    metrics: dict[str, Any] = {
        "revenueWonInUsd": money_text(won * _DEAL),
        "returnOnAdSpend": round(won * _DEAL / cost, 4),
        "closedWonOpportunities": won,
        "opportunityAmountInUsd": money_text(begun * _DEAL),
        "opportunityWinRate": round(won / begun, 4),
        "averageDealSizeInUsd": money_text(_DEAL),
        "averageDaysToClose": _DAYS_TO_CLOSE,
    }
    return metrics | ({"openOpportunities": max(0, begun - won)} if is_open else {})
