"""`adAnalytics?q=attributedRevenueMetrics`: what advertisements brought, as a CRM would report it.

That the window has 30 to 366 days, the pivots and the names are documented by others; the
numbers are chosen: one of 500 clicks ends in a sale, of the same amount in every account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_report import (
    date_range,
    find_creatives,
    money_text,
    read_days,
)
from linkedin_api.sandbox.figures.ad_report import Report, parts
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.world import figures_of

PIVOTS: Final = ("ACCOUNT", "CAMPAIGN_GROUP", "CAMPAIGN")
_WINDOW: Final = range(30, 367)
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
    ads = figures_of(call).ads
    metrics = frozenset({"clicks", "costInUsd"})
    report = Report(pivots, [days], metrics, ads.today, 0, settles=ads.choices.settles)
    found = find_creatives(call, {"accounts": frozenset({call.params["account"]})})
    is_open = days[1] >= ads.today
    return [
        {
            "revenueAttributionMetrics": _metrics(part.amounts, is_open=is_open),
            "pivotValues": list(part.values),
            "dateRange": date_range(days),
        }
        for part in parts(report, found, call.store.seed)
        if part.amounts.get("clicks", 0) >= _PER_OPPORTUNITY
    ]


def _metrics(amounts: Mapping[str, Any], *, is_open: bool) -> dict[str, Any]:
    clicks, cost = amounts["clicks"], amounts["costInUsd"]
    won, begun = clicks // _PER_SALE, clicks // _PER_OPPORTUNITY
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
