"""What both connectors share: Airbyte's interface, a parsed configuration, and a sync."""

from __future__ import annotations

import logging
import time
from abc import abstractmethod
from collections.abc import Callable, Container, Iterable, Mapping, MutableMapping
from typing import Any, ClassVar, Final, Generic, TypeVar

from airbyte_cdk.models import (
    AirbyteCatalog,
    AirbyteConnectionStatus,
    AirbyteMessage,
    AirbyteStateMessage,
    AirbyteStateMessageSerializer,
    ConfiguredAirbyteCatalog,
    ConfiguredAirbyteCatalogSerializer,
    ConnectorSpecification,
    Status,
)
from airbyte_cdk.sources.source import Source
from airbyte_cdk.utils.airbyte_secrets_utils import filter_secrets, get_secrets, update_secrets

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.checking.check import Checkup, check
from linkedin_api.sources.engines.airbyte.failures import WRONG_CONFIG, failing
from linkedin_api.sources.engines.airbyte.json_files import read_json_file
from linkedin_api.sources.engines.airbyte.legacy_config import to_current
from linkedin_api.sources.engines.airbyte.settings import ReadSettings
from linkedin_api.sources.engines.airbyte.state_files import by_stream, state_messages
from linkedin_api.sources.engines.airbyte.sync import OpenStream, Sync
from linkedin_api.sources.reading.loop_thread import LoopThread

Settings = TypeVar("Settings", bound=ReadSettings)
#: Marked as a secret, as in the known connector. But messages must name the organization, and
#: masking a short number would garble all text that contains its digits.
_READABLE: Final = "org_id"
#: What is wrong with a catalog.
_CATALOG: Final = (
    "{0}: it must have a list of streams, each with stream, sync_mode and destination_sync_mode;"
    " what discover prints is only what stream can be"
)


class Connector(Source, Generic[Settings]):
    """A product of LinkedIn as an Airbyte source.

    Args:
        retry: retry policy; `None` for five attempts.
        now: current time in seconds since 1970.

    Attributes:
        connection: the schema of the configuration.
        stream_names: names that the streams can have.
    """

    #: This class validates configurations itself, since its errors name the field.
    check_config_against_spec = False
    connection: ClassVar[dict[str, Any]]
    stream_names: ClassVar[Container[str]]

    def __init__(self, *, retry: Retry | None = None, now: Callable[[], float] = time.time) -> None:
        self._retry = retry
        self._now = now

    @staticmethod
    @abstractmethod
    def parse(config: Mapping[str, Any], now: Callable[[], float]) -> Settings:
        """Parse a configuration of any version.

        Raises:
            ConfigError: a field is missing or wrong.
        """

    @abstractmethod
    def streams(self, settings: Settings) -> AirbyteCatalog:
        """Return all streams of a configuration."""

    @abstractmethod
    def tables(self, settings: Settings) -> Iterable[Table]:
        """Return the tables to check."""

    @abstractmethod
    def findings(self, checkup: Checkup) -> tuple[list[str], bool]:
        """Return sentences about what cannot be read, and whether the connection is of no use."""

    @abstractmethod
    def opener(
        self, settings: Settings, catalog: ConfiguredAirbyteCatalog, logger: logging.Logger
    ) -> OpenStream:
        """Return a function that opens the streams of a sync."""

    def configure(self, config: Mapping[str, Any], temp_dir: str) -> Mapping[str, Any]:
        """Return a configuration in the current format; no secret is written to disk."""
        return to_current(config)

    def mask_secrets(self, config: Mapping[str, Any]) -> None:
        """Mask all secrets of a configuration in the current format, in logs and traces."""
        properties = self.connection["properties"]
        secret = {name: each for name, each in properties.items() if name != _READABLE}
        # What surrounds a secret is cut off before it is used.
        update_secrets([str(each).strip() for each in get_secrets({"properties": secret}, config)])

    def spec(self, logger: logging.Logger) -> ConnectorSpecification:
        """Return the schema of the configuration."""
        return ConnectorSpecification(connectionSpecification=self.connection)

    def check(self, logger: logging.Logger, config: Mapping[str, Any]) -> AirbyteConnectionStatus:
        """Check that the organizations or accounts can be read; warn of streams that cannot.

        HTTP: as `linkedin_api.sources.checking.check.check`
        """
        try:
            settings = self._settings_for_calls(config, logger)
            access, scope, tables = settings.access, settings.scope, self.tables(settings)
            with LoopThread() as loop:
                checkup = loop.run(check(access, scope, tables, retry=self._retry, now=self._now))
            sentences, is_useless = self.findings(checkup)
        except Exception as error:  # noqa: BLE001  the status reports any error
            return AirbyteConnectionStatus(
                Status.FAILED, filter_secrets(str(error)) or type(error).__name__
            )
        message = filter_secrets(". ".join(sentences)) or None
        if is_useless:
            return AirbyteConnectionStatus(Status.FAILED, message)
        for sentence in sentences:
            logger.warning("%s", sentence)
        return AirbyteConnectionStatus(Status.SUCCEEDED, message)

    def discover(self, logger: logging.Logger, config: Mapping[str, Any]) -> AirbyteCatalog:
        """Return all streams.

        Raises:
            AirbyteTracedException: the configuration is wrong.
        """
        return self.streams(self._settings(config, logger))

    @staticmethod
    def read_config(config_path: str) -> MutableMapping[str, Any]:
        """Return the content of a configuration file.

        Raises:
            AirbyteTracedException: the file has no object; the message says what is wrong.
        """
        with failing(WRONG_CONFIG):
            config = read_json_file(config_path, "config")
            if isinstance(config, MutableMapping):
                return config
            kind = type(config).__name__
            raise InvalidArgumentError(
                f"the config file {config_path} must have an object, not a {kind}"
            )

    @classmethod
    def read_catalog(cls, catalog_path: str) -> ConfiguredAirbyteCatalog:
        """Return a configured catalog.

        Raises:
            AirbyteTracedException: the file has none; the message says what is wrong.
        """
        with failing("The catalog cannot be used"):
            catalog = read_json_file(catalog_path, "catalog")
            try:
                return ConfiguredAirbyteCatalogSerializer.load(catalog)
            except ValueError as error:  # of the schema
                raise InvalidArgumentError(_CATALOG.format(" ".join(str(error).split()))) from None

    @classmethod
    def read_state(cls, state_path: str | None) -> list[AirbyteStateMessage]:
        """Return the messages of a state file of any version.

        Raises:
            AirbyteTracedException: the file has no state; the message says what is wrong.
        """
        with failing("The state cannot be used"):
            document = read_json_file(state_path, "state") if state_path else None
            messages = state_messages(document, cls.stream_names)
            return [AirbyteStateMessageSerializer.load(each) for each in messages]

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
        open_stream = self.opener(settings, catalog, logger)
        sync = Sync(settings, logger, self._retry, self._now, open_stream)
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
        self.mask_secrets(to_current(config))
        if logger.isEnabledFor(logging.DEBUG):
            logging.getLogger("linkedin_api").setLevel(logging.DEBUG)
        with failing(WRONG_CONFIG):
            settings = self.parse(config, self._now)
            settings.scope.check(self._now())
            return settings
