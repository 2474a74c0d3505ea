"""A batch in several requests: which parts to send, and the merged response.

Both clients send the parts, one after the other or concurrently, and pass in the results.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from linkedin_api.clients.restli.response import RESPONSES, BaseRestliResponse
from linkedin_api.errors import LinkedInError, StatusError
from linkedin_api.restli.batches import Part, merge
from linkedin_api.restli.calls import Call
from linkedin_api.restli.reply import Reply
from linkedin_api.restli.request import build_request

_NOT_SENT = "not sent, because another part of the batch failed"


class PartResponse(BaseRestliResponse[Any]):
    """The answer to one part, before it is merged."""

    @property
    def reply(self) -> Reply:
        """The answer as a value."""
        return self._reply

    @property
    def verb(self) -> str:
        """The HTTP verb."""
        return self._verb


class Batch:
    """The parts of one batch, in order, and their results.

    Raises:
        InvalidArgumentError: a part cannot be sent; then none is.
    """

    def __init__(self, calls: Sequence[Call]) -> None:
        for call in calls:
            build_request(call, base_url="", access_token="-")  # noqa: S106  # never sent
        self._calls = calls
        self._answers: dict[int, PartResponse] = {}
        self._errors: dict[int, LinkedInError] = {}
        self._go_on = True

    def to_send(self) -> Iterator[tuple[int, Call]]:
        """Yield the parts with their numbers, until one has failed as a whole."""
        for number, call in enumerate(self._calls):
            if not self._go_on:
                return
            yield number, call

    def answer(self, number: int, response: PartResponse) -> None:
        """Record the answer to a part."""
        self._answers[number] = response
        self._go_on &= Part(self._calls[number], response.reply).problem is None

    def fail(self, number: int, error: LinkedInError) -> None:
        """Record why a part has no answer, or an error as its answer."""
        if isinstance(error.response, PartResponse):
            self.answer(number, error.response)
        if not isinstance(error, StatusError):
            self._errors[number] = error
            self._go_on = False

    def outcome(self, raises: bool) -> BaseRestliResponse[Any]:
        """The merged response.

        Raises:
            LinkedInError: a part has no answer; `response` has the results of the others.
            StatusError: if `raises` is set; `response` has all results.
        """
        if self._errors:
            error = self._errors[min(self._errors)]
            error.response = self._merge() if self._answers else None
            raise error
        merged = self._merge()
        return merged.raise_for_status() if raises else merged

    def _merge(self) -> BaseRestliResponse[Any]:
        parts = [self._part(number) for number in range(len(self._calls))]
        reply = merge(parts)
        bad = (n for n in sorted(self._answers) if parts[n].problem is not None)
        deciding = self._answers[next(bad, min(self._answers))]
        kind = RESPONSES[self._calls[0].method]
        merged = kind.received(reply, deciding.response, deciding.url, deciding.verb)
        merged.advise(deciding.hint)
        return merged

    def _part(self, number: int) -> Part:
        answer, error = self._answers.get(number), self._errors.get(number)
        reason = _NOT_SENT if error is None else f"{type(error).__name__}: {error}"
        return Part(self._calls[number], None if answer is None else answer.reply, reason)
