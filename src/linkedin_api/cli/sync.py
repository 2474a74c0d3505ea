"""`linkedin pages sync` and `linkedin learning sync`: read LinkedIn, load tables, tell."""

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
    """What `sync` was told.

    Attributes:
        product: of which part of LinkedIn.
        tables: names; empty for all.
        scope: what is read.
        access: whom to ask.
        destination: where tables go.
        max_calls_per_day: to one endpoint; `None` for no limit of one's own.
        plan: what else the plan of the loader has, by its names.
        output: where results are told.
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
        LinkedInError: nothing (more) can be read.
        ModuleNotFoundError: an extra is not installed.
    """
    target = request.destination.target(request.product, sandbox=request.access.sandbox)
    from linkedin_api.sources.engines import dlt as loader

    with connect(request.product, request.access) as connection:
        plan = plan_of(request, connection)
        is_seen = not request.output.as_json
        with progress(plan.tables, is_wanted=is_seen) as watch, _problems_logged_once():
            report = loader.sync(plan, target, on_start=watch)
    request.output.show(document(report, request.product), *parts(report, request.product))
    return exit_code_of(report)


@contextmanager
def _problems_logged_once() -> Iterator[None]:
    """Keep out of the log what the report will tell; retries and limits stay there."""
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
    """Return what was typed as an request."""
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
    """Return what the loader shall do."""
    from linkedin_api.clients.quota import RateBudget
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
