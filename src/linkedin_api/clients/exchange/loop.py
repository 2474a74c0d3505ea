"""One call from its first sending to its response, as steps that somebody else performs.

`exchange` is a generator: it yields what is to be done and gets what came of it. The
synchronous and the asynchronous client differ only in how they perform the steps.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from logging import DEBUG
from threading import Lock
from typing import Any, Final, Self, TypeVar

from linkedin_api.clients.exchange.events import Event, Observer, log, logger
from linkedin_api.clients.exchange.provider import Provider
from linkedin_api.clients.exchange.quota import DayThrottles, RateBudget
from linkedin_api.clients.exchange.retry import Attempt, Outcome, Retry, Verdict
from linkedin_api.clients.exchange.steps import NeedToken, Send, Steps, Wait
from linkedin_api.clients.exchange.sunsets import SunsetWatch
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.exchange.upload_request import UploadRequest
from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.response import BaseResponse
from linkedin_api.errors import InvalidArgumentError, TokenReason, token_reason
from linkedin_api.restli.request import Request

R = TypeVar("R", bound=BaseResponse[Any])

#: Seconds after its first use during which a token counts as just made.
FRESH_TOKEN_SECONDS = 30.0
#: Of so many tokens a client knows when it first used them; enough for one per member.
REMEMBERED_TOKENS = 64
#: What another token can cure.
_CURABLE: Final = frozenset({"invalid", "revoked", "expired"})


class _TokenAges:
    """When each token was first used."""

    def __init__(self) -> None:
        self.first_uses: dict[str, float] = {}
        self.after_fork()
        renew_in_children(self)

    def after_fork(self) -> None:
        """Have a lock of one's own."""
        self._lock = Lock()

    def begin(self, token: str, now: float) -> float:
        """Note the first use of a token, and return when it was."""
        with self._lock:
            since = self.first_uses.setdefault(token, now)
            while len(self.first_uses) > REMEMBERED_TOKENS:
                self.first_uses.pop(next(iter(self.first_uses)))
        return since


class Conduct:
    """How a client goes about its calls; one for each client.

    Args:
        retry: when to send again.
        raise_for_status: whether a response that is not good is raised.
        observer: gets every event.
        budget: how many calls are allowed.
        clock: seconds that only ever grow.
        now: seconds since 1970.
        sunsets: warns of versions that end; `None` where none does.
        total: seconds for a call with all its retries; `None` for no end.
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
        _check_options(retry, raise_for_status, observer, budget)
        check_functions(clock=now, monotonic=clock)
        self.retry = retry
        self.raises = raise_for_status
        self.observer = observer
        self.budget = budget
        self.clock = clock
        self.now = now
        self.throttles = DayThrottles()
        self.sunsets = sunsets
        self.total = total
        self._ages = _TokenAges()

    def with_retry(self, retry: Retry) -> Self:
        """The same conduct, but for when to send again; all that it remembers is shared."""
        _check_options(retry, self.raises, self.observer, self.budget)
        other = object.__new__(type(self))
        vars(other).update(vars(self), retry=retry)
        return other

    def __reduce__(self) -> tuple[Any, ...]:
        given = (self.retry, self.raises, self.observer, self.budget, self.clock, self.now)
        return type(self), (*given, self.sunsets, self.total)

    def is_fresh(self, token: str) -> bool:
        """Whether a token was first used a moment ago; the first use is now, if it is new."""
        now = self.clock()
        since = self._ages.first_uses.get(token)
        if since is None:
            since = self._ages.begin(token, now)
        return now - since < FRESH_TOKEN_SECONDS

    def look_at(self, version: str | None) -> None:
        """Warn if a version is near its end; `None` is no version."""
        if isinstance(version, str) and self.sunsets is not None:
            self.sunsets.look_at(version, self.now())

    def is_settled(self, outcome: Outcome) -> bool:
        """Whether an answer is good and nobody wants to hear of it: the usual case."""
        return (
            outcome.reply is not None
            and outcome.reply.error is None
            and self.retry.hook is None
            and self.observer is None
            and not logger.isEnabledFor(DEBUG)
        )

    def claim(self, resource: str) -> float:
        """Take one call from the budget; seconds to wait before it may be sent."""
        if self.budget is None:
            return 0.0
        return self.budget.claim(resource, self.now(), self.clock())

    def tell(self, attempt: Attempt, verdict: Verdict | None, seconds: float) -> None:
        """Log what came of an attempt and hand it to the observer, if anybody listens."""
        if verdict is None and self.observer is None and not logger.isEnabledFor(DEBUG):
            return
        event = _event(attempt, verdict, seconds)
        log(event)
        if self.observer is not None:
            self.observer(event)


def _check_options(retry: Any, raise_for_status: Any, observer: Any, budget: Any) -> None:
    """Refuse what cannot be meant, before it is used in the middle of a call.

    Raises:
        InvalidArgumentError: names the argument.
    """
    wanted = (
        ("retry", retry, isinstance(retry, Retry), "a Retry, such as Retry(3)"),
        ("raise_for_status", raise_for_status, isinstance(raise_for_status, bool), "True or False"),
        ("observer", observer, observer is None or callable(observer), "a function or None"),
        ("budget", budget, isinstance(budget, RateBudget | None), "a RateBudget or None"),
    )
    for name, value, is_right, right in wanted:
        if not is_right:
            raise InvalidArgumentError(f"{name} must be {right}, not {value!r}")


def check_functions(**functions: Any) -> None:
    """Refuse what cannot be called, by its name.

    Raises:
        InvalidArgumentError: names the argument.
    """
    for name, function in functions.items():
        if not callable(function):
            raise InvalidArgumentError(f"{name} must be a function, not {function!r}")


def exchange(task: Task, conduct: Conduct, response_type: type[R]) -> Steps[R]:
    """Carry out a task, sending it again as the retry policy says.

    If LinkedIn refuses the token of a provider, the provider is asked once for another one.
    A call that was refused with 401 was not carried out, so this holds for writes too.

    Returns:
        The response, whatever its status, unless `conduct.raises`.

    Raises:
        TransportError: no whole answer came.
        StatusError: as `conduct.raises` says.
        ResponseFormattingError: an answer says that it is good, but lacks what was promised.
        BudgetExceededError: the program's own budget is used up; nothing was sent.
    """
    number = 0
    renewed = False
    ends = math.inf if conduct.total is None else conduct.clock() + conduct.total
    while True:
        provider = (yield NeedToken()) if task.needs_token else ""
        token = provider
        if not isinstance(provider, str) and isinstance(provider, Provider):
            token = yield from provider.steps()
        request = task.build(token)
        conduct.look_at(task.version)
        fresh = task.needs_token and conduct.is_fresh(token)
        closed = conduct.throttles.answer(task.resource, conduct.now())
        if closed is not None:  # the same answer would come again
            return _finish(closed, conduct, response_type, request)
        if task.needs_token and (pause := conduct.claim(task.resource)):
            yield Wait(pause)
        begun = conduct.clock()
        left = None if ends == math.inf else ends - begun
        outcome: Outcome = yield Send(request, left, task.timeout)
        if conduct.is_settled(outcome):
            return _finish(outcome, conduct, response_type, request)
        conduct.throttles.note(task.resource, outcome, conduct.now())
        attempt = Attempt(task.method, task.resource, task.is_read, number, outcome, fresh)
        replacing = None if renewed else _replacing(provider, token, outcome)
        verdict = replacing or conduct.retry.decide(attempt, now=conduct.now)
        if verdict is not None and conduct.clock() + verdict.wait >= ends:
            verdict = None
        conduct.tell(attempt, verdict, conduct.clock() - begun)
        if verdict is None:
            return _finish(outcome, conduct, response_type, request)
        if replacing is not None:  # not a retry: what is sent next is another request
            renewed = True
            continue
        yield Wait(verdict.wait)
        number += 1


def _replacing(provider: Any, token: str, outcome: Outcome) -> Verdict | None:
    """To send again at once, if LinkedIn refused the token and the provider has another."""
    reason = _token_reason(outcome)
    if reason not in _CURABLE or not isinstance(provider, Provider):
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
        raise TypeError("an outcome has either a reply or an error")
    # The query of an upload address is its secret part.
    url = request.address if isinstance(request, UploadRequest) else request.url
    if isinstance(request, Request) and isinstance(raw.url, str):
        url = raw.url
    response = response_type.received(reply, raw, url, request.verb)
    return response.raise_for_status() if conduct.raises or reply.is_incomplete else response
