"""How a client goes about its calls, and what it remembers of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from logging import DEBUG
from typing import Any, Self

from linkedin_api.argument_checks import check
from linkedin_api.clients.exchange.events import Event, Observer, log, logger
from linkedin_api.clients.exchange.quota import DayThrottles, RateBudget
from linkedin_api.clients.exchange.retry import Attempt, Outcome, Retry, Verdict
from linkedin_api.clients.exchange.sunsets import SunsetWatch
from linkedin_api.clients.forgetting import forget_oldest

#: Seconds after its first use during which a token counts as new.
FRESH_TOKEN_SECONDS = 30.0
#: For how many tokens a client remembers the first use; enough for one per member.
REMEMBERED_TOKENS = 64


class Conduct:
    """How a client makes its calls; one per client.

    The arguments are those of the client, whose `monotonic` is the `clock` here, and whose `clock`
    is `now`. `sunsets` warns of versions that end soon; `None` does not.
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
        _check_retry(retry)
        is_choice = isinstance(raise_for_status, bool)
        check(is_choice, "raise_for_status", "True or False", raise_for_status)
        is_function = observer is None or callable(observer)
        check(is_function, "observer", "a function or None", observer)
        check(isinstance(budget, RateBudget | None), "budget", "a RateBudget or None", budget)
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
        self._first_uses: dict[str, float] = {}

    def with_retry(self, retry: Retry) -> Self:
        """The same conduct, but for when to send again; all that it remembers is shared."""
        _check_retry(retry)
        other = object.__new__(type(self))
        vars(other).update(vars(self), retry=retry)
        return other

    def __reduce__(self) -> tuple[Any, ...]:
        given = (self.retry, self.raises, self.observer, self.budget, self.clock, self.now)
        return type(self), (*given, self.sunsets, self.total)

    def is_fresh(self, token: str) -> bool:
        """Whether a token was first used a moment ago; a token not seen before counts from now."""
        now = self.clock()
        since = self._first_uses.setdefault(token, now)
        forget_oldest(self._first_uses, REMEMBERED_TOKENS)
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


def _check_retry(retry: Any) -> None:
    check(isinstance(retry, Retry), "retry", "a Retry, such as Retry(3)", retry)


def check_functions(**functions: Any) -> None:
    """Refuse what cannot be called, by its name.

    Raises:
        InvalidArgumentError: names the argument.
    """
    for name, function in functions.items():
        check(callable(function), name, "a function", function)


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
