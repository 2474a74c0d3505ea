"""A table's columns as Spark's schema, with the catalogue's descriptions as comments."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_type, to_arrow_schema
from pyspark.sql.types import LongType, StringType, StructField, StructType, TimestampType

from linkedin_api.sources.columnar import TableForm


def schema_of(form: TableForm) -> StructType:
    """Return Spark's schema of a table."""
    required = set(form.primary_key)
    return StructType(
        [
            StructField(
                column.name,
                from_arrow_type(column.type),
                column.name not in required,
                {"comment": column.about} if column.about else None,
            )
            for column in form.columns
        ]
    )


def fitted(batch: pa.RecordBatch, schema: StructType) -> pa.RecordBatch:
    """Return a batch with the types by which Spark stores the columns of its schema."""
    wanted = to_arrow_schema(schema, timezone="UTC")
    columns = [batch.column(field.name).cast(field.type) for field in wanted]
    return pa.RecordBatch.from_arrays(columns, schema=wanted)


#: The schema of `sync_problems`: the columns of the table of that name in a database.
PROBLEM_COLUMNS: Final = StructType(
    [
        StructField("table_name", StringType(), False, {"comment": "table that is not complete"}),
        StructField("organization", LongType(), True, {"comment": "number of the organization"}),
        StructField("status", LongType(), True, {"comment": "LinkedIn's HTTP status"}),
        StructField("message", StringType(), False, {"comment": "reason, in LinkedIn's words"}),
        StructField("resumes_at", TimestampType(), True, {"comment": "when a limit ends"}),
        StructField("noted_at", TimestampType(), False, {"comment": "when it was asked"}),
    ]
)
