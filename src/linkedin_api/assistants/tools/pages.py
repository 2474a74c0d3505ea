"""Numbers of a Page: in total, by day, and of its followers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import Field

from linkedin_api.assistants.answers import Cursor, Day, Facts, Limit, Live, Page, Rows, present
from linkedin_api.assistants.cursors import cursor_of, place_of
from linkedin_api.assistants.refusals import Refusal
from linkedin_api.assistants.tools.offered import tool
from linkedin_api.assistants.tools.reading import (
    Reading,
    ReadingTools,
    day_after,
    milliseconds,
    period,
)
from linkedin_api.sources.scope import read_organization, urn_of

_SHARES: Final = {
    "impressions": "total_share_statistics__impression_count",
    "clicks": "total_share_statistics__click_count",
    "reactions": "total_share_statistics__like_count",
    "comments": "total_share_statistics__comment_count",
    "reposts": "total_share_statistics__share_count",
}


class _Source(NamedTuple):
    """A table, the column with its Page, and what to read of it."""

    table: str
    page: str
    columns: Mapping[str, str]


_TOTALS: Final = (
    _Source("total_follower_count", "organizational_entity", {"followers": "first_degree_size"}),
    _Source(
        "share_statistics",
        "organizational_entity",
        {
            **{f"{name}_12_months": column for name, column in _SHARES.items()},
            "engagement_12_months": "total_share_statistics__engagement",
        },
    ),
    _Source(
        "page_statistics",
        "organization",
        {
            "page_views_ever": "all_page_views",
            "page_views_on_desktop_ever": "all_desktop_page_views",
            "page_views_on_mobile_ever": "all_mobile_page_views",
        },
    ),
)
Measure = Annotated[
    Literal["followers", "shares", "visitors"],
    Field(
        description="followers gained; shares: impressions, clicks and reactions of posts;"
        " visitors: views of the Page."
    ),
]
_SERIES: Final[Mapping[str, _Source]] = {
    "followers": _Source(
        "follower_statistics_time_bound",
        "organizational_entity",
        {
            "organic_followers_gained": "follower_gains__organic_follower_gain",
            "paid_followers_gained": "follower_gains__paid_follower_gain",
        },
    ),
    "shares": _Source("share_statistics_time_bound", "organizational_entity", _SHARES),
    "visitors": _Source(
        "page_statistics_time_bound",
        "organization",
        {
            "page_views": "all_page_views",
            "page_views_on_desktop": "all_desktop_page_views",
            "page_views_on_mobile": "all_mobile_page_views",
        },
    ),
}
_LATE: Final = "LinkedIn publishes numbers of a day two days later."
_NO_DAYS: Final = "There is no data of this Page and period; list_pages lists the Pages."
Facet = Annotated[
    Literal["function", "seniority", "industry", "region", "country", "company_size", "employment"],
    Field(description="What to divide the followers by."),
]
#: Table and column of each facet.
_FACETS: Final[Mapping[str, tuple[str, str]]] = {
    "function": ("function", "function"),
    "seniority": ("seniority", "seniority"),
    "industry": ("industry", "industry"),
    "region": ("geo", "geo"),
    "country": ("geo_country", "geo"),
    "company_size": ("staff_count_range", "staff_count_range"),
    "employment": ("association_type", "association_type"),
}
#: How long a series is without a first day.
_DAYS: Final = 90


class PageTools(ReadingTools):
    """The tools."""

    @tool(
        "Totals of a Page",
        "Followers today, impressions, clicks, reactions, comments, reposts and engagement"
        " of the last 12 months, and all views of a LinkedIn Page. Use it for 'how is our"
        " Page doing'. For a course over time use page_series.",
    )
    def page_totals(self, page: Page, live: Live = False) -> Facts:
        """Return totals."""
        number = read_organization(page)
        moments = {} if live else self._synced.moments()
        chosen = [each for each in _TOTALS if live or each.table in moments]
        missing = [each.table for each in _TOTALS if each not in chosen]
        if not chosen:
            raise _nothing_of(number)
        reading = self._reading(number, [each.table for each in chosen], live=live)
        facts: dict[str, Any] = {}
        for source in chosen:
            facts |= present(_first(reading, source, urn_of(number)))
        if not facts:
            raise _nothing_of(number)
        note = f"Not synced: {', '.join(missing)}." if missing else None
        return Facts(facts={"page": urn_of(number), **facts}, **reading.provenance(note))

    @tool(
        "A Page over time",
        "Followers gained, performance of posts, or views of a LinkedIn Page by day, week"
        " or month, newest first, with the total of the period. Without start, the last"
        f" {_DAYS} days. Numbers of a day come two days late.",
    )
    def page_series(
        self,
        page: Page,
        measure: Measure,
        start: Day = None,
        end: Day = None,
        by: Annotated[Literal["day", "week", "month"], Field(description="Length of a row.")] = (
            "day"
        ),
        limit: Limit = 10,
        cursor: Cursor = None,
        live: Live = False,
    ) -> Rows:
        """Return a series."""
        number, source = read_organization(page), _SERIES[measure]
        first, last = period(start, end, self._account.now(), _DAYS)
        kind = f"{measure} {number} {first} {last} {by}"
        place = place_of(cursor, kind)
        reading = self._reading(number, [source.table], live=live, start=first)
        sums = ", ".join(
            f"sum({column})::BIGINT AS {name}" for name, column in source.columns.items()
        )
        within = (
            f"FROM {source.table} WHERE {source.page} = ?"
            " AND epoch_ms(time_range_start) >= ? AND epoch_ms(time_range_start) < ?"
        )
        bounds = [urn_of(number), milliseconds(first), milliseconds(day_after(last))]
        bucket = f"date_trunc('{by}', make_timestamp(epoch_us(time_range_start)))"
        found = reading.rows(
            f"SELECT strftime({bucket}, '%Y-%m-%d') AS date, epoch_ms({bucket}) AS date_ms, {sums}"
            f" {within} GROUP BY ALL ORDER BY date DESC LIMIT {limit + 1} OFFSET {place}",
            bounds,
        )
        (total,) = reading.rows(f"SELECT count(*) AS days, {sums} {within}", bounds)
        return Rows(
            rows=found[:limit],
            next_cursor=cursor_of(place + limit, kind) if len(found) > limit else None,
            total={"from": str(first), "to": str(last), **total},
            **reading.provenance(_LATE if total["days"] else f"{_NO_DAYS} {_LATE}"),
        )

    @tool(
        "Who follows a Page",
        "Followers of a LinkedIn Page by job function, seniority, industry, region,"
        " country, company size or employment, the largest group first. LinkedIn counts at"
        " most 100 groups, as URNs or codes; with names if `linkedin ads sync` loaded"
        " them.",
    )
    def follower_breakdown(
        self,
        page: Page,
        by: Facet,
        top: Annotated[int, Field(ge=1, le=20, description="How many groups.")] = 10,
        live: Live = False,
    ) -> Rows:
        """Return groups of followers."""
        number = read_organization(page)
        reading = self._reading(number, ["follower_statistics"], live=live)
        table, column = _FACETS[by]
        found = reading.rows(
            f'SELECT {column} AS "group", follower_counts__organic_follower_count AS followers'  # noqa: S608
            f" FROM follower_statistics__follower_counts_by_{table}"
            " WHERE organizational_entity = ? ORDER BY followers DESC",
            [urn_of(number)],
        )
        if not found:
            raise _nothing_of(number)
        total = {"groups": len(found), "followers": sum(row["followers"] or 0 for row in found)}
        shown, names = found[:top], self._names()
        for row in shown:
            row["name"] = names.get(row["group"])
        return Rows(rows=shown, total=total, **reading.provenance("The largest first."))

    def _names(self) -> dict[str, str]:
        """The names of functions, industries, regions and the like, if they are synced."""
        try:
            rows = self._ads.rows("SELECT urn, name FROM ad_names")
        except Refusal:
            return {}
        return {row["urn"]: row["name"] for row in rows}


def _first(reading: Reading, source: _Source, urn: str) -> Mapping[str, Any]:
    """The row of a Page; empty if there is none."""
    columns = ", ".join(f"{column} AS {name}" for name, column in source.columns.items())
    found = reading.rows(f"SELECT {columns} FROM {source.table} WHERE {source.page} = ?", [urn])  # noqa: S608
    return found[0] if found else {}


def _nothing_of(number: int) -> Refusal:
    return Refusal(
        f"no data of Page {number} is here: list_pages lists the Pages, sync_tables loads them, and"
        " live=true asks LinkedIn"
    )
