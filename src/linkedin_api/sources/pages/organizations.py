"""Organizations themselves, and who has a role there."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.pages.permissions import ADMINISTRATION
from linkedin_api.sources.table import Table
from linkedin_api.sources.ways import Listing, Lookup

ORGANIZATIONS: Final = (
    Table(
        "organization_lookup",
        "An organization, as its administrators see it.",
        Lookup("/organizations"),
        {},
        ("id",),
        "organizations",
        organization="id",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
        known=True,
    ),
    Table(
        "organization_acls",
        "A role that a member has at an organization.",
        Listing("/organizationAcls", "organization"),
        {},
        ("organization", "roleAssignee", "role"),
        "organizationAcls",
        organization="organization",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
    ),
)
