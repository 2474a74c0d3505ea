"""`linkedin pages sync`, and the same of the other products: read LinkedIn, load tables, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.connection import access_of, connect
from linkedin_api.cli.destination_needs import destination_needs
from linkedin_api.cli.destinations import refuse_other_origin, target_of
from linkedin_api.cli.log_lines import lines_left_out
from linkedin_api.cli.output import show
from linkedin_api.cli.products import ADS, PAGES, Product
from linkedin_api.cli.progress import progress
from linkedin_api.cli.sync_report import document, exit_code_of, parts
from linkedin_api.sources.arguments import ads_scope
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span, day_of

if TYPE_CHECKING:
    from linkedin_api.sources.catalogue.table import Table

#: The word for all metrics.
_ALL: Final = "all"


def sync(product: Product, typed: Mapping[str, Any]) -> int:
    """Load the tables of a product.

    Args:
        product: what is read.
        typed: the options of the command line.

    Returns:
        The exit code.

    Raises:
        LinkedInError: nothing more can be read.
        InvalidArgumentError: the dataset has tables of a sandbox, or of LinkedIn instead.
        ModuleNotFoundError: an extra is not installed.
    """
    scope = _SCOPES[product.name](typed)
    tables = _ad_tables(typed) if product is ADS else product.tables(typed["tables"])
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
        if product is PAGES:
            _say_what_linkedin_keeps(scope.span, connection.now())
        plan = loader.Plan(
            access=connection.access,
            scope=scope,
            tables=tables,
            source=product.dataset,
            budget=RateBudget(typed["max_calls_per_day"]),
            now=connection.now,
            nested=typed["nested"],
            concurrency=typed["concurrency"],
            write_disposition=typed.get(
                "write_disposition", "merge"
            ),  # Learning has no such option
        )
        with (
            progress(plan.tables, is_wanted=not typed["as_json"]) as watch,
            lines_left_out(lambda value: isinstance(value, Problem)),  # the report shows problems
        ):
            report = loader.sync(plan, target, on_start=watch)
    show(typed, document(report, product), *parts(report, product))
    return exit_code_of(report)


def _pages_scope(typed: Mapping[str, Any]) -> Scope:
    if typed["lookback_days"] and typed["write_disposition"] == "append":
        raise click.UsageError(
            "--lookback-days cannot be used with --write append, which would load those days twice"
        )
    span = Span(_start_date(typed), typed["granularity"], typed["lookback_days"])
    return Scope(typed["organizations"] or None, span)


def _learning_scope(typed: Mapping[str, Any]) -> Scope:
    after = typed["modified_after"]
    chosen = {
        "locales": typed["locales"],
        "asset_types": typed["types"],
        "keyword": typed["keyword"],
        "last_modified_after": after and int(after.replace(tzinfo=UTC).timestamp() * 1000),
        "include_retired": typed["include_retired"],
    }
    return Scope(**{name: value for name, value in chosen.items() if value})


def _ads_scope(typed: Mapping[str, Any]) -> Scope:
    return ads_scope(
        typed["accounts"] or None,
        start_date=_start_date(typed),
        lookback_days=typed["lookback_days"],
    )


_SCOPES: Final[Mapping[str, Callable[[Mapping[str, Any]], Scope]]] = {
    "pages": _pages_scope,
    "learning": _learning_scope,
    "ads": _ads_scope,
}


def _say_what_linkedin_keeps(span: Span, now: float) -> None:
    first = day_of(span.available(now).start)
    if span.start_date is not None and span.start_date < first:
        click.echo(
            f"Warning: LinkedIn keeps the statistics of a year, so they begin on {first}", err=True
        )


def _start_date(typed: Mapping[str, Any]) -> date | None:
    start: datetime | None = typed["start_date"]
    return start and start.date()


def _ad_tables(typed: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables that are named, and the reports."""
    from linkedin_api.sources.catalogue.ads import DEMOGRAPHICS, METRICS, select_ads

    metrics = tuple(METRICS) if _ALL in typed["metrics"] else typed["metrics"]
    reports = typed["reports"]
    if metrics:
        reports = tuple(replace(report, metrics=metrics) for report in reports)
    named = [*typed["tables"], *(report.name for report in reports)] if typed["tables"] else None
    return select_ads(
        named,
        metrics=metrics or None,
        demographics=typed["demographics"] or DEMOGRAPHICS,
        demographics_granularity=typed["demographics_by"].upper(),
        custom_reports=reports,
    )
