"""LinkedIn's own Rest.li server, started and asked."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

#: Where `make interop` built it.
FOLDER: Final = os.environ.get("LINKEDIN_RESTLI_SERVER", "")
#: The HTTP server of the JDK hangs up after 30 seconds without a request.
_IDLE_SECONDS: Final = 10
#: What every request says unless it is given another.
PROTOCOL: Final = {"x-restli-protocol-version": "2.0.0"}


def need_server() -> None:
    """Skip a module of tests where the server was not built."""
    if not FOLDER:
        reason = "LinkedIn's server is not here; `make interop` builds it, with a JDK and Maven"
        pytest.skip(reason, allow_module_level=True)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: headers by lower-case name."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The body; `None` if it is empty, and its text if it is no JSON."""
        try:
            return json.loads(self.content) if self.content else None
        except ValueError:
            return self.content.decode()


class Wire:
    """A connection that sends finished requests byte for byte."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        host, _, port = url.removeprefix("http://").rpartition(":")
        self._connection = http.client.HTTPConnection(host, int(port), timeout=30)
        self._headers = headers
        self._used = 0.0

    def ask(self, verb: str, target: str, body: str = "", **headers: str | None) -> Reply:
        """Send a request; `_` in a header's name means `-`, and `None` leaves one out."""
        given = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        sent = {name: value for name, value in {**self._headers, **given}.items() if value}
        if body:
            sent.setdefault("content-type", "application/json")
        if time.monotonic() > self._used + _IDLE_SECONDS:
            self._connection.close()  # the server may have done so; the next request opens another
        self._used = time.monotonic()
        self._connection.request(verb, target, body.encode() or None, sent)
        response = self._connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, received, response.read())

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


class JavaServer:
    """The server, from its start to `stop`."""

    def __init__(self) -> None:
        java = shutil.which("java") or "java"
        options = (
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dsun.net.httpserver.nodelay=true",
        )
        libraries = os.pathsep.join((str(Path(FOLDER, "classes")), str(Path(FOLDER, "lib", "*"))))
        self._process = subprocess.Popen(
            [java, *options, "-cp", libraries, "interop.Main"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.url = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self.wire = Wire(self.url, PROTOCOL)

    def take(self) -> dict[str, list[dict[str, Any]]]:
        """What came since the last time: `requests` as on the wire, and `calls` of resources."""
        return json.loads(self.wire.ask("POST", "/log?action=take").json["value"])

    def reset(self) -> None:
        """Forget all entities and all that came."""
        assert self.wire.ask("POST", "/log?action=reset").status == 200

    def stop(self) -> None:
        """End it."""
        self.wire.close()
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
