"""Creates views beside the tables that were loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dlt.destinations.sql_client import SqlClientBase

from linkedin_api.argument_checks import filled
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.engines.dlt.drivers import check_driver, opening
from linkedin_api.sources.engines.dlt.pipelines import pipeline_of
from linkedin_api.sources.engines.dlt.target import Target
from linkedin_api.sources.views.pages import SCHEMA, VIEWS
from linkedin_api.sources.views.view import View, view_sql

#: The destinations on which the views were tried, by dlt's name.
_DESTINATIONS: Final = ("duckdb", "postgres")


def make_views(
    target: Target, schema: str = SCHEMA, views: Sequence[View] = VIEWS, product: str = "pages"
) -> tuple[str, ...]:
    """Create the views beside the tables, or replace them; no call is made to LinkedIn.

    Args:
        target: where the tables were loaded.
        schema: the schema for the views, in the same database.
        views: the views of the product.
        product: the product, as the command calls it.

    Returns:
        The names of the views.

    Raises:
        InvalidArgumentError: the views do not fit the destination, the schema, or what was
            loaded there; the message says why.
        MissingDriverError: the destination's driver is not installed.
    """
    if filled("schema", schema) == target.dataset_name:
        raise InvalidArgumentError(
            f"the schema of the views must not be that of the tables, {schema}: a later sync"
            " could take a view for a table"
        )
    check_driver(target.destination)
    pipeline = pipeline_of(target)
    try:
        kind = pipeline.destination.destination_type.rpartition(".")[2]
        if kind not in _DESTINATIONS:
            raise InvalidArgumentError(
                f"views are made on {' and '.join(_DESTINATIONS)}, not on {kind}"
            )
        with opening(target.destination), pipeline.destination_client() as client:
            sql: Any = client.sql_client  # type: ignore[attr-defined]
            return _make(sql, target.dataset_name, schema, views, product)
    finally:
        pipeline.deactivate()


def _make(
    sql: SqlClientBase[Any], dataset: str, schema: str, views: Sequence[View], product: str
) -> tuple[str, ...]:
    found = sql.execute_sql(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s",
        dataset,
    )
    tables: dict[str, set[str]] = {}
    for table, column in found or ():
        tables.setdefault(table, set()).add(column)
    needed = dict.fromkeys(view.table for view in views if not view.is_optional)
    missing = [name for name in needed if name not in tables]
    if missing:
        raise InvalidArgumentError(
            f"{dataset} has no table {' and no table '.join(missing)}: load"
            f" {','.join(missing)} with `linkedin {product} sync` first"
        )
    quoted = sql.escape_column_name(dataset), sql.escape_column_name(schema)
    sql.execute_sql(f"CREATE SCHEMA IF NOT EXISTS {quoted[1]}")
    made = [view for view in views if view.table in tables]
    for view in made:
        sql.execute_sql(f"DROP VIEW IF EXISTS {quoted[1]}.{view.name}")
        sql.execute_sql(view_sql(view, *quoted, tables))
    return tuple(view.name for view in made)
