"""`linkedin pages sync` and `linkedin learning sync`: read LinkedIn, load tables, report."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_api.cli.connection import AccessOptions, Connection, access_of, connect
from linkedin_api.cli.destinations import Destination, destination_of
from linkedin_api.cli.output import Output
from linkedin_api.cli.products import Product
from linkedin_api.cli.progress import progress
from linkedin_api.cli.sync_report import document, exit_code_of, parts

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Plan
    from linkedin_api.sources.scope import Scope


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """The arguments of a sync.

    Attributes:
        product: what is read.
        tables: names; empty for all.
        scope: what to read from the tables.
        access: how to connect to LinkedIn.
        destination: where to load the tables.
        max_calls_per_day: limit of calls to one endpoint; `None` for no limit.
        plan: further attributes of the loader's plan.
        output: where to print the report.
    """

    product: Product
    tables: tuple[str, ...]
    scope: Scope
    access: AccessOptions
    destination: Destination
    max_calls_per_day: int | None
    plan: Mapping[str, Any]
    output: Output


def sync(request: SyncRequest) -> int:
    """Load tables.

    Returns:
        The exit code.

    Raises:
        LinkedInError: nothing more can be read.
        ModuleNotFoundError: an extra is not installed.
    """
    target = request.destination.target(request.product, sandbox=request.access.sandbox)
    from linkedin_api.sources.engines import dlt as loader

    with connect(request.product.grant, request.access) as connection:
        plan = plan_of(request, connection)
        is_seen = not request.output.as_json
        with progress(plan.tables, is_wanted=is_seen) as watch, _problems_logged_once():
            report = loader.sync(plan, target, on_start=watch)
    request.output.show(document(report, request.product), *parts(report, request.product))
    return exit_code_of(report)


@contextmanager
def _problems_logged_once() -> Iterator[None]:
    """Keep problems out of the log, since the report shows them; retries and limits stay."""
    from linkedin_api.sources.reading.problems import Problem

    def is_no_problem(record: logging.LogRecord) -> bool:
        arguments = record.args if isinstance(record.args, tuple) else ()
        return not any(isinstance(argument, Problem) for argument in arguments)

    logger = logging.getLogger("linkedin_api")
    logger.addFilter(is_no_problem)
    try:
        yield
    finally:
        logger.removeFilter(is_no_problem)


def request_of(
    product: Product, scope: Scope, typed: Mapping[str, Any], write_disposition: str | None = None
) -> SyncRequest:
    """Return the arguments of a sync, from the command line."""
    plan = {"nested": typed["nested"], "concurrency": typed["concurrency"]}
    if write_disposition is not None:
        plan["write_disposition"] = write_disposition
    return SyncRequest(
        product=product,
        tables=typed["tables"],
        scope=scope,
        access=access_of(typed),
        destination=destination_of(typed),
        max_calls_per_day=typed["max_calls_per_day"],
        plan=plan,
        output=Output(typed["as_json"]),
    )


def plan_of(request: SyncRequest, connection: Connection) -> Plan:
    """Return the plan for the loader."""
    from linkedin_api.clients.exchange.quota import RateBudget
    from linkedin_api.sources.engines.dlt import Plan

    return Plan(
        access=connection.access,
        scope=request.scope,
        tables=request.product.tables(request.tables),
        source=request.product.dataset,
        budget=RateBudget(request.max_calls_per_day),
        now=connection.now,
        **request.plan,
    )
