"""The roles of a member at organizations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.errors import InvalidArgumentError, NotAdministratorError, ResponseFormattingError
from linkedin_api.sources.scope import is_organization, read_organization, read_organizations

#: The role of an administrator, as request parameters and as fields of the response.
ADMINISTERING: Final = {"role": "ADMINISTRATOR", "state": "APPROVED"}
NO_ORGANIZATIONS: Final = (
    "the token's member administers no organization: ask an administrator of the page to give the"
    " member the role, or name the organizations to read"
)


class Administered(NamedTuple):
    """What a member administers.

    Attributes:
        organizations: numbers of organizations.
        others: URNs that are not those of organizations, such as brands.
    """

    organizations: tuple[int, ...]
    others: tuple[str, ...] = ()


async def administered_organizations(client: AsyncRestliClient) -> Administered:
    """Return what the token's member administers.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED`, one
    call per 100 roles

    Raises:
        NotAdministratorError: the member administers no organization.
        LinkedInError: LinkedIn refuses to list them.
    """
    roles = await member_roles_of(client, **ADMINISTERING)
    found = administered_with(role for role in roles if is_administrator(role))
    if not found.organizations:
        raise NotAdministratorError(" ".join([NO_ORGANIZATIONS, *map(why_not_read, found.others)]))
    return found


def administered_with(roles: Iterable[dict[str, Any]]) -> Administered:
    """Return the organizations of roles.

    Raises:
        ResponseFormattingError: a role names no organization.
    """
    urns = dict.fromkeys(map(organization_of, roles))
    others = tuple(urn for urn in urns if not is_organization(urn))
    return Administered(read_organizations(urn for urn in urns if is_organization(urn)), others)


def why_not_read(urn: str) -> str:
    """Say why what a role names is not read."""
    try:
        read_organization(urn)
    except InvalidArgumentError as error:
        return str(error)
    return ""


async def member_roles_of(client: AsyncRestliClient, **filters: str) -> list[dict[str, Any]]:
    """Return the roles that the token's member has, had, or requested.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee`, one call per 100 roles

    Args:
        client: a client that raises an error for every status other than 2xx.
        filters: `role` and `state`, with LinkedIn's values.
    """
    listing = client.paginate("/organizationAcls", "roleAssignee", query_params=filters)
    return [role async for role in listing]


def is_administrator(role: dict[str, Any]) -> bool:
    """Whether a role is an approved administrator role."""
    return ADMINISTERING.items() <= role.items()


def organization_of(role: dict[str, Any]) -> str:
    """Return the URN of a role's organization.

    Raises:
        ResponseFormattingError: the role names no organization.
    """
    urn = role.get("organization") or role.get("organizationTarget")
    if not isinstance(urn, str):
        raise ResponseFormattingError("a role names no organization")
    return urn
