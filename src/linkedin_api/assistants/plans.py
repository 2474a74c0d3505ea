"""Plans: what would be sent if somebody confirms it. A plan is used once, within ten minutes."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from linkedin_api.assistants.changes import Change
from linkedin_api.assistants.refusals import Refusal

#: Seconds that a plan can be confirmed.
LIFE: Final = 600
#: Plans that wait at once; the oldest is dropped.
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """A change that waits for its confirmation.

    Attributes:
        name: its random name.
        change: what would be sent.
        digest: hash of the change when it was planned.
        member: who planned it, by the token.
        made_at: when, in seconds since 1970.
    """

    name: str
    change: Change
    digest: str
    member: str
    made_at: float

    @property
    def expires_at(self) -> float:
        """When it can no longer be confirmed, in seconds since 1970."""
        return self.made_at + LIFE


class PlanBook:
    """The plans of a server. They are in memory alone, and end with it.

    Args:
        now: current time in seconds since 1970.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._waiting: dict[str, Plan] = {}
        self._ended: dict[str, str] = {}
        self._lock = threading.Lock()

    def add(self, change: Change, member: str) -> Plan:
        """Keep a change as a plan."""
        plan = Plan(secrets.token_urlsafe(16), change, change.digest, member, self._now())
        with self._lock:
            self._waiting[plan.name] = plan
            while len(self._waiting) > _MOST:
                del self._waiting[next(iter(self._waiting))]
        return plan

    def find(self, name: str) -> Plan | None:
        """Return a plan that waits; `None` if there is none of that name."""
        with self._lock:
            plan = self._waiting.get(name)
        return None if plan is None or self._now() > plan.expires_at else plan

    def take(self, name: str) -> Plan:
        """Return a plan, which nobody can take a second time.

        Raises:
            Refusal: there is no such plan, it was used, or it is too old.
        """
        with self._lock:
            plan = self._waiting.pop(name, None)
            if plan is None:
                why = self._ended.get(name, "there is no such plan")
                raise Refusal(f"{why}: plan it again, and confirm that plan_id as it is")
            if self._now() > plan.expires_at:
                self._end(name, "the plan is older than 10 minutes")
                raise Refusal(f"{self._ended[name]}: plan it again")
            if plan.change.digest != plan.digest:
                raise Refusal("the plan has changed since it was shown: plan it again")
            self._end(name, "the plan was used")
            return plan

    def _end(self, name: str, why: str) -> None:
        self._ended[name] = why
        while len(self._ended) > _MOST:
            del self._ended[next(iter(self._ended))]
