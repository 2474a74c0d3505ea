"""The roles of a member at organizations."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.errors import NotAdministratorError, ResponseFormattingError
from linkedin_api.sources.scope import read_organizations

#: The role of an administrator, as request parameters and as fields of the response.
ADMINISTERING: Final = {"role": "ADMINISTRATOR", "state": "APPROVED"}
NO_ORGANIZATIONS: Final = (
    "the token's member administers no organization: ask an administrator of the page to give the"
    " member the role, or name the organizations to read"
)


async def administered_organizations(client: AsyncRestliClient) -> tuple[int, ...]:
    """Return the numbers of the organizations that the token's member administers.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED`, one
    call per 100 roles

    Raises:
        NotAdministratorError: the member administers none.
        LinkedInError: LinkedIn refuses to list them.
    """
    found = read_organizations(
        organization_of(role)
        for role in await member_roles_of(client, **ADMINISTERING)
        if is_administrator(role)
    )
    if not found:
        raise NotAdministratorError(NO_ORGANIZATIONS)
    return found


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
