"""The data source as Spark uses it, without a JVM: every object travels as Spark sends it.

Spark makes a data source in the driver, and sends it to a planner, also in the driver. The planner
makes a reader, and what is pickled from then on goes to executors.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from pyspark import cloudpickle
from pyspark.sql.datasource import DataSourceReader, Filter, InputPartition
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.spark import LinkedInDataSource
from linkedin_api.sources.engines.spark.batch import FilteringBatchReader


@dataclass
class Planned:
    """A planned query.

    Attributes:
        schema: the columns.
        reader: the driver's reader.
        sent: what goes to executors: the function, then each partition.
    """

    schema: StructType
    reader: Any
    function: bytes
    partitions: list[bytes] = field(default_factory=list)

    @property
    def sent(self) -> bytes:
        return b"".join([self.function, *self.partitions])

    def task(self, number: int) -> list[dict[str, Any]]:
        """Run one task in an executor."""
        reader, _ = pickle.loads(self.function)
        return rows_of(reader.read(pickle.loads(self.partitions[number])), self.schema)

    def rows(self) -> list[dict[str, Any]]:
        return [row for number in range(len(self.partitions)) for row in self.task(number)]


class Driver:
    """Plans queries of a data source for a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        noon = sandbox.clock.now()

        class AtThatTime(LinkedInDataSource):
            ahead = 0.0
            now = staticmethod(lambda: noon + AtThatTime.ahead)

        self.source_type = AtThatTime

    def options(self, table: str, **options: Any) -> dict[str, str]:
        credentials = {
            "clientId": self.sandbox.client_id,
            "clientSecret": self.sandbox.client_secret,
            "refreshToken": self.sandbox.refresh_token(),
        }
        addresses = {"baseUrl": self.sandbox.url, "oauthUrl": self.sandbox.url}
        given = {"table": table, **credentials, **addresses, **options}
        return {name: str(value) for name, value in given.items() if value is not None}

    def source(self, table: str, **options: Any) -> LinkedInDataSource:
        """The data source, as it arrives at the planner."""
        made = self.source_type(self.options(table, **options))
        return pickle.loads(cloudpickle.dumps(made))

    def plan(self, table: str, filters: Sequence[Filter] | None = None, **options: Any) -> Planned:
        source = self.source(table, **options)
        schema = source.schema()
        reader = source.reader(schema)
        if filters is not None:
            reader = FilteringBatchReader(reader._options, schema, reader._secrets)
            assert list(reader.pushFilters([*filters])) == [*filters]
        planned = Planned(schema, reader, cloudpickle.dumps((reader, source)))
        planned.partitions = _pickled(reader.partitions())
        return planned

    def read(self, table: str, **options: Any) -> list[dict[str, Any]]:
        return self.plan(table, **options).rows()

    def stream(self, table: str, **options: Any) -> Query:
        return Query(self.source(table, **options))


class Query:
    """A streaming query: its micro-batches, and what its checkpoint knows."""

    def __init__(self, source: LinkedInDataSource, checkpoint: list[dict[str, int]] = ()) -> None:
        self.schema = source.schema()
        self.reader = source.streamReader(self.schema)
        self.function = cloudpickle.dumps((self.reader, source))
        self.checkpoint = [*checkpoint] or [self.reader.initialOffset()]

    def plan(self) -> bool:
        """Plan a micro-batch, as it is written into the checkpoint; false if there is none."""
        limit = self.reader.getDefaultReadLimit()
        end = self.reader.latestOffset(dict(self.checkpoint[-1]), limit)
        if end == self.checkpoint[-1]:
            return False
        self.checkpoint.append(end)
        return True

    def read(self, number: int = -1) -> list[dict[str, Any]]:
        """Read a planned micro-batch."""
        at = number % len(self.checkpoint)
        partitions = self.reader.partitions(self.checkpoint[at - 1], self.checkpoint[at])
        reader, _ = pickle.loads(self.function)
        read = (reader.read(pickle.loads(each)) for each in _pickled(partitions))
        return [row for each in read for row in rows_of(each, self.schema)]

    def all(self) -> list[dict[str, Any]]:
        """Read micro-batches until there is nothing new."""
        rows = []
        while self.plan():
            rows += self.read()
        return rows


def _pickled(partitions: Sequence[InputPartition]) -> list[bytes]:
    assert isinstance(partitions, list)
    return [cloudpickle.dumps(each) for each in partitions]


def rows_of(read: Iterator[Any], schema: StructType) -> list[dict[str, Any]]:
    """Rows of what a reader gives; Spark takes no batch of another schema."""
    rows: list[dict[str, Any]] = []
    for each in read:
        if isinstance(each, pa.RecordBatch):
            assert each.schema.equals(to_arrow_schema(schema, timezone="UTC"))
            rows += each.to_pylist()
        else:
            rows.append(dict(zip(schema.fieldNames(), each, strict=True)))
    return rows


__all__ = ["DataSourceReader", "Driver", "Planned", "Query"]
