"""Who administers organizations: roles from the figures, and the rules that require them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.figures import Figures, Role
from linkedin_api.sandbox.figures.numbers import read_number
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Param, Resource
from linkedin_api.sandbox.protocol.rows import Made
from linkedin_api.sandbox.roles import ROLES
from linkedin_api.sandbox.world import ORGANIZATION, PERSON, figures_of

#: A token needs one of these to read what belongs to organizations.
ORGANIZATION_SCOPES: Final = frozenset({"rw_organization_admin", "r_organization_admin"})
STATES: Final = ("APPROVED", "REJECTED", "REQUESTED", "REVOKED")


class OrganizationRoles:
    """The roles that members have in the organizations of the figures."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def roles_of(self, member: str | None, organization: str) -> frozenset[str]:
        """Return the approved roles of a member; none where the organization is unknown."""
        number = organization_number(organization)
        if member is None or number is None:
            return frozenset()
        roles = self._figures.roles_of(member, number)
        return frozenset(role.role for role in roles if role.state == "APPROVED")


def organization_number(urn: str) -> int | None:
    """Return the number in an organization's URN; `None` if it is another URN."""
    return read_number(urn.removeprefix(ORGANIZATION)) if urn.startswith(ORGANIZATION) else None


def read_organization(call: Call, name: str) -> int:
    """Return the organization that a parameter names.

    Raises:
        Refused: 400; it is the URN of something else.
    """
    number = organization_number(call.params[name])
    if number is None:
        text = f"Invalid Urn Format. Urn {call.params[name]} is not of an organization."
        raise Refused(bad_parameter(name, description=text))
    return number


def named_by(parameter: str, operation: str = "FINDER") -> RoleRule:
    """Demand that the caller administers the organization that a parameter names."""
    return RoleRule(
        lambda call, _key: (f"{ORGANIZATION}{read_organization(call, parameter)}",),
        operations=frozenset({operation}),
    )


def _describe(target: str, role: Role) -> Entity:
    person = f"{PERSON}{role.member}"
    stamp = {"actor": person, "impersonator": person, "time": role.since}
    return {
        "roleAssignee": person,
        "role": role.role,
        "state": role.state,
        target: f"{ORGANIZATION}{role.organization}",
        "created": stamp,
        "lastModified": stamp,
    }


def _of_caller(target: str, call: Call, _entities: Iterable[Entity]) -> Made[Entity]:
    figures, member = figures_of(call), call.token.member or ""
    mine = (role for number in figures.organizations for role in figures.roles_of(member, number))
    return _chosen(target, call, mine)


def _of_organization(target: str, call: Call, _entities: Iterable[Entity]) -> Made[Entity]:
    return _chosen(target, call, figures_of(call).roles_at(read_organization(call, target)))


def _chosen(target: str, call: Call, roles: Iterable[Role]) -> Made[Entity]:
    role, state = call.params.get("role"), call.params.get("state")
    found = [each for each in roles if role in {None, each.role} and state in {None, each.state}]
    return Made(found, partial(_describe, target))


_FILTERS: Final = (Param("role", symbols=ROLES), Param("state", symbols=STATES))


def _access(name: str, target: str, *roots: str) -> Resource:
    named = Param(target, "urn", required=True)
    return Resource(
        name,
        finders=(
            Finder("roleAssignee", _FILTERS, partial(_of_caller, target)),
            Finder(target, (named, *_FILTERS), partial(_of_organization, target)),
        ),
        roots=roots,
        read_scopes=ORGANIZATION_SCOPES | {"r_organization_social", "w_organization_social"},
        member_only=True,
        rules=(named_by(target, f"FINDER-{target}"),),
    )


ACCESS: Final = (
    _access("organizationAcls", "organization", "/rest", "/v2"),
    _access("organizationalEntityAcls", "organizationalTarget", "/v2"),
)
