"""`linkedin pages sync` and `linkedin learning sync`: read LinkedIn, load tables, tell."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_api.cli.connection import AccessOptions, Asked, access_of, linkedin_for
from linkedin_api.cli.destinations import Place, place_of
from linkedin_api.cli.output import Screen
from linkedin_api.cli.products import Subject
from linkedin_api.cli.progress import progress
from linkedin_api.cli.sync_report import document, exit_code_of, parts

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Plan
    from linkedin_api.sources.scope import Scope


@dataclass(frozen=True, slots=True)
class Order:
    """What `sync` was told.

    Attributes:
        subject: of which part of LinkedIn.
        tables: names; empty for all.
        scope: what is read.
        access: whom to ask.
        place: where tables go.
        max_calls_per_day: to one endpoint; `None` for no limit of one's own.
        plan: what else the plan of the loader has, by its names.
        screen: where results are told.
    """

    subject: Subject
    tables: tuple[str, ...]
    scope: Scope
    access: AccessOptions
    place: Place
    max_calls_per_day: int | None
    plan: Mapping[str, Any]
    screen: Screen


def sync(order: Order) -> int:
    """Load tables.

    Returns:
        The exit code.

    Raises:
        LinkedInError: nothing (more) can be read.
        ModuleNotFoundError: an extra is not installed.
    """
    target = order.place.target(order.subject, sandbox=order.access.sandbox)
    from linkedin_api.sources.engines import dlt as loader

    with linkedin_for(order.subject, order.access) as asked:
        plan = plan_of(order, asked)
        is_seen = not order.screen.as_json
        with progress(plan.tables, is_wanted=is_seen) as watch, _problems_told_once():
            report = loader.sync(plan, target, on_start=watch)
    order.screen.tell(document(report, order.subject), *parts(report, order.subject))
    return exit_code_of(report)


@contextmanager
def _problems_told_once() -> Iterator[None]:
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


def order_of(
    subject: Subject, scope: Scope, typed: Mapping[str, Any], write_disposition: str | None = None
) -> Order:
    """Return what was typed as an order."""
    plan = {"nested": typed["nested"], "concurrency": typed["concurrency"]}
    if write_disposition is not None:
        plan["write_disposition"] = write_disposition
    return Order(
        subject=subject,
        tables=typed["tables"],
        scope=scope,
        access=access_of(typed),
        place=place_of(typed),
        max_calls_per_day=typed["max_calls_per_day"],
        plan=plan,
        screen=Screen(typed["as_json"]),
    )


def plan_of(order: Order, asked: Asked) -> Plan:
    """Return what the loader shall do."""
    from linkedin_api.clients.quota import RateBudget
    from linkedin_api.sources.engines.dlt import Plan

    return Plan(
        access=asked.access,
        scope=order.scope,
        tables=order.subject.tables(order.tables),
        source=order.subject.dataset,
        budget=RateBudget(order.max_calls_per_day),
        now=asked.now,
        **order.plan,
    )
