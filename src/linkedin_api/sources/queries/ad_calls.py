"""One question to `adAnalytics`: all metrics of one period, in as many calls as they need."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from linkedin_api.errors import BadRequestError, NotAdministratorError, RateLimitError
from linkedin_api.sources.queries.ad_joining import Rows, rows_of
from linkedin_api.sources.queries.ad_pacing import is_value_limit
from linkedin_api.sources.queries.ad_pivots import asked_by
from linkedin_api.sources.queries.ad_plan import ALONG, days_in, is_cut, metric_chunks
from linkedin_api.sources.queries.ad_session import NO_ACCESS
from linkedin_api.sources.queries.answers import elements
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.queries.shared_tasks import gathered
from linkedin_api.sources.scope import account_urn_of
from linkedin_api.sources.windows import Period, Span, Window

RESOURCE: Final = "/adAnalytics"
_GRANULARITIES: Final[Mapping[Period, str]] = {
    "DAY": "DAILY",
    "MONTH": "MONTHLY",
    "YEAR": "YEARLY",
}
#: After so many refusals because of metric values in a row, reading ends.
_MOST_REFUSALS: Final = 5
_too_early = re.compile(r"DATE_TOO_EARLY")


class Answer(NamedTuple):
    """What came of a question.

    Attributes:
        chunks: what each call brought; empty if LinkedIn refused.
        is_cut: whether a call has as many elements as LinkedIn sends at most.
        is_too_early: whether the period begins before what LinkedIn keeps.
        refused: the refusal because of too many metric values, after a wait.
    """

    chunks: Sequence[Rows] = ()
    is_cut: bool = False
    is_too_early: bool = False
    refused: RateLimitError | None = None

    @property
    def elements(self) -> int:
        """The number of elements of the largest answer."""
        return max((chunk.elements for chunk in self.chunks), default=0)

    def since(self, moment: int) -> int:
        """Return the number of elements of the first answer since a moment in milliseconds."""
        return sum(start >= moment for start in self.chunks[0].starts)


@dataclass(slots=True)
class Question:
    """What is asked for each period, and how often LinkedIn has refused in a row.

    HTTP: `GET /rest/adAnalytics?q=…`, one call per 18 metrics; the first alone, as the others
    are in vain if its answer is cut

    Attributes:
        pivots: what rows are broken down by.
        metrics: names of metrics.
        granularity: days or months.
        now: current time in seconds since 1970.
    """

    pivots: tuple[str, ...]
    metrics: tuple[str, ...]
    granularity: Period
    now: float
    _refusals: int = 0

    async def probe(self, session: Session, account: int) -> None:
        """Ask for today's figures of an account.

        Raises:
            NotAdministratorError: the member has no access to it.
        """
        if account not in await session.ads.accounts():
            raise NotAdministratorError(NO_ACCESS.format(account))
        today = Span().bucket(int(self.now * 1000))
        await self.ask(session, {"accounts": [account_urn_of(account)]}, today)

    async def ask(self, session: Session, facet: Mapping[str, Any], window: Window) -> Answer:
        """Ask for a period of what a facet selects.

        Raises:
            RateLimitError: after several waits, LinkedIn still refuses so many metric values.
        """
        first, *others = metric_chunks(self.metrics)
        try:
            found = await self._call(session, facet, window, first)
            chunks = [found]
            if not is_cut(found.elements):
                calls = (self._call(session, facet, window, chunk) for chunk in others)
                chunks += await gathered(calls)
        except BadRequestError as error:
            if not _too_early.search(str(error.error)):
                raise
            return Answer(is_too_early=True)
        except RateLimitError as error:
            self._refusals += 1
            if not is_value_limit(error.error) or self._refusals > _MOST_REFUSALS:
                raise
            await session.ads.pacer.after_refusal()
            return Answer(refused=error)
        self._refusals = 0
        return Answer(chunks, any(is_cut(chunk.elements) for chunk in chunks))

    async def _call(
        self,
        session: Session,
        facet: Mapping[str, Any],
        window: Window,
        metrics: Sequence[str],
    ) -> Rows:
        finder, pivots = asked_by(self.pivots)
        params = {
            **pivots,
            "timeGranularity": {"value": _GRANULARITIES[self.granularity]},
            "dateRange": days_in(window, self.now),
            **facet,
            "fields": ",".join((*ALONG, *metrics)),
        }
        pacer = session.ads.pacer
        await pacer.before(len(metrics))
        response = await session.client.finder(RESOURCE, finder, query_params=params)
        found = elements(response)
        pacer.note(len(found) * len(metrics))
        return rows_of(found, metrics, Span(granularity=self.granularity), len(self.pivots))
