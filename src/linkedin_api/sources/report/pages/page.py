"""The report of pages as one HTML file."""

from __future__ import annotations

from typing import Any

from linkedin_api.sources.report.days import number_of
from linkedin_api.sources.report.frame import framed
from linkedin_api.sources.report.pages.charts import CHARTS, chart_items
from linkedin_api.sources.report.pages.figures import Figures, Page
from linkedin_api.sources.report.pages.measures import FACETS, MEASURES
from linkedin_api.sources.report.plots import BEFORE, described


def html_of(figures: Figures, *, made: str, source: str) -> str:
    """Return the report.

    Args:
        figures: what it shows.
        made: when it was made, for people.
        source: the database and the dataset, for people.
    """
    return framed(
        "pages",
        document_of(figures) if figures.pages else None,
        chart_items() if figures.pages else {},
        figures=figures,
        made=made,
        source=source,
        charts=CHARTS,
        facets=FACETS,
        sections=[
            ("totals", "Totals"),
            ("pages", "Page by page"),
            *((chart.key, chart.title) for chart in CHARTS),
            ("posts", "Best posts"),
            ("followers-by", "Who the followers are"),
        ],
    )


def document_of(figures: Figures) -> dict[str, Any]:
    """Return the figures as the script of the page reads them; days are counted from 1970."""
    return {
        "first": number_of(figures.first),
        "days": figures.days,
        "since": number_of(figures.since),
        "until": number_of(figures.until),
        "pages": [_page(page) for page in figures.pages],
        "measures": {measure.key: measure.title for measure in MEASURES},
        "charts": described(CHARTS),
        "facets": [[facet.key, facet.title] for facet in FACETS],
        "before": BEFORE,
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "name": page.name,
        "followers": page.followers,
        "series": page.series,
        "groups": {
            key: [[group.code, group.name, group.followers] for group in groups]
            for key, groups in page.groups.items()
        },
        "posts": [[post.urn, post.day, post.text, *post.counts] for post in page.posts],
    }
