"""The charts of reports, as figures of Bokeh without data; the script of the page fills them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from bokeh.core.types import ID
from bokeh.embed import json_item
from bokeh.models import ColumnDataSource, DatetimeTickFormatter, FactorRange
from bokeh.models import NumeralTickFormatter as Numbers
from bokeh.models.annotations import Legend, LegendItem
from bokeh.plotting import figure

#: Colours that differ in brightness too, each with its own dashes. In the dark, the script of the
#: page puts others in their place.
_STYLES: Final = (
    ("#0a66c2", "solid"),
    ("#b24020", "dashed"),
    ("#1e6b3a", "dotted"),
    ("#6b3fa0", "dotdash"),
)
_BEFORE: Final = ("#6b7280", "dashdot")
_INK: Final = "#374151"
_GRID: Final = "#e5e7eb"
#: How Bokeh writes each kind of number.
_FORMS: Final = {"number": "0,0", "percent": "0.00%", "money": "0,0.00"}
#: The column with the range before.
BEFORE: Final = "before"
#: The column with the currency of each day.
UNIT: Final = "unit"

Kind = Literal["number", "percent", "money"]


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
        columns: columns of its table that are no lines.
        kind: what its numbers are.
    """

    key: str
    title: str
    note: str
    lines: tuple[Line, ...]
    columns: tuple[Line, ...] = ()
    kind: Kind = "number"


def as_items(charts: Iterable[Chart], bars: Iterable[str]) -> Mapping[str, Any]:
    """Return charts as JSON for Bokeh's script."""
    drawn = {chart.key: _by_day(chart) for chart in charts}
    drawn |= {key: _bars() for key in bars}
    return MappingProxyType(
        {key: json_item(each, ID(f"chart-{key}")) for key, each in drawn.items()}
    )


def described(charts: Iterable[Chart]) -> list[dict[str, Any]]:
    """Return what the script of the page has to know of charts by day."""
    return [
        {
            "key": chart.key,
            "title": chart.title,
            "kind": chart.kind,
            "lines": [[line.key, line.title] for line in chart.lines],
            "columns": [[line.key, line.title] for line in chart.columns],
        }
        for chart in charts
    ]


def _by_day(chart: Chart) -> Any:
    keys = [line.key for line in chart.lines]
    unit = [UNIT] if chart.kind == "money" else []
    source = ColumnDataSource({key: [] for key in ("x", BEFORE, *unit, *keys)}, name="source")
    number = f"{{{_FORMS[chart.kind]}}}" + "".join(f" @{key}" for key in unit)
    plot = _plot(
        x_axis_type="datetime",
        height=280,
        tooltips=[
            ("Day", "@x{%F}"),
            *((line.title, f"@{line.key}{number}") for line in chart.lines),
            (f"{chart.lines[0].title}, range before", f"@{BEFORE}{number}"),
        ],
    )
    plot.hover.formatters = {"@x": "datetime"}
    plot.hover.mode = "vline"
    plot.xaxis.formatter = DatetimeTickFormatter(days="%-d %b", months="%b %Y", years="%Y")
    plot.xaxis.ticker.desired_num_ticks = 4  # as many labels as a phone has room for
    plot.yaxis.formatter = Numbers(format=_FORMS[chart.kind])
    drawn = []
    first = f"{chart.lines[0].title}, range before" if len(chart.lines) > 1 else "Range before"
    titles = [(BEFORE, first, _BEFORE)]
    styled = zip(chart.lines, _STYLES, strict=False)
    titles += [(line.key, line.title, style) for line, style in styled]
    for key, title, (color, dash) in titles:
        renderer = plot.line(
            "x", key, source=source, line_color=color, line_dash=dash, line_width=2
        )
        if chart.kind != "number":  # a day between days that have none is a point
            plot.scatter("x", key, source=source, color=color, size=4)
        drawn.append(LegendItem(label=title, renderers=[renderer]))
    plot.hover.renderers = [drawn[-len(chart.lines)].renderers[0]]
    legend = Legend(
        items=[*drawn[1:], drawn[0]],
        orientation="horizontal",
        ncols=2,
        border_line_color=None,
        background_fill_color=None,
        label_text_color=_INK,
    )
    plot.add_layout(legend, "above")
    return plot


def _bars() -> Any:
    source = ColumnDataSource({"name": [], "number": [], "label": []}, name="source")
    plot = _plot(
        y_range=FactorRange(name="factors"),
        height=300,
        tooltips=[("", "@name"), ("", "@label")],
    )
    plot.hbar(y="name", right="number", height=0.7, source=source, color=_STYLES[0][0])
    plot.x_range.start = 0
    plot.xaxis.formatter = Numbers(format="0.[0]a", name="form")
    plot.xaxis.ticker.desired_num_ticks = 4
    plot.ygrid.visible = False
    return plot


def _plot(**options: Any) -> Any:
    """A plot as wide as its place, which leaves swipes and the wheel to the page."""
    plot = figure(
        sizing_mode="stretch_width", min_width=0, toolbar_location=None, tools="hover", **options
    )
    plot.outline_line_color = None
    plot.background_fill_color = None
    plot.border_fill_color = None
    plot.grid.grid_line_color = _GRID
    for axis in plot.axis:
        axis.major_label_text_color = _INK
        axis.axis_line_color = _INK
        axis.major_tick_line_color = _INK
        axis.major_label_text_font_size = "12px"
        axis.minor_tick_line_color = None
    return plot
