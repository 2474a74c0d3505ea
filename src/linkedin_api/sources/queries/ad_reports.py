"""Reports on advertising: by campaign, creative, device and other pivots, for days or months.

An account is one work item. Its figures are read the oldest first, each call for as many days as
one answer has room for. Where a single day of an account is too much, its campaigns are read in
lists, each as long as possible.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from linkedin_api.errors import (
    NotAdministratorError,
    ResponseFormattingError,
    TruncatedError,
)
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.ad_calls import Answer, Question
from linkedin_api.sources.queries.ad_joining import join
from linkedin_api.sources.queries.ad_pivots import PIVOTS
from linkedin_api.sources.queries.ad_plan import (
    MOST_ELEMENTS,
    MOST_URNS,
    Cell,
    Cells,
    Course,
    kept_days,
    metric_chunks,
    next_days,
    over,
)
from linkedin_api.sources.queries.column_records import ColumnRecords
from linkedin_api.sources.queries.query import Part, QueryResult
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope, account_urn_of
from linkedin_api.sources.windows import Granularity, Span, Window, without

logger: Final = logging.getLogger("linkedin_api")
#: Without a first day, a first reading begins so many days ago.
FIRST_READING_DAYS: Final = 730
#: Rows of one batch: what an engine has in hand stays small.
_ROWS_AT_ONCE: Final = 1_000
#: After so many refusals because of metric values in a row, reading an account ends.
_MOST_REFUSALS: Final = 5
CAMPAIGN: Final = "urn:li:sponsoredCampaign:"
NO_ACCESS: Final = "the token's member has no access to the advertising account {}"


class AdRequest(NamedTuple):
    """What else a part says.

    Attributes:
        span: the days or months.
        now: current time in seconds since 1970.
    """

    span: Span
    now: float


def report_parts(
    scope: Scope, past: Past, now: float, granularity: Granularity, pivots: Sequence[str]
) -> list[Part]:
    """Divide reports by account, without those for which there is nothing to read.

    Args:
        scope: what to read; its span has the first day and the days to read again.
        past: what was read before.
        now: current time in seconds since 1970.
        granularity: days or months.
        pivots: what rows are broken down by.
    """
    base = replace(
        scope.span, granularity=granularity, oldest_days=kept_days(pivots), with_current=True
    )
    today = datetime.fromtimestamp(now, UTC).date()
    begin = replace(base, start_date=today - timedelta(FIRST_READING_DAYS))
    parts = []
    for account in sorted(scope.accounts or (), key=lambda each: past.cursors.get(each, 0)):
        is_first = base.start_date is None and account not in past.cursors
        span = begin if is_first else base
        if windows := past.missing(account, span, now):
            parts.append(Part((account,), windows, AdRequest(base, now)))
    return parts


@dataclass(frozen=True, slots=True)
class AdReport:
    """Reads one report of each account.

    HTTP: `GET /rest/adAnalytics?q=analytics` with one pivot, `q=statistics` with several; one call
    per 18 metrics for as many days as have up to 15,000 rows

    Attributes:
        pivots: what rows are broken down by; none describes members.
        metrics: names of metrics; those that do not exist for the pivots are not requested.
        granularity: days or months.
        period: the field of a row with its day or month.
    """

    pivots: tuple[str, ...]
    metrics: tuple[str, ...]
    granularity: Granularity = "DAY"
    period: str = "day"

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by account."""
        return report_parts(scope, past, now, self.granularity, self.pivots)

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the windows of one account, the oldest first."""
        (account,) = part.organizations
        request: AdRequest = part.request
        reading = _Reading(self, session, account, request)
        await reading.find_currency()
        course = Course(request.span, part.windows)
        while (window := course.next()) is not None:
            async with session.ads.pacer.holding(self, reading.expected(course.days)):
                async for result in reading.read(window, course):
                    yield result

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read today's figures of one account, with one metric."""
        if organization not in await session.ads.accounts():
            raise NotAdministratorError(NO_ACCESS.format(organization))
        question = Question(self.pivots, self.metrics[:1], self.granularity, now)
        today = Span().bucket(int(now * 1000))
        await question.ask(session, {"accounts": [account_urn_of(organization)]}, today)


@dataclass
class _Reading:
    """The reading of one account's report."""

    report: AdReport
    session: Session
    account: int
    request: AdRequest
    _row: dict[str, Any] = field(default_factory=dict)
    _refusals: int = 0
    _per_day: float = 100.0
    _batch: int = MOST_URNS

    async def find_currency(self) -> None:
        """Find the currency of the account: figures do not say it."""
        self._row = {
            "accountUrn": account_urn_of(self.account),
            "accountId": self.account,
            "currencyCode": await self.session.ads.currency_of(self.account),
        }

    def expected(self, days: int) -> int:
        """The number of elements that so many days may bring to memory."""
        calls = len(metric_chunks(self.report.metrics))
        return int(min(MOST_ELEMENTS, self._per_day * days)) * calls

    async def read(self, window: Window, course: Course) -> AsyncGenerator[QueryResult, None]:
        """Read a window; what of it has to be requested again stays in the course."""
        if self._per_day >= MOST_ELEMENTS:
            async for result in self._by_campaigns(window, course):
                yield result
            return
        answer = await self._ask({"accounts": [self._row["accountUrn"]]}, window)
        if answer.is_too_early:
            skipped = course.begin_later(window)
            text = "LinkedIn no longer keeps figures of account %s from %s; going on after that"
            logger.warning(text, self.account, skipped)
            yield QueryResult([], windows=(skipped,), covered=(skipped,))
        elif answer.is_cut or answer.refused:
            if not course.cut(window):
                async for result in self._by_campaigns(window, course):
                    yield result
        else:
            days = (window.end - window.start) / _DAY
            self._per_day = answer.elements / days
            course.whole(window, answer.elements)
            rows, flaw = self._join(answer)
            *others, last = slices(rows)
            for each in others:
                yield QueryResult(each)
            del answer, rows, others
            # An element that cannot be used will not be better next time: the window is read.
            covered = over(window, self.request.span, self.request.now)
            yield QueryResult(last, windows=(window,), covered=covered, flaw=self._flaw(flaw))

    async def _by_campaigns(
        self, window: Window, course: Course
    ) -> AsyncGenerator[QueryResult, None]:
        """Read a window of an account whose days are too much for one answer each."""
        campaigns = await self.session.ads.campaigns_of(self.account)
        cells = Cells(self.request.span, campaigns, window, self._batch)
        total = largest = 0
        missing: list[Window] = []
        while (cell := cells.next()) is not None:
            facet = {"campaigns": [f"{CAMPAIGN}{number}" for number in cell.campaigns]}
            answer = await self._ask(facet, cell.window)
            if answer.is_cut or answer.refused:
                if not cells.cut(cell):
                    missing.append(cell.window)
                    yield QueryResult([], windows=(cell.window,), flaw=self._too_much(cell))
                continue
            total += answer.elements
            largest = max(largest, answer.elements)
            rows, flaw = self._join(answer)
            for each in slices(rows):
                yield QueryResult(each)
            if flaw:
                yield QueryResult([], flaw=self._flaw(flaw))
        days = max(1, (window.end - window.start) // _DAY)
        self._per_day, self._batch = total / days, cells.size
        course.days = next_days(days, largest) if self._per_day >= MOST_ELEMENTS else 1
        read = without([window], missing)
        covered = without(over(window, self.request.span, self.request.now), missing)
        yield QueryResult([], windows=read, covered=covered)

    async def _ask(self, facet: Mapping[str, Any], window: Window) -> Answer:
        report, (span, now) = self.report, self.request
        question = Question(report.pivots, report.metrics, span.granularity, now)
        answer = await question.ask(self.session, facet, window)
        self._refusals = self._refusals + 1 if answer.refused else 0
        if answer.refused and self._refusals > _MOST_REFUSALS:
            raise answer.refused
        return answer

    def _join(self, answer: Answer) -> tuple[ColumnRecords, str | None]:
        joined = join(answer.chunks, self.report.metrics)
        number = len(joined.starts)
        columns = {name: [value] * number for name, value in self._row.items()}
        columns[self.report.period] = joined.starts
        for name, values in zip(self.report.pivots, joined.values, strict=True):
            pivot = PIVOTS[name]
            columns[pivot.field] = values
            if pivot.id_field:
                numbers = {value: number_of(value) for value in set(values)}
                columns[pivot.id_field] = [numbers[value] for value in values]
        return ColumnRecords({**columns, **joined.columns}), joined.flaw

    def _flaw(self, flaw: str | None) -> ResponseFormattingError | None:
        if flaw is None:
            return None
        return ResponseFormattingError(f"adAnalytics of account {self.account}: {flaw}")

    def _too_much(self, cell: Cell) -> TruncatedError:
        return TruncatedError(
            f"adAnalytics of account {self.account}, campaign {cell.campaigns[0]}, {cell.window}:"
            f" LinkedIn sends at most {MOST_ELEMENTS:,} rows, and there are more: choose one pivot"
            " fewer"
        )


_DAY: Final = 86_400_000


def number_of(urn: str) -> int | None:
    """Return the number at the end of a URN; `None` if there is none.

    Example:
        >>> number_of("urn:li:sponsoredCampaign:7"), number_of("MOBILE_APP")
        (7, None)
    """
    last = urn.rpartition(":")[2]
    return int(last) if last.isdecimal() and len(last) < 20 else None


def slices(rows: ColumnRecords) -> Iterator[ColumnRecords]:
    """Divide rows into batches; at least one, which may be empty."""
    for start in range(0, max(1, len(rows)), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]
