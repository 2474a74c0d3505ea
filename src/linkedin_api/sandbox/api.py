"""Rest.li on the wire: one ASGI endpoint from bytes to bytes.

A request goes through four steps: `incoming` reads it, `understanding` makes a call of it,
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

from linkedin_api.sandbox.addresses import Addresses
from linkedin_api.sandbox.at_linkedin import Lack, find_lack
from linkedin_api.sandbox.catalog.playable_streams import RECIPES
from linkedin_api.sandbox.faults.book import FaultBook
from linkedin_api.sandbox.faults.strikes import deliver, status_of, strike
from linkedin_api.sandbox.journal import Journal, Trace
from linkedin_api.sandbox.pages.redaction import shown
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.call import Answer, Call
from linkedin_api.sandbox.protocol.expansion import expand_urn
from linkedin_api.sandbox.protocol.handlers import HANDLERS
from linkedin_api.sandbox.protocol.incoming import (
    QUERY_TOKEN,
    Receive,
    Scope,
    Send,
    check_sizes,
    read_body,
    read_headers,
    understand,
)
from linkedin_api.sandbox.protocol.list_changes import change_list
from linkedin_api.sandbox.protocol.permissions import check_roles
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.projections import project_answer
from linkedin_api.sandbox.protocol.replies import Parcel, pack, say_no, send_parcel
from linkedin_api.sandbox.protocol.understanding import OLD_PROTOCOL, Platform, understand_call
from linkedin_api.sandbox.quotas import Quotas

logger = logging.getLogger(__name__)
#: Header of an answer that names what the sandbox lacks and LinkedIn has or may have.
LACKS: Final = "x-li-sandbox-lacks"
#: How many lacks the log names, each once; a program may ask forever.
_MOST_SAID: Final = 1000


class Api:
    """The Rest.li side of a sandbox, as an ASGI application.

    Args:
        platform: resources, entities, tokens, time, versions.
        journal: records the requests.
        faults: faults on demand.
        quotas: how many calls are allowed.
    """

    def __init__(
        self, platform: Platform, journal: Journal, faults: FaultBook, quotas: Quotas
    ) -> None:
        self.platform = platform
        self.journal = journal
        self.faults = faults
        self.quotas = quotas
        self.url = ""
        self.addresses = Addresses()
        self._said: set[Lack] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        trace = Trace(scope["method"], scope["raw_path"].decode("latin-1"), time.perf_counter())
        trace.headers = headers = read_headers(scope["headers"])
        protocol = headers.get("x-restli-protocol-version", OLD_PROTOCOL)
        meant: Call | Answer
        try:
            meant = await self._understand(scope, receive, trace)
        except Exception as error:  # noqa: BLE001  # every exception gets an answer
            meant = self._mark_lack(_explain(error, trace), error, trace)
        fault = self.faults.draw(trace)
        if fault is None:
            parcel = self._serve(meant, protocol)
            self._note(trace, parcel.status)
            await send_parcel(send, parcel)
        else:
            trace.fault = str(fault)
            if fault.change and isinstance(meant, Call):
                change_list(meant, fault.change)
            serve = partial(self._serve, meant, protocol)
            struck = await strike(fault, serve, trace, protocol, receive)
            self._note(trace, status_of(struck))
            await deliver(fault, struck, scope, receive, send)

    def _serve(self, meant: Call | Answer, protocol: str) -> Parcel:
        answer = self._execute(meant) if isinstance(meant, Call) else meant
        return pack(answer, protocol)

    async def _understand(self, scope: Scope, receive: Receive, trace: Trace) -> Call:
        body = await read_body(receive)
        check_sizes(scope["raw_path"], scope["query_string"], scope["headers"])
        incoming = understand(scope, trace.headers, body)
        trace.meant(incoming.verb, incoming.tunnelled, len(incoming.query) + len(body))
        if incoming.query_token is not None:
            trace.secrets = (QUERY_TOKEN,)
        return understand_call(incoming, self.platform, self.addresses.www, trace)

    def _execute(self, call: Call) -> Answer:
        try:
            handler = HANDLERS[call.method]
            if call.resource.roles and not handler.batch:
                check_roles(call, call.key)  # those of a batch are asked for entry by entry
            self.quotas.take(call.token, call.resource.name)
            answer = handler.run(call)
            return answer if call.projection is None else self._project(call, answer)
        except Exception as error:  # noqa: BLE001  # every exception gets an answer
            return _explain(error, call)

    def _project(self, call: Call, answer: Answer) -> Answer:
        if call.projection is None or HANDLERS[call.method].writes:
            return answer
        expand = partial(expand_urn, call, self.platform.tree, RECIPES)
        return replace(answer, body=project_answer(call.projection, answer.body, expand))

    def _mark_lack(self, answer: Answer, error: Exception, trace: Trace) -> Answer:
        """Mark an answer if only the sandbox lacks what was requested; log it once."""
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
        self.journal.add(trace.record(status, self.platform.clock.now()))


def _explain(error: Exception, where: Trace | Call) -> Answer:
    """Return the answer to an exception: a refusal, or an internal error."""
    if isinstance(error, Refused):
        return say_no(error.problem)
    # An error in a resource's function must look like LinkedIn's.
    logger.error("the sandbox failed at %s", where.path, exc_info=error)
    return say_no(problems.INTERNAL)
