"""The connector: Airbyte's interface, implemented with the tables and the reader."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from airbyte_cdk.models import (
    AirbyteCatalog,
    AirbyteConnectionStatus,
    AirbyteMessage,
    AirbyteStateMessage,
    AirbyteStateMessageSerializer,
    ConfiguredAirbyteCatalog,
    ConnectorSpecification,
    Status,
    SyncMode,
)
from airbyte_cdk.sources.source import Source
from airbyte_cdk.utils.airbyte_secrets_utils import filter_secrets

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.checking.check import check
from linkedin_api.sources.engines.airbyte.ads.messages import AdsMessages
from linkedin_api.sources.engines.airbyte.ads.settings import AdsSettings
from linkedin_api.sources.engines.airbyte.ads.specification import CONNECTION
from linkedin_api.sources.engines.airbyte.ads.streams import StreamNames, streams_of
from linkedin_api.sources.engines.airbyte.ads.streams import catalog as all_streams
from linkedin_api.sources.engines.airbyte.entrypoint import Entrypoint, run
from linkedin_api.sources.engines.airbyte.failures import config_failure, state_failure
from linkedin_api.sources.engines.airbyte.legacy_config import to_current
from linkedin_api.sources.engines.airbyte.secret_masking import mask_secrets
from linkedin_api.sources.engines.airbyte.state_files import (
    State,
    by_stream,
    read_state_file,
    state_messages,
)
from linkedin_api.sources.engines.airbyte.sync import Stream, Sync
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.reading.loop_thread import LoopThread

#: The stream that the known connector checks.
_DECISIVE = "accounts"


class SourceLinkedInAds(Source):
    """LinkedIn Ads as an Airbyte source.

    Args:
        retry: retry policy; `None` for five attempts.
        now: current time in seconds since 1970.
    """

    #: This class validates configurations itself, since its errors name the field.
    check_config_against_spec = False

    def __init__(self, *, retry: Retry | None = None, now: Callable[[], float] = time.time) -> None:
        self._retry = retry
        self._now = now

    @property
    def name(self) -> str:
        """Name of the connector, the same as the known one's."""
        return "source-linkedin-ads"

    def configure(self, config: Mapping[str, Any], temp_dir: str) -> Mapping[str, Any]:
        """Return a configuration in the current format; no secret is written to disk."""
        del temp_dir
        return to_current(config)

    def spec(self, logger: logging.Logger) -> ConnectorSpecification:
        """Return the schema of the configuration."""
        del logger
        return ConnectorSpecification(connectionSpecification=CONNECTION)

    def check(self, logger: logging.Logger, config: Mapping[str, Any]) -> AirbyteConnectionStatus:
        """Check that accounts can be read; warn of streams that cannot.

        HTTP: as `linkedin_api.sources.checking.check.check`
        """
        try:
            settings = self._settings_for_calls(config, logger)
            streams = streams_of(settings)
            tables = [stream.table for stream in streams.values()]
            with LoopThread() as loop:
                checkup = loop.run(
                    check(settings.access, settings.scope, tables, retry=self._retry, now=self._now)
                )
        except Exception as error:  # noqa: BLE001  the status reports any error
            return AirbyteConnectionStatus(Status.FAILED, str(error) or type(error).__name__)
        wrong = [finding for finding in checkup.findings if not finding.is_ok]
        message = filter_secrets(". ".join(map(str, wrong))) or None
        if any(finding.table in (None, _DECISIVE) for finding in wrong):
            return AirbyteConnectionStatus(Status.FAILED, message)
        for finding in wrong:
            logger.warning("%s", finding)
        return AirbyteConnectionStatus(Status.SUCCEEDED, message)

    def discover(self, logger: logging.Logger, config: Mapping[str, Any]) -> AirbyteCatalog:
        """Return all streams, those of the reports in the configuration too.

        Raises:
            AirbyteTracedException: the configuration is wrong.
        """
        return all_streams(self._settings(config, logger))

    @classmethod
    def read_state(cls, state_path: str | None) -> list[AirbyteStateMessage]:
        """Return the messages of a state file of any version.

        Raises:
            AirbyteTracedException: the file has no state; the message says what is wrong.
        """
        try:
            document = read_state_file(state_path) if state_path else None
            messages = state_messages(document, StreamNames())
            return [AirbyteStateMessageSerializer.load(each) for each in messages]
        except InvalidArgumentError as error:
            raise state_failure(error) from None

    def read(
        self,
        logger: logging.Logger,
        config: Mapping[str, Any],
        catalog: ConfiguredAirbyteCatalog,
        state: list[AirbyteStateMessage] | None = None,
    ) -> Iterable[AirbyteMessage]:
        """Read the streams of a catalog; messages are emitted as responses arrive.

        Raises:
            AirbyteTracedException: the configuration is wrong, or some streams are incomplete.
        """
        settings = self._settings_for_calls(config, logger)
        modes = {each.stream.name: each.sync_mode for each in catalog.streams}
        streams = streams_of(settings)

        def open_stream(name: str, _state: State) -> Stream | None:
            if name not in streams:
                return None
            return AdsMessages(
                streams[name],
                self._now,
                lambda: self._accounts(settings),
                is_incremental=modes[name] == SyncMode.incremental,
            )

        sync = Sync(settings, logger, self._retry, self._now, open_stream)
        messages = [AirbyteStateMessageSerializer.dump(each) for each in state or ()]
        yield from sync.messages(list(modes), by_stream(messages))

    def _accounts(self, settings: AdsSettings) -> Mapping[int, Any]:
        """Return the accounts that a sync will read.

        HTTP: `GET /rest/adAccounts?q=search`, unless the configuration names them
        """
        if settings.scope.accounts is not None:
            return dict.fromkeys(settings.scope.accounts)

        async def listed() -> Mapping[int, Any]:
            async with settings.access.client(1, retry=self._retry) as client:
                session = Session(client, settings.scope)
                try:
                    return await session.ads.accounts()
                finally:
                    await session.close()

        with LoopThread() as loop:
            return loop.run(listed())

    def _settings_for_calls(self, config: Mapping[str, Any], logger: logging.Logger) -> AdsSettings:
        """Parse a configuration before calls to LinkedIn.

        Raises:
            AirbyteTracedException: the configuration is wrong.
        """
        settings = self._settings(config, logger)
        notice = settings.access.sunset_notice(self._now(), "api_version {!r}")
        if notice is not None:
            logger.warning("%s", notice)
        return settings

    def _settings(self, config: Mapping[str, Any], logger: logging.Logger) -> AdsSettings:
        """Parse a configuration, and mask its secrets.

        Raises:
            AirbyteTracedException: the configuration is wrong.
        """
        mask_secrets(to_current(config), CONNECTION)
        if logger.isEnabledFor(logging.DEBUG):
            logging.getLogger("linkedin_api").setLevel(logging.DEBUG)
        try:
            settings = AdsSettings.read(config, self._now)
            settings.scope.check(self._now())
        except InvalidArgumentError as error:
            raise config_failure(error) from None
        return settings


class AdsEntrypoint(Entrypoint):
    """Airbyte's entrypoint for LinkedIn Ads."""

    @staticmethod
    def set_up_secret_filter(
        config: Mapping[str, Any], connection_specification: Mapping[str, Any]
    ) -> None:
        """Mask the secrets of a configuration in logs and traces."""
        del connection_specification
        mask_secrets(config, CONNECTION)

    @staticmethod
    def validate_connection(source_spec: ConnectorSpecification, config: Any) -> None:
        """Validate a configuration before any call.

        Raises:
            AirbyteTracedException: the configuration is wrong; the message names the field.
        """
        del source_spec
        try:
            AdsSettings.read(config)
        except InvalidArgumentError as error:
            raise config_failure(error) from None


def run_ads(arguments: Sequence[str] | None = None) -> None:
    """Run one command of `source-linkedin-ads`, as `run` does."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    run(given, entrypoint=AdsEntrypoint(SourceLinkedInAds()))
