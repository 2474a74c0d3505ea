"""When to send a call again, and after how long: a decision without a clock or a socket.

Reads are repeated when the answer did not come whole or was LinkedIn's fault. Writes are
repeated only when LinkedIn cannot have carried them out: the connection was never made, or
it refused with 429, or with 401 because the token is only seconds old. A limit per day is
never waited for.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any, Final, NamedTuple, Self

from linkedin_api.clients.limits import is_count, is_number
from linkedin_api.errors import (
    InvalidArgumentError,
    TransportError,
    throttle_window,
    token_reason,
)
from linkedin_api.http_dates import read_http_date
from linkedin_api.restli.reply import Reply

__all__ = ["Attempt", "Hook", "Outcome", "Retry", "Verdict"]

#: Answers that are LinkedIn's or a proxy's fault and often pass; for reads only.
_PASSING_FAULTS: Final = frozenset({500, 502, 503, 504})
#: A token that was just made needs seconds, not tenths, to be known everywhere (observed).
_FRESH_TOKEN_FACTOR: Final = 6


class Outcome(NamedTuple):
    """What came of sending a request once: an answer, or the reason why none came."""

    reply: Reply | None = None
    raw: Any = None
    error: TransportError | None = None


class Attempt(NamedTuple):
    """One sending of a call, as the decision sees it.

    Attributes:
        method: the Rest.li method, or the OAuth grant.
        resource: the path template.
        is_read: whether it changes nothing.
        number: 0 for the first sending.
        outcome: what came of it.
        token_is_fresh: whether the token was first used a moment ago.
    """

    method: str
    resource: str
    is_read: bool
    number: int
    outcome: Outcome
    token_is_fresh: bool = False


class Verdict(NamedTuple):
    """Send again after `wait` seconds, because of `reason`."""

    wait: float
    reason: str


#: A decision of one's own: a verdict, `False` to stop, `None` to leave it to the policy.
Hook = Callable[[Attempt], Verdict | bool | None]


class _Fields(NamedTuple):
    retries: int
    wait_initial: float
    wait_max: float
    jitter: float
    retry_after_max: float
    hook: Hook | None


class Retry(_Fields):
    """How often and after how long a call is sent again. All times are seconds.

    The wait before the n-th retry is `wait_initial * 2 ** (n - 1)`, at most `wait_max`, less
    a random part of it up to `jitter`. If LinkedIn names a wait (`Retry-After`) that is at
    most `retry_after_max`, it is kept; a longer one is not slept through, but returned.

    Args:
        retries: how often at the most, after the first sending.
        wait_initial: before the first retry.
        wait_max: at the most before any.
        jitter: from 0 to 1, the part of the wait that is random.
        retry_after_max: longest wait that LinkedIn may impose.
        hook: a decision of your own, asked first.

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
        if not is_count(retries):
            raise InvalidArgumentError(f"retries must be a whole number from 0, not {retries!r}")
        times = {"wait_initial": wait_initial, "wait_max": wait_max}
        for name, value in (times | {"retry_after_max": retry_after_max}).items():
            if not is_number(value) or value < 0:
                raise InvalidArgumentError(f"{name} must be seconds from 0, not {value!r}")
        if wait_max < wait_initial:
            raise InvalidArgumentError(f"wait_max must be at least wait_initial, not {wait_max}")
        if not is_number(jitter) or not 0 <= jitter <= 1:
            raise InvalidArgumentError(f"jitter must be from 0 to 1, not {jitter!r}")
        if hook is not None and not callable(hook):
            raise InvalidArgumentError(f"hook must be a function or None, not {hook!r}")
        return super().__new__(cls, retries, wait_initial, wait_max, jitter, retry_after_max, hook)

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]:
        """The arguments to copy and pickle it with."""
        return (), self._asdict()

    @classmethod
    def none(cls) -> Self:
        """Send every call once."""
        return cls(0)

    def decide(
        self,
        attempt: Attempt,
        uniform: Callable[[], float] = random.random,
        now: Callable[[], float] = time.time,
    ) -> Verdict | None:
        """Whether to send again: a verdict, or `None` to stop.

        Args:
            attempt: what was tried and what came of it.
            uniform: random numbers from 0 to 1.
            now: seconds since 1970, for an answer that names a date to wait for and no `Date`
                of its own.
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
        wait = self.wait_initial * 2.0**attempt.number
        if _is_revoked(attempt.outcome.reply):
            wait *= _FRESH_TOKEN_FACTOR
        return min(wait, self.wait_max) * (1 - self.jitter * uniform())


#: What clients do unless told otherwise.
DEFAULT_RETRY: Final = Retry()


def _reason(attempt: Attempt) -> str | None:
    """Why a call may be sent again; `None` if it may not."""
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
    if _is_revoked(reply):
        return "401 for a fresh token" if token_is_fresh else None
    return str(reply.status) if is_read and reply.status in _PASSING_FAULTS else None


def _is_revoked(reply: Reply | None) -> bool:
    return (
        reply is not None
        and reply.status == 401
        and reply.error is not None
        and token_reason(reply.error) == "revoked"
    )


def _retry_after(reply: Reply | None, now: Callable[[], float]) -> float | None:
    """Seconds that an answer asks to wait, given as a number or as a date.

    A date is one of the server's clock, so it is held against the answer's own `Date`.
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
