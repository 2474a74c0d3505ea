"""Statistics of organizations: in total, or by day or month."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkedin_api.errors import ResponseFormattingError, TruncatedError
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.answers import elements, may_have_more
from linkedin_api.sources.queries.completeness import check_organization
from linkedin_api.sources.queries.organizations import PerOrganization
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope, urn_of
from linkedin_api.sources.windows import Span, Window, joined


@dataclass(frozen=True, slots=True)
class LifetimeStatistics(PerOrganization):
    """Reads total statistics of each organization.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}`
    """

    path: str
    finder: str

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the statistics of one organization."""
        urn = urn_of(part.organizations[0])
        params = {self.finder: urn}
        response = await session.client.finder(self.path, self.finder, query_params=params)
        if may_have_more(response):
            raise TruncatedError(f"{self.path} of {urn}: the response announces a next page")
        found = elements(response)
        check_organization(self.finder, found, urn, response)
        yield QueryResult(found)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the statistics of one organization."""
        await anext(self.read(session, Part((organization,))))


@dataclass(frozen=True, slots=True)
class TimeBoundStatistics:
    """Reads statistics of each organization by day or month.

    One call returns all buckets of a window of any length. So an organization takes one call for
    its newest window, and one more for all that is missing before, however scattered it is.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}&timeIntervals=(…)`
    """

    path: str
    finder: str

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by organization, without those that are up to date."""
        waiting = past.oldest_first(scope.organizations)
        missing = {number: past.missing(number, scope.span, now) for number in waiting}
        end = scope.span.available(now).end
        return [
            Part((number,), windows, _calls(windows, end))
            for number, windows in missing.items()
            if windows
        ]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the windows of one organization; if LinkedIn refuses a call, stop."""
        for windows in part.request:
            yield await self._read_windows(session, urn_of(part.organizations[0]), windows)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the last bucket of one organization."""
        await self._read(session, urn_of(organization), session.scope.span.last_bucket(now))

    async def _read_windows(self, session: Session, urn: str, windows: Windows) -> QueryResult:
        """Read windows, the newest first, with one call for all of them."""
        whole = Window(windows[-1].start, windows[0].end)
        found = await self._read(session, urn, whole)
        rows = found.rows
        if len(windows) > 1:
            rows = {start: row for start, row in rows.items() if _is_within(start, windows)}
        covered = joined(map(session.scope.span.bucket, rows))
        flaw = None
        if found.flaw is not None:
            flaw = ResponseFormattingError(f"{self.path} of {urn}: {found.flaw}")
        return QueryResult([rows[start] for start in sorted(rows)], {}, windows, covered, flaw)

    async def _read(self, session: Session, urn: str, window: Window) -> Buckets:
        """Read a window; in halves if the response is incomplete."""
        span = session.scope.span
        intervals = {
            "timeRange": {"start": window.start, "end": window.end},
            "timeGranularityType": span.granularity,
        }
        response = await session.client.finder(
            self.path, self.finder, query_params={self.finder: urn, "timeIntervals": intervals}
        )
        buckets = elements(response)
        check_organization(self.finder, buckets, urn, response)
        found = Buckets.read(buckets, span, window)
        if not may_have_more(response) or _cover(found.rows, span, window):
            return found
        halves = span.halves(window)
        if halves is None:
            raise TruncatedError(
                f"{self.path} of {urn}, {window}: the response announces a next page"
            )
        first, second = [await self._read(session, urn, half) for half in halves]
        return Buckets({**first.rows, **second.rows}, first.flaw or second.flaw)


def _calls(windows: Windows, end: int) -> tuple[Windows, ...]:
    """Group windows, the newest first, by call: what is new, and what is missing before."""
    if windows[0].end < end:
        return (windows,)
    return tuple(filter(None, (windows[:1], windows[1:])))


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of a response that can be used.

    Attributes:
        rows: the row of each bucket, by its start; of buckets that come twice, the last.
        flaw: what is wrong with a bucket that cannot be used; `None` if all can.
    """

    rows: Mapping[int, Record]
    flaw: str | None = None

    @classmethod
    def read(cls, found: Iterable[Record], span: Span, window: Window) -> Buckets:
        """Read the buckets of a window; leave out others, which another call reads.

        A bucket without bounds, or that is longer than the day or month in which it starts,
        cannot be used: nothing says which day it describes.
        """
        rows: dict[int, Record] = {}
        flaws: list[str] = []
        first, last, longest = window.start, window.end, span.longest
        for element in found:
            try:
                row = bucket(element)
            except ResponseFormattingError as error:
                flaws.append(str(error))
                continue
            start, end = row["timeRangeStart"], row["timeRangeEnd"]
            if not first <= start < last:
                continue
            if start < end <= start + longest:
                rows[start] = row
            else:
                flaws.append(
                    f"the bucket of {span.bucket(start)} cannot be used: its timeRange is from"
                    f" {start} to {end}"
                )
        return cls(rows, next(iter(flaws), None))


def bucket(element: Record) -> Record:
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
        raise ResponseFormattingError("a bucket of statistics has no timeRange with start and end")
    return {**element, "timeRange": {}, "timeRangeStart": start, "timeRangeEnd": end}


def _is_within(start: int, windows: Windows) -> bool:
    return any(window.start <= start < window.end for window in windows)


def _cover(rows: Mapping[int, Record], span: Span, window: Window) -> bool:
    """Whether rows cover a window from its start to its end."""
    return (
        bool(rows)
        and span.bucket(min(rows)).start <= window.start
        and span.bucket(max(rows)).end >= window.end
    )
