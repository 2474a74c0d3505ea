"""Statistics of organizations: in total, or by day or month."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any

from linkedin_api.errors import ResponseFormattingError, TruncatedError
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.answers import MakeRow, elements, may_have_more, unchanged
from linkedin_api.sources.queries.organizations import PerOrganization, least_recently_read
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope, urn_of
from linkedin_api.sources.windows import Window


@dataclass(frozen=True, slots=True)
class LifetimeStatistics(PerOrganization):
    """Reads total statistics of each organization.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}`
    """

    path: str
    finder: str
    make_row: MakeRow = unchanged

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the statistics of one organization."""
        urn = urn_of(part.organizations[0])
        params = {self.finder: urn}
        response = await session.client.finder(self.path, self.finder, query_params=params)
        if may_have_more(response):
            raise TruncatedError(f"{self.path} of {urn}: the response announces a next page")
        yield QueryResult([self.make_row(element, urn) for element in elements(response)])

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the statistics of one organization."""
        del now
        await anext(self.read(session, Part((organization,))))


@dataclass(frozen=True, slots=True)
class TimeBoundStatistics:
    """Reads statistics of each organization by day or month.

    One call returns all buckets of a window of any length.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}&timeIntervals=(…)`
    """

    path: str
    finder: str

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by organization, without those that are up to date."""
        waiting = least_recently_read(scope, past)
        missing = {number: past.missing(number, scope.span, now) for number in waiting}
        return [Part((number,), windows) for number, windows in missing.items() if windows]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the windows of one organization; if LinkedIn refuses one, stop."""
        urn = urn_of(part.organizations[0])
        for window in part.windows:
            yield QueryResult(await self._read(session, urn, window), window=window)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the last bucket of one organization."""
        await self._read(session, urn_of(organization), session.scope.span.last_bucket(now))

    async def _read(self, session: Session, urn: str, window: Window) -> list[Record]:
        """Read a window; in halves if the response is incomplete."""
        span = session.scope.span
        intervals = {
            "timeRange": {"start": window.start, "end": window.end},
            "timeGranularityType": span.granularity,
        }
        response = await session.client.finder(
            self.path, self.finder, query_params={self.finder: urn, "timeIntervals": intervals}
        )
        rows = [bucket(element, response) for element in elements(response)]
        if not may_have_more(response) or _cover(rows, window):
            return [row for row in rows if window.start <= row["timeRangeStart"] < window.end]
        halves = span.halves(window)
        if halves is None:
            raise TruncatedError(
                f"{self.path} of {urn}, {window}: the response announces a next page"
            )
        return [row for half in halves for row in await self._read(session, urn, half)]


def bucket(element: Record, response: Any = None) -> Record:
    """Make the row of a bucket: its bounds become fields, and `timeRange` stays, empty.

    The rows of the Airbyte connector look the same (observed), and so do existing tables.

    Raises:
        ResponseFormattingError: the bucket has no time range.

    Example:
        >>> bucket({"timeRange": {"start": 0, "end": 86400000}, "followerGains": {}})
        {'timeRange': {}, 'followerGains': {}, 'timeRangeStart': 0, 'timeRangeEnd': 86400000}
    """
    bounds = element.get("timeRange")
    bounds = bounds if isinstance(bounds, dict) else {}
    start, end = bounds.get("start"), bounds.get("end")
    if type(start) is not int or type(end) is not int:
        raise ResponseFormattingError(
            "a bucket of statistics has no timeRange with start and end", response=response
        )
    return {**element, "timeRange": {}, "timeRangeStart": start, "timeRangeEnd": end}


def _cover(rows: Sequence[Record], window: Window) -> bool:
    """Whether rows cover a window from its start to its end."""
    starts, ends = ([row[name] for row in rows] for name in ("timeRangeStart", "timeRangeEnd"))
    return bool(rows) and min(starts) <= window.start and max(ends) >= window.end
