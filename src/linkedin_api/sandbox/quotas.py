"""How many calls are allowed: limits as data, counters by the sandbox's clock.

LinkedIn counts the calls of an application, and of each of its members, to each resource,
per day of UTC (documented); it publishes no numbers and sends no header with them, so
a sandbox has no limits by default. It counts anyway, so the usage can always be read.

A call counts when it was understood and permitted, whatever its result, and a batch counts
once; what is refused earlier (401, 403, 426, a wrong query), a 429, and what a fault
answers before the call is executed do not count. That is chosen.

Example:
    >>> Limit(500).problem.message
    'Resource level throttle APPLICATION DAY limit for calls to this resource is reached.'
    >>> Limit(6, per="member", window="minute", resource="posts").problem.status
    429
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from linkedin_api.sandbox import arguments, refusals
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.world import Caller

Per = Literal["application", "member"]
Window = Literal["day", "minute", "second"]
#: Seconds. Windows begin at whole multiples: a day at midnight UTC.
SECONDS: Final[Mapping[str, int]] = {"day": 86_400, "minute": 60, "second": 1}
#: As messages name whose limit it is. Recorded answers say of members' limits
#: APPLICATION_AND_MEMBER.
_WHOSE: Final = {"application": "APPLICATION", "member": "APPLICATION_AND_MEMBER"}


@dataclass(frozen=True, slots=True)
class Limit:
    """How many calls to a resource are allowed in a period of time.

    Attributes:
        calls: number of calls allowed; the next one gets 429.
        per: `application` counts all calls of an application, `member` those of each member.
        window: `day` (UTC), `minute` or `second`, by the sandbox's clock.
        resource: its name; `None` for each resource that no other limit with the same `per`
            and `window` names.
        older: whether to answer as LinkedIn did until 2019, without naming the period.
    """

    calls: int
    per: Per = "application"
    window: Window = "day"
    resource: str | None = None
    older: bool = False

    def __post_init__(self) -> None:
        arguments.whole_number("calls", self.calls, 0)
        arguments.flag("older", self.older)
        if self.resource is not None:
            arguments.text("resource", self.resource, "posts")
        arguments.choice("per", self.per, _WHOSE)
        arguments.choice("window", self.window, SECONDS)

    @property
    def problem(self) -> Problem:
        """The answer to the call beyond the limit."""
        if self.older:
            return refusals.THROTTLED_OLDER
        return refusals.THROTTLED.fill(whose=_WHOSE[self.per], window=self.window.upper())


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used of a resource in a window that is still open.

    Attributes:
        resource: its name.
        client_id: of the application.
        member: id of the person, `None` for the application whole.
        window: `day`, `minute` or `second`.
        used: calls so far.
        limit: calls that are allowed in all, `None` for no limit.
        ends: when the window ends, in seconds since 1970 on the sandbox's clock.
    """

    resource: str
    client_id: str
    member: str | None
    window: Window
    used: int
    limit: int | None
    ends: float

    @property
    def left(self) -> int | None:
        """Calls that are left, `None` for no limit."""
        return None if self.limit is None else max(0, self.limit - self.used)


#: Always counted, limits or not.
_DAY: Final[tuple[Window, ...]] = ("day",)
#: Of whom to what: client id, member or None, resource.
_Counter = tuple[str, str | None, str]


class Quotas:
    """Limits and counters of a sandbox."""

    def __init__(self, clock: Clock, limits: Iterable[Limit] = ()) -> None:
        self._clock = clock
        self._windows: dict[Window, tuple[int, dict[_Counter, int]]] = {}
        self._limits: tuple[Limit, ...] = ()
        self._by_resource: dict[str, tuple[Limit, ...]] = {}
        self.limits = tuple(limits)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits; can be set, and today's usage stays counted."""
        return self._limits

    @limits.setter
    def limits(self, limits: Iterable[Limit]) -> None:
        self._limits = tuple(limits)
        self._by_resource = {}

    def take(self, token: Caller, resource: str) -> None:
        """Count one call.

        Raises:
            Refused: 429, a limit is reached; the call is not counted.
        """
        limits = self._limits_of(resource)
        for limit in limits:
            counter = _counter(limit.per, token, resource)
            if counter and self._open(limit.window).get(counter, 0) >= limit.calls:
                raise Refused(limit.problem)
        windows = dict.fromkeys(("day", *(limit.window for limit in limits))) if limits else _DAY
        for window in windows:
            self._count(self._open(window), token, resource)

    @staticmethod
    def _count(counts: dict[_Counter, int], token: Caller, resource: str) -> None:
        whole = (token.client_id, None, resource)
        counts[whole] = counts.get(whole, 0) + 1
        if token.member is not None:
            own = (token.client_id, token.member, resource)
            counts[own] = counts.get(own, 0) + 1

    def used(
        self, resource: str, *, member: str | None = None, client_id: str | None = None
    ) -> int:
        """Return the calls to a resource today (UTC).

        Args:
            resource: its name.
            member: only those of this person; `None` for all.
            client_id: only those of this application; `None` for all.
        """
        return sum(
            count
            for (client, person, name), count in list(self._open("day").items())
            if name == resource and person == member and client_id in (None, client)
        )

    def left(self, resource: str, *, client_id: str, member: str | None = None) -> int | None:
        """Return how many calls are left today, `None` for no limit.

        Args:
            resource: its name.
            client_id: of the application.
            member: of this person's own limit; `None` for the application's.
        """
        limit = self._limit(resource, "day", member)
        if limit is None:
            return None
        return max(0, limit - self._open("day").get((client_id, member, resource), 0))

    def list(self) -> tuple[Usage, ...]:
        """Return what was used, by resource, application and member."""
        rows = [
            Usage(
                resource, client, member, window, used, self._limit(resource, window, member),
                float((self._number(window) + 1) * SECONDS[window]),
            )
            for window in tuple(self._windows)
            for (client, member, resource), used in list(self._open(window).items())
        ]  # fmt: skip
        rows.sort(
            key=lambda use: (use.resource, use.client_id, use.member or "", SECONDS[use.window])
        )
        return tuple(rows)

    def reset(self) -> None:
        """Forget what was used; limits stay."""
        self._windows = {}

    def _number(self, window: Window) -> int:
        """Return which window is open now, counted since 1970."""
        return int(self._clock.now() // SECONDS[window])

    def _open(self, window: Window) -> dict[_Counter, int]:
        """Return the counters of a window as it is open now."""
        number = self._number(window)
        known = self._windows.get(window)
        if known is None or known[0] != number:
            known = self._windows[window] = number, {}
        return known[1]

    def _limits_of(self, resource: str) -> tuple[Limit, ...]:
        if not self._limits:
            return ()
        known = self._by_resource.get(resource)
        if known is None:
            chosen: dict[tuple[Per, Window], Limit] = {}
            for limit in sorted(self._limits, key=lambda limit: limit.resource is not None):
                if limit.resource in (None, resource):
                    chosen[limit.per, limit.window] = limit
            known = self._by_resource[resource] = tuple(chosen.values())
        return known

    def _limit(self, resource: str, window: Window, member: str | None) -> int | None:
        per = "application" if member is None else "member"
        for limit in self._limits_of(resource):
            if (limit.per, limit.window) == (per, window):
                return limit.calls
        return None


def _counter(per: Per, token: Caller, resource: str) -> _Counter | None:
    """Return what a call is counted under; an application's own has no member."""
    if per == "application":
        return token.client_id, None, resource
    return None if token.member is None else (token.client_id, token.member, resource)
