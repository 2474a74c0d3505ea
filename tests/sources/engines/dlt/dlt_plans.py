"""Plans against a sandbox, as tests want them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from noon import days_ago

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.dlt import Plan
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

FOLLOWERS = "follower_statistics_time_bound"
SHARES = "share_statistics_time_bound"
VIEWS = "page_statistics_time_bound"
TIME_BOUND = (FOLLOWERS, SHARES, VIEWS)
#: A moment far from midnight, so that no day ends amid a test.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def access_to(sandbox: Sandbox) -> Access:
    return Access(sandbox.access_token(), base_url=sandbox.url, oauth_url=sandbox.url)


def first_day(days: int) -> date:
    """Days before the last one of a sandbox that began at noon, wherever its clock is.

    A plan that began somewhere else each time would be another plan.
    """
    return days_ago(2) - timedelta(days)


def plan_of(
    sandbox: Sandbox,
    tables: Iterable[str] = tuple(PAGES),
    organizations: Iterable[int] | None = None,
    span: Span | None = None,
    **options: Any,
) -> Plan:
    """Return a plan that does not wait between attempts; by default of all pages and tables."""
    options.setdefault("access", access_to(sandbox))
    numbers = tuple(sandbox.figures.organizations if organizations is None else organizations)
    return Plan(
        scope=Scope(numbers, span or Span()),
        tables=tuple(PAGES[name] for name in tables),
        retry=source_retry(0, 0),
        now=sandbox.clock.now,
        **options,
    )


def refuse(sandbox: Sandbox, organization: int) -> None:
    """Let LinkedIn refuse whatever is asked of one organization."""
    sandbox.faults.add(
        lambda request: (
            f"organization%3A{organization}" in request.path
            or urn(organization) in str(request.params)
        ),
        status=403,
    )


def urn(organization: int) -> str:
    return f"urn:li:organization:{organization}"
