"""Decide whether and when to retry a call, without I/O.

Reads are retried after an incomplete answer or a server error. Writes are retried only if LinkedIn
cannot have carried them out: the connection failed, or LinkedIn refused with 429, or with 401
because the token is only seconds old. A daily limit is never waited out.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any, Final, NamedTuple, Self

from linkedin_api.argument_checks import check
from linkedin_api.clients.limits import is_count, is_number
from linkedin_api.error_records import TokenReason, throttle_window, token_reason
from linkedin_api.errors import TransportError
from linkedin_api.http_dates import read_http_date
from linkedin_api.restli.reply import Reply

__all__ = ["Attempt", "Hook", "Outcome", "Retry", "Verdict"]

#: Server errors of LinkedIn or a proxy that are often temporary; for reads only.
_PASSING_FAULTS: Final = frozenset({500, 502, 503, 504})
#: The largest power of two that the wait is multiplied with; a float cannot hold much larger ones.
_MOST_DOUBLINGS: Final = 1_000
#: LinkedIn's servers need seconds, not tenths, to recognize a new token (observed).
_FRESH_TOKEN_FACTOR: Final = 6


class Outcome(NamedTuple):
    """The result of sending a request once: an answer, or the reason why none came."""

    reply: Reply | None = None
    raw: Any = None
    error: TransportError | None = None


class Attempt(NamedTuple):
    """One attempt at a call, as input for the decision.

    Attributes:
        method: the Rest.li method, or the OAuth grant.
        resource: the path template.
        is_read: whether it changes nothing.
        number: 0 for the first attempt.
        outcome: its result.
        token_is_fresh: whether the token was first used a moment ago.
    """

    method: str
    resource: str
    is_read: bool
    number: int
    outcome: Outcome
    token_is_fresh: bool = False


class Verdict(NamedTuple):
    """Retry after `wait` seconds, because of `reason`."""

    wait: float
    reason: str


#: Your own decision: a verdict, `False` to stop, `None` to leave it to the policy.
Hook = Callable[[Attempt], Verdict | bool | None]


class _Fields(NamedTuple):  # a dataclass would import `inspect` with the first client
    retries: int
    wait_initial: float
    wait_max: float
    jitter: float
    retry_after_max: float
    hook: Hook | None


class Retry(_Fields):
    """How often and when to retry a call. All times are in seconds.

    The wait before the n-th retry is `wait_initial * 2 ** (n - 1)`, at most `wait_max`, minus
    a random part of up to `jitter`. The client follows LinkedIn's `Retry-After` header up to
    `retry_after_max`; for a longer wait it returns the response instead.

    Args:
        retries: maximum number of retries after the first attempt.
        wait_initial: wait before the first retry.
        wait_max: longest wait before any retry.
        jitter: the random part of the wait, from 0 to 1.
        retry_after_max: longest `Retry-After` to follow.
        hook: your own decision, which comes first.

    Example:
        >>> Retry(retries=5, wait_max=30).retries
        5
    """

    __slots__ = ()

    def __new__(
        cls,
        retries: int = 2,
        *,
        wait_initial: float = 0.5,
        wait_max: float = 8.0,
        jitter: float = 0.5,
        retry_after_max: float = 60.0,
        hook: Hook | None = None,
    ) -> Self:
        """Check the arguments."""
        check(is_count(retries), "retries", "a non-negative whole number", retries)
        times = {"wait_initial": wait_initial, "wait_max": wait_max}
        for name, value in (times | {"retry_after_max": retry_after_max}).items():
            is_time = is_number(value) and value >= 0
            check(is_time, name, "a non-negative number of seconds", value)
        check(wait_max >= wait_initial, "wait_max", "at least wait_initial", wait_max)
        check(is_number(jitter) and 0 <= jitter <= 1, "jitter", "from 0 to 1", jitter)
        check(hook is None or callable(hook), "hook", "a function or None", hook)
        return super().__new__(cls, retries, wait_initial, wait_max, jitter, retry_after_max, hook)

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]:
        """The arguments for copying and pickling."""
        return (), self._asdict()

    @classmethod
    def none(cls) -> Self:
        """Never retry."""
        return cls(0)

    def decide(
        self,
        attempt: Attempt,
        uniform: Callable[[], float] = random.random,
        now: Callable[[], float] = time.time,
    ) -> Verdict | None:
        """Decide whether to retry: a verdict, or `None` to stop.

        Args:
            attempt: the attempt and its result.
            uniform: returns random numbers from 0 to 1.
            now: returns seconds since 1970, for a `Retry-After` date in an answer without a
                `Date` header.
        """
        if self.hook is not None:
            own = self.hook(attempt)
            if isinstance(own, Verdict):
                return own
            if own is False:
                return None
        if attempt.number >= self.retries:
            return None
        reason = _reason(attempt)
        if reason is None:
            return None
        wait = self._backoff(attempt, uniform)
        asked = _retry_after(attempt.outcome.reply, now)
        if asked is not None and asked > self.retry_after_max:
            return None
        return Verdict(max(wait, asked or 0.0), reason)

    def _backoff(self, attempt: Attempt, uniform: Callable[[], float]) -> float:
        wait = self.wait_initial * 2.0 ** min(attempt.number, _MOST_DOUBLINGS)
        if token_refusal(attempt.outcome.reply) == "revoked":
            wait *= _FRESH_TOKEN_FACTOR
        return min(wait, self.wait_max) * (1 - self.jitter * uniform())


#: The default policy of clients.
DEFAULT_RETRY: Final = Retry()


def _reason(attempt: Attempt) -> str | None:
    """Why a call may be retried; `None` if it may not."""
    _, _, is_read, _, outcome, token_is_fresh = attempt
    if outcome.error is not None:
        may = outcome.error.retryable and (is_read or not outcome.error.maybe_seen)
        return type(outcome.error).__name__ if may else None
    reply = outcome.reply
    if reply is None or reply.error is None:
        return None
    if reply.is_success:
        return f"{reply.status}, but {reply.error.summary}" if is_read else None
    if reply.status == 429:
        window = throttle_window(reply.error)
        return f"429 ({window})" if window != "DAY" else None
    if token_refusal(reply) == "revoked":
        return "401 for a fresh token" if token_is_fresh else None
    return str(reply.status) if is_read and reply.status in _PASSING_FAULTS else None


def token_refusal(reply: Reply | None) -> TokenReason | None:
    """Why LinkedIn refused the token; `None` if it did not, or does not say."""
    if reply is None or reply.status != 401:
        return None
    return token_reason(reply.error or {})


def _retry_after(reply: Reply | None, now: Callable[[], float]) -> float | None:
    """The seconds in an answer's `Retry-After`, given as a number or as a date.

    A date is by the server's clock, so it is compared with the answer's own `Date`.
    """
    text = reply.headers.get("retry-after") if reply is not None else None
    if reply is None or text is None:
        return None
    if text.strip().isdecimal():
        return float(text)
    until, answered = read_http_date(text), read_http_date(reply.headers.get("date"))
    if until is None:
        return None
    return max(0.0, until.timestamp() - (answered.timestamp() if answered else now()))
