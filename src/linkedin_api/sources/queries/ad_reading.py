"""The reading of a report of some accounts, the oldest days first.

Each call is for as many days as one answer has room for. Where a single day of several accounts
is too much, they are read in two groups; where a single day of one account is too much, its
campaigns are read in lists, each as long as possible.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from linkedin_api.errors import (
    BadRequestError,
    ForbiddenError,
    LinkedInError,
    NotFoundError,
    ResponseFormattingError,
    ServerError,
    TruncatedError,
    UnprocessableError,
    UriTooLongError,
)
from linkedin_api.sources.queries.ad_calls import Answer, Question
from linkedin_api.sources.queries.ad_joining import Rows, join, without_rows
from linkedin_api.sources.queries.ad_pivots import PIVOTS
from linkedin_api.sources.queries.ad_plan import (
    MOST_ELEMENTS,
    MOST_URNS,
    WEEK_DAYS,
    Cell,
    Cells,
    Course,
    metric_chunks,
    next_days,
    over,
)
from linkedin_api.sources.queries.column_records import ColumnRecords
from linkedin_api.sources.queries.query import QueryResult
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import account_urn_of
from linkedin_api.sources.windows import DAY, Period, Span, Window, without

logger: Final = logging.getLogger("linkedin_api")
ACCOUNT_PIVOT: Final = "ACCOUNT"
CAMPAIGN: Final = "urn:li:sponsoredCampaign:"
#: Rows of one batch: what an engine has in hand stays small.
_ROWS_AT_ONCE: Final = 1_000
#: Elements of an account on one day, until an answer has shown how many there are.
_PER_DAY: Final = 100.0
#: Errors that may be about one of several accounts.
_OF_AN_ACCOUNT: Final = (
    BadRequestError,
    ForbiddenError,
    NotFoundError,
    UnprocessableError,
    UriTooLongError,
    ServerError,
    ResponseFormattingError,
)


class AdRequest(NamedTuple):
    """What else a part says.

    Attributes:
        span: the days or months.
        now: current time in seconds since 1970.
    """

    span: Span
    now: float


@dataclass(frozen=True, slots=True, eq=False)  # two tables may want the same
class Wanted:
    """What is read of each account.

    Attributes:
        pivots: what rows are broken down by.
        metrics: names of metrics.
        granularity: days, months or years.
    """

    pivots: tuple[str, ...]
    metrics: tuple[str, ...]
    granularity: Period

    @property
    def period(self) -> str:
        """The field of a row with the start of its day, month or year."""
        return "day" if self.granularity == "DAY" else "periodStart"


@dataclass
class Reading:
    """The reading of some accounts, in one call for all of them wherever possible.

    Attributes:
        wanted: what is read of each account.
        session: the session of all queries.
        accounts: numbers of the accounts.
        request: the days or months, and the current time.
        course: the periods that are still to read.
        halves: two readings of what is left, if it cannot be read in one; at first none.
        is_alone: whether no other account was read together with this one.
    """

    wanted: Wanted
    session: Session
    accounts: tuple[int, ...]
    request: AdRequest
    course: Course
    halves: tuple[Reading, ...] = ()
    is_alone: bool = True
    _per_day: float = 0.0
    _batch: int = MOST_URNS
    _currencies: dict[int, str | None] = field(default_factory=dict)
    _question: Question = field(init=False)

    def __post_init__(self) -> None:
        self._per_day = self._per_day or _PER_DAY * len(self.accounts)
        span, now = self.request
        self._question = Question(self._pivots, self.wanted.metrics, span.granularity, now)

    async def results(self) -> AsyncGenerator[QueryResult, None]:
        """Read what is left; if it has to be read in halves, they are there at the end."""
        for account in self.accounts:  # figures do not say it
            self._currencies[account] = await self.session.ads.currency_of(account)
        while not self.halves and (window := self.course.next()) is not None:
            held = self.session.ads.pacer.holding(self.wanted, self._expected(self.course.days))
            async with held:
                try:
                    async for result in self._read(window):
                        yield result._replace(organizations=self.accounts)
                except _OF_AN_ACCOUNT as error:
                    if self.is_alone:
                        raise
                    left = self.course.rest(window)
                    if len(self.accounts) == 1:
                        refused = {self.accounts[0]: error}
                        yield QueryResult([], refused, left, organizations=self.accounts)
                        return
                    self._divide(left)

    def _expected(self, days: int) -> int:
        """The number of elements that so many days may bring to memory."""
        calls = len(metric_chunks(self.wanted.metrics))
        return int(min(MOST_ELEMENTS, self._per_day * days)) * calls

    async def _read(self, window: Window) -> AsyncGenerator[QueryResult, None]:
        """Read a window; what of it has to be requested again stays in the course."""
        if self._per_day >= MOST_ELEMENTS and len(self.accounts) == 1:
            async for result in self._by_campaigns(window):
                yield result
            return
        facet = {"accounts": list(map(account_urn_of, self.accounts))}
        answer = await self._question.ask(self.session, facet, window)
        if answer.is_too_early:
            skipped = self.course.begin_later(window)
            text = "LinkedIn no longer keeps figures of account %s from %s; going on after that"
            logger.warning(text, ", ".join(map(str, self.accounts)), skipped)
            yield QueryResult([], windows=(skipped,), covered=(skipped,))
        elif answer.is_cut or answer.refused:
            if self.course.cut(window):
                return
            if len(self.accounts) > 1:
                self._divide(self.course.rest(window))
                return
            async for result in self._by_campaigns(window):
                yield result
        else:
            self._per_day = answer.elements * DAY / (window.end - window.start)
            lately = answer.since(window.end - WEEK_DAYS * DAY)
            self.course.whole(window, answer.elements, lately)
            rows, flaw = self._rows(answer)
            del answer
            *others, last = slices(rows)
            for each in others:
                yield QueryResult(each)
            # An element that cannot be used will not be better next time: the window is read.
            covered = over(window, self.request.span, self.request.now)
            yield QueryResult(last, windows=(window,), covered=covered, flaw=self._flaw(flaw))

    def _divide(self, left: Iterable[Window]) -> None:
        """Leave what is left to two readings, each of half the accounts."""
        windows, middle = tuple(left), (len(self.accounts) + 1) // 2
        self.halves = tuple(
            Reading(
                self.wanted,
                self.session,
                accounts,
                self.request,
                Course(self.request.span, windows, self.course.days),
                is_alone=False,
                _per_day=self._per_day * len(accounts) / len(self.accounts),
            )
            for accounts in (self.accounts[:middle], self.accounts[middle:])
        )

    async def _by_campaigns(self, window: Window) -> AsyncGenerator[QueryResult, None]:
        """Read a window of an account whose days are too much for one answer each."""
        (account,) = self.accounts
        campaigns = await self.session.ads.campaigns_of(account)
        cells = Cells(self.request.span, campaigns, window, self._batch)
        total = largest = 0
        missing: list[Window] = []
        while (cell := cells.next()) is not None:
            facet = {"campaigns": [f"{CAMPAIGN}{number}" for number in cell.campaigns]}
            answer = await self._question.ask(self.session, facet, cell.window)
            if answer.is_too_early:  # the oldest month has gone since the window was requested
                continue
            if answer.is_cut or answer.refused:
                if not cells.cut(cell):
                    if answer.refused:  # no smaller part is left that the limit has room for
                        raise answer.refused
                    missing.append(cell.window)
                    yield QueryResult([], windows=(cell.window,), flaw=_too_much(account, cell))
                continue
            total += answer.elements
            largest = max(largest, answer.elements)
            rows, flaw = self._rows(answer)
            for each in slices(rows):
                yield QueryResult(each)
            if flaw:
                yield QueryResult([], flaw=self._flaw(flaw))
        days = max(1, (window.end - window.start) // DAY)
        self._per_day, self._batch = total / days, cells.size
        too_many = self._per_day >= MOST_ELEMENTS
        self.course.days = next_days(days, largest) if too_many else 1
        read = without([window], missing)
        covered = without(over(window, self.request.span, self.request.now), missing)
        yield QueryResult([], windows=read, covered=covered)

    @property
    def _pivots(self) -> tuple[str, ...]:
        """What is requested: rows of several accounts have to name theirs."""
        pivots = self.wanted.pivots
        if len(self.accounts) == 1 or ACCOUNT_PIVOT in pivots:
            return pivots
        return (ACCOUNT_PIVOT, *pivots)

    def _rows(self, answer: Answer) -> tuple[ColumnRecords, str | None]:
        """The rows of an answer, and what is wrong with an element that cannot be used."""
        joined = join(answer.chunks, self.wanted.metrics)
        columns: dict[str, list[Any]] = {}
        if ACCOUNT_PIVOT not in self._pivots:
            columns = self._of_account(self.accounts[0], len(joined.starts))
        elif strange := set(joined.values[self._pivots.index(ACCOUNT_PIVOT)]).difference(
            map(account_urn_of, self.accounts)
        ):
            joined = self._without_strange(joined, strange)
        columns[self.wanted.period] = joined.starts
        for name, values in zip(self._pivots, joined.values, strict=True):
            pivot = PIVOTS[name]
            columns[pivot.field] = values
            if pivot.id_field:
                numbers = {value: number_of(value) for value in set(values)}
                columns[pivot.id_field] = [numbers[value] for value in values]
        numbered = map(self._currencies.get, columns["accountId"])
        columns["currencyCode"] = list(numbered)
        return ColumnRecords({**columns, **joined.columns}), joined.flaw

    def _of_account(self, account: int, rows: int) -> dict[str, list[Any]]:
        return {"accountUrn": [account_urn_of(account)] * rows, "accountId": [account] * rows}

    def _without_strange(self, joined: Rows, strange: set[str]) -> Rows:
        """Leave out the rows of accounts that were not requested."""
        urns = joined.values[self._pivots.index(ACCOUNT_PIVOT)]
        rest = without_rows(joined, {n for n, urn in enumerate(urns) if urn in strange})
        flaw = f"an element is of {min(strange)!r}, which was not requested"
        return rest._replace(flaw=joined.flaw or flaw)

    def _flaw(self, flaw: str | None) -> LinkedInError | None:
        if flaw is None:
            return None
        of = ", ".join(map(str, self.accounts))
        return ResponseFormattingError(f"adAnalytics of account {of}: {flaw}")


def _too_much(account: int, cell: Cell) -> TruncatedError:
    return TruncatedError(
        f"adAnalytics of account {account}, campaign {cell.campaigns[0]}, {cell.window}:"
        f" LinkedIn sends at most {MOST_ELEMENTS:,} rows, and there are more: choose one pivot"
        " fewer"
    )


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
