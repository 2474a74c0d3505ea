"""LinkedIn Pages as an Airbyte source."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from airbyte_cdk.models import AirbyteCatalog, ConfiguredAirbyteCatalog

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.checking.check import Checkup
from linkedin_api.sources.engines.airbyte.connection_check import is_useless, sentences
from linkedin_api.sources.engines.airbyte.connector import Connector
from linkedin_api.sources.engines.airbyte.messages import StreamMessages
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.specification import CONNECTION
from linkedin_api.sources.engines.airbyte.state_files import State
from linkedin_api.sources.engines.airbyte.states import lacks_cursor
from linkedin_api.sources.engines.airbyte.stream_emission import StreamEmission
from linkedin_api.sources.engines.airbyte.streams import catalog as all_streams
from linkedin_api.sources.engines.airbyte.sync import OpenStream


class SourceLinkedInPages(Connector[Settings]):
    """LinkedIn Pages as an Airbyte source; arguments as `Connector`."""

    connection = CONNECTION
    stream_names = PAGES

    @property
    def name(self) -> str:
        """Name of the connector, the same as the known one's."""
        return "source-linkedin-pages"

    @staticmethod
    def parse(config: Mapping[str, Any], now: Callable[[], float]) -> Settings:
        """Parse a configuration of any version."""
        return Settings.read(config, now)

    def streams(self, settings: Settings) -> AirbyteCatalog:
        """Return all streams, the same for every configuration."""
        return all_streams()

    def tables(self, settings: Settings) -> Iterable[Table]:
        """Return all tables."""
        return PAGES.values()

    def findings(self, checkup: Checkup) -> tuple[list[str], bool]:
        """Return sentences about what cannot be read, and whether no organization can."""
        return sentences(checkup), is_useless(checkup)

    def opener(
        self, settings: Settings, catalog: ConfiguredAirbyteCatalog, logger: logging.Logger
    ) -> OpenStream:
        """Return a function that opens the streams of a sync."""

        def open_stream(name: str, state: State) -> StreamEmission | None:
            table = PAGES.get(name)
            if table is None:
                return None
            if table.cursor is not None and lacks_cursor(state):
                text = "the state of %s has no timeRangeEnd: reading from the beginning"
                logger.warning(text, name)
            return StreamMessages(table, settings, self._now)

        return open_stream
