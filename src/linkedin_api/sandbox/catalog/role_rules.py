"""The rule that the caller has a role in an organization.

Example:
    >>> rule = RoleRule(lambda call, key: ("urn:li:organization:1",))
    >>> sorted(rule.any_of)
    ['ADMINISTRATOR']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linkedin_api.sandbox import refusals
from linkedin_api.sandbox.protocol.keys import Key
from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.roles import ADMINISTRATOR
from linkedin_api.sandbox.world import world_of


def field_of(call: Call, key: Key | None, entities: Mapping[str, Entity], name: str) -> Any:
    """Return a field of the entity with a key or, without one, of the body or the query."""
    if key is not None:
        return entities.get(key.text, {}).get(name)
    return (call.body if isinstance(call.body, Mapping) else call.params).get(name)


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A resource's demand that the caller has a role in an organization.

    Attributes:
        organizations: URNs of those that a call is about; gets the call, and the key: of
            the entity, or of one entry of a batch, whose refusal fails only that entry;
            `None` where there is no key. Without a URN, no role is required.
        any_of: one of these roles is enough.
        operations: those it applies to, as `Call.operation` writes them (`GET`,
            `FINDER-author`), or whole methods (`FINDER`); empty for all.
        problem: the answer; `{organization}` in its message is filled in.
    """

    organizations: Callable[[Call, Key | None], Iterable[str]]
    any_of: frozenset[str] = frozenset({ADMINISTRATOR})
    operations: frozenset[str] = frozenset()
    problem: Problem = refusals.NOT_ADMINISTERED

    def __call__(self, call: Call, key: Key | None) -> None:
        """Refuse a caller who lacks a role in an organization that the call is about.

        Raises:
            Refused: with `problem`.
        """
        if self.operations and not self.operations & {call.method, call.operation}:
            return
        roles = world_of(call).roles
        for organization in self.organizations(call, key):
            if not self.any_of & roles.roles_of(call.token.member, organization):
                raise Refused(self.problem.fill(organization=organization))
