"""LinkedIn's tables as sources of dlt: a resource per table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Union

import dlt
from dlt.common.schema import Schema
from dlt.extract import DltResource, DltSource

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.access import Access
from linkedin_api.sources.engines.dlt.credentials import LinkedInCredentials
from linkedin_api.sources.engines.dlt.feed import Feed
from linkedin_api.sources.engines.dlt.plan import (
    LEARNING_SOURCE,
    PAGES_SOURCE,
    Nested,
    Plan,
    WriteDisposition,
)
from linkedin_api.sources.engines.dlt.resource import resource_of
from linkedin_api.sources.learning import LEARNING
from linkedin_api.sources.pages import PAGES
from linkedin_api.sources.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.scope import (
    ASSET_TYPES,
    CLASSIFICATION_TYPES,
    Locale,
    Scope,
    read_organizations,
)
from linkedin_api.sources.table import Table
from linkedin_api.sources.windows import Granularity, Span


@dlt.source(name=PAGES_SOURCE, section=PAGES_SOURCE, root_key=True)
def linkedin_pages(
    org_ids: Iterable[int | str] | None = None,
    *,
    tables: Iterable[str] | None = None,
    credentials: Union[LinkedInCredentials, Access, str] = dlt.secrets.value,  # noqa: UP007
    start_date: date | str | None = None,
    time_granularity: Granularity = "DAY",
    lookback_days: int = 0,
    write_disposition: WriteDisposition = "append",
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
) -> Iterable[DltResource]:
    """Read LinkedIn Pages."""
    span = Span(_date(start_date), time_granularity, lookback_days)
    organizations = () if org_ids is None else read_organizations(org_ids)
    plan = Plan(
        _access(credentials),
        Scope(organizations, span),
        chosen(PAGES, tables),
        PAGES_SOURCE,
        write_disposition,
        nested,
        concurrency,
    )
    return resources_of(plan, Feed(plan))


@dlt.source(name=LEARNING_SOURCE, section=LEARNING_SOURCE, root_key=True)
def linkedin_learning(
    *,
    tables: Iterable[str] | None = None,
    credentials: Union[LinkedInCredentials, Access, str] = dlt.secrets.value,  # noqa: UP007
    locales: Iterable[str] = ("en_US",),
    asset_types: Iterable[str] = ASSET_TYPES[:2],
    classification_types: Iterable[str] = CLASSIFICATION_TYPES,
    keyword: str | None = None,
    last_modified_after: date | str | int | None = None,
    include_retired: bool = False,
    nested: Nested = "tables",
    concurrency: int = DEFAULT_CONCURRENCY,
) -> Iterable[DltResource]:
    """Read LinkedIn Learning."""
    scope = Scope(
        locales=tuple(map(Locale.parse, locales)),
        asset_types=tuple(asset_types),
        keyword=keyword,
        last_modified_after=_milliseconds(last_modified_after),
        include_retired=include_retired,
        classification_types=tuple(classification_types),
    )
    plan = Plan(
        _access(credentials),
        scope,
        chosen(LEARNING, tables),
        LEARNING_SOURCE,
        nested=nested,
        concurrency=concurrency,
    )
    return resources_of(plan, Feed(plan))


def source_of(plan: Plan, feed: Feed) -> DltSource:
    """Return the source of a plan."""
    source = DltSource(Schema(plan.source), plan.source, resources_of(plan, feed))
    source.root_key = True
    return source


def resources_of(plan: Plan, feed: Feed) -> list[DltResource]:
    """Return a resource for each table of a plan."""
    return [resource_of(plan, table, feed) for table in plan.tables]


def chosen(catalogue: Mapping[str, Table], names: Iterable[str] | None) -> tuple[Table, ...]:
    """Return tables by their names; `None` for all.

    Raises:
        InvalidArgumentError: there is no such table.
    """
    wanted = list(catalogue if names is None else names)
    unknown = [name for name in wanted if name not in catalogue]
    if unknown:
        raise InvalidArgumentError(
            f"there is no table {unknown[0]!r}; there are {', '.join(catalogue)}"
        )
    return tuple(catalogue[name] for name in dict.fromkeys(wanted))


def _access(credentials: LinkedInCredentials | Access | str) -> Access:
    if isinstance(credentials, str):
        return Access(credentials)
    return credentials if isinstance(credentials, Access) else credentials.access()


def _date(value: date | str | None) -> date | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.date() if isinstance(value, datetime) else value


def _milliseconds(value: date | str | int | None) -> int | None:
    if value is None or isinstance(value, int):
        return value
    day = _date(value)
    return (
        None
        if day is None
        else int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
    )
