"""Reports on advertising: by campaign, creative, device and other pivots, for days or months.

Some accounts are one work item: a call has room for all of them, if their rows name the account.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.ad_calls import Question
from linkedin_api.sources.queries.ad_metrics import exist_for_pairs
from linkedin_api.sources.queries.ad_pivots import MOST_PIVOTS
from linkedin_api.sources.queries.ad_plan import Course, accounts_at_once, kept_days
from linkedin_api.sources.queries.ad_reading import ACCOUNT_PIVOT, AdRequest, Reading, Wanted
from linkedin_api.sources.queries.query import Part, QueryResult
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Period

#: Without a first day, a first reading begins so many days ago.
FIRST_READING_DAYS: Final = 730


def report_parts(
    scope: Scope, past: Past, now: float, granularity: Period, pivots: Sequence[str]
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
    for account in past.oldest_first(scope.accounts):
        is_first = base.start_date is None and account not in past.cursors
        span = begin if is_first else base
        if windows := past.missing(account, span, now):
            parts.append(Part((account,), windows, AdRequest(base, now)))
    return parts


def together(parts: Sequence[Part], past: Past) -> list[Part]:
    """Join parts of single accounts that have the same to read.

    Args:
        parts: the parts.
        past: what was read before; accounts of one part have the same cursor.
    """
    alike: dict[tuple[int | None, Windows], list[Part]] = {}
    for part in parts:
        cursor = past.cursors.get(part.organizations[0])
        alike.setdefault((cursor, part.windows), []).append(part)
    found = []
    for (_, windows), same in alike.items():
        number = -(-len(same) // accounts_at_once(len(same), windows))
        for place in range(number):  # all of about the same size
            some = same[place::number]
            accounts = tuple(number for part in some for number in part.organizations)
            found.append(some[0]._replace(organizations=accounts))
    return found


class AdReport(Wanted):
    """Reads one report of each account.

    HTTP: `GET /rest/adAnalytics?q=analytics` with one pivot, `q=statistics` with several; one call
    per 18 metrics for as many accounts and days as have up to 15,000 rows

    Attributes:
        pivots: what rows are broken down by; none describes members.
        metrics: names of metrics; those that do not exist for the pivots are not requested.
        granularity: days, months or years.
    """

    __slots__ = ()

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by account; those with the same windows are read together."""
        parts = report_parts(scope, past, now, self.granularity, self.pivots)
        has_room = len({ACCOUNT_PIVOT, *self.pivots}) <= MOST_PIVOTS
        return together(parts, past) if has_room and exist_for_pairs(self.metrics) else parts

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the windows of some accounts, the oldest first."""
        request: AdRequest = part.request
        accounts = part.organizations
        course = Course(request.span, part.windows)
        first = Reading(self, session, accounts, request, course, is_alone=len(accounts) == 1)
        readings = [first]
        while readings:
            reading = readings.pop()
            async for result in reading.results():
                yield result
            readings += reversed(reading.halves)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read today's figures of one account, with one metric."""
        question = Question(self.pivots, self.metrics[:1], self.granularity, now)
        await question.probe(session, organization)
