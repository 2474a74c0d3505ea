"""Rest.li on the wire: one ASGI endpoint from bytes to bytes.

A request goes through four hands: `incoming` reads it, `understanding` makes a call of it,
`handlers` execute the call, `replies` sends the answer; the journal notes it at the end.
"""

from __future__ import annotations

import logging
import time

from linkedin_api.sandbox import problems
from linkedin_api.sandbox.call import Answer
from linkedin_api.sandbox.handlers import HANDLERS
from linkedin_api.sandbox.incoming import (
    Incoming,
    Receive,
    Scope,
    Send,
    check_sizes,
    read_body,
    read_headers,
    understand,
)
from linkedin_api.sandbox.journal import Journal, Trace
from linkedin_api.sandbox.permissions import check_roles
from linkedin_api.sandbox.problems import Refused
from linkedin_api.sandbox.replies import say_no, send_answer
from linkedin_api.sandbox.understanding import OLD_PROTOCOL, Platform, understand_call

logger = logging.getLogger(__name__)


class Api:
    """The Rest.li side of a sandbox, as an ASGI application.

    Args:
        platform: resources, entities, tokens, time, versions.
        journal: where requests are noted.
    """

    def __init__(self, platform: Platform, journal: Journal) -> None:
        self.platform = platform
        self.journal = journal
        self.url = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        trace = Trace(scope["method"], scope["raw_path"].decode("latin-1"), time.perf_counter())
        trace.headers = headers = read_headers(scope["headers"])
        protocol = headers.get("x-restli-protocol-version", OLD_PROTOCOL)
        try:
            body = await read_body(receive)
            check_sizes(scope["raw_path"], scope["query_string"], scope["headers"])
            incoming = understand(scope, headers, body)
            trace.meant(incoming.verb, incoming.tunnelled, len(incoming.query) + len(body))
            answer = self._answer(incoming, protocol, trace)
        except Refused as refused:
            answer = say_no(refused.problem)
        except Exception:  # a fault of a resource's function must look like LinkedIn's
            logger.exception("the sandbox failed at %s %s", scope["method"], scope["path"])
            answer = say_no(problems.INTERNAL)
        self.journal.add(trace.record(answer.status, self.platform.clock.now()))
        await send_answer(send, answer, protocol)

    def _answer(self, incoming: Incoming, protocol: str, trace: Trace) -> Answer:
        call = understand_call(incoming, protocol, self.platform, self.url, trace)
        handler = HANDLERS[call.method]
        if call.resource.roles and not handler.batch:
            check_roles(call, call.key)  # those of a batch are asked for entry by entry
        return handler.run(call)
