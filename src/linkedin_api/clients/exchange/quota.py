"""Remember LinkedIn's daily limits on the client side.

LinkedIn counts calls per application, per member and per endpoint, from midnight UTC, and does
not publish the limits. When one is reached, it answers 429 and names a DAY limit. From then on,
every call to that endpoint is wasted until midnight.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from linkedin_api.argument_checks import check
from linkedin_api.clients.exchange.retry import Outcome
from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.limits import is_count, is_number, is_positive
from linkedin_api.error_records import is_members_throttle, throttle_window
from linkedin_api.errors import BudgetExceededError
from linkedin_api.http_dates import read_http_date

__all__ = ["RateBudget"]

logger: Final = logging.getLogger("linkedin_api")
SECONDS_OF_A_DAY: Final = 86_400
#: In the place of a token: calls with any.
_ALL_TOKENS: Final = ""

# A key in a path that is not a template.
_is_key = re.compile(r"\{.*\}|[0-9]+|urn(:|%3A).*|\(.*\)|.*%.*", re.IGNORECASE).fullmatch


def endpoint_of(resource: str) -> str:
    """The endpoint of a path: its resources without keys.

    Example:
        >>> endpoint_of("/adAccounts/{id}/adCampaigns"), endpoint_of("/posts/urn%3Ali%3Ashare%3A1")
        ('adAccounts/adCampaigns', 'posts')
    """
    segments = resource.partition("?")[0].split("/")
    return "/".join(segment for segment in segments if segment and not _is_key(segment))


class _Closed(NamedTuple):
    """Until when an endpoint is closed, by this client's clock, and the answer that closed it."""

    until: float
    outcome: Outcome


class DayThrottles:
    """Endpoints that LinkedIn has closed until midnight UTC, and the answer that closed them.

    A member's limit closes an endpoint for calls with that member's token alone. Midnight is
    LinkedIn's: the answer's `Date` header says how far away it is.
    """

    __slots__ = ("_closed",)

    def __init__(self) -> None:
        self._closed: dict[tuple[str, str], _Closed] = {}

    def note(self, resource: str, token: str, outcome: Outcome, now: float) -> None:
        """Close an endpoint if an answer says that its daily limit is reached."""
        reply = outcome.reply
        if reply is None or reply.status != 429 or reply.error is None:
            return
        if throttle_window(reply.error) != "DAY":
            return
        endpoint = endpoint_of(resource)
        if self.answer(resource, token, now) is None:  # log it once, not for each call
            logger.warning(
                "the daily limit for %s is reached: no calls to it until midnight UTC", endpoint
            )
        answered = read_http_date(reply.headers.get("date"))
        left = _until_midnight(now if answered is None else answered.timestamp())
        closed = {key: each for key, each in self._closed.items() if now < each.until}
        whose = token if is_members_throttle(reply.error) else _ALL_TOKENS
        self._closed = {**closed, (endpoint, whose): _Closed(now + left, outcome)}

    def answer(self, resource: str, token: str, now: float) -> Outcome | None:
        """The answer that closed an endpoint until midnight; `None` if it is open."""
        if not self._closed:
            return None
        for whose in (_ALL_TOKENS, token):
            closed = self._closed.get((endpoint_of(resource), whose))
            if closed is not None and now < closed.until:
                return closed.outcome
        return None


class RateBudget:
    """A limit that a program sets itself for calls per endpoint and UTC day.

    It counts every request sent, including retries, since LinkedIn counts them too. Threads,
    tasks and clients can share one budget.

    Args:
        per_day: calls for each endpoint, or a dict from endpoint, or its path, to calls; `None`
            only counts.
        warn_at: the fraction of the budget at which it logs a warning, once a day.
        per_second: maximum number of calls per second to one endpoint; further calls wait.
            `None` for no delay.

    Example:
        >>> budget = RateBudget({"me": 2})
        >>> with RestliClient(access_token=token, budget=budget) as frugal:
        ...     _ = frugal.get("/me"), frugal.get("/me")
        ...     frugal.get("/me")
        Traceback (most recent call last):
        linkedin_api.errors.BudgetExceededError: the budget of 2 calls per day for me is used up...
        >>> budget.used("me"), budget.left("me")
        (2, 0)
    """

    def __init__(
        self,
        per_day: int | Mapping[str, int] | None = None,
        *,
        warn_at: float = 0.75,
        per_second: float | None = None,
    ) -> None:
        wanted = "a whole number of calls, a dict from endpoints to such numbers, or None"
        check(_is_limit(per_day), "per_day", wanted, per_day)
        is_part = is_number(warn_at) and 0 < warn_at <= 1
        check(is_part, "warn_at", "above 0 and at most 1", warn_at)
        is_rate = per_second is None or is_positive(per_second)
        check(is_rate, "per_second", "positive, or None", per_second)
        self._per_day = (
            {endpoint_of(name): calls for name, calls in per_day.items()}
            if isinstance(per_day, Mapping)
            else per_day
        )
        self._warn_at = warn_at
        self._gap = 0.0 if per_second is None else 1 / per_second
        self._day = -1
        self._used: dict[str, int] = {}
        self._next: dict[str, float] = {}
        self.after_fork()
        renew_in_children(self)

    def after_fork(self) -> None:
        """Create a new lock; from now on each process counts its own calls."""
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        with self._lock:
            state = {name: value for name, value in vars(self).items() if name != "_lock"}
            # the time of the next call is meaningless on another machine
            return state | {"_used": dict(self._used), "_next": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.after_fork()
        renew_in_children(self)

    def used(self, endpoint: str) -> int:
        """The number of calls to an endpoint on the day of the last call."""
        return self._used.get(endpoint_of(endpoint), 0)

    def left(self, endpoint: str) -> int | None:
        """The number of calls left for an endpoint; `None` if it has no limit."""
        limit = self._limit(endpoint)
        return None if limit is None else limit - self.used(endpoint)

    def claim(self, resource: str, now: float, elapsed: float | None = None) -> float:
        """Take one call from the budget.

        Args:
            resource: the path to call.
            now: seconds since 1970. If it goes back, the day's budget stays used.
            elapsed: seconds by a monotonic clock; `None` for `time.monotonic()`.

        Returns:
            The seconds to wait before sending.

        Raises:
            BudgetExceededError: the day's budget is used up; nothing is sent.
        """
        endpoint = endpoint_of(resource)
        with self._lock:
            if _day(now) > self._day:
                self._day, self._used = _day(now), {}
            used, limit = self.used(endpoint) + 1, self._limit(endpoint)
            if limit is not None and used > limit:
                raise _exceeded(endpoint, limit, now)
            self._used[endpoint] = used
            if limit is not None and used == max(1, int(limit * self._warn_at)):
                logger.warning("%d of %d calls per day for %s are used", used, limit, endpoint)
            moment = time.monotonic() if elapsed is None else elapsed
            turn = max(moment, self._next.get(endpoint, moment))
            self._next[endpoint] = turn + self._gap
            return turn - moment

    def _limit(self, endpoint: str) -> int | None:
        if isinstance(self._per_day, Mapping):
            return self._per_day.get(endpoint_of(endpoint))
        return self._per_day


def _is_limit(per_day: Any) -> bool:
    if isinstance(per_day, Mapping):
        return all(map(is_count, per_day.values())) and all(isinstance(n, str) for n in per_day)
    return per_day is None or is_count(per_day)


def _day(now: float) -> int:
    return int(now // SECONDS_OF_A_DAY)


def _until_midnight(now: float) -> float:
    return (_day(now) + 1) * SECONDS_OF_A_DAY - now


def _exceeded(endpoint: str, limit: int, now: float) -> BudgetExceededError:
    resets_at = datetime.fromtimestamp((_day(now) + 1) * SECONDS_OF_A_DAY, UTC)
    return BudgetExceededError(
        f"the budget of {limit} calls per day for {endpoint} is used up;"
        f" it resets at {resets_at:%Y-%m-%d %H:%M} UTC",
        endpoint=endpoint,
        resets_at=resets_at,
    )
