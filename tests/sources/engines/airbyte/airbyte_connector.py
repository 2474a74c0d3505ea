"""The connector as a platform runs it: files in, lines of messages out."""

from __future__ import annotations

import io
import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import warm
from airbyte_cdk.logger import AirbyteLogFormatter
from airbyte_cdk.models import AirbyteMessageSerializer, ConfiguredAirbyteCatalogSerializer

from linkedin_api.clients.named_files import write_private
from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.journal import RequestRecord
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.airbyte.entrypoint import Entrypoint
from linkedin_api.sources.engines.airbyte.source import SourceLinkedInPages
from linkedin_api.sources.reading.retry_policy import source_retry

warm.load("linkedin_api.sources.engines.airbyte.entrypoint")
SIX = tuple(name for name, table in PAGES.items() if table.known)
BY_TIME = ("follower_statistics_time_bound", "share_statistics_time_bound")
NOTHING_TO_KEEP = {"__ab_no_cursor_state_message": True}


@dataclass
class Output:
    """The output of one command."""

    messages: list[dict[str, Any]]
    requests: list[RequestRecord] = field(default_factory=list)
    error: Exception | None = None
    text: str = ""
    exit_code: int = 0

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The messages of a type, without their envelope."""
        keys = {"CONNECTION_STATUS": "connectionStatus"}
        key = keys.get(kind, kind.lower())
        return [message[key] for message in self.messages if message["type"] == kind]

    def rows(self, stream: str) -> list[dict[str, Any]]:
        return [row["data"] for row in self.of("RECORD") if row["stream"] == stream]

    def states(self, stream: str) -> list[dict[str, Any]]:
        """The states of a stream in the order they came."""
        reported = [state["stream"] for state in self.of("STATE")]
        return [
            each["stream_state"] for each in reported if each["stream_descriptor"]["name"] == stream
        ]

    def statuses(self, stream: str) -> list[str]:
        reported = [trace.get("stream_status") for trace in self.of("TRACE")]
        return [
            each["status"]
            for each in reported
            if each and each["stream_descriptor"]["name"] == stream
        ]

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [trace["error"] for trace in self.of("TRACE") if trace["type"] == "ERROR"]

    @property
    def logs(self) -> str:
        return "\n".join(log["message"] for log in self.of("LOG"))

    @property
    def kept(self) -> list[dict[str, Any]]:
        """What a platform keeps and hands over next time: the last state of each stream."""
        last = {state["stream"]["stream_descriptor"]["name"]: state for state in self.of("STATE")}
        return list(last.values())

    @property
    def calls(self) -> list[str]:
        """The resources that were asked, without the authorization server."""
        return [request.resource for request in self.requests if request.method != "OAUTH"]


#: The command, which counts its days as a sandbox does that is so far ahead.
BY_ITS_CLOCK = """
import sys, time
from linkedin_api.sources.engines.airbyte import SourceLinkedInPages
from linkedin_api.sources.engines.airbyte.entrypoint import run
ahead = float(sys.argv[1])
run(sys.argv[2:], SourceLinkedInPages(now=lambda: time.time() + ahead))
"""


class Connector:
    """Runs commands of the connector against a sandbox, in this process or in its own."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self._folder = folder

    def config(self, *organizations: Any, **more: Any) -> dict[str, Any]:
        """A configuration with an access token."""
        credentials = {"auth_method": "access_token", "access_token": self.sandbox.access_token()}
        config = {"org_id": str(organizations[0]), "credentials": credentials, **more}
        if organizations[1:]:
            config["org_ids"] = [str(number) for number in organizations[1:]]
        return config

    def oauth(self, *organizations: Any, **more: Any) -> dict[str, Any]:
        """A configuration with a refresh token."""
        credentials = {
            "auth_method": "oAuth2.0",
            "client_id": self.sandbox.client_id,
            "client_secret": self.sandbox.client_secret,
            "refresh_token": self.sandbox.refresh_token(),
        }
        return {**self.config(*organizations, **more), "credentials": credentials}

    def run(self, command: str, **files: Any) -> Output:
        """Run a command here; what it raises at its end is in the output."""
        before = len(self.sandbox.requests)
        lines: list[str] = []
        error: Exception | None = None
        source = SourceLinkedInPages(retry=source_retry(0, 0), now=self.sandbox.clock.now)
        parsed = Entrypoint.parse_args(self._arguments(command, files))
        with captured_logs() as logs:
            try:
                lines += Entrypoint(source).run(parsed)
            except Exception as raised:  # noqa: BLE001  the output says so
                error = raised
        text = "\n".join([*logs(), *lines])
        return Output(understood(text), self.sandbox.requests[before:], error, text)

    def start(self, command: str, *more: str, **files: Any) -> warm.Process:
        """Begin a command in a process of its own."""
        url = self.sandbox.url
        return warm.start(
            *("-c", BY_ITS_CLOCK, str(self.sandbox.clock.ahead)),
            *(*self._arguments(command, files), *more),
            env={**os.environ, "LINKEDIN_API_URL": url, "LINKEDIN_OAUTH_URL": url},
        )

    def process(self, command: str, *more: str, **files: Any) -> Output:
        """Run a command in a process of its own to its end."""
        before = len(self.sandbox.requests)
        process = self.start(command, *more, **files)
        text, complaints = process.communicate()
        assert complaints == ""
        requests = self.sandbox.requests[before:]
        return Output(understood(text), requests, None, text, process.returncode)

    def read(self, config: Mapping[str, Any], streams: Iterable[str] = SIX, **more: Any) -> Output:
        """Read streams, those by time incrementally."""
        return self.run("read", config=config, catalog=configured(streams), **more)

    def _arguments(self, command: str, files: Mapping[str, Any]) -> Sequence[str]:
        arguments = [command]
        for name, content in files.items():
            path = self._folder / f"{name}.json"
            write_private(path, json.dumps(content))
            arguments += [f"--{name}", str(path)]
        return arguments


def configured(streams: Iterable[str], mode: str | None = None) -> dict[str, Any]:
    """A catalog that asks for streams, in their best mode if none is named."""
    best = {name: "incremental" if PAGES[name].cursor else "full_refresh" for name in PAGES}
    return {
        "streams": [
            {
                "stream": {
                    "name": name,
                    "json_schema": {},
                    "supported_sync_modes": ["full_refresh", "incremental"],
                },
                "sync_mode": mode or best.get(name, "full_refresh"),
                "destination_sync_mode": "append",
            }
            for name in streams
        ]
    }


def understood(text: str) -> list[dict[str, Any]]:
    """Lines as messages, each of which the protocol has a place for whole."""
    messages = [json.loads(line) for line in text.splitlines()]
    for message in messages:
        assert AirbyteMessageSerializer.dump(AirbyteMessageSerializer.load(message)) == message
    return messages


def understood_catalog(catalog: Mapping[str, Any]) -> Any:
    return ConfiguredAirbyteCatalogSerializer.load(dict(catalog))


@contextmanager
def captured_logs() -> Iterator[Any]:
    """What is logged meanwhile, as the lines that a platform would get."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AirbyteLogFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield lambda: stream.getvalue().splitlines()
    finally:
        root.removeHandler(handler)
