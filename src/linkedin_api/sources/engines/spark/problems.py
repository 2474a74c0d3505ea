"""The table `sync_problems`: what LinkedIn refuses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pyspark.sql.datasource import DataSourceReader, InputPartition

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.spark.credentials import DriverSecrets
from linkedin_api.sources.engines.spark.options import Options
from linkedin_api.sources.engines.spark.planning import PartsPartition, divided, whole_scope
from linkedin_api.sources.queries.query import Part
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.reading.problems import limit_resets_at

Row = tuple[Any, ...]


class ProblemsReader(DataSourceReader):
    """Asks for each table and organization whether it can be read; a row for each that cannot."""

    def __init__(self, options: Options, secrets: DriverSecrets) -> None:
        self._options = options
        self._secrets = secrets

    def partitions(self) -> list[InputPartition]:
        """Divide by organization; this runs in the driver."""
        token = self._secrets.token()
        scope = whole_scope(self._options, token)
        parts = [Part((number,)) for number in scope.organizations or ()]
        return divided(parts, token, self._options)

    def read(self, partition: InputPartition) -> Iterator[Row]:
        """Give the problems of the organizations of a partition.

        HTTP: one or two calls for each table and organization
        """
        if not isinstance(partition, PartsPartition):
            raise TypeError(f"no partition of this reader: {partition!r}")
        with LoopThread() as loop:
            yield from loop.run(self._problems(partition))

    async def _problems(self, partition: PartsPartition) -> list[Row]:
        options = self._options
        client = options.access(partition.token).client(options.concurrency)
        names = [table.name for table in options.tables]
        async with client, Session(client, options.scope, names) as session:
            found = await asyncio.gather(
                *(
                    _problem(session, table, number, options.now())
                    for part in partition.parts
                    for number in part.organizations
                    for table in options.tables
                )
            )
        return [row for row in found if row is not None]


async def _problem(session: Session, table: ReadableTable, number: int, now: float) -> Row | None:
    try:
        await table.query.probe(session, number, now)
    except LinkedInError as error:
        status = getattr(error, "status", None)
        ends = limit_resets_at(error, now)
        noted = datetime.fromtimestamp(now, UTC)
        return (table.name, number, status, str(error), ends, noted)
    return None
