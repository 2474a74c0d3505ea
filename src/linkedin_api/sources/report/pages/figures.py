"""The figures of a report, read from the tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from linkedin_api.little_text import unescape_little_text
from linkedin_api.sources.report.days import date_of, span_of
from linkedin_api.sources.report.names import name_of, shortened
from linkedin_api.sources.report.pages.measures import FACETS, MEASURES, WHOSE, Facet
from linkedin_api.sources.report.tables import Tables, check_known
from linkedin_api.sources.windows import DAY

#: How many posts a file holds; of pages with more, those with most impressions.
MOST_POSTS: Final = 8_000
_COUNTERS: Final = (
    "impression_count", "click_count", "like_count", "comment_count", "share_count",
)  # fmt: skip
#: Further tables that may have figures of a page, and the column with it.
_WHOSE_ELSE: Final = (("follower_statistics", "organizational_entity"), ("posts", "author"))
#: What the report reads beside the daily tables.
_OTHERS: Final = (
    "organization_lookup", "total_follower_count", "follower_statistics", "posts",
    "post_statistics",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A post, with its figures since it was published.

    Attributes:
        urn: its URN.
        day: when it was published, in days since 1970.
        text: the beginning of its text.
        counts: impressions, clicks, reactions, comments, reposts; `None` if unknown.
    """

    urn: str
    day: int
    text: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Followers with one demographic.

    Attributes:
        code: the value in the table.
        name: its name; `None` if only the code is known.
        followers: how many.
    """

    code: str
    name: str | None
    followers: int


@dataclass(slots=True)
class Page:
    """A page, with its figures.

    Attributes:
        number: LinkedIn's number of the organization.
        name: its name; `None` if the tables do not have it.
        followers: how many at the last sync; `None` if unknown.
        series: by key of a measure, the number of each day; `None` if the tables do not have it.
        groups: by key of a facet, the followers of today, the largest group first.
        posts: its posts, the newest first.
    """

    number: str
    name: str | None = None
    followers: int | None = None
    series: dict[str, list[int | None]] = field(default_factory=dict)
    groups: dict[str, list[Group]] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a report.

    Attributes:
        first: the first day of each series; `None` without any day.
        days: how many days each series has.
        since: first day of the range that the report opens with.
        until: its last day.
        pages: the pages, the one with most followers first.
        missing: names of tables that are not there.
        left_out: what the tables have and the report does not, as sentences.
    """

    first: date | None
    days: int
    since: date | None
    until: date | None
    pages: Sequence[Page]
    missing: Sequence[str]
    left_out: Sequence[str]

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return sum(len(page.posts) for page in self.pages)

    def total(self, key: str, since: date, until: date) -> int | None:
        """Return the sum of a measure over all pages and some days.

        Args:
            key: of a measure that adds up.

        Returns:
            The sum; `None` if no page has a number on any of these days.
        """
        if self.first is None:
            return None
        start, end = (max(0, (day - self.first).days) for day in (since, until + timedelta(1)))
        found = [
            number
            for page in self.pages
            for number in page.series.get(key, ())[start:end]
            if number is not None
        ]
        return sum(found) if found else None


#: By table, then by page and day: the numbers of its measures.
_Daily = dict[str, dict[tuple[str, int], tuple[int | None, ...]]]


def read_figures(
    tables: Tables, *, days: int, until: date | None = None, organizations: Collection[int] = ()
) -> Figures:
    """Read the figures of pages.

    Args:
        tables: where they are.
        days: length of the range, in days.
        until: last day of the range; `None` for the last day in the tables.
        organizations: numbers of the pages; empty for all.

    Raises:
        InvalidArgumentError: the tables have no such page.
        duckdb.Error: the tables cannot be read.

    Example:
        >>> from pathlib import Path
        >>> with Tables(Path("linkedin.duckdb"), "linkedin_pages") as tables:  # doctest: +SKIP
        ...     figures = read_figures(tables, days=30)
    """
    left_out: list[str] = []
    daily = {table: _daily(tables, table, left_out) for table in WHOSE}
    pages = _chosen(_pages(tables, daily), organizations)
    span = _span(daily, days, until)
    if span is not None:
        _fill(pages, daily, span)
        _note_older(daily, span, left_out)
    _add_groups(tables, pages)
    _add_posts(tables, pages, left_out)
    ordered = sorted(pages.values(), key=lambda page: (-(page.followers or 0), page.number))
    end = until or (date_of(span[-1]) if span else None)
    return Figures(
        first=date_of(span[0]) if span else None,
        days=len(span) if span else 0,
        since=end - timedelta(days - 1) if end else None,
        until=end,
        pages=ordered,
        missing=[name for name in (*WHOSE, *_OTHERS) if name not in tables],
        left_out=left_out,
    )


def _number(urn: Any) -> str:
    """The number at the end of an URN."""
    return str(urn).rpartition(":")[2]


def _daily(
    tables: Tables, table: str, left_out: list[str]
) -> dict[tuple[str, int], tuple[int | None, ...]]:
    """Read the rows of days; rows of months cannot be shown by day."""
    columns = [measure.column for measure in MEASURES if measure.table == table]
    ends = ["epoch_ms:time_range_start", "epoch_ms:time_range_end"]
    found = {}
    others = 0
    for whose, start, end, *numbers in tables.rows(table, [WHOSE[table], *ends, *columns]):
        if end - start == DAY:
            found[_number(whose), start // DAY] = tuple(numbers)
        else:
            others += 1
    if others:
        left_out.append(f"{others:,} rows of {table} cover a month, not a day; they are left out.")
    return found


def _pages(tables: Tables, daily: _Daily) -> dict[str, Page]:
    """Find all pages that any table has figures of."""
    pages: dict[str, Page] = {}
    for whose, followers in tables.rows(
        "total_follower_count", ["organizational_entity", "first_degree_size"]
    ):
        pages[_number(whose)] = Page(_number(whose), followers=followers)
    numbers = {number for rows in daily.values() for number, _ in rows}
    for table, column in _WHOSE_ELSE:
        numbers |= {_number(whose) for (whose,) in tables.rows(table, [column]) if whose}
    for number in numbers:
        pages.setdefault(number, Page(number))
    names = ["id", "localized_name", "vanity_name"]
    for number, name, vanity in tables.rows("organization_lookup", names):
        pages.setdefault(str(number), Page(str(number))).name = name or vanity
    return pages


def _chosen(pages: dict[str, Page], organizations: Collection[int]) -> dict[str, Page]:
    if not organizations:
        return pages
    wanted = [str(number) for number in organizations]
    check_known("organization", wanted, pages)
    return {number: pages[number] for number in wanted}


def _span(daily: _Daily, days: int, until: date | None) -> range | None:
    """The days that the report holds; `None` if the tables have none."""
    known = {day for rows in daily.values() for _, day in rows}
    if not known:
        return None
    return span_of(min(known), max(known), days, until)


def _fill(pages: dict[str, Page], daily: _Daily, span: range) -> None:
    for table, rows in daily.items():
        measures = [measure for measure in MEASURES if measure.table == table]
        for number, page in pages.items():
            empty = (None,) * len(measures)
            numbers = zip(*(rows.get((number, day), empty) for day in span), strict=True)
            for measure, series in zip(measures, numbers, strict=True):
                page.series[measure.key] = list(series)


def _note_older(daily: _Daily, span: range, left_out: list[str]) -> None:
    older = {day for rows in daily.values() for _, day in rows if day < span[0]}
    if older:
        left_out.append(f"{len(older):,} days before {date_of(span[0])} are left out.")


def _add_groups(tables: Tables, pages: dict[str, Page]) -> None:
    for facet in FACETS:
        found = defaultdict(list)
        for whose, code, organic, paid in _entries(tables, facet):
            text = str(code) if code is not None else "OTHERS"
            found[_number(whose)].append(Group(text, name_of(text), (organic or 0) + (paid or 0)))
        for number, groups in found.items():
            if number in pages:
                groups.sort(key=lambda group: (-group.followers, group.code))
                pages[number].groups[facet.key] = groups


def _entries(tables: Tables, facet: Facet) -> Iterator[tuple[Any, ...]]:
    """Give page, demographic, organic and paid followers, however lists were loaded."""
    counts = ("follower_counts__organic_follower_count", "follower_counts__paid_follower_count")
    if facet.table in tables:
        yield from tables.rows(facet.table, ["organizational_entity", facet.column, *counts])
        return
    for whose, text in tables.rows(
        "follower_statistics", ["organizational_entity", facet.list_column]
    ):
        for entry in json.loads(text) if text else ():
            numbers = entry.get("followerCounts") or {}
            value = entry.get(_in_json(facet.column))
            yield (
                whose,
                value,
                numbers.get("organicFollowerCount"),
                numbers.get("paidFollowerCount"),
            )


def _in_json(column: str) -> str:
    """The name of a column in JSON, as LinkedIn writes it.

    Example:
        >>> _in_json("staff_count_range")
        'staffCountRange'
    """
    first, *rest = column.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _add_posts(tables: Tables, pages: dict[str, Page], left_out: list[str]) -> None:
    columns = [f"total_share_statistics__{name}" for name in _COUNTERS]
    counts = {row[0]: row[1:] for row in tables.rows("post_statistics", ["post", *columns])}
    unknown = (None,) * len(_COUNTERS)
    for urn, author, moment, text in tables.rows(
        "posts", ["id", "author", "epoch_ms:published_at", "commentary"]
    ):
        page = pages.get(_number(author))
        if page is not None and moment is not None:
            shown = counts.get(urn, unknown)
            page.posts.append(
                Post(urn, moment // DAY, shortened(unescape_little_text(text or "")), shown)
            )
    most = max(10, MOST_POSTS // max(1, len(pages)))
    dropped = sum(max(0, len(page.posts) - most) for page in pages.values())
    for page in pages.values():
        page.posts.sort(key=lambda post: (-(post.counts[0] or 0), post.urn))
        del page.posts[most:]
        page.posts.sort(key=lambda post: (-post.day, post.urn))
    if dropped:
        left_out.append(
            f"{dropped:,} posts are left out: each page has at most the {most} with most"
            " impressions."
        )
