"""Which organizations a member has roles at, as LinkedIn lists them."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.errors import NotAdministratorError, ResponseFormattingError
from linkedin_api.sources.scope import read_organizations

#: What makes a member an administrator, as the listing is asked for and as it answers.
ADMINISTERING: Final = {"role": "ADMINISTRATOR", "state": "APPROVED"}
NO_ORGANIZATIONS: Final = (
    "the member whose token this is administers no organization: let an administrator of the"
    " page give them the role, or name the organizations to read"
)


async def administered(client: AsyncRestliClient) -> tuple[int, ...]:
    """Return the numbers of the organizations that the token's member administers.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED`, a
    call per 100 roles

    Raises:
        NotAdministratorError: there are none.
        LinkedInError: they cannot be listed.
    """
    found = read_organizations(
        organization_of(role) for role in await roles(client, **ADMINISTERING) if administers(role)
    )
    if not found:
        raise NotAdministratorError(NO_ORGANIZATIONS)
    return found


async def roles(client: AsyncRestliClient, **filters: str) -> list[dict[str, Any]]:
    """Return the roles that the token's member has, had, or asked for.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee`, a call per 100 roles

    Args:
        client: raises for every status that is not 2xx.
        filters: `role` and `state`, as LinkedIn names them.
    """
    listing = client.paginate("/organizationAcls", "roleAssignee", query_params=filters)
    return [role async for role in listing]


def administers(role: dict[str, Any]) -> bool:
    """Whether a role is the approved one of an administrator."""
    return ADMINISTERING.items() <= role.items()


def organization_of(role: dict[str, Any]) -> str:
    """Return the URN of the organization at which somebody has a role.

    Raises:
        ResponseFormattingError: the role does not say where.
    """
    urn = role.get("organization") or role.get("organizationTarget")
    if not isinstance(urn, str):
        raise ResponseFormattingError("a role does not say of which organization it is")
    return urn
