"""The charts of the report, as figures of Bokeh without data; the page's script fills them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from bokeh.core.types import ID
from bokeh.embed import json_item
from bokeh.models import ColumnDataSource, DatetimeTickFormatter, FactorRange
from bokeh.models import NumeralTickFormatter as Numbers
from bokeh.models.annotations import Legend, LegendItem
from bokeh.plotting import figure

from linkedin_api.sources.report.pages.measures import FACETS

#: Colours that differ in brightness too, each with its own dashes.
_STYLES: Final = (
    ("#0a66c2", "solid"),
    ("#b24020", "dashed"),
    ("#1e6b3a", "dotted"),
    ("#6b3fa0", "dotdash"),
)
_BEFORE: Final = ("#6b7280", "dashdot")
_INK: Final = "#374151"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart.

    Attributes:
        key: column of its numbers.
        title: its name for people.
    """

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by day.

    Attributes:
        key: its name in the page.
        title: its heading.
        note: what the numbers are.
        lines: what it shows; the first line is also shown for the range before.
        columns: columns of its table that are no lines, for one page alone.
        form: format of numbers, as Bokeh writes it.
    """

    key: str
    title: str
    note: str
    lines: tuple[Line, ...]
    columns: tuple[Line, ...] = ()
    form: str = "0,0"


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
        form="0.0%",
    ),
    Chart(
        "visitors",
        "Visitors by day",
        "Views of the page on LinkedIn. Views on desktop and on mobile add up to all views.",
        (Line("views", "All"), Line("desktop", "Desktop"), Line("mobile", "Mobile")),
        (Line("visitors", "Unique visitors"),),
    ),
)
BEFORE: Final = "before"


@cache
def chart_items() -> Mapping[str, Any]:
    """Return each chart as JSON for Bokeh's script; they are the same in every report."""
    drawn = {chart.key: _by_day(chart) for chart in CHARTS}
    drawn |= {f"groups-{facet.key}": _bars() for facet in FACETS}
    items = {key: json_item(each, ID(f"chart-{key}")) for key, each in drawn.items()}
    return MappingProxyType(items)


def _by_day(chart: Chart) -> Any:
    keys = [line.key for line in chart.lines]
    source = ColumnDataSource({key: [] for key in ("x", BEFORE, *keys)}, name="source")
    plot = _plot(
        x_axis_type="datetime",
        height=280,
        tooltips=[
            ("Day", "@x{%F}"),
            *((line.title, f"@{line.key}{{{chart.form}}}") for line in chart.lines),
            (f"{chart.lines[0].title}, range before", f"@{BEFORE}{{{chart.form}}}"),
        ],
    )
    plot.hover.formatters = {"@x": "datetime"}
    plot.hover.mode = "vline"
    plot.xaxis.formatter = DatetimeTickFormatter(days="%-d %b", months="%b %Y", years="%Y")
    plot.xaxis.ticker.desired_num_ticks = 4  # as many labels as a phone has room for
    plot.yaxis.formatter = Numbers(format=chart.form)
    drawn = []
    titles = [(BEFORE, f"{chart.lines[0].title}, range before", _BEFORE)]
    styled = zip(chart.lines, _STYLES, strict=False)
    titles += [(line.key, line.title, style) for line, style in styled]
    for key, title, (color, dash) in titles:
        renderer = plot.line(
            "x", key, source=source, line_color=color, line_dash=dash, line_width=2
        )
        drawn.append(LegendItem(label=title, renderers=[renderer]))
    plot.hover.renderers = [drawn[-len(chart.lines)].renderers[0]]
    legend = Legend(
        items=[*drawn[1:], drawn[0]],
        orientation="horizontal",
        ncols=2,
        border_line_color=None,
    )
    plot.add_layout(legend, "above")
    return plot


def _bars() -> Any:
    source = ColumnDataSource({"name": [], "followers": []}, name="source")
    plot = _plot(
        y_range=FactorRange(name="factors"),
        height=300,
        tooltips=[("", "@name"), ("Followers", "@followers{0,0}")],
    )
    plot.hbar(y="name", right="followers", height=0.7, source=source, color=_STYLES[0][0])
    plot.x_range.start = 0
    plot.xaxis.formatter = Numbers(format="0.[0]a")
    plot.xaxis.ticker.desired_num_ticks = 4
    plot.ygrid.visible = False
    return plot


def _plot(**options: Any) -> Any:
    """A plot as wide as its place, which leaves swipes and the wheel to the page."""
    plot = figure(
        sizing_mode="stretch_width", min_width=0, toolbar_location=None, tools="hover", **options
    )
    plot.outline_line_color = None
    for axis in plot.axis:
        axis.major_label_text_color = _INK
        axis.major_label_text_font_size = "12px"
        axis.minor_tick_line_color = None
    return plot
