"""The faults of a sandbox: added, listed with what they did, drawn from a seed.

Example:
    >>> from linkedin_api.sandbox import Match
    >>> book = FaultBook(seed=7)
    >>> book.add(Match(resource="posts"), status=429, times=2)
    Fault(match=Match(resource='posts'), status=429, times=2)
    >>> [count.struck for count in book.list()]
    [0]
"""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from linkedin_api.sandbox.faults.fault import EVERYTHING, Fault, Matches
from linkedin_api.sandbox.journal import RequestRecord

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FaultCount:
    """A fault and what it has done.

    Attributes:
        number: its id, counted from the start of the sandbox or the last `clear`.
        fault: the fault.
        matched: how many requests matched, struck or not.
        struck: how many went wrong.
    """

    number: int
    fault: Fault
    matched: int
    struck: int

    @property
    def left(self) -> int | None:
        """How many it will still strike, `None` for no limit."""
        return None if self.fault.times is None else self.fault.times - self.struck


@dataclass(slots=True)
class _Entry:
    number: int
    fault: Fault
    random: random.Random
    matched: int = 0
    struck: int = 0

    def draw(self, request: RequestRecord) -> bool:
        fault = self.fault
        if self.struck == fault.times or not _matches(fault, request):
            return False
        self.matched += 1
        if self.matched <= fault.skip:
            return False
        strikes = fault.probability == 1 or self.random.random() < fault.probability
        self.struck += strikes
        return strikes


class FaultBook:
    """The faults of a sandbox. The first that strikes a request wins, in order of adding.

    Every fault has its own random generator, made from the seed and its number. So the same
    faults strike the same requests, if these come in the same order.
    """

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._added = 0
        self._entries: tuple[_Entry, ...] = ()

    def add(
        self,
        match: Matches = EVERYTHING,
        *,
        status: int | None = None,
        body: Any = None,
        html: str | None = None,
        headers: Mapping[str, str] | None = None,
        times: int | None = None,
        skip: int = 0,
        probability: float = 1.0,
        delay: float = 0.0,
        truncate_body: int | None = None,
        reset_connection: bool = False,
        when: Literal["before", "after"] = "before",
        change: str | Sequence[str] = (),
    ) -> Fault:
        """Add a fault; takes the attributes of `Fault`.

        Raises:
            ValueError: it would do nothing, or contradicts itself.

        Example:
            >>> from linkedin_api.sandbox import Match
            >>> FaultBook().add(Match(method="CREATE"), reset_connection=True, when="after")
            Fault(match=Match(method='CREATE'), reset_connection=True, when='after')
        """
        return self.put(
            Fault(
                match, status, body, html, headers, times, skip, probability, delay,
                truncate_body, reset_connection, when, change,
            )
        )  # fmt: skip

    def put(self, fault: Fault) -> Fault:
        """Add an existing fault, and return it."""
        self._added += 1
        own = random.Random(f"{self._seed} fault {self._added}")  # noqa: S311  # no secrets
        self._entries = (*self._entries, _Entry(self._added, fault, own))
        return fault

    def list(self) -> tuple[FaultCount, ...]:
        """Return the faults with their counts, in order of adding."""
        return tuple(
            FaultCount(entry.number, entry.fault, entry.matched, entry.struck)
            for entry in self._entries
        )

    def remove(self, number: int) -> bool:
        """Remove the fault with that number; return whether there was one."""
        kept = tuple(entry for entry in self._entries if entry.number != number)
        found = len(kept) < len(self._entries)
        self._entries = kept
        return found

    def clear(self) -> None:
        """Remove all faults; numbers and draws start over."""
        self._entries, self._added = (), 0

    def draw(self, request: RequestRecord) -> Fault | None:
        """Return the fault that strikes a request, if any, and count it."""
        for entry in self._entries:
            if entry.draw(request):
                return entry.fault
        return None


def _matches(fault: Fault, request: RequestRecord) -> bool:
    try:
        return fault.match(request)
    except Exception:  # a test's own function; its fault is not LinkedIn's
        logger.exception("the match of a fault failed at %s %s", request.verb, request.path)
        return False
