"""The reader of a streaming query: it gives each day once, in order, as LinkedIn publishes it.

An offset may only pass days that LinkedIn has published: Spark never goes back. So the driver
asks, with one call per organization and day, whether the last day is there. What it planned is
in Spark's checkpoint, and a restarted query reads the same days again into the same micro-batch.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from contextlib import aclosing
from typing import Any, Final

from pyspark.sql.datasource import DataSourceStreamReader, InputPartition
from pyspark.sql.streaming.datasource import (
    ReadAllAvailable,
    ReadLimit,
    ReadMaxRows,
    SupportsTriggerAvailableNow,
)
from pyspark.sql.types import StructType

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.spark.credentials import DriverSecrets
from linkedin_api.sources.engines.spark.executing import REFUSALS, PartitionReader
from linkedin_api.sources.engines.spark.offsets import OF, Offset, advanced, window_of
from linkedin_api.sources.engines.spark.options import OptionError, Options
from linkedin_api.sources.engines.spark.planning import divided, parts_of, whole_scope
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.windows import Window

logger: Final = logging.getLogger("linkedin_api")
#: Seconds until LinkedIn is asked again for a day that it had not published.
_PATIENCE: Final = 900


class StreamReader(PartitionReader, DataSourceStreamReader, SupportsTriggerAvailableNow):
    """Reads a table by day or month as a stream; arguments as `PartitionReader`.

    Raises:
        OptionError: the table is read as a whole, and has no stream.
    """

    def __init__(self, options: Options, schema: StructType, secrets: DriverSecrets) -> None:
        if options.chosen.cursor is None:
            raise OptionError(
                f"option table: {options.form} cannot be streamed, since LinkedIn only returns all"
                " of it; use spark.read"
            )
        if options.chosen.owner == "account":
            raise OptionError(
                f"option table: {options.form} cannot be streamed, since LinkedIn corrects its"
                " numbers later, and a stream never goes back; use spark.read"
            )
        super().__init__(options, schema, secrets)
        self._organizations: tuple[int, ...] | None = None
        self._published: dict[int, int] = {}
        self._asked: dict[int, tuple[int, float]] = {}
        self._until: int | None = None

    def initialOffset(self) -> Offset:  # noqa: N802  Spark's name
        """Return where a new query begins: the first day wanted."""
        return {str(number): self._first for number in self._numbers()} | {OF: self._of}

    def getDefaultReadLimit(self) -> ReadLimit:  # noqa: N802  Spark's name
        """Return the limit of a micro-batch."""
        limit = self._options.rows_per_trigger
        return ReadAllAvailable() if limit is None else ReadMaxRows(limit)

    def prepareForTriggerAvailableNow(self) -> None:  # noqa: N802  Spark's name
        """Read what there is now, and nothing that comes later."""
        self._until = self._available.end

    def latestOffset(self, start: Offset, limit: ReadLimit) -> Offset:  # noqa: N802  Spark's name
        """Return how far to read next.

        HTTP: the table's call for the last day of each organization, once
        """
        start = self._of_this_query(start)
        new = {str(n): self._first for n in self._numbers() if str(n) not in start}
        if new:  # recorded before anything is read of them, so that it is known where they begin
            return {**start, **new}
        end = min(self._until or self._available.end, self._available.end)
        behind = {n: start[str(n)] for n in self._numbers() if start[str(n)] < end}
        self._ask(behind, end)
        ends = {n: min(max(self._published.get(n, at), at), end) for n, at in behind.items()}
        most = limit.max_rows if isinstance(limit, ReadMaxRows) else None
        return advanced(start, ends, self._options.scope.span, most)

    def partitions(self, start: Offset, end: Offset) -> list[InputPartition]:
        """Divide what lies between two offsets; this runs in the driver."""
        start, end = self._of_this_query(start), self._of_this_query(end)
        numbers = map(int, end.keys() - {OF})
        windows = {n: window_of(start, end, n, self._available) for n in numbers}
        wanted = {n: (each,) for n, each in windows.items() if each.start < each.end}
        parts = parts_of(self._options, wanted, self._options.now())
        if not parts:
            return []
        return divided(parts, self._secrets.token(), self._options, is_strict=True)

    def __getstate__(self) -> dict[str, Any]:
        names = ("_options", "_schema", "_secrets")
        return {name: getattr(self, name) for name in names}

    @property
    def _of(self) -> str:
        return f"{self._options.form} by {self._options.scope.span.granularity}"

    def _of_this_query(self, offset: Offset) -> Offset:
        """The offset, if it was of the same table.

        Raises:
            OptionError: it was of another, whose days say nothing about this one.
        """
        found = offset.get(OF, self._of)  # earlier versions did not say
        if found != self._of:
            raise OptionError(
                f"the checkpoint is that of a query of {found}, and this one reads {self._of}: use"
                " another checkpointLocation"
            )
        return {**offset, OF: found}

    @property
    def _available(self) -> Window:
        return self._options.scope.span.available(self._options.now())

    @property
    def _first(self) -> int:
        window = self._options.scope.span.window(self._options.now())
        return self._available.end if window is None else window.start

    def _numbers(self) -> tuple[int, ...]:
        if self._organizations is None:
            scope = whole_scope(self._options, self._secrets.token())
            self._organizations = tuple(scope.organizations or ())
        return self._organizations

    def _ask(self, behind: Mapping[int, int], end: int) -> None:
        """Ask for the end of what is published, where it is not known."""
        moment = time.monotonic()
        unknown = {
            number: position
            for number, position in behind.items()
            if self._published.get(number, 0) < end and not self._was_asked(number, end, moment)
        }
        if unknown:
            with LoopThread() as loop:
                self._published |= loop.run(self._ends(unknown, end))
            self._asked |= dict.fromkeys(unknown, (end, moment))

    def _was_asked(self, number: int, end: int, moment: float) -> bool:
        asked, then = self._asked.get(number, (0, 0.0))
        return asked == end and moment - then < _PATIENCE

    async def _ends(self, behind: Mapping[int, int], end: int) -> dict[int, int]:
        options = self._options
        access = options.access(self._secrets.token())
        client = access.client(options.concurrency)
        async with client, Session(client, options.scope, [options.chosen.name]) as session:
            ends = await asyncio.gather(
                *(self._published_end(session, n, at, end) for n, at in behind.items())
            )
        return dict(zip(behind, ends, strict=True))

    async def _published_end(self, session: Session, number: int, position: int, end: int) -> int:
        """The end of the last bucket of an organization; its position if there is none."""
        span = self._options.scope.span
        last = span.last_bucket(self._options.now())
        try:
            for window in (Window(max(last.start, position), end), Window(position, end)):
                found = await self._last(session, number, window)
                if found is not None:
                    return found
        except LinkedInError as error:
            if not isinstance(error, REFUSALS) or self._options.on_refused == "fail":
                raise
            logger.warning("skipped: %s of %d: %s", self._options.form, number, error)
        return position

    async def _last(self, session: Session, number: int, window: Window) -> int | None:
        if window.start >= window.end:
            return None
        ends = []
        table, now = self._options.chosen, self._options.now()
        for part in parts_of(self._options, {number: (window,)}, now):
            async with aclosing(table.query.read(session, part)) as results:
                async for each in results:
                    ends += [record[table.cursor or ""] for record in each.records]
        return max(ends, default=None)
