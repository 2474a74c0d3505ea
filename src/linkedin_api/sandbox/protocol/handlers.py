"""The fourteen methods and their functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.protocol import reading, writing
from linkedin_api.sandbox.protocol.replies import Answer
from linkedin_api.sandbox.protocol.resource import Call


@dataclass(frozen=True, slots=True)
class Handler:
    """How one method is executed.

    Attributes:
        run: makes the answer.
        writes: whether write scopes are needed.
        body: whether a JSON body is needed; `optional` reads an empty one as `{}`.
        batch: whether `ids` has its keys.
    """

    run: Callable[[Call], Answer]
    writes: bool = False
    body: str = "none"
    batch: bool = False


HANDLERS: Final[Mapping[str, Handler]] = {
    "GET": Handler(reading.get),
    "BATCH_GET": Handler(reading.batch_get, batch=True),
    "GET_ALL": Handler(reading.get_all),
    "FINDER": Handler(reading.find),
    "BATCH_FINDER": Handler(reading.batch_find),
    "CREATE": Handler(writing.create, writes=True, body="required"),
    "BATCH_CREATE": Handler(writing.batch_create, writes=True, body="required"),
    "UPDATE": Handler(writing.update, writes=True, body="required"),
    "BATCH_UPDATE": Handler(writing.batch_update, True, "required", batch=True),
    "PARTIAL_UPDATE": Handler(writing.partial_update, writes=True, body="required"),
    "BATCH_PARTIAL_UPDATE": Handler(writing.batch_partial_update, True, "required", True),
    "DELETE": Handler(writing.delete, writes=True),
    "BATCH_DELETE": Handler(writing.batch_delete, writes=True, batch=True),
    "ACTION": Handler(writing.act, writes=True, body="optional"),
}
