"""A state file of any version, as the state of each stream.

The platform hands over what the connector emitted. People write and edit such files too. What a
file means is read; of what means nothing, an error says what is wrong, so that no stream is read
again from its beginning, or not at all, without a word.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, Final

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.pages import PAGES

#: A state message has one of these keys.
_MESSAGE_KEYS: Final = frozenset({"stream", "global", "data"})
_FORMS: Final = "a state must be an object, or a list of objects, as the connector writes it"

State = Mapping[str, Any]


class StateError(InvalidArgumentError):
    """A state is wrong; the message names the part."""


def state_messages(document: Any, names: Container[str] = PAGES) -> list[dict[str, Any]]:
    """Return the content of a state file as a list of state messages, one for each stream.

    The file contains a list of messages, one message, an output line with a message, or an
    object of streams (the format before state messages), or a mixture. Of several states of a
    stream the last one counts.

    Args:
        document: the content; `None`, an empty list and an empty object for no state.
        names: names of streams that an object of streams may have.

    Raises:
        StateError: the content has another form; the message says which part.

    Example:
        >>> state_messages({"share_statistics_time_bound": {"timeRangeEnd": 1794873600000}})
        [{'type': 'STREAM', 'stream': {'stream_descriptor': {'name': \
'share_statistics_time_bound'}, 'stream_state': {'timeRangeEnd': 1794873600000}}}]
    """
    if document is None or document in ({}, []):
        return []
    documents = document if isinstance(document, list) else [document]
    states = by_stream(message for each in documents for message in _messages(each, names))
    return [
        {
            "type": "STREAM",
            "stream": {"stream_descriptor": {"name": name}, "stream_state": dict(state)},
        }
        for name, state in states.items()
    ]


def by_stream(messages: Iterable[Mapping[str, Any]]) -> dict[str, State]:
    """Return the state of each stream in messages; the last one counts.

    Raises:
        StateError: a part has another form.
    """
    return {name: state for message in messages for name, state in _streams(message)}


def _messages(document: Any, names: Container[str]) -> Iterator[dict[str, Any]]:
    if isinstance(document, dict) and document.get("type") == "STATE":
        document = document.get("state")
    if not isinstance(document, dict):
        raise StateError(f"{_FORMS}, not {document!r}")
    if not _MESSAGE_KEYS & document.keys():
        yield {"data": document}
        return
    yield {"data": {name: state for name, state in document.items() if name in names}}
    yield document


def _streams(message: Mapping[str, Any]) -> Iterator[tuple[str, State]]:
    whole = _object(message.get("global"), "global")
    listed = whole.get("stream_states") or []
    if not isinstance(listed, list):
        raise StateError(f"global.stream_states must be a list, not {listed!r}")
    alone = [message["stream"]] if message.get("stream") is not None else []
    for one in (*listed, *alone):
        descriptor = _object(_object(one, "stream").get("stream_descriptor"), "stream_descriptor")
        name = descriptor.get("name")
        if not isinstance(name, str):
            raise StateError(f"stream.stream_descriptor.name must be a string, not {name!r}")
        yield name, _object(one.get("stream_state"), f"the state of {name}")
    for name, state in _object(message.get("data"), "data").items():
        yield name, _object(state, f"the state of {name}")


def _object(value: Any, what: str) -> State:
    """An object, or nothing for null."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise StateError(f"{what} must be an object, not {value!r}")
    return value
