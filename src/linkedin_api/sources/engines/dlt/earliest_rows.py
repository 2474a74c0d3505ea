"""The start of loaded rows, for states that do not record it yet."""

from __future__ import annotations

from typing import Final

import dlt
from dlt.common.destination.exceptions import DestinationUndefinedEntity
from dlt.destinations.job_client_impl import SqlJobClientBase

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.scope import number_in

#: The field with the start of a row by day or month.
_START: Final = "timeRangeStart"


def earliest_rows(pipeline: dlt.Pipeline, table: Table) -> dict[int, int] | None:
    """Return the start of the earliest row of each organization, in milliseconds.

    Args:
        pipeline: the pipeline that loads the table.
        table: a table by day or month.

    Returns:
        `None` if the destination is not a SQL database.
    """
    with pipeline.destination_client() as client:
        if not isinstance(client, SqlJobClientBase):
            return None
        sql, naming = client.sql_client, client.schema.naming
        organization, start = (
            sql.escape_column_name(naming.normalize_identifier(name))
            for name in (str(table.organization), _START)
        )
        name = sql.make_qualified_table_name(naming.normalize_table_identifier(table.name))
        try:
            found = sql.execute_sql(
                f"SELECT {organization}, MIN({start}) FROM {name} GROUP BY {organization}"  # noqa: S608  names of dlt's, escaped
            )
        except DestinationUndefinedEntity:
            return {}
        numbers = ((number_in(urn), int(begin)) for urn, begin in found or ())
        return {number: begin for number, begin in numbers if number is not None}
