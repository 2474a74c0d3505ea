"""The charts of the report of advertising."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from linkedin_api.sources.report.ads.measures import FACETS
from linkedin_api.sources.report.plots import Chart, Line, as_items

CHARTS: Final = (
    Chart(
        "spend", "Spend by day", "What LinkedIn charges.", (Line("cost", "Spend"),), kind="money"
    ),
    Chart(
        "impressions",
        "Impressions by day",
        "How often advertisements were shown; of message ads, messages sent.",
        (Line("impressions", "Impressions"),),
    ),
    Chart(
        "clicks", "Clicks by day", "Clicks that LinkedIn charges for.", (Line("clicks", "Clicks"),)
    ),
    Chart(
        "conversions",
        "Conversions and leads by day",
        "Conversions on websites, on the day of the click or view, and lead forms sent in.",
        (Line("conversions", "Conversions"), Line("leads", "Leads")),
    ),
    Chart(
        "ctr",
        "CTR by day",
        "Click-through rate: clicks per impression.",
        (Line("ctr", "CTR"),),
        kind="percent",
    ),
    Chart("cpc", "CPC by day", "Cost per click.", (Line("cpc", "CPC"),), kind="money"),
    Chart(
        "cost_per_conversion",
        "Cost per conversion by day",
        "Spend per conversion on websites; a day without conversions has none.",
        (Line("cost_per_conversion", "Cost per conversion"),),
        kind="money",
    ),
    Chart(
        "cost_per_lead",
        "Cost per lead by day",
        "Spend per lead form that was sent in.",
        (Line("cost_per_lead", "Cost per lead"),),
        kind="money",
    ),
)


@cache
def chart_items() -> Mapping[str, Any]:
    """Return each chart as JSON for Bokeh's script; they are the same in every report."""
    groups = [f"groups-{facet.key}" for facet in FACETS]
    return as_items(CHARTS, ["campaigns", "creatives", *groups])
