"""Reads one partition, in an executor."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterator, Sequence
from typing import Any, Final, cast

import pyarrow as pa
from pyspark.sql.datasource import InputPartition
from pyspark.sql.types import StructType

from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.errors import ForbiddenError, LinkedInError, NotFoundError
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.engines.spark.columns import fitted
from linkedin_api.sources.engines.spark.credentials import DriverSecrets
from linkedin_api.sources.engines.spark.job_end import check_job, end_job, may_pass
from linkedin_api.sources.engines.spark.options import Options
from linkedin_api.sources.engines.spark.planning import PartsPartition
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.query import Part, Query, QueryResult
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.reading.problems import Problem, grouped
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope

logger: Final = logging.getLogger("linkedin_api")
#: LinkedIn refuses an organization, and other organizations may be allowed.
REFUSALS: Final = (ForbiddenError, NotFoundError)


class ChosenParts:
    """A table whose query has parts that were planned elsewhere."""

    def __init__(self, table: ReadableTable, parts: Sequence[Part]) -> None:
        self._table = table
        self._parts = parts

    @property
    def query(self) -> Query:
        """This object: only the parts differ."""
        return self

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Return the parts."""
        return self._parts

    def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read a part."""
        return self._table.query.read(session, part)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Check that the table can be read."""
        await self._table.query.probe(session, organization, now)

    def __getattr__(self, name: str) -> Any:
        """Everything else is the table's."""
        return getattr(self._table, name)


class PartitionReader:
    """Reads the partitions of a table that a driver has planned.

    Args:
        options: the options of the data source.
        schema: the columns to return.
        secrets: the credentials; they stay with the driver.
    """

    def __init__(self, options: Options, schema: StructType, secrets: DriverSecrets) -> None:
        self._options = options
        self._schema = schema
        self._secrets = secrets

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        """Give the rows of a partition; this runs in an executor."""
        if not isinstance(partition, PartsPartition):
            raise TypeError(f"no partition of this reader: {partition!r}")
        if partition.parts:
            yield from read_partition(self._options, self._schema, partition)


def read_partition(
    options: Options, schema: StructType, partition: PartsPartition
) -> Iterator[pa.RecordBatch]:
    """Give the rows of a partition.

    HTTP: the calls of the table's query.

    Raises:
        JobEndedError: neither this partition nor another can be read before something changes.
        LinkedInError: something temporary; another attempt may succeed.
    """
    check_job(partition.job)
    try:
        yield from _read(options, schema, partition)
    except LinkedInError as error:
        if may_pass(error):
            raise
        raise end_job(partition.job, error) from None


def _read(
    options: Options, schema: StructType, partition: PartsPartition
) -> Iterator[pa.RecordBatch]:
    form = form_of(options.chosen)
    table = cast("ReadableTable", ChosenParts(options.chosen, partition.parts))
    owners = tuple(dict.fromkeys(n for part in partition.parts for n in part.organizations))
    scope = options.scope.with_owners(table.owner, owners) if owners else options.scope
    with LoopThread() as loop:
        reader = loop.enter(
            lambda: Reader(
                options.access(partition.token),
                scope,
                [table],
                concurrency=options.concurrency,
                budget=RateBudget(partition.calls),
                now=options.now,
            )
        )
        for batch in loop.iterate(reader.read(table)):
            found = form.batches(batch.records)[options.form]
            if found.num_rows:
                yield fitted(found, schema)
        may_skip = options.on_refused == "skip" and not partition.is_strict
        _settle(grouped(reader.problems), partition, may_skip=may_skip)


def _settle(problems: Sequence[Problem], partition: PartsPartition, *, may_skip: bool) -> None:
    """Skip what LinkedIn refuses, and fail for everything else."""
    for problem in sorted(problems, key=lambda each: may_pass(each.error)):
        if may_skip and isinstance(problem.error, REFUSALS):
            logger.warning("skipped: %s", problem)
        elif may_pass(problem.error):
            raise problem.error
        else:
            raise end_job(partition.job, problem.error, problem)
