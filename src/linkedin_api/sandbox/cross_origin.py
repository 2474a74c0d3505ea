"""Programs in browsers: pages of any site may call the API, uploads and the token endpoint.

How LinkedIn's servers answer browsers is not known, so the sandbox's answers are chosen. It
sends no `Access-Control-Allow-Credentials`, so a page can do only what its token allows. Other
sites never get access to the consent pages, the status page or the admin paths.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, MutableMapping
from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.faults.delivery import Application
from linkedin_api.sandbox.journal import Journal, RequestRecord, without_token
from linkedin_api.sandbox.protocol.incoming import Receive, Scope, Send, read_headers
from linkedin_api.sandbox.protocol.replies import Parcel, send_parcel

#: The journal's name for a browser's preflight request.
PREFLIGHT: Final = "PREFLIGHT"
_ANY: Final = (b"Access-Control-Allow-Origin", b"*")
#: Headers that a page may read, in addition to the usual ones.
_EXPOSED: Final = (
    b"Access-Control-Expose-Headers",
    (
        b"Date, ETag, Location, X-LinkedIn-Error-Response, X-LinkedIn-Id, "
        b"X-RestLi-Error-Response, X-RestLi-Id, X-RestLi-Protocol-Version, "
        b"x-li-fabric, x-li-request-id, x-li-sandbox-lacks, x-li-uuid"
    ),
)
_VERBS: Final = (b"Access-Control-Allow-Methods", b"DELETE, GET, POST, PUT")
#: Seconds for which a browser may cache the answer.
_MAX_AGE: Final = (b"Access-Control-Max-Age", b"600")
_header_names = re.compile(r"[\w-]+( *, *[\w-]+)*", re.ASCII).fullmatch


class CrossOrigin:
    """Adds CORS to an ASGI application.

    Args:
        application: pages of other sites may read its answers.
        journal: records preflights, with `PREFLIGHT` as their method.
    """

    def __init__(self, application: Application, journal: Journal) -> None:
        self._application = application
        self._journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if not any(name == b"origin" for name, _ in scope["headers"]):
            await self._application(scope, receive, send)
            return
        headers = read_headers(scope["headers"])
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await self._answer(scope, headers, send)
            return

        async def send_readable(event: MutableMapping[str, Any]) -> None:
            if event["type"] == "http.response.start":
                event = {**event, "headers": [*event["headers"], _ANY, _EXPOSED]}
            await send(event)

        await self._application(scope, receive, send_readable)

    async def _answer(self, scope: Scope, headers: Mapping[str, str], send: Send) -> None:
        """Answer a preflight: any page may send any verb with the headers it names."""
        began, path = time.perf_counter(), scope["raw_path"].decode("latin-1")
        wanted = headers.get("access-control-request-headers", "")
        allowed = [_ANY, _VERBS, _MAX_AGE]
        if _header_names(wanted):
            allowed.append((b"Access-Control-Allow-Headers", wanted.encode("latin-1")))
        shown = without_token(headers)
        describe = partial(RequestRecord, "OPTIONS", path, method=PREFLIGHT, headers=shown)
        self._journal.add(describe, 204, began)
        await send_parcel(send, Parcel(204, allowed, b""))
