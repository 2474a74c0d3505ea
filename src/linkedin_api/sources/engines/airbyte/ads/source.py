"""LinkedIn Ads as an Airbyte source."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any, Final

from airbyte_cdk.models import AirbyteCatalog, ConfiguredAirbyteCatalog, SyncMode

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.checking.check import Checkup
from linkedin_api.sources.engines.airbyte.ads.messages import AdsMessages
from linkedin_api.sources.engines.airbyte.ads.settings import AdsSettings
from linkedin_api.sources.engines.airbyte.ads.specification import CONNECTION
from linkedin_api.sources.engines.airbyte.ads.streams import StreamNames, streams_of
from linkedin_api.sources.engines.airbyte.ads.streams import catalog as all_streams
from linkedin_api.sources.engines.airbyte.connector import Connector
from linkedin_api.sources.engines.airbyte.state_files import State
from linkedin_api.sources.engines.airbyte.stream_emission import StreamEmission
from linkedin_api.sources.engines.airbyte.sync import OpenStream
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.reading.loop_thread import LoopThread

#: The stream that the known connector checks.
_DECISIVE: Final = "accounts"


class SourceLinkedInAds(Connector[AdsSettings]):
    """LinkedIn Ads as an Airbyte source; arguments as `Connector`."""

    connection = CONNECTION
    stream_names = StreamNames()

    @property
    def name(self) -> str:
        """Name of the connector, the same as the known one's."""
        return "source-linkedin-ads"

    @staticmethod
    def parse(config: Mapping[str, Any], now: Callable[[], float]) -> AdsSettings:
        """Parse a configuration of any version."""
        return AdsSettings.read(config, now)

    def streams(self, settings: AdsSettings) -> AirbyteCatalog:
        """Return all streams, those of the reports in the configuration too."""
        return all_streams(settings)

    def tables(self, settings: AdsSettings) -> Iterable[Table]:
        """Return the tables of all streams."""
        return [stream.table for stream in streams_of(settings).values()]

    def findings(self, checkup: Checkup) -> tuple[list[str], bool]:
        """Return sentences about what cannot be read, and whether no account can."""
        wrong = [finding for finding in checkup.findings if not finding.is_ok]
        return list(map(str, wrong)), any(each.table in (None, _DECISIVE) for each in wrong)

    def opener(
        self, settings: AdsSettings, catalog: ConfiguredAirbyteCatalog, logger: logging.Logger
    ) -> OpenStream:
        """Return a function that opens the streams of a sync."""
        modes = {each.stream.name: each.sync_mode for each in catalog.streams}
        streams = streams_of(settings)
        accounts = cache(partial(self._accounts, settings))

        def open_stream(name: str, _state: State) -> StreamEmission | None:
            if name not in streams:
                return None
            is_incremental = modes[name] == SyncMode.incremental
            return AdsMessages(streams[name], self._now, accounts, is_incremental=is_incremental)

        return open_stream

    def _accounts(self, settings: AdsSettings) -> Mapping[int, Any]:
        """Return the accounts that a sync will read.

        HTTP: `GET /rest/adAccounts?q=search`, unless the configuration names them
        """
        if settings.scope.accounts is not None:
            return dict.fromkeys(settings.scope.accounts)

        async def listed() -> Mapping[int, Any]:
            client = settings.access.client(1, retry=self._retry, clock=self._now)
            async with client, Session(client, settings.scope) as session:
                return await session.ads.accounts()

        with LoopThread() as loop:
            return loop.run(listed())
