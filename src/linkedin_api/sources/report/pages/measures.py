"""What the report shows of each day, and the columns with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that a page has for each day.

    Attributes:
        key: its name in the report's data.
        title: its name for people.
        table: the table with it.
        column: the column with it, as the dlt engine names it.
        adds_up: whether days and pages may be summed; people who come twice are counted twice.
    """

    key: str
    title: str
    table: str
    column: str
    adds_up: bool = True


_GAINS: Final = "follower_statistics_time_bound"
_SHARES: Final = "share_statistics_time_bound"
_VISITS: Final = "page_statistics_time_bound"
MEASURES: Final = (
    Measure("organic", "Organic followers gained", _GAINS, "follower_gains__organic_follower_gain"),
    Measure("paid", "Paid followers gained", _GAINS, "follower_gains__paid_follower_gain"),
    Measure("impressions", "Impressions", _SHARES, "total_share_statistics__impression_count"),
    Measure(
        "reached",
        "Members reached",
        _SHARES,
        "total_share_statistics__unique_impressions_count",
        adds_up=False,
    ),
    Measure("clicks", "Clicks", _SHARES, "total_share_statistics__click_count"),
    Measure("reactions", "Reactions", _SHARES, "total_share_statistics__like_count"),
    Measure("comments", "Comments", _SHARES, "total_share_statistics__comment_count"),
    Measure("reposts", "Reposts", _SHARES, "total_share_statistics__share_count"),
    Measure("views", "Page views", _VISITS, "all_page_views"),
    Measure("desktop", "Page views on desktop", _VISITS, "all_desktop_page_views"),
    Measure("mobile", "Page views on mobile", _VISITS, "all_mobile_page_views"),
    Measure("visitors", "Unique visitors", _VISITS, "all_unique_page_views", adds_up=False),
)
#: The column with the page, by table.
WHOSE: Final = {
    _GAINS: "organizational_entity",
    _SHARES: "organizational_entity",
    _VISITS: "organization",
}


@dataclass(frozen=True, slots=True)
class Facet:
    """A breakdown of the followers of today.

    Attributes:
        key: its name in the report's data, and the end of its table's name.
        title: its name for people.
        column: the column with the demographic.
    """

    key: str
    title: str
    column: str

    @property
    def table(self) -> str:
        """The table with a row for each entry of a list."""
        return f"follower_statistics__{self.list_column}"

    @property
    def list_column(self) -> str:
        """The column of `follower_statistics` with the list, if lists were loaded as JSON."""
        return f"follower_counts_by_{self.key}"


FACETS: Final = (
    Facet("seniority", "Seniority", "seniority"),
    Facet("function", "Job function", "function"),
    Facet("industry", "Industry", "industry"),
    Facet("staff_count_range", "Company size", "staff_count_range"),
    Facet("geo_country", "Country", "geo"),
    Facet("geo", "Region", "geo"),
    Facet("association_type", "Employment at the page's organization", "association_type"),
)
