"""One sync: reads the streams of a catalog concurrently."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from airbyte_cdk.models import AirbyteStreamStatus, StreamDescriptor
from airbyte_cdk.utils.stream_status_utils import as_airbyte_message
from airbyte_cdk.utils.traced_exception import AirbyteTracedException

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.airbyte.failures import sync_failure
from linkedin_api.sources.engines.airbyte.interleave import StreamItem, interleave
from linkedin_api.sources.engines.airbyte.rate_limit_logs import rate_limit_logs
from linkedin_api.sources.engines.airbyte.settings import ReadSettings
from linkedin_api.sources.engines.airbyte.state_files import State
from linkedin_api.sources.engines.airbyte.stream_emission import Messages, StreamEmission
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Reader

OpenStream = Callable[[str, State], StreamEmission | None]


class Sync:
    """One sync.

    HTTP: the calls of the tables' queries, with one token.

    Args:
        open_stream: returns the stream of a name and its state; `None` if there is none.
    """

    def __init__(
        self,
        settings: ReadSettings,
        logger: logging.Logger,
        retry: Retry | None,
        now: Callable[[], float],
        open_stream: OpenStream,
    ) -> None:
        self._open = open_stream
        self._settings = settings
        self._logger = logger
        self._retry = retry
        self._now = now
        self._streams: dict[str, StreamEmission] = {}
        self._failures: dict[str, AirbyteTracedException] = {}

    def messages(self, names: Sequence[str], states: Mapping[str, State]) -> Messages:
        """Read streams; messages are emitted as responses arrive, with little read ahead.

        A failed stream does not end the others. It reports its own problems, before the final
        error.

        Raises:
            AirbyteTracedException: some streams are incomplete.
        """
        for name in names:
            yield from self._begin(name, states.get(name, {}))
        if self._streams:
            yield from self._read()
        if self._failures:
            raise sync_failure(self._failures)

    def _begin(self, name: str, state: State) -> Messages:
        stream = self._open(name, state)
        if stream is None:
            self._logger.warning(
                "there is no stream %s: refresh the schema of the connection", name
            )
            yield as_airbyte_message(StreamDescriptor(name), AirbyteStreamStatus.INCOMPLETE)
            return
        try:
            yield from stream.begin(state)
        except LinkedInError as error:
            yield from self._end(stream, [Problem(name, (), error)])
        else:
            self._streams[name] = stream

    def _read(self) -> Messages:
        wanted = [(stream.table, stream.past) for stream in self._streams.values()]
        with LoopThread() as loop:
            reader = loop.enter(lambda: self._reader([table for table, _ in wanted]))
            for item in loop.iterate(interleave(reader, wanted)):
                yield from self._emit(item, reader)

    def _reader(self, tables: Sequence[ReadableTable]) -> Reader:
        settings = self._settings
        return Reader(
            settings.access,
            settings.scope,
            tables,
            concurrency=settings.concurrency,
            retry=self._retry,
            observer=rate_limit_logs(self._logger),
            now=self._now,
        )

    def _emit(self, item: StreamItem, reader: Reader) -> Messages:
        stream = self._streams[item.table]
        if item.batch is not None:
            yield from stream.take(item.batch)
            return
        problems = [problem for problem in reader.problems if problem.table == item.table]
        if item.error is not None:
            problems.append(Problem(item.table, (), item.error))
        calls = reader.tallies[item.table].calls
        self._logger.info("Read %d records of %s with %d calls", stream.rows, item.table, calls)
        yield from self._end(stream, problems)

    def _end(self, stream: StreamEmission, problems: Sequence[Problem]) -> Messages:
        yield from stream.end(problems)
        if stream.failure is not None:
            self._failures[stream.table.name] = stream.failure
