"""Rest.li on the wire: one ASGI endpoint from bytes to bytes.

A request goes through four steps: `incoming` reads it, `call_parser` makes a call of it,
`handlers` execute the call, and `replies` sends the answer. The journal records it at the end.
Between them, `faults` may strike once the call is known, and `quotas` count it before it is
executed.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from functools import partial
from typing import Final

from linkedin_api.sandbox.at_linkedin import Lack, find_lack
from linkedin_api.sandbox.catalog.playable_streams import RECIPES
from linkedin_api.sandbox.faults.book import FaultBook
from linkedin_api.sandbox.faults.delivery import deliver, status_of, strike
from linkedin_api.sandbox.journal import Journal, Trace
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.call_parser import Parsed, parse_call
from linkedin_api.sandbox.protocol.expansion import expand_urn
from linkedin_api.sandbox.protocol.handlers import HANDLERS
from linkedin_api.sandbox.protocol.incoming import (
    QUERY_TOKEN,
    Incoming,
    Receive,
    Scope,
    Send,
    read_headers,
    read_request,
)
from linkedin_api.sandbox.protocol.methods import OLD_PROTOCOL
from linkedin_api.sandbox.protocol.permissions import check_rules
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.projections import project_answer
from linkedin_api.sandbox.protocol.replies import Answer, Parcel, pack, say_no, send_parcel
from linkedin_api.sandbox.protocol.resource import Call
from linkedin_api.sandbox.protocol.routing import Tree
from linkedin_api.sandbox.quotas import Quotas
from linkedin_api.sandbox.web.redaction import shown
from linkedin_api.sandbox.world import LinkedIn

logger = logging.getLogger(__name__)
#: Header of an answer that names what the sandbox lacks and LinkedIn has or may have.
LACKS: Final = "x-li-sandbox-lacks"
#: How many lacks the log names, each once; a program may ask forever.
_MOST_SAID: Final = 1000


class Api:
    """The Rest.li side of a sandbox, as an ASGI application.

    Args:
        tree: the resources.
        world: what calls are read against.
        journal: records the requests.
        faults: faults on demand.
        quotas: how many calls are allowed.

    Attributes:
        url: where it answers, once it is started.
    """

    def __init__(
        self, tree: Tree, world: LinkedIn, journal: Journal, faults: FaultBook, quotas: Quotas
    ) -> None:
        self.tree = tree
        self.world = world
        self.journal = journal
        self.faults = faults
        self.quotas = quotas
        self.url = ""
        self._said: set[Lack] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        began, headers = time.perf_counter(), read_headers(scope["headers"])
        protocol = headers.get("x-restli-protocol-version", OLD_PROTOCOL)
        incoming, parsed = await self._parse(scope, receive, headers)
        trace = _trace(scope, began, headers, incoming, parsed)
        call = parsed.call
        meant = call if isinstance(call, Call) else self._refuse(call, trace)
        fault = self.faults.draw(trace)
        if fault is None:
            parcel = self._serve(meant, protocol)
            self._note(trace, parcel.status)
            await send_parcel(send, parcel)
        else:
            trace.fault = str(fault)
            serve = partial(self._serve, meant, protocol)
            struck = await strike(fault, serve, trace, protocol, receive)
            self._note(trace, status_of(struck))
            await deliver(fault, struck, scope, receive, send)

    async def _parse(
        self, scope: Scope, receive: Receive, headers: dict[str, str]
    ) -> tuple[Incoming | None, Parsed]:
        """Return the request and what it asks for; no request if it cannot be read at all."""
        try:
            incoming = await read_request(scope, receive, headers)
        except Exception as error:  # noqa: BLE001  # every exception gets an answer
            return None, Parsed(error)
        return incoming, parse_call(incoming, self.tree, self.world)

    def _serve(self, meant: Call | Answer, protocol: str) -> Parcel:
        answer = self._execute(meant) if isinstance(meant, Call) else meant
        return pack(answer, protocol)

    def _execute(self, call: Call) -> Answer:
        try:
            handler = HANDLERS[call.method]
            if call.resource.rules and not handler.batch:
                check_rules(call, call.key)  # those of a batch are asked for entry by entry
            self.quotas.take(call.token, call.resource.name)
            answer = handler.run(call)
            return answer if call.projection is None else self._project(call, answer)
        except Exception as error:  # noqa: BLE001  # every exception gets an answer
            return _explain(error, call.path)

    def _project(self, call: Call, answer: Answer) -> Answer:
        if call.projection is None or HANDLERS[call.method].writes:
            return answer
        expand = partial(expand_urn, call, self.tree, RECIPES)
        return replace(answer, body=project_answer(call.projection, answer.body, expand))

    def _refuse(self, error: Exception, trace: Trace) -> Answer:
        """Return the answer to an error, marked and logged if only the sandbox lacks something."""
        answer = _explain(error, trace.path)
        missing = error.missing if isinstance(error, Refused) else None
        lack = None if missing is None else find_lack(missing)
        if lack is None:
            return answer
        trace.lacks = lack.what
        if lack not in self._said and len(self._said) < _MOST_SAID:
            self._said.add(lack)
            logger.warning("%s (%s %s)", lack.sentence, trace.verb, shown(trace.path))
        return replace(answer, headers={**answer.headers, LACKS: lack.what})

    def _note(self, trace: Trace, status: int) -> None:
        self.journal.add(trace.record(status, self.world.clock.now()))


def _trace(
    scope: Scope, began: float, headers: dict[str, str], incoming: Incoming | None, parsed: Parsed
) -> Trace:
    """Return what is known of a request, for the journal and the faults."""
    path = scope["raw_path"].decode("latin-1")
    if incoming is None:
        return Trace(scope["method"], path, began, headers=headers)
    return Trace(
        incoming.verb, path, began, len(incoming.query) + len(incoming.body),
        () if incoming.query_token is None else (QUERY_TOKEN,), parsed.method, parsed.name,
        parsed.resource, parsed.keys, parsed.params, parsed.body, parsed.version, parsed.member,
        incoming.tunnelled, headers,
    )  # fmt: skip


def _explain(error: Exception, path: str) -> Answer:
    """Return the answer to an exception: a refusal, or an internal error."""
    if isinstance(error, Refused):
        return say_no(error.problem)
    # An error in a resource's function must look like LinkedIn's.
    logger.error("the sandbox failed at %s", path, exc_info=error)
    return say_no(problems.INTERNAL)
