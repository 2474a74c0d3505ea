"""Members' consents, so that they are not asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from linkedin_api.sandbox.clock import Clock


@dataclass(frozen=True, slots=True)
class Grant:
    """A member's consent to one application. Times are seconds since 1970.

    Attributes:
        client_id: the application's.
        member: who consented.
        scopes: to what; another set needs another consent.
        created: when.
        expires: when it has to be given again.
    """

    client_id: str
    member: str
    scopes: frozenset[str]
    created: float
    expires: float


class GrantBook:
    """One grant per member and application: the newest, as other scopes end the earlier one.

    A grant is valid for `life` seconds after it was last used.
    """

    def __init__(self, clock: Clock, life: float) -> None:
        self._clock = clock
        self._life = life
        self._grants: dict[tuple[str, str], Grant] = {}

    def give(self, client_id: str, member: str, scopes: frozenset[str]) -> Grant:
        """Record a consent; a valid one is extended and keeps its time of consent."""
        now = self._clock.now()
        grant = self.find(client_id, member, scopes)
        if grant is None:
            grant = Grant(client_id, member, scopes, now, 0)
        grant = replace(grant, expires=now + self._life)
        self._grants[client_id, member] = grant
        return grant

    def find(self, client_id: str, member: str, scopes: frozenset[str]) -> Grant | None:
        """Return the valid grant of exactly these scopes, else `None`."""
        grant = self._grants.get((client_id, member))
        if grant is None or grant.scopes != scopes or grant.expires <= self._clock.now():
            return None
        return grant

    def withdraw(self, client_id: str, member: str | None, scopes: frozenset[str]) -> None:
        """End the grant of exactly these scopes; ignored if there is none."""
        grant = self._grants.get((client_id, member or ""))
        if grant is not None and grant.scopes == scopes:
            del self._grants[client_id, grant.member]

    def clear(self) -> None:
        """Forget all grants: every member is asked again."""
        self._grants.clear()

    def records(self) -> list[Grant]:
        """Return the valid grants."""
        now = self._clock.now()
        return [grant for grant in list(self._grants.values()) if grant.expires > now]
