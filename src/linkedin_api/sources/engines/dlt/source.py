"""LinkedIn's tables as sources of dlt, with a resource for each table."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Union

import dlt
from dlt.common.schema import Schema
from dlt.extract import DltResource, DltSource

from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.sources.arguments import ADS_LOOKBACK_DAYS
from linkedin_api.sources.catalogue.ads import DEMOGRAPHICS, Report
from linkedin_api.sources.columnar import Nested
from linkedin_api.sources.engines.dlt.credentials import LinkedInCredentials, access_at_run
from linkedin_api.sources.engines.dlt.drivers import check_driver_of_pipeline
from linkedin_api.sources.engines.dlt.extraction import Extractions
from linkedin_api.sources.engines.dlt.problem_table import problem_resource_of
from linkedin_api.sources.engines.dlt.resource import resource_of
from linkedin_api.sources.plan import (
    ADS_SOURCE,
    LEARNING_SOURCE,
    PAGES_SOURCE,
    Plan,
    WriteDisposition,
)
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.scope import CLASSIFICATION_TYPES
from linkedin_api.sources.windows import Granularity


@dlt.source(name=PAGES_SOURCE, section=PAGES_SOURCE)
def linkedin_pages(
    org_ids: Sequence[int | str] | None = None,
    *,
    tables: Sequence[str] | None = None,
    credentials: Union[LinkedInCredentials, Access, str, None] = None,  # noqa: UP007
    profile: str | None = None,
    start_date: date | str | None = None,
    time_granularity: Granularity = "DAY",
    lookback_days: int = 0,
    write_disposition: WriteDisposition = "merge",
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
    max_calls_per_day: int | None = None,
    now: Callable[[], float] = time.time,
) -> Sequence[DltResource]:
    """Return the tables of LinkedIn Pages as resources.

    What LinkedIn refuses is logged and added to the table `sync_problems`; the rest is loaded.

    HTTP: see the documentation of each table.

    Args:
        org_ids: numbers or URNs of organizations; `None` for all that the member administers.
        tables: names of tables; `None` for all.
        credentials: an access token, an `Access`, or the credentials to fetch a token; `None`
            for dlt's secrets, see `LinkedInCredentials`. They are read when the source runs.
        profile: a profile of `linkedin auth login`, instead of credentials; read at the run.
        start_date: first day of statistics, such as `2026-01-31`; missing days since then are
            read too. `None` for the end of the last sync, at first for 12 months ago.
        time_granularity: `DAY` or `MONTH`, the same in all syncs of a dataset.
        lookback_days: days before the last loaded day to read again, since LinkedIn corrects
            numbers; not with `append`.
        write_disposition: how to write tables by day or month: `merge`, `append` or `replace`,
            see `Plan`. Other tables are always replaced.
        nested: lists inside rows as `tables` or `json` columns, the same in all syncs of a dataset.
        concurrency: maximum number of concurrent calls.
        max_calls_per_day: limit of calls to one endpoint of LinkedIn; `None` for no limit.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.
        MissingDriverError: the driver of the active pipeline's destination is not installed.
        ConfigurationValueError: credentials are missing at the run; the message names them.
        LinkedInError: nothing can be read. dlt wraps both in a `PipelineStepFailed`.
    """
    check_driver_of_pipeline()
    plan = Plan.pages(
        partial(access_at_run, credentials, profile, PAGES_SOURCE, now),
        org_ids,
        tables,
        start_date=start_date,
        time_granularity=time_granularity,
        lookback_days=lookback_days,
        write_disposition=write_disposition,
        nested=nested,
        concurrency=concurrency,
        budget=RateBudget(max_calls_per_day),
        now=now,
    )
    return resources_of(plan, Extractions(plan))


@dlt.source(name=LEARNING_SOURCE, section=LEARNING_SOURCE)
def linkedin_learning(
    *,
    tables: Sequence[str] | None = None,
    credentials: Union[LinkedInCredentials, Access, str, None] = None,  # noqa: UP007
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
    now: Callable[[], float] = time.time,
) -> Sequence[DltResource]:
    """Return the tables of LinkedIn Learning as resources.

    HTTP: see the documentation of each table.

    Args:
        tables: as in `linkedin_pages`.
        credentials: as in `linkedin_pages`; the client id and secret are enough.
        profile: as in `linkedin_pages`.
        locales: locales, such as `de_DE`.
        asset_types: types of assets.
        classification_types: types of classifications.
        keyword: a word in the title of assets; `None` for all assets. Rows that are not read
            stay.
        last_modified_after: a day; `None` for assets of any date. Rows that are not read stay.
        include_retired: whether to read retired assets too.
        nested: as in `linkedin_pages`.
        concurrency: maximum number of concurrent calls.
        max_calls_per_day: as in `linkedin_pages`.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.
        MissingDriverError: the driver of the active pipeline's destination is not installed.
        ConfigurationValueError: as in `linkedin_pages`.
        LinkedInError: as in `linkedin_pages`.
    """
    check_driver_of_pipeline()
    plan = Plan.learning(
        partial(access_at_run, credentials, profile, LEARNING_SOURCE, now),
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
    return resources_of(plan, Extractions(plan))


@dlt.source(name=ADS_SOURCE, section=ADS_SOURCE)
def linkedin_ads(
    accounts: Sequence[int | str] | None = None,
    *,
    tables: Sequence[str] | None = None,
    credentials: Union[LinkedInCredentials, Access, str, None] = None,  # noqa: UP007
    profile: str | None = None,
    start_date: date | str | None = None,
    lookback_days: int = ADS_LOOKBACK_DAYS,
    metrics: Sequence[str] | None = None,
    demographics: Sequence[str] = DEMOGRAPHICS,
    demographics_granularity: Granularity = "MONTH",
    custom_reports: Iterable[Report] = (),
    write_disposition: WriteDisposition = "merge",
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
    max_calls_per_day: int | None = None,
    now: Callable[[], float] = time.time,
) -> Sequence[DltResource]:
    """Return the tables of LinkedIn Ads as resources.

    LinkedIn corrects the numbers of past days, so each run reads the last `lookback_days` again
    and replaces their rows.

    HTTP: see the documentation of each table.

    Args:
        accounts: numbers or URNs of advertising accounts; `None` for all that the member can use.
        tables: names of tables; `None` for all but `ad_lead_form_responses`, which has personal
            data.
        credentials: as in `linkedin_pages`.
        profile: as in `linkedin_pages`.
        start_date: first day of reports, such as `2026-01-31`; missing days since then are read
            too. `None` for the end of the last sync, at first for two years ago.
        lookback_days: days before the last loaded day to read again.
        metrics: names of LinkedIn's metrics; `None` for the usual ones, which take one call
            where all 117 take seven.
        demographics: pivots of `ad_campaign_demographics`; each costs a call for each campaign.
        demographics_granularity: `MONTH` or `DAY`, the same in all syncs of a dataset.
        custom_reports: reports of your own; each is one more table.
        write_disposition: how to write reports: `merge` or `replace`. Other tables are always
            replaced.
        nested: as in `linkedin_pages`.
        concurrency: maximum number of concurrent calls.
        max_calls_per_day: as in `linkedin_pages`.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.
        MissingDriverError: the driver of the active pipeline's destination is not installed.
        ConfigurationValueError: as in `linkedin_pages`.
        LinkedInError: as in `linkedin_pages`.
    """
    check_driver_of_pipeline()
    plan = Plan.ads(
        partial(access_at_run, credentials, profile, ADS_SOURCE, now),
        accounts,
        tables,
        start_date=start_date,
        lookback_days=lookback_days,
        metrics=metrics,
        demographics=demographics,
        demographics_granularity=demographics_granularity,
        custom_reports=custom_reports,
        write_disposition=write_disposition,
        nested=nested,
        concurrency=concurrency,
        budget=RateBudget(max_calls_per_day),
        now=now,
    )
    return resources_of(plan, Extractions(plan))


def source_of(plan: Plan, extractions: Extractions, new_tables: Container[str]) -> DltSource:
    """Return the source of a plan, for a pipeline that loads no file twice.

    Args:
        plan: what to load.
        extractions: the extractions of the plan.
        new_tables: as in `resource_of`.
    """
    resources = resources_of(plan, extractions, new_tables)
    return DltSource(Schema(plan.source), plan.source, resources)


def resources_of(
    plan: Plan, extractions: Extractions, new_tables: Container[str] | None = None
) -> list[DltResource]:
    """Return a resource for each table of a plan, and one for problems.

    Args:
        plan: what to load.
        extractions: the extractions of the plan.
        new_tables: as in `resource_of`.
    """
    tables = [resource_of(plan, table, extractions, new_tables) for table in plan.tables]
    return [*tables, problem_resource_of(plan, extractions)]
