"""The charts of the report of pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from linkedin_api.sources.report.pages.measures import FACETS
from linkedin_api.sources.report.plots import Chart, Line, as_items

CHARTS: Final = (
    Chart(
        "followers",
        "Followers over time",
        "Followers gained since the first day of the range, minus those lost.",
        (Line("organic_sum", "Organic"), Line("paid_sum", "Paid")),
    ),
    Chart(
        "gains",
        "Followers gained each day",
        "Gained minus lost. A day with more losses than gains is negative.",
        (Line("organic", "Organic"), Line("paid", "Paid")),
    ),
    Chart(
        "impressions",
        "Impressions by day",
        "How often posts were shown. Results of advertising are not counted.",
        (Line("impressions", "Impressions"),),
        (Line("reached", "Members reached"),),
    ),
    Chart(
        "clicks",
        "Clicks and reactions by day",
        "LinkedIn subtracts withdrawn reactions, so a day can be negative.",
        (
            Line("clicks", "Clicks"),
            Line("reactions", "Reactions"),
            Line("comments", "Comments"),
            Line("reposts", "Reposts"),
        ),
    ),
    Chart(
        "engagement",
        "Engagement by day",
        "Clicks, reactions, comments and reposts per impression.",
        (Line("engagement", "Engagement"),),
        kind="percent",
    ),
    Chart(
        "visitors",
        "Visitors by day",
        "Views of the page on LinkedIn. Views on desktop and on mobile add up to all views.",
        (Line("views", "All"), Line("desktop", "Desktop"), Line("mobile", "Mobile")),
        (Line("visitors", "Unique visitors"),),
    ),
)


@cache
def chart_items() -> Mapping[str, Any]:
    """Return each chart as JSON for Bokeh's script; they are the same in every report."""
    return as_items(CHARTS, [f"groups-{facet.key}" for facet in FACETS])
