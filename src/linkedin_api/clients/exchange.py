"""One call from its first attempt to its response, as a sequence of steps.

`exchange` is a generator: it yields steps and receives their results. The synchronous and the
asynchronous client differ only in how they perform the steps.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator
from logging import DEBUG
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from linkedin_api.clients.events import Event, Observer, log, logger
from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.provider import TokenProvider
from linkedin_api.clients.quota import DayThrottles, RateBudget
from linkedin_api.clients.response import BaseResponse
from linkedin_api.clients.retry import Attempt, Outcome, Retry, Verdict
from linkedin_api.clients.sunsets import SunsetWatch
from linkedin_api.clients.uploads.part import UploadRequest
from linkedin_api.errors import TokenReason, token_reason
from linkedin_api.restli.request import Request

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R", bound=BaseResponse[Any])

#: Seconds after its first use during which a token counts as new.
FRESH_TOKEN_SECONDS = 30.0
#: For how many tokens a client remembers the first use; enough for one per member.
REMEMBERED_TOKENS = 64
#: The problems that another token can solve.
_CURABLE: Final = frozenset({"invalid", "revoked", "expired"})


class NeedToken(NamedTuple):
    """Return the bearer token to use now, or its provider."""


class Send(NamedTuple):
    """Send this request once, within `seconds`, and return an `Outcome`."""

    request: Request | UploadRequest
    seconds: float | None = None


class Wait(NamedTuple):
    """Wait this many seconds."""

    seconds: float


class Work(NamedTuple):
    """Call `do`, which may block briefly but does not raise, and return its result."""

    do: Callable[[], Any]


class Join(NamedTuple):
    """Wait for another task's result; return `None` if it takes longer than `seconds`."""

    future: Future[Any]
    seconds: float


Step = NeedToken | Send | Wait | Work | Join
Steps = Generator[Step, Any, T]


class Task(NamedTuple):
    """A call to carry out.

    Attributes:
        method: the Rest.li method, or the OAuth grant.
        resource: the path template.
        is_read: whether it changes nothing.
        build: builds the request; gets the token, or `""` if none is needed.
        needs_token: whether it needs a token.
        version: the version of the API, if it is the versioned one.
    """

    method: str
    resource: str
    is_read: bool
    build: Callable[[str], Request | UploadRequest]
    needs_token: bool = True
    version: str | None = None


class Conduct:
    """How a client makes its calls; one per client.

    Args:
        retry: when to retry.
        raise_for_status: whether to raise for error statuses.
        observer: gets every event.
        budget: how many calls are allowed.
        clock: a monotonic clock in seconds.
        now: seconds since 1970.
        sunsets: warns of versions that end soon; `None` for no warnings.
        total: seconds for a call with all its retries; `None` for no limit.
    """

    def __init__(
        self,
        retry: Retry,
        raise_for_status: bool,
        observer: Observer | None = None,
        budget: RateBudget | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        sunsets: SunsetWatch | None = None,
        total: float | None = None,
    ) -> None:
        self.retry = retry
        self.raises = raise_for_status
        self.observer = observer
        self.budget = budget
        self.clock = clock
        self.now = now
        self.throttles = DayThrottles()
        self.sunsets = sunsets
        self.total = total
        self._first_uses: dict[str, float] = {}
        self.after_fork()
        renew_in_children(self)

    def after_fork(self) -> None:
        """Create a new lock."""
        self._lock = Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        given = (self.retry, self.raises, self.observer, self.budget, self.clock, self.now)
        return type(self), (*given, self.sunsets, self.total)

    def is_fresh(self, token: str) -> bool:
        """Whether a token was first used a moment ago; a token not seen before counts from now."""
        now = self.clock()
        since = self._first_uses.get(token)
        if since is None:
            with self._lock:
                since = self._first_uses.setdefault(token, now)
                while len(self._first_uses) > REMEMBERED_TOKENS:
                    self._first_uses.pop(next(iter(self._first_uses)))
        return now - since < FRESH_TOKEN_SECONDS

    def look_at(self, version: str | None) -> None:
        """Warn if a version ends soon; `None` means unversioned."""
        if isinstance(version, str) and self.sunsets is not None:
            self.sunsets.look_at(version, self.now())

    def is_settled(self, outcome: Outcome) -> bool:
        """Whether an answer is good and needs no event: the common case."""
        return (
            outcome.reply is not None
            and outcome.reply.error is None
            and self.retry.hook is None
            and self.observer is None
            and not logger.isEnabledFor(DEBUG)
        )

    def claim(self, resource: str) -> float:
        """Take one call from the budget; returns the seconds to wait before sending it."""
        if self.budget is None:
            return 0.0
        return self.budget.claim(resource, self.now(), self.clock())

    def report(self, attempt: Attempt, verdict: Verdict | None, seconds: float) -> None:
        """Log the result of an attempt and pass it to the observer, if there is one."""
        if verdict is None and self.observer is None and not logger.isEnabledFor(DEBUG):
            return
        event = _event(attempt, verdict, seconds)
        log(event)
        if self.observer is not None:
            self.observer(event)


def exchange(task: Task, conduct: Conduct, response_type: type[R]) -> Steps[R]:
    """Carry out a task, with retries as the policy says.

    If LinkedIn refuses a provider's token, the provider is asked once for another one. LinkedIn
    does not carry out a call that it refuses with 401, so this applies to writes too.

    Returns:
        The response, whatever its status, unless `conduct.raises`.

    Raises:
        TransportError: no complete answer came.
        StatusError: if `conduct.raises` is set.
        ResponseFormattingError: a 2xx answer lacks the promised data.
        BudgetExceededError: the program's own call budget is used up; nothing was sent.
    """
    number = 0
    renewed = False
    ends = math.inf if conduct.total is None else conduct.clock() + conduct.total
    while True:
        provider = (yield NeedToken()) if task.needs_token else ""
        token = provider
        if not isinstance(provider, str) and isinstance(provider, TokenProvider):
            token = yield from provider.steps()
        request = task.build(token)
        conduct.look_at(task.version)
        fresh = task.needs_token and conduct.is_fresh(token)
        closed = conduct.throttles.answer(task.resource, conduct.now())
        if closed is not None:  # LinkedIn would give the same answer again
            return _finish(closed, conduct, response_type, request)
        if task.needs_token and (pause := conduct.claim(task.resource)):
            yield Wait(pause)
        begun = conduct.clock()
        outcome: Outcome = yield Send(request, None if ends == math.inf else ends - begun)
        if conduct.is_settled(outcome):
            return _finish(outcome, conduct, response_type, request)
        conduct.throttles.note(task.resource, outcome, conduct.now())
        attempt = Attempt(task.method, task.resource, task.is_read, number, outcome, fresh)
        replacing = None if renewed else _replacing(provider, token, outcome)
        verdict = replacing or conduct.retry.decide(attempt, now=conduct.now)
        if verdict is not None and conduct.clock() + verdict.wait >= ends:
            verdict = None
        conduct.report(attempt, verdict, conduct.clock() - begun)
        if verdict is None:
            return _finish(outcome, conduct, response_type, request)
        if replacing is not None:  # not a retry: the next request has another token
            renewed = True
            continue
        yield Wait(verdict.wait)
        number += 1


def _replacing(provider: Any, token: str, outcome: Outcome) -> Verdict | None:
    """Retry at once if LinkedIn refused the token and the provider has another."""
    reason = _token_reason(outcome)
    if reason not in _CURABLE or not isinstance(provider, TokenProvider):
        return None
    has_another = provider.refuse(token, reason)
    return Verdict(0.0, f"401 ({reason}): another token") if has_another else None


def _token_reason(outcome: Outcome) -> TokenReason | None:
    reply = outcome.reply
    if reply is None or reply.status != 401:
        return None
    return token_reason(reply.error or {})


def _event(attempt: Attempt, verdict: Verdict | None, seconds: float) -> Event:
    reply, _, error = attempt.outcome
    return Event(
        attempt.method,
        attempt.resource,
        None if reply is None else reply.status,
        seconds,
        attempt.number + 1,
        None if reply is None else reply.request_id,
        None if error is None else type(error).__name__,
        None if verdict is None else verdict.wait,
        None if verdict is None else verdict.reason,
    )


def _finish(
    outcome: Outcome,
    conduct: Conduct,
    response_type: type[R],
    request: Request | UploadRequest,
) -> R:
    reply, raw, error = outcome
    if error is not None:
        raise error
    if reply is None:
        raise TypeError("an outcome must have a reply or an error")
    # The query of an upload URL is secret.
    url = request.address if isinstance(request, UploadRequest) else request.url
    if isinstance(request, Request) and isinstance(raw.url, str):
        url = raw.url
    response = response_type.received(reply, raw, url, request.verb)
    return response.raise_for_status() if conduct.raises or reply.is_incomplete else response
