"""Descriptions of columns as comments, in databases for which dlt does not write them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any, Final

import dlt
from dlt.destinations.exceptions import DatabaseException
from dlt.destinations.job_client_impl import SqlJobClientBase

logger: Final = logging.getLogger("linkedin_api")
#: For each type of destination, a query for the comments of a schema's columns.
_QUERIES: Final[Mapping[str, str]] = {
    "dlt.destinations.duckdb": """
        SELECT table_name, column_name, comment FROM duckdb_columns()
        WHERE database_name = current_database() AND schema_name = %s
    """,
    "dlt.destinations.postgres": """
        SELECT relname, attname, col_description(attrelid, attnum)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = to_regnamespace(quote_ident(%s)) AND attnum > 0
    """,
}


def add_comments(pipeline: dlt.Pipeline, source: str) -> None:
    """Write the descriptions that the columns of a source do not have yet.

    The rows are loaded by now, so a user who may not write descriptions has a complete sync.

    Args:
        pipeline: the pipeline, after a load.
        source: name of the source.
    """
    query = _QUERIES.get(pipeline.destination.destination_type)
    if query is None:
        return
    with pipeline.destination_client(source) as client:
        if not isinstance(client, SqlJobClientBase):
            return
        sql = client.sql_client
        found = sql.execute_sql(query, sql.dataset_name) or ()
        comments = {(table, column): comment for table, column, comment in found}
        statements = [
            f"COMMENT ON COLUMN {sql.make_qualified_table_name(table)}"
            f".{sql.escape_column_name(column)} IS {client.capabilities.escape_literal(about)}"
            for (table, column), about in _descriptions(client)
            if comments.get((table, column), about) != about
        ]
        try:
            with sql.begin_transaction():
                sql.execute_many(statements)
        except DatabaseException as error:
            logger.info("the descriptions of columns were not written: %s", error)


def _descriptions(client: SqlJobClientBase) -> Iterator[tuple[tuple[str, str], str]]:
    tables: Mapping[str, Any] = client.schema.tables
    for table, schema in tables.items():
        for column, hints in schema["columns"].items():
            if not table.startswith("_dlt") and (about := hints.get("description")):
                yield (table, column), about
