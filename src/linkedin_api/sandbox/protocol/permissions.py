"""Who may do what: scopes of tokens, and roles that members have in organizations.

Scopes are checked before the request is fully read, roles afterwards, since they depend on
the organization that a request is about.

Example:
    >>> rule = RoleRule(lambda call, key: ("urn:li:organization:1",))
    >>> sorted(rule.any_of)
    ['ADMINISTRATOR']
    >>> EveryRole().roles_of(None, "urn:li:organization:1")
    frozenset()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from linkedin_api.sandbox import refusals
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import Problem, Refused, Source

if TYPE_CHECKING:
    from linkedin_api.sandbox.oauth.tokens import Token
    from linkedin_api.sandbox.protocol.call import Call
    from linkedin_api.sandbox.protocol.keys import Key
    from linkedin_api.sandbox.protocol.resource import Resource

ADMINISTRATOR: Final = "ADMINISTRATOR"
#: Roles of members in organizations.
ALL_ROLES: Final = frozenset(
    {
        ADMINISTRATOR, "ANALYST", "CONTENT_ADMINISTRATOR", "CURATOR",
        "DIRECT_SPONSORED_CONTENT_POSTER", "LEAD_CAPTURE_ADMINISTRATOR",
        "LEAD_GEN_FORMS_MANAGER", "RECRUITING_POSTER",
    }
)  # fmt: skip


class Roles(Protocol):
    """Knows the roles of members in organizations."""

    def roles_of(self, member: str | None, organization: str) -> frozenset[str]:
        """Return the approved roles.

        Args:
            member: id of the person; `None` for an application's own token.
            organization: URN, such as `urn:li:organization:2414183`.
        """


class EveryRole:
    """Every member has every role everywhere; applications have none."""

    def roles_of(self, member: str | None, organization: str) -> frozenset[str]:  # noqa: ARG002
        """Return all roles for a member."""
        return frozenset() if member is None else ALL_ROLES


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
        source: how sure we are that LinkedIn requires it.
    """

    organizations: Callable[[Call, Key | None], Iterable[str]]
    any_of: frozenset[str] = frozenset({ADMINISTRATOR})
    operations: frozenset[str] = frozenset()
    problem: Problem = refusals.NOT_ADMINISTERED
    source: Source = "documented"


def operation_of(method: str, name: str) -> str:
    """Return a method with the name of its finder or action, as LinkedIn writes them.

    Example:
        >>> operation_of("FINDER", "roleAssignee"), operation_of("GET", "")
        ('FINDER-roleAssignee', 'GET')
    """
    return f"{method}-{name}" if name else method


def needed_scopes(resource: Resource, method: str, name: str, *, writes: bool) -> frozenset[str]:
    """Return the scopes, any one of which a token needs; empty if it needs none."""
    if resource.scopes:
        for operation in (operation_of(method, name), method):
            if operation in resource.scopes:
                return resource.scopes[operation]
    return resource.write_scopes if writes else resource.read_scopes


def check_scopes(
    resource: Resource, method: str, name: str, token: Token, version: str, *, writes: bool
) -> None:
    """Refuse a token that may not do this.

    Raises:
        Refused: 403; the body names resource, operation and version.
    """
    needed = needed_scopes(resource, method, name, writes=writes)
    if (needed and not needed & token.scopes) or (resource.member_only and not token.member):
        what = f"{resource.name}.{operation_of(method, name)}.{version or 'NO_VERSION'}"
        raise Refused(problems.NO_PERMISSION.fill(what=what))


def check_roles(call: Call, key: Key | None) -> None:
    """Refuse a caller who lacks a role in an organization that the call is about.

    Raises:
        Refused: with the problem of the rule that failed.
    """
    for rule in call.resource.roles:
        if rule.operations and not rule.operations & {call.method, call.operation}:
            continue
        for organization in rule.organizations(call, key):
            if not rule.any_of & call.roles.roles_of(call.token.member, organization):
                raise Refused(rule.problem.fill(organization=organization))
