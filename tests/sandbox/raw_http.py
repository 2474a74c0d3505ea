"""Requests byte for byte: what the sandbox is sent in its tests, without any client."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from linkedin_api.sandbox import Sandbox

VERSION = "202609"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: headers by lower-case name."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content) if self.content else None


@contextmanager
def asking(**options: Any) -> Iterator[Raw]:
    """A sandbox of its own with these options, over one connection."""
    with Sandbox(**options) as sandbox, closing(Raw(sandbox)) as raw:
        yield raw


class Raw:
    """Sends finished requests to a sandbox over one connection.

    Headers that every good request has are added unless given; `None` leaves one out.
    """

    def __init__(self, sandbox: Sandbox, token: str | None = None) -> None:
        self.sandbox = sandbox
        self.defaults = {
            "Authorization": f"Bearer {token or sandbox.access_token()}",
            "X-RestLi-Protocol-Version": "2.0.0",
            "LinkedIn-Version": VERSION,
        }
        host, _, port = sandbox.url.removeprefix("http://").rpartition(":")
        self._connection = http.client.HTTPConnection(host, int(port), timeout=30)

    def close(self) -> None:
        self._connection.close()

    def __call__(
        self,
        verb: str,
        target: str,
        body: Any = None,
        *,
        content: bytes | str | None = None,
        **headers: str | None,
    ) -> Reply:
        """Ask; `body` goes as JSON, `content` as it is; `_` in header names means `-`."""
        self.send(verb, target, body, content=content, **headers)
        response = self._connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, received, response.read())

    def send(
        self,
        verb: str,
        target: str,
        body: Any = None,
        *,
        content: bytes | str | None = None,
        **headers: str | None,
    ) -> None:
        """Send a request, as when asking, and wait for nothing."""
        sent = dict(self.defaults)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in named.items():
            for known in [known for known in sent if known.lower() == name.lower()]:
                del sent[known]
            if value is not None:
                sent[name] = value
        if body is not None:
            content = json.dumps(body)
            sent.setdefault("Content-Type", "application/json")
        data = content.encode() if isinstance(content, str) else content
        self._connection.request(verb, target, data, sent)

    def form(self, path: str, **fields: str) -> Reply:
        """Post a form."""
        from urllib.parse import urlencode

        return self(
            "POST",
            path,
            content=urlencode(fields),
            Content_Type="application/x-www-form-urlencoded",
            Authorization=None,
        )
