"""The two servers side by side, and what may differ between their answers without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

from interop.asked_requests import Asked
from interop.java_server import JavaServer, Reply, Wire
from interop.steps import Step, comparable
from interop.twins import Twins

_structure = re.compile(r"([(),:'])")
#: Headers of a request that say what is asked.
_MEANINGFUL: Final = (
    "accept", "content-type", "x-http-method-override", "x-restli-method",
    "x-restli-protocol-version",
)  # fmt: skip
#: What the server says of its own inside in an error, which LinkedIn's gateway takes out.
_INSIDE: Final = ("exceptionClass", "stackTrace", "message")


class Sides:
    """LinkedIn's server and a sandbox with the same resources, asked the same.

    Attributes:
        server: LinkedIn's.
        twins: the sandbox's resources.
        sandbox: a connection to it.
    """

    def __init__(self, server: JavaServer, twins: Twins, sandbox: Wire) -> None:
        self.server = server
        self.twins = twins
        self.sandbox = sandbox

    def reset(self) -> None:
        """Forget all entities on both sides."""
        self.server.reset()
        self.twins.reset()

    def ask_both(self, asked: Asked) -> tuple[Reply, Reply]:
        """Send a request to both as it is; returns the server's answer and the sandbox's."""
        headers = {name.replace("-", "_"): value for name, value in asked.headers.items()}
        theirs = self.server.wire.ask(asked.verb, asked.target, asked.body, **headers)
        ours = self.sandbox.ask(asked.verb, f"/v2{asked.target}", asked.body, **headers)
        return theirs, ours

    def replay(self, request: Mapping[str, Any]) -> Reply:
        """Send the sandbox a request just as the server received it."""
        headers = {name.replace("-", "_"): request["headers"].get(name) for name in _MEANINGFUL}
        target = f"/v2{request['target']}"
        return self.sandbox.ask(request["verb"], target, request["body"], **headers)

    def disagreements(
        self, shell: Any, client: Any, steps: Sequence[Step], *, sandbox_too: bool
    ) -> Iterator[str]:
        """Do steps with a client, and hold all that took part in them against each other.

        Args:
            shell: runs the client.
            client: that talks to the server.
            steps: the calls.
            sandbox_too: whether the sandbox gets the same requests.

        Yields:
            What the resource did not receive as sent, what the client did not read as
            answered, and what the sandbox read or answered in another way than the server.
        """
        replies = [shell.call(client, step.method, **step.arguments) for step in steps]
        took = self.server.take()
        if not len(steps) == len(took["requests"]) == len(took["calls"]):
            counts = {name: len(noted) for name, noted in took.items()}
            yield f"{len(steps)} calls of the client, but the server noted {counts}"
            for step, reply in zip(steps, replies, strict=True):
                if reply.status_code >= 300:
                    yield f"{step.method}: {step.received} was answered {reply._reply.content!r}"
            return
        done = zip(steps, replies, took["requests"], took["calls"], strict=True)
        for step, response, request, call in done:
            received = comparable(call)
            found = [*_client_faults(step, response, received)]
            if sandbox_too:
                found += self._sandbox_faults(response, request, received)
            yield from (f"{step.method}: {fault}" for fault in found)

    def _sandbox_faults(
        self, response: Any, request: Mapping[str, Any], received: Mapping[str, Any]
    ) -> Iterator[str]:
        self.twins.received.clear()
        reply = self.replay(request)
        read = [comparable(each) for each in self.twins.received]
        if read != [received]:
            yield f"the server read {received}, the sandbox {read}"
        for where, theirs, ours in differing(as_answered(response._reply), as_answered(reply)):
            yield f"{where} is {theirs}, and {ours} of the sandbox"


def _client_faults(step: Step, response: Any, received: Mapping[str, Any]) -> Iterator[str]:
    sent = {"method": step.method.upper(), "resource": received["resource"], **step.received}
    if comparable(sent) != received:
        yield f"sent {sent}, received {received}"
    answered = step.answered(response)
    if answered != step.expected:
        yield f"read {answered}, not {step.expected}, of {dict(response.headers)}"


def as_answered(reply: Any) -> dict[str, Any]:
    """What two answers must have in common, of a `Reply` here or of a client's own."""
    location = reply.headers.get("location", "")
    return {
        "status": reply.status,
        "error": reply.headers.get("x-restli-error-response"),
        "id": _named_id(reply.headers.get("x-restli-id"), location),
        "location": _address(location),
        "body": without_inside(reply.json),
    }


def _named_id(header: str | None, location: str) -> str | None:
    """The header as HTTP carries it; what Latin-1 lacks each server writes in its own way."""
    if header is None or max(unquote(location)) > "ÿ":
        return None
    return header.strip()


def without_inside(value: Any) -> Any:
    """A body without what errors say of the server's inside, and without the base path."""
    if isinstance(value, list):
        return [without_inside(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    inside = _INSIDE if "status" in value and "entity" not in value else ()
    return {
        name: _ADDRESSES.get(name, without_inside)(part)
        for name, part in value.items()
        if name not in inside
    }


def _value(text: str) -> list[str]:
    """A value of a URL in its parts: more percent-encoding than must be is the same."""
    return list(map(unquote, _structure.split(text)))


def _address(path: str) -> list[list[str]]:
    return [_value(segment) for segment in path.removeprefix("/v2").split("/")]


def _link(href: str) -> tuple[list[list[str]], dict[str, list[str]]]:
    """A link; the server shuffles its parameters."""
    path, _, query = href.partition("?")
    pairs = (pair.partition("=") for pair in query.split("&"))
    return _address(path), {name: _value(value) for name, _, value in pairs}


_ADDRESSES: Final = {"location": _address, "href": _link}


def differing(theirs: Any, ours: Any, where: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two values differ, as far inside as can be said, with both parts."""
    if isinstance(theirs, Mapping) and isinstance(ours, Mapping):
        for name in {**theirs, **ours}:
            one, other = (side.get(name, "(absent)") for side in (theirs, ours))
            yield from differing(one, other, f"{where}/{name}")
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for place, (one, other) in enumerate(zip(theirs, ours, strict=True)):
            yield from differing(one, other, f"{where}/{place}")
    elif theirs != ours:
        yield where, theirs, ours
