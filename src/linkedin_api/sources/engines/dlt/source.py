"""LinkedIn's tables as sources of dlt: a resource per table."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Union

import dlt
from dlt.common.schema import Schema
from dlt.extract import DltResource, DltSource

from linkedin_api.clients.quota import RateBudget
from linkedin_api.sources.engines.dlt.credentials import LinkedInCredentials, access_at_run
from linkedin_api.sources.engines.dlt.drivers import check_driver_of_pipeline
from linkedin_api.sources.engines.dlt.extraction import Extractions
from linkedin_api.sources.engines.dlt.plan import (
    LEARNING_SOURCE,
    PAGES_SOURCE,
    Nested,
    Plan,
    WriteDisposition,
)
from linkedin_api.sources.engines.dlt.problem_table import problem_resource_of
from linkedin_api.sources.engines.dlt.resource import resource_of
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.scope import CLASSIFICATION_TYPES
from linkedin_api.sources.windows import Granularity


@dlt.source(name=PAGES_SOURCE, section=PAGES_SOURCE, root_key=True)
def linkedin_pages(
    org_ids: Sequence[int | str] | None = None,
    *,
    tables: Sequence[str] | None = None,
    credentials: Union[LinkedInCredentials, Access, str, None] = None,  # noqa: UP007
    start_date: date | str | None = None,
    time_granularity: Granularity = "DAY",
    lookback_days: int = 0,
    write_disposition: WriteDisposition = "append",
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
    max_calls_per_day: int | None = None,
    now: Callable[[], float] = time.time,
) -> Sequence[DltResource]:
    """Give the tables of LinkedIn Pages, a resource for each.

    What LinkedIn refuses of one organization does not keep the rest from being loaded: it is
    logged, and it is in the table `sync_problems`.

    HTTP: as the page of each table says.

    Args:
        org_ids: organizations by number or URN; `None` for all that the member administers.
        tables: names; `None` for all.
        credentials: a token or what one is made from; `None` for dlt's secrets, see
            `LinkedInCredentials`. Only a source that is run needs them; one that is built
            without looks for them again then. An `Access` also says which version is asked,
            and where.
        start_date: first day of statistics by day or month, such as `2026-01-31`; what is
            missing since then is read, whatever was read before. `None` for where the last
            sync ended, and at first for 12 months ago, the earliest there are.
        time_granularity: `DAY` or `MONTH`. Choose once for a dataset.
        lookback_days: so many days before the last ones that were loaded are read again,
            since LinkedIn restates numbers; not with `append`.
        write_disposition: of tables by day or month: `append`, `merge` or `replace`, see
            `Plan`. Others are always replaced.
        nested: lists inside rows become `tables` of their own, or `json` columns. Choose once
            for a dataset.
        concurrency: calls at once.
        max_calls_per_day: to one endpoint of LinkedIn's; `None` for as many as it takes.
        now: seconds since 1970.

    Raises:
        InvalidArgumentError: an argument cannot be.
        MissingDriverError: what the active pipeline's destination needs is not installed.
        ConfigurationValueError: when rows are taken: there are no credentials; says what is
            missing. dlt raises it inside of a `PipelineStepFailed`.
        LinkedInError: likewise: none can be read, such as for a token that is no longer good.
    """
    check_driver_of_pipeline()
    plan = Plan.pages(
        partial(access_at_run, credentials, PAGES_SOURCE),
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


@dlt.source(name=LEARNING_SOURCE, section=LEARNING_SOURCE, root_key=True)
def linkedin_learning(
    *,
    tables: Sequence[str] | None = None,
    credentials: Union[LinkedInCredentials, Access, str, None] = None,  # noqa: UP007
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
    """Give the tables of LinkedIn Learning, a resource for each.

    HTTP: as the page of each table says.

    Args:
        tables: as those of `linkedin_pages`.
        credentials: as those of `linkedin_pages`; client id and secret are enough.
        locales: languages, such as `de_DE`.
        asset_types: kinds of assets.
        classification_types: kinds of classifications.
        keyword: what the titles of assets must have; `None` for all.
        last_modified_after: a day; `None` for assets that were modified whenever.
        include_retired: whether assets that are no longer offered are read too.
        nested: as that of `linkedin_pages`.
        concurrency: calls at once.
        max_calls_per_day: as that of `linkedin_pages`.
        now: seconds since 1970.

    Raises:
        InvalidArgumentError: an argument cannot be.
        MissingDriverError: what the active pipeline's destination needs is not installed.
        ConfigurationValueError: as by `linkedin_pages`.
        LinkedInError: as by `linkedin_pages`.
    """
    check_driver_of_pipeline()
    plan = Plan.learning(
        partial(access_at_run, credentials, LEARNING_SOURCE),
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


def source_of(plan: Plan, extractions: Extractions) -> DltSource:
    """Return the source of a plan."""
    source = DltSource(Schema(plan.source), plan.source, resources_of(plan, extractions))
    source.root_key = True
    return source


def resources_of(plan: Plan, extractions: Extractions) -> list[DltResource]:
    """Return a resource for each table of a plan, and one for problems."""
    tables = [resource_of(plan, table, extractions) for table in plan.tables]
    return [*tables, problem_resource_of(plan, extractions)]
