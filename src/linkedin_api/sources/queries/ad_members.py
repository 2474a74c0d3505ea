"""Reports on the members who saw advertisements: their jobs, organizations and regions.

LinkedIn combines these pivots with no other, and its answer does not name the campaign. So each
call is about one campaign. One call before says which campaigns were shown at all.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from linkedin_api.errors import (
    BadRequestError,
    ForbiddenError,
    LinkedInError,
    NotFoundError,
    ResponseFormattingError,
    StatusError,
    TruncatedError,
    UnprocessableError,
)
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.ad_calls import Answer, Question
from linkedin_api.sources.queries.ad_joining import join
from linkedin_api.sources.queries.ad_metrics import metrics_for
from linkedin_api.sources.queries.ad_plan import MOST_ELEMENTS, Course, over
from linkedin_api.sources.queries.ad_reading import CAMPAIGN, AdRequest, number_of, slices
from linkedin_api.sources.queries.ad_reports import report_parts
from linkedin_api.sources.queries.column_records import ColumnRecords
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.queries.shared_tasks import gathered
from linkedin_api.sources.scope import Scope, account_urn_of
from linkedin_api.sources.windows import Period, Span, Window, without

#: Campaigns of an account that are read at the same time, each by all pivots.
_AT_ONCE: Final = 4
#: Days of the first request for a campaign: its answer has few values.
_FIRST_DAYS: Final = 120
_FIRST_DAYS_OF_MONTHS: Final = 800
#: What a campaign has on a day on which it was shown.
_SHOWN: Final = ("impressions", "clicks", "costInLocalCurrency", "viralImpressions", "sends")
#: Errors that are about a campaign if calls for others succeed.
_OF_A_CAMPAIGN: Final = (BadRequestError, ForbiddenError, NotFoundError, UnprocessableError)


class _Found(NamedTuple):
    """What was read of one campaign by one pivot.

    Attributes:
        rows: rows.
        flaws: what is wrong with elements that cannot be used, or why LinkedIn refuses a call.
        missing: periods that are too much for an answer.
    """

    rows: list[ColumnRecords]
    flaws: list[LinkedInError]
    missing: list[tuple[Window, LinkedInError]]

    @property
    def refusal(self) -> LinkedInError | None:
        """Why LinkedIn refuses the campaign; `None` if it does not."""
        return next((each for each in self.flaws if isinstance(each, _OF_A_CAMPAIGN)), None)


@dataclass(frozen=True, slots=True)
class MemberReport:
    """Reads who saw the advertisements of each account: by campaign, pivot and value.

    A campaign that LinkedIn refuses is a problem, and the others are read. It is not requested
    again for the same days, as all others of its account would be.

    HTTP: `GET /rest/adAnalytics?q=analytics`, one call for the campaigns that were shown, then one
    for each of these campaigns and each pivot, per 18 metrics

    Attributes:
        pivots: what members are grouped by, each on its own.
        metrics: names of metrics; those that do not exist for members are not requested.
        granularity: days, months or years.
    """

    pivots: tuple[str, ...]
    metrics: tuple[str, ...]
    granularity: Period = "MONTH"

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by account."""
        return report_parts(scope, past, now, self.granularity, self.pivots)

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the windows of one account, the oldest first."""
        (account,) = part.organizations
        request: AdRequest = part.request
        currency = await session.ads.currency_of(account)
        base = {
            "accountUrn": account_urn_of(account),
            "accountId": account,
            "currencyCode": currency,
        }
        is_served = False
        for window in sorted(part.windows):
            campaigns = sorted(await self._shown(session, account, window, request))
            missing: list[Window] = []
            for start in range(0, len(campaigns), _AT_ONCE):
                some = campaigns[start : start + _AT_ONCE]
                reading = (
                    self._read(session, campaign, pivot, window, request, base)
                    for campaign in some
                    for pivot in self.pivots
                )
                every = await gathered(reading)
                refusals = [found.refusal for found in every]
                is_served = is_served or None in refusals
                if not is_served and refusals[0] is not None:  # it is not about these campaigns
                    raise refusals[0]
                for found in every:
                    for rows in found.rows:
                        session.ads.urns.update(dict.fromkeys(rows.columns["valueUrn"]))
                        for each in slices(rows):
                            yield QueryResult(each)
                    for period, error in found.missing:
                        missing.append(period)
                        yield QueryResult([], windows=(period,), flaw=error)
                # LinkedIn refuses a campaign for each pivot, which is one problem.
                for flaw in {str(flaw): flaw for found in every for flaw in found.flaws}.values():
                    yield QueryResult([], flaw=flaw)
            read = without([window], missing)
            covered = without(over(window, request.span, request.now), missing)
            yield QueryResult([], windows=read, covered=covered)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read today's figures of one account by one pivot, with one metric."""
        question = Question(self.pivots[:1], self.metrics[:1], self.granularity, now)
        await question.probe(session, organization)

    async def _shown(
        self, session: Session, account: int, window: Window, request: AdRequest
    ) -> set[int]:
        """Return the campaigns that were shown in a window, archived ones too."""
        question = Question(("CAMPAIGN",), _SHOWN, "MONTH", request.now)
        months = Span(granularity="MONTH")
        course = Course(months, [_whole_months(window)], _FIRST_DAYS_OF_MONTHS)
        shown: set[int] = set()
        while (each := course.next()) is not None:
            answer = await question.ask(session, {"accounts": [account_urn_of(account)]}, each)
            if answer.is_too_early:
                course.begin_later(each)
            elif answer.is_cut or answer.refused:
                if not course.cut(each):  # a month of more campaigns than an account can have
                    return set(await session.ads.campaigns_of(account))
            else:
                (found,) = join(answer.chunks, _SHOWN).values
                shown.update(filter(None, map(number_of, set(found))))
        return shown

    async def _read(
        self,
        session: Session,
        campaign: int,
        pivot: str,
        window: Window,
        request: AdRequest,
        base: Record,
    ) -> _Found:
        """Read one campaign by one pivot, in parts if an answer is cut."""
        metrics = metrics_for(self.metrics, [pivot])
        question = Question((pivot,), metrics, self.granularity, request.now)
        facet = {"campaigns": [f"{CAMPAIGN}{campaign}"]}
        row = {
            **base,
            "campaignUrn": f"{CAMPAIGN}{campaign}",
            "campaignId": campaign,
            "pivotName": pivot,
        }
        first = _FIRST_DAYS if self.granularity == "DAY" else _FIRST_DAYS_OF_MONTHS
        course = Course(request.span, [window], first)
        found = _Found([], [], [])
        while (each := course.next()) is not None:
            try:
                answer = await question.ask(session, facet, each)
            except _OF_A_CAMPAIGN as error:
                found.flaws.append(_of_campaign(campaign, error))
                break
            if answer.is_too_early:
                course.begin_later(each)
                continue
            if answer.is_cut or answer.refused:
                if not course.cut(each):
                    if answer.refused:  # no shorter period is left that the limit has room for
                        raise answer.refused
                    found.missing.append((each, _too_much(campaign, pivot, each)))
                continue
            course.whole(each, answer.elements)
            self._add(found, answer, metrics, row)
        return found

    def _add(self, found: _Found, answer: Answer, metrics: Sequence[str], row: Record) -> None:
        joined = join(answer.chunks, metrics)
        if number := len(joined.starts):
            columns = {name: [value] * number for name, value in row.items()}
            columns |= {"periodStart": joined.starts, "valueUrn": joined.values[0]}
            found.rows.append(ColumnRecords({**columns, **joined.columns}))
        if joined.flaw:
            text = f"adAnalytics of campaign {row['campaignId']} by {row['pivotName']}: "
            found.flaws.append(ResponseFormattingError(text + joined.flaw))


def _of_campaign(campaign: int, error: StatusError) -> StatusError:
    """The error with the number of the campaign, which LinkedIn does not say."""
    return type(error)(
        f"adAnalytics of campaign {campaign}: {error}",
        status=error.status,
        error=error.error,
        request_id=error.request_id,
        request=error.request,
        response=error.response,
        hint=error.hint,
    )


def _whole_months(window: Window) -> Window:
    months = Span(granularity="MONTH")
    return Window(months.bucket(window.start).start, months.bucket(window.end - 1).end)


def _too_much(campaign: int, pivot: str, window: Window) -> TruncatedError:
    return TruncatedError(
        f"adAnalytics of campaign {campaign} by {pivot}, {window}: LinkedIn sends at most"
        f" {MOST_ELEMENTS:,} rows, and there are more"
    )
