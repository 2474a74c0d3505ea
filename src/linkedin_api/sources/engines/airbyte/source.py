"""The connector: Airbyte's interface, implemented with the tables and the reader."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
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
)
from airbyte_cdk.sources.source import Source

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.engines.airbyte.connection_check import check_connection
from linkedin_api.sources.engines.airbyte.failures import config_failure, state_failure
from linkedin_api.sources.engines.airbyte.legacy_config import to_current
from linkedin_api.sources.engines.airbyte.secret_masking import mask_secrets
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.specification import CONNECTION
from linkedin_api.sources.engines.airbyte.state_files import (
    by_stream,
    read_state_file,
    state_messages,
)
from linkedin_api.sources.engines.airbyte.streams import catalog as all_streams
from linkedin_api.sources.engines.airbyte.sync import Sync, pages_streams


class SourceLinkedInPages(Source):
    """LinkedIn Pages as an Airbyte source.

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
        return "source-linkedin-pages"

    def configure(self, config: Mapping[str, Any], temp_dir: str) -> Mapping[str, Any]:
        """Return a configuration in the current format; no secret is written to disk."""
        del temp_dir
        return to_current(config)

    def spec(self, logger: logging.Logger) -> ConnectorSpecification:
        """Return the schema of the configuration."""
        del logger
        return ConnectorSpecification(connectionSpecification=CONNECTION)

    def check(self, logger: logging.Logger, config: Mapping[str, Any]) -> AirbyteConnectionStatus:
        """Check that the organization can be read."""
        try:
            settings = self._settings_for_calls(config, logger)
            return check_connection(settings, logger, self._retry, self._now)
        except Exception as error:  # noqa: BLE001  the status reports any error
            return AirbyteConnectionStatus(Status.FAILED, str(error) or type(error).__name__)

    def discover(self, logger: logging.Logger, config: Mapping[str, Any]) -> AirbyteCatalog:
        """Return all streams.

        Raises:
            AirbyteTracedException: the configuration is wrong.
        """
        self._settings(config, logger)
        return all_streams()

    @classmethod
    def read_state(cls, state_path: str | None) -> list[AirbyteStateMessage]:
        """Return the messages of a state file of any version.

        Raises:
            AirbyteTracedException: the file has no state; the message says what is wrong.
        """
        try:
            document = read_state_file(state_path) if state_path else None
            return [AirbyteStateMessageSerializer.load(each) for each in state_messages(document)]
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
        streams = pages_streams(settings, logger, self._now)
        sync = Sync(settings, logger, self._retry, self._now, streams)
        names = [configured.stream.name for configured in catalog.streams]
        messages = [AirbyteStateMessageSerializer.dump(each) for each in state or ()]
        yield from sync.messages(names, by_stream(messages))

    def _settings_for_calls(self, config: Mapping[str, Any], logger: logging.Logger) -> Settings:
        """Parse a configuration before calls to LinkedIn.

        Raises:
            AirbyteTracedException: the configuration is wrong.
        """
        settings = self._settings(config, logger)
        notice = settings.access.sunset_notice(self._now(), "api_version {!r}")
        if notice is not None:
            logger.warning("%s", notice)
        return settings

    def _settings(self, config: Mapping[str, Any], logger: logging.Logger) -> Settings:
        """Parse a configuration, and mask its secrets.

        Raises:
            AirbyteTracedException: the configuration is wrong.
        """
        mask_secrets(to_current(config))
        if logger.isEnabledFor(logging.DEBUG):
            logging.getLogger("linkedin_api").setLevel(logging.DEBUG)
        try:
            settings = Settings.read(config, self._now)
            settings.scope.check(self._now())
        except InvalidArgumentError as error:
            raise config_failure(error) from None
        return settings
