"""What to read, from the arguments that users give."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from linkedin_api.argument_checks import check_one_of
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.scope import Scope, read_accounts, read_organizations
from linkedin_api.sources.windows import GRANULARITIES, Granularity, Span, utc_day

#: LinkedIn restates the numbers of ads for some days, and conversions for up to their window. It
#: does not say for how long, so this is a choice.
ADS_LOOKBACK_DAYS: Final = 30
_A_DAY: Final = "a date, or text such as '2026-01-31'"


def pages_scope(
    organizations: Iterable[int | str] | None = None,
    *,
    start_date: date | str | None = None,
    time_granularity: Granularity = "DAY",
    lookback_days: int = 0,
) -> Scope:
    """Return what to read of LinkedIn Pages.

    Arguments and errors: as `Plan.pages`
    """
    check_one_of("granularity", time_granularity, GRANULARITIES)
    span = Span(read_day(start_date, "start_date"), time_granularity, lookback_days)
    return Scope(None if organizations is None else read_organizations(organizations), span)


def ads_scope(
    accounts: Iterable[int | str] | None = None,
    *,
    start_date: date | str | None = None,
    lookback_days: int = ADS_LOOKBACK_DAYS,
) -> Scope:
    """Return what to read of LinkedIn Ads.

    Arguments and errors: as `Plan.ads`
    """
    span = Span(read_day(start_date, "start_date"), lookback_days=lookback_days)
    return Scope(accounts=None if accounts is None else read_accounts(accounts), span=span)


def read_day(value: date | str | None, name: str) -> date | None:
    """Return the day that a user gave as a date or as text; `None` for none.

    A moment stands for its day in UTC.

    Raises:
        InvalidArgumentError: the text has another form.
    """
    moment: object = value
    if isinstance(value, str):
        with suppress(ValueError):
            moment = datetime.fromisoformat(value)
    if moment is None or isinstance(moment, date):
        return utc_day(moment)
    raise InvalidArgumentError(f"{name} must be {_A_DAY}, not {value!r}")
