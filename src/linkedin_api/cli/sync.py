"""`linkedin pages sync`, and the same of the other products: read LinkedIn, load tables, report."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from linkedin_api.cli.connection import access_of, connect
from linkedin_api.cli.destination_needs import destination_needs
from linkedin_api.cli.destinations import refuse_other_origin, target_of
from linkedin_api.cli.output import Output
from linkedin_api.cli.products import Product
from linkedin_api.cli.progress import progress
from linkedin_api.cli.sync_report import document, exit_code_of, parts

if TYPE_CHECKING:
    from linkedin_api.sources.catalogue.table import Table
    from linkedin_api.sources.scope import Scope


def sync(
    product: Product,
    scope: Scope,
    typed: Mapping[str, Any],
    tables: Sequence[Table] | None = None,
    **plan_options: Any,
) -> int:
    """Load the tables of a product.

    Args:
        product: what is read.
        scope: what to read from the tables.
        typed: the options of the command line.
        tables: the tables; `None` for those that the command line names.
        plan_options: further attributes of the loader's plan.

    Returns:
        The exit code.

    Raises:
        LinkedInError: nothing more can be read.
        InvalidArgumentError: the dataset has tables of a sandbox, or of LinkedIn instead.
        ModuleNotFoundError: an extra is not installed.
    """
    target = target_of(product, typed)
    from linkedin_api.clients.exchange.quota import RateBudget
    from linkedin_api.sources.engines import dlt as loader

    with destination_needs(target.destination):
        refuse_other_origin(target)
    with (
        destination_needs(target.destination),
        connect(product.grant, access_of(typed)) as connection,
    ):
        scope.check(connection.now(), "--start-date", "--modified-after")
        plan = loader.Plan(
            access=connection.access,
            scope=scope,
            tables=product.tables(typed["tables"]) if tables is None else tuple(tables),
            source=product.dataset,
            budget=RateBudget(typed["max_calls_per_day"]),
            now=connection.now,
            nested=typed["nested"],
            concurrency=typed["concurrency"],
            **plan_options,
        )
        is_seen = not typed["as_json"]
        with (
            progress(plan.tables, is_wanted=is_seen) as watch,
            _problems_logged_once(),
        ):
            report = loader.sync(plan, target, on_start=watch)
    Output(typed["as_json"]).show(document(report, product), *parts(report, product))
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
