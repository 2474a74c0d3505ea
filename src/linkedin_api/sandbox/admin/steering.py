"""Steering a sandbox over HTTP, from any language: off by default.

Bodies are JSON both ways; a wrong request gets `{"error": …}`. A body must say
`Content-Type: application/json`, and `Host` and `Origin` must be the sandbox's own: both keep
web pages of other sites from steering it through a browser. The journal does not
record these requests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.admin.routes import PREFIX, ROUTES, AdminRefused, Ask, Route
from linkedin_api.sandbox.exposure import why_not_steered
from linkedin_api.sandbox.protocol.incoming import Receive, Scope, Send, read_body, read_headers
from linkedin_api.sandbox.protocol.json_bodies import read_json
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.replies import pack_bytes, send_parcel, write_json

_OFF: Final = "the admin paths are off; Sandbox(admin=True) or `linkedin sandbox --admin` has them"


class Admin:
    """The admin paths, as an ASGI application."""

    def __init__(self, controls: Controls, url: Callable[[], str]) -> None:
        self._controls = controls
        self._url = url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        try:
            body = await read_body(receive)
            status, value = 200, self._answer(scope, body)
        except AdminRefused as refused:
            status, value = refused.status, {"error": str(refused)}
        except Refused as refused:
            status, value = refused.problem.status, {"error": refused.problem.message}
        except ValueError as error:
            status, value = 400, {"error": str(error)}
        await send_parcel(send, pack_bytes(status, write_json(value)))

    def _answer(self, scope: Scope, body: bytes) -> Any:
        if not self._controls.admin:
            raise AdminRefused(404, _OFF)
        headers = read_headers(scope["headers"])
        if reason := why_not_steered(headers, self._url()):
            raise AdminRefused(403, reason)
        route, rest = _find_route(scope["method"], scope["path"])
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        return route.run(Ask(self._controls, rest, query, _read(headers, body))) or {}


def _find_route(verb: str, path: str) -> tuple[Route, str]:
    below = path.removeprefix(PREFIX).rstrip("/") or "/"
    verbs = []
    for route in ROUTES:
        fixed, variable, _ = route.path.partition("{")
        rest = below.removeprefix(fixed)
        if below != route.path and not (variable and below.startswith(fixed) and "/" not in rest):
            continue
        if route.verb == verb:
            return route, rest
        verbs.append(route.verb)
    if verbs:
        raise AdminRefused(405, f"{path} takes {', '.join(verbs)}, not {verb}")
    raise AdminRefused(404, f"there is no {path}; GET {PREFIX}/ lists the paths")


def _read(headers: Mapping[str, str], body: bytes) -> Any:
    if not body:
        return {}
    kind = headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() != "application/json":
        raise AdminRefused(415, "send Content-Type: application/json")
    try:
        return read_json(body)
    except ValueError as error:
        raise ValueError(f"the body is not JSON: {error}") from None
