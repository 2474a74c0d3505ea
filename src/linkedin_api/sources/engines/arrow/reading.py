"""Reads LinkedIn's tables as Arrow, with one call that works in notebooks and in scripts."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import wait
from datetime import date
from functools import partial
from typing import Any, Final

from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.errors import InvalidArgumentError, MissingArgumentError
from linkedin_api.profiles import DEFAULT_PROFILE, PROFILE_VARIABLE, Profiles
from linkedin_api.program_lines import Line
from linkedin_api.sources.catalogue.ads import DEMOGRAPHICS, Report
from linkedin_api.sources.columnar.table_forms import Nested
from linkedin_api.sources.engines.arrow.collecting import Collector
from linkedin_api.sources.engines.arrow.progress import progress
from linkedin_api.sources.engines.arrow.results import Tables
from linkedin_api.sources.plan import Plan
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.reading.problems import Problem, grouped
from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY, Reader, Tally
from linkedin_api.sources.reading.variables import VARIABLES
from linkedin_api.sources.scope import CLASSIFICATION_TYPES
from linkedin_api.sources.windows import Granularity
from linkedin_api.versions import VersionSunsetWarning

__all__ = ["read_ads", "read_learning", "read_pages"]
logger: Final = logging.getLogger("linkedin_api")
#: Seconds between two pictures of the progress.
_PICTURE: Final = 0.1


def read_pages(
    org_ids: Sequence[int | str] | None = None,
    *,
    tables: Sequence[str] | None = None,
    credentials: Access | str | None = None,
    profile: str | None = None,
    start_date: date | str | None = None,
    time_granularity: Granularity = "DAY",
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
    max_calls_per_day: int | None = None,
    show_progress: bool = True,
    now: Callable[[], float] = time.time,
) -> Tables:
    """Read tables of LinkedIn Pages into memory, as Arrow.

    It works in scripts, in notebooks and wherever else an event loop is running. If LinkedIn
    refuses an organization, the others are read; the refusal is logged, and is among the
    `problems` of what is returned.

    HTTP: see the documentation of each table.

    Args:
        org_ids: numbers or URNs of organizations; `None` for all that the member administers.
        tables: names of tables; `None` for all.
        credentials: an access token, or an `Access`; `None` for the environment variables
            `LINKEDIN_PROFILE`, or `LINKEDIN_ACCESS_TOKEN`, or `LINKEDIN_CLIENT_ID`,
            `LINKEDIN_CLIENT_SECRET` and `LINKEDIN_REFRESH_TOKEN`; otherwise for the profile
            `default`.
        profile: name of a profile of `linkedin auth login`, instead of credentials.
        start_date: first day of statistics by day or month, such as `2026-01-31`; `None` for
            the earliest statistics, 12 months ago.
        time_granularity: `DAY` or `MONTH`.
        nested: lists of records inside rows as `tables`, or as columns of `json` text.
        concurrency: maximum number of concurrent calls.
        max_calls_per_day: limit of calls to one endpoint of LinkedIn; `None` for no limit.
        show_progress: whether to show progress in a notebook or at a terminal; elsewhere
            nothing is shown.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.
        MissingArgumentError: there are no credentials.
        ProfileError: there is no such profile, or it has no usable token.
        LinkedInError: nothing can be read, for example because the token has expired.

    Example:
        >>> pages = [2414183, 2414184]
        >>> linkedin = read_pages(pages, tables=["share_statistics"], credentials=token)
        >>> linkedin
        1 table of LinkedIn
          share_statistics  2 rows
        >>> frame = linkedin["share_statistics"].to_pandas()
        >>> bool((frame["total_share_statistics__impression_count"] > 0).all())
        True
    """
    plan = Plan.pages(
        partial(_access, credentials, profile, now),
        org_ids,
        tables,
        start_date=start_date,
        time_granularity=time_granularity,
        nested=nested,
        concurrency=concurrency,
        budget=RateBudget(max_calls_per_day),
        now=now,
    )
    return _read(plan, show_progress=show_progress)


def read_learning(
    *,
    tables: Sequence[str] | None = None,
    credentials: Access | str | None = None,
    profile: str | None = None,
    locales: Sequence[str] = ("en_US",),
    asset_types: Sequence[str] = ("COURSE", "LEARNING_PATH"),
    classification_types: Sequence[str] = CLASSIFICATION_TYPES,
    keyword: str | None = None,
    last_modified_after: date | str | None = None,
    include_retired: bool = False,
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
    max_calls_per_day: int | None = None,
    show_progress: bool = True,
    now: Callable[[], float] = time.time,
) -> Tables:
    """Read tables of LinkedIn Learning into memory, as Arrow.

    HTTP: see the documentation of each table.

    Args:
        tables: as in `read_pages`.
        credentials: as in `read_pages`; the client id and secret are enough.
        profile: as in `read_pages`.
        locales: locales, such as `de_DE`.
        asset_types: types of assets.
        classification_types: types of classifications.
        keyword: a word in the title of assets; `None` for all assets.
        last_modified_after: a day; `None` for assets of any date.
        include_retired: whether to read retired assets too.
        nested: as in `read_pages`.
        concurrency: maximum number of concurrent calls.
        max_calls_per_day: as in `read_pages`.
        show_progress: as in `read_pages`.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: as in `read_pages`.
        MissingArgumentError: as in `read_pages`.
        ProfileError: as in `read_pages`.
        LinkedInError: as in `read_pages`.

    Example:
        >>> access = Access(client_id=sandbox.client_id, client_secret=sandbox.client_secret)
        >>> linkedin = read_learning(tables=["learning_classifications"], credentials=access)
        >>> linkedin["learning_classifications"].num_rows > 10
        True
    """
    plan = Plan.learning(
        partial(_access, credentials, profile, now),
        tables,
        locales=locales,
        asset_types=asset_types,
        classification_types=classification_types,
        keyword=keyword,
        last_modified_after=last_modified_after,
        include_retired=include_retired,
        nested=nested,
        concurrency=concurrency,
        budget=RateBudget(max_calls_per_day),
        now=now,
    )
    return _read(plan, show_progress=show_progress)


def read_ads(
    accounts: Sequence[int | str] | None = None,
    *,
    tables: Sequence[str] | None = None,
    credentials: Access | str | None = None,
    profile: str | None = None,
    start_date: date | str | None = None,
    metrics: Sequence[str] | None = None,
    demographics: Sequence[str] = DEMOGRAPHICS,
    demographics_granularity: Granularity = "MONTH",
    custom_reports: Iterable[Report] = (),
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
    max_calls_per_day: int | None = None,
    show_progress: bool = True,
    now: Callable[[], float] = time.time,
) -> Tables:
    """Read tables of LinkedIn Ads into memory, as Arrow.

    HTTP: see the documentation of each table.

    Args:
        accounts: numbers or URNs of advertising accounts; `None` for all that the member can use.
        tables: names of tables; `None` for all but `ad_lead_form_responses`, which has personal
            data.
        credentials: as in `read_pages`.
        profile: as in `read_pages`.
        start_date: first day of reports, such as `2026-01-31`; `None` for two years ago.
        metrics: names of LinkedIn's metrics; `None` for the usual ones.
        demographics: pivots of `ad_campaign_demographics`; each costs a call for each campaign.
        demographics_granularity: `MONTH` or `DAY`.
        custom_reports: reports of your own; each is one more table.
        nested: as in `read_pages`.
        concurrency: maximum number of concurrent calls.
        max_calls_per_day: as in `read_pages`.
        show_progress: as in `read_pages`.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: as in `read_pages`.
        MissingArgumentError: as in `read_pages`.
        LinkedInError: as in `read_pages`.

    Example:
        >>> linkedin = read_ads(
        ...     tables=["ad_accounts", "ad_campaign_daily"], credentials=token,
        ...     start_date="2026-01-01", now=sandbox.clock.now,
        ... )
        >>> sorted(linkedin)
        ['ad_accounts', 'ad_campaign_daily']
        >>> linkedin["ad_campaign_daily"].column("cost_in_local_currency").type
        Decimal128Type(decimal128(38, 18))
    """
    plan = Plan.ads(
        partial(_access, credentials, profile, now),
        accounts,
        tables,
        start_date=start_date,
        metrics=metrics,
        demographics=demographics,
        demographics_granularity=demographics_granularity,
        custom_reports=custom_reports,
        nested=nested,
        concurrency=concurrency,
        budget=RateBudget(max_calls_per_day),
        now=now,
    )
    return _read(plan, show_progress=show_progress)


def _access(
    credentials: Access | str | None, profile: str | None, clock: Callable[[], float]
) -> Access:
    """The credentials: given, or from the environment, or of the default profile."""
    if credentials is None:
        return _access_of_user(profile, clock)
    if profile is not None:
        raise InvalidArgumentError("pass credentials or profile, not both")
    if isinstance(credentials, Access):
        return credentials.checked()
    if isinstance(credentials, str):
        return Access(credentials).checked()
    raise InvalidArgumentError(
        "credentials must be an access token, an Access, or None for the environment,"
        f" not {type(credentials).__name__}"
    )


def _access_of_user(profile: str | None, clock: Callable[[], float]) -> Access:
    if profile is not None or os.environ.get(PROFILE_VARIABLE):
        return Access.from_profile(profile, clock=clock)
    found: dict[str, Any] = {
        name: os.environ.get(variable, "").strip() for variable, name in VARIABLES.items()
    }
    if any(found.values()):
        return Access(**{name: value for name, value in found.items() if value}).checked()
    if DEFAULT_PROFILE in Profiles().names():
        return Access.from_profile(DEFAULT_PROFILE, clock=clock)
    token, *others = VARIABLES
    raise MissingArgumentError(
        f"credentials are missing: pass credentials= or profile=, run `linkedin auth login`, or"
        f" set {token}, or {', '.join(others[:-1])} and {others[-1]}, in the environment"
    )


def _read(plan: Plan, *, show_progress: bool) -> Tables:
    access = plan.find_access()
    _warn_of_sunset(access, plan.now())
    collectors = [Collector(table, plan.nested) for table in plan.tables]
    tallies: dict[str, Tally] = {}
    picture = progress(is_wanted=show_progress)
    with LoopThread() as loop:
        reading = loop.begin(_collect(access, plan, collectors, tallies))
        try:
            while not wait([reading], _PICTURE).done:
                picture.show(tallies)
            problems = reading.result()
            picture.show(tallies)
        finally:
            picture.end()
    for problem in problems:
        logger.warning("%s", problem)
    found = {name: table for each in collectors for name, table in each.tables().items()}
    return Tables(found, problems)


async def _collect(
    access: Access,
    plan: Plan,
    collectors: Sequence[Collector],
    tallies: dict[str, Tally],
) -> list[Problem]:
    """Read all tables at once; returns what could not be read.

    Args:
        access: credentials.
        plan: what to read.
        collectors: one for each table; each receives the records of its table.
        tallies: receives the tallies, which show the progress.
    """
    reader = Reader(
        access,
        plan.scope,
        plan.tables,
        concurrency=plan.concurrency,
        budget=plan.budget,
        now=plan.now,
    )
    async with reader:
        tallies.update(reader.tallies)
        reader.announce(reader.tallies)
        try:
            async with asyncio.TaskGroup() as group:
                for collector in collectors:
                    group.create_task(collector.collect(reader))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None
        return grouped(reader.problems)


def _warn_of_sunset(access: Access, now: float) -> None:
    """Warn at the line that reads; the reader's thread has no such line."""
    notice = access.sunset_notice(now, "Access(version={!r})")
    if notice is None:
        return
    line = Line.of_program()
    if line is None:
        logger.warning("%s", notice)
    else:
        line.warn(notice, VersionSunsetWarning)
