"""Rest.li on the wire: one ASGI endpoint from bytes to bytes.

Order of the checks: sizes, tunnel, token, version, protocol, path, query, method, scopes,
keys, body, and then the method itself. That the token comes before the version was
observed; the rest of the order is chosen, after the open-source server's.
"""

from __future__ import annotations

import base64
import json
import logging
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from linkedin_api.sandbox import problems
from linkedin_api.sandbox.call import Answer, Call
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.handlers import HANDLERS, Handler
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
from linkedin_api.sandbox.journal import Journal, RequestRecord
from linkedin_api.sandbox.keys import CompoundKey, Key, MisfitKey
from linkedin_api.sandbox.mounts import Mount, find_mount
from linkedin_api.sandbox.parameters import (
    bad_type,
    read_declared,
    read_masks,
    read_old_query,
    read_query,
)
from linkedin_api.sandbox.problems import Problem, Refused
from linkedin_api.sandbox.resource import Param
from linkedin_api.sandbox.routing import (
    Node,
    Place,
    Tree,
    check_supported,
    decide_method,
    find_place,
)
from linkedin_api.sandbox.store import Store
from linkedin_api.sandbox.tokens import Token, TokenBook
from linkedin_api.sandbox.versions import check_version

OLD_PROTOCOL: Final = "1.0.0"
PROTOCOL: Final = "2.0.0"
#: Bytes; of larger requests the journal keeps neither keys nor parameters nor body.
_MEMORABLE: Final = 128 * 1024
logger = logging.getLogger(__name__)
#: Names of response headers that differ between the protocols.
_OLD_NAMES: Final = {
    "X-RestLi-Error-Response": "X-LinkedIn-Error-Response",
    "X-RestLi-Id": "X-LinkedIn-Id",
}
_JSON: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


@dataclass(slots=True)
class _Trace:
    """What became known of a request, for the journal, however far it came."""

    method: str = ""
    name: str = ""
    resource: str = ""
    keys: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    version: str = ""
    member: str | None = None


class Api:
    """The Rest.li side of a sandbox, as an ASGI application.

    Args:
        tree: the resources.
        store: their entities.
        tokens: who may call.
        clock: the sandbox's time.
        journal: where requests are noted.
        versions: months that answer under `/rest`.
    """

    def __init__(
        self,
        tree: Tree,
        store: Store,
        tokens: TokenBook,
        clock: Clock,
        journal: Journal,
        versions: frozenset[str],
    ) -> None:
        self.tree = tree
        self.store = store
        self.tokens = tokens
        self.clock = clock
        self.journal = journal
        self.versions = versions
        self.url = ""
        self._random = random.Random()  # noqa: S311  # ids of answers, no secrets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        began = time.perf_counter()
        headers = read_headers(scope["headers"])
        trace, incoming = _Trace(), None
        protocol = headers.get("x-restli-protocol-version", OLD_PROTOCOL)
        try:
            body = await read_body(receive)
            check_sizes(scope["raw_path"], scope["query_string"], scope["headers"])
            incoming = understand(scope, headers, body)
            answer = self._answer(incoming, protocol, trace)
        except Refused as refused:
            answer = _say_no(refused.problem)
        except Exception:  # a fault of a resource's function must look like LinkedIn's
            logger.exception("the sandbox failed at %s %s", scope["method"], scope["path"])
            answer = _say_no(problems.INTERNAL)
        self._note(scope, incoming, trace, answer.status, began)
        await _send(send, answer, self._headers(answer, protocol))

    def _answer(self, incoming: Incoming, protocol: str, trace: _Trace) -> Answer:
        token = self.tokens.authenticate(incoming.headers.get("authorization"))
        trace.member = token.member
        mount = find_mount(incoming.path)
        if mount.versioned:
            header = incoming.headers.get("linkedin-version")
            trace.version = check_version(header, self.versions)
        call = self._understand(incoming, protocol, mount, token, trace)
        return HANDLERS[call.method].run(call)

    def _understand(
        self, incoming: Incoming, protocol: str, mount: Mount, token: Token, trace: _Trace
    ) -> Call:
        old = _is_old(protocol)
        place = find_place(incoming.path, mount, self.tree)
        trace.resource = place.node.resource.name
        sent = read_old_query(incoming.query) if old else read_query(incoming.query, mount)
        trace.params = sent
        masks = read_masks(sent)
        verb, header = incoming.verb, incoming.headers.get("x-restli-method")
        method = decide_method(verb, sent, place, header, incoming.path)
        handler, trace.method = HANDLERS[method], method
        name = check_supported(method, sent, place, mount, verb, incoming.path)
        trace.name = name
        _check_return_entity(place.node, method, sent)
        _check_scopes(place.node, handler, token, f"{method}.{trace.version or 'NO_VERSION'}")
        key, key_parts = _read_path_key(place, method, sent)
        keys = _read_batch_keys(place.node, sent, mount) if handler.batch else ()
        trace.keys = tuple(each.text for each in (keys if key is None else (key,)))
        params = read_declared(_declared(place.node, method, name), sent, mount)
        trace.body = _read_json(incoming.body, handler)
        return Call(
            method=method, name=name, node=place.node, mount=mount, path=incoming.path,
            query=incoming.query, parents=place.parents, key=key, key_parts=key_parts,
            keys=keys, params=params, sent=sent, masks=masks, body=trace.body, token=token,
            version=trace.version, clock=self.clock, store=self.store, url=self.url,
        )  # fmt: skip

    def _headers(self, answer: Answer, protocol: str) -> list[tuple[bytes, bytes]]:
        unique = self._random.randbytes(16)
        named = {
            "X-RestLi-Protocol-Version": protocol,
            "x-li-fabric": "sandbox",
            "x-li-uuid": base64.b64encode(unique).decode(),
            "x-li-request-id": unique.hex()[:16].upper(),
            **answer.headers,
        }
        names = _OLD_NAMES if protocol == OLD_PROTOCOL else {}
        return [
            (names.get(name, name).encode("latin-1"), _header_bytes(value))
            for name, value in named.items()
        ]

    def _note(
        self, scope: Scope, incoming: Incoming | None, trace: _Trace, status: int, began: float
    ) -> None:
        headers = read_headers(scope["headers"]) if incoming is None else incoming.headers
        if incoming and len(incoming.query) + len(incoming.body) > _MEMORABLE:
            trace.keys, trace.params, trace.body = (), {}, None
        self.journal.add(
            RequestRecord(
                verb=incoming.verb if incoming else scope["method"],
                path=scope["raw_path"].decode("latin-1"),
                status=status,
                ms=(time.perf_counter() - began) * 1000,
                at=self.clock.now(),
                method=trace.method,
                name=trace.name,
                resource=trace.resource,
                keys=trace.keys,
                params=trace.params,
                body=trace.body,
                version=trace.version,
                member=trace.member,
                tunnelled=incoming is not None and incoming.tunnelled,
                headers={name: value for name, value in headers.items() if name != "authorization"},
            )
        )


def _is_old(protocol: str) -> bool:
    if protocol == PROTOCOL:
        return False
    if protocol == OLD_PROTOCOL:
        return True
    numbers = protocol.split(".")
    known = len(numbers) == 3 and all(number.isdecimal() for number in numbers)
    problem = problems.PROTOCOL_UNKNOWN if known else problems.PROTOCOL_MALFORMED
    raise Refused(problem.fill(version=protocol))


def _check_scopes(node: Node, handler: Handler, token: Token, what: str) -> None:
    resource = node.resource
    needed = resource.write_scopes if handler.writes else resource.read_scopes
    if (needed and not needed & token.scopes) or (resource.member_only and not token.member):
        raise Refused(problems.NO_PERMISSION.fill(what=f"{resource.name}.{what}"))


def _check_return_entity(node: Node, method: str, sent: Mapping[str, Any]) -> None:
    wanted = sent.get("$returnEntity", "true")
    if method in node.resource.returns_entity and wanted not in {"true", "false"}:
        raise Refused(problems.BAD_RETURN_ENTITY.fill(value=wanted))


def _read_path_key(
    place: Place, method: str, sent: Mapping[str, Any]
) -> tuple[Key | None, Mapping[str, Any]]:
    """Return the key of the path, or the parts of one that a finder's path may have."""
    segment, kind = place.segment, place.node.resource.key
    if segment is None:
        return None, {}
    if method == "FINDER" and isinstance(kind, CompoundKey):
        return None, kind.partial(segment)
    if "altkey" in sent:
        return _read_alternative(place.node, segment, sent["altkey"]), {}
    return kind.from_path(segment), {}


def _read_alternative(node: Node, text: str, altkey: Any) -> Key:
    translate = node.resource.alternatives.get(str(altkey))
    if translate is None:
        raise Refused(problems.BAD_ALTERNATIVE.fill(name=node.resource.name, altkey=altkey))
    value = translate(unquote(text))
    if value is None:
        raise Refused(problems.BAD_KEY.fill(value=text))
    return node.resource.key.of(value)


def _read_batch_keys(
    node: Node, sent: Mapping[str, Any], mount: Mount
) -> tuple[Key | MisfitKey, ...]:
    ids = sent["ids"]
    if not isinstance(ids, list):
        raise Refused(bad_type("ids", mount))
    keys: dict[str, Key | MisfitKey] = {}
    for each in ids:
        key = _read_batch_key(node, each, sent)
        keys[key.text] = key
    return tuple(keys.values())


def _read_batch_key(node: Node, value: Any, sent: Mapping[str, Any]) -> Key | MisfitKey:
    if "altkey" not in sent:
        try:
            return node.resource.key.from_query(value)
        except MisfitKey as misfit:
            return misfit
    if str(sent["altkey"]) not in node.resource.alternatives:
        return _read_alternative(node, value, sent["altkey"])
    try:
        return _read_alternative(node, value, sent["altkey"])
    except Refused as refused:
        return MisfitKey(value, refused.problem)


def _declared(node: Node, method: str, name: str) -> tuple[Param, ...]:
    if method == "FINDER":
        return node.finders[name].params
    return node.resource.params.get(method, ())


def _read_json(body: bytes, handler: Handler) -> Any:
    if handler.body == "none":
        return None
    if not body and handler.body == "optional":
        return {}
    try:
        return json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refused(problems.UNREADABLE) from None


def _refuse_constant(text: str) -> Any:
    raise ValueError(text)  # NaN and Infinity are not JSON


def _write_json(value: Any) -> bytes:
    try:
        return _JSON(value).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can escape
        return json.dumps(value).encode()


def _say_no(problem: Problem) -> Answer:
    return Answer(
        problem.status, problem.body(), {"X-RestLi-Error-Response": "true"}, problem.typed
    )


def _header_bytes(value: str) -> bytes:
    # Keys stand raw in X-RestLi-Id (observed); what Latin-1 lacks goes out as UTF-8.
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode()


async def _send(send: Send, answer: Answer, headers: list[tuple[bytes, bytes]]) -> None:
    body = b"" if answer.body is None else _write_json(answer.body)
    if body and answer.typed:
        headers.append((b"Content-Type", b"application/json"))
    if answer.status != 204:
        headers.append((b"Content-Length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
