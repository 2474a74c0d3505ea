"""The commands of the connectors: spec, check, discover, read."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from airbyte_cdk.entrypoint import AirbyteEntrypoint
from airbyte_cdk.logger import PRINT_BUFFER
from airbyte_cdk.models import ConnectorSpecification

from linkedin_api.sources.engines.airbyte.connector import Connector
from linkedin_api.sources.engines.airbyte.failures import WRONG_CONFIG, failing
from linkedin_api.sources.engines.airbyte.source import SourceLinkedInPages


class Entrypoint(AirbyteEntrypoint):
    """Airbyte's entrypoint, but organizations stay readable and errors name the field."""

    def __init__(self, source: Connector[Any]) -> None:
        super().__init__(source)
        self._connector = source

    def set_up_secret_filter(  # type: ignore[override]
        self, config: Mapping[str, Any], connection_specification: Mapping[str, Any]
    ) -> None:
        """Mask the secrets of a configuration in logs and traces."""
        self._connector.mask_secrets(config)

    def validate_connection(  # type: ignore[override]
        self, source_spec: ConnectorSpecification, config: Any
    ) -> None:
        """Validate a configuration before any call.

        Raises:
            AirbyteTracedException: the configuration is wrong; the message names the field.
        """
        with failing(WRONG_CONFIG):
            self._connector.parse(config, time.time)


def run(arguments: Sequence[str], source: Connector[Any] | None = None) -> None:
    """Run one command; standard output has its messages and nothing else.

    Args:
        arguments: arguments of the command line.
        source: the connector; `None` for that of LinkedIn Pages.

    Raises:
        AirbyteTracedException: the command failed.
        SystemExit: the reader of the messages has gone.
    """
    entrypoint = Entrypoint(source or SourceLinkedInPages())
    parsed = entrypoint.parse_args(list(arguments) or ["--help"])
    try:
        with PRINT_BUFFER:
            for message in entrypoint.run(parsed):
                sys.stdout.write(f"{message}\n")
    except BrokenPipeError:  # the reader of the messages has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
