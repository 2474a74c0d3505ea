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
from linkedin_api.sandbox.journal import HIDDEN, Journal, RequestRecord, without_token
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
from linkedin_api.sandbox.protocol.list_changes import change_list
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
        describe = _describe(scope, without_token(headers), incoming, parsed)
        call, lacks = self._refuse(parsed.call, *describe.args)
        size = 0 if incoming is None else len(incoming.query) + len(incoming.body)
        note = partial(self.journal.add, describe, began=began, size=size, lacks=lacks)
        fault = self.faults.draw(describe(lacks=lacks)) if self.faults.list() else None
        if fault is None:
            parcel = self._serve(call, protocol)
            note(parcel.status)
            await send_parcel(send, parcel)
        else:
            if fault.change and isinstance(call, Call):
                change_list(call, fault.change)

            async def serve() -> Parcel:
                return self._serve(call, protocol)

            struck = await strike(fault, serve, describe(), protocol, receive)
            note(status_of(struck), fault=str(fault))
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

    def _serve(self, call: Call | Answer, protocol: str) -> Parcel:
        answer = self._execute(call) if isinstance(call, Call) else call
        return pack(answer, protocol)

    def _execute(self, call: Call) -> Answer:
        try:
            handler = HANDLERS[call.method]
            if call.resource.rules and not handler.batch:
                check_rules(call, call.key)  # those of a batch are asked for entry by entry
            self.quotas.take(call.token, call.resource.name)
            answer = handler.run(call)
            if call.projection is None or handler.writes:
                return answer
            expand = partial(expand_urn, call, self.tree, RECIPES)
            return replace(answer, body=project_answer(call.projection, answer.body, expand))
        except Exception as error:  # noqa: BLE001  # every exception gets an answer
            return _explain(error, call.path)

    def _refuse(self, call: Call | Exception, verb: str, path: str) -> tuple[Call | Answer, str]:
        """Return a call, or the answer to an error and what only the sandbox lacks."""
        if isinstance(call, Call):
            return call, ""
        answer = _explain(call, path)
        missing = call.missing if isinstance(call, Refused) else None
        lack = None if missing is None else find_lack(missing)
        if lack is None:
            return answer, ""
        lack = lack._replace(what=shown(lack.what))  # a path may hold a token
        if lack not in self._said and len(self._said) < _MOST_SAID:
            self._said.add(lack)
            logger.warning("%s (%s %s)", lack.sentence, verb, shown(path))
        return replace(answer, headers={**answer.headers, LACKS: lack.what}), lack.what


def _describe(
    scope: Scope, headers: dict[str, str], incoming: Incoming | None, parsed: Parsed
) -> partial[RequestRecord]:
    """Return what is known of a request before it is answered, for its record."""
    path = scope["raw_path"].decode("latin-1")
    if incoming is None:
        return partial(RequestRecord, scope["method"], path, headers=headers)
    params = parsed.params
    if incoming.query_token is not None:
        params = {QUERY_TOKEN: HIDDEN, **params}
    return partial(
        RequestRecord, incoming.verb, path, method=parsed.method, name=parsed.name,
        resource=parsed.resource, keys=parsed.keys, params=params, body=parsed.body,
        version=parsed.version, member=parsed.member, tunnelled=incoming.tunnelled,
        headers=headers,
    )  # fmt: skip


def _explain(error: Exception, path: str) -> Answer:
    """Return the answer to an exception: a refusal, or an internal error."""
    if isinstance(error, Refused):
        return say_no(error.problem)
    # An error in a resource's function must look like LinkedIn's.
    logger.error("the sandbox failed at %s", path, exc_info=error)
    return say_no(problems.INTERNAL)
