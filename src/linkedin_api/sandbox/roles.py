"""Roles that members have in organizations.

Example:
    >>> EveryRole().roles_of(None, "urn:li:organization:1")
    frozenset()
"""

from __future__ import annotations

from typing import Final, Protocol

ADMINISTRATOR: Final = "ADMINISTRATOR"
ROLES: Final = (
    ADMINISTRATOR, "ANALYST", "CONTENT_ADMINISTRATOR", "CURATOR",
    "DIRECT_SPONSORED_CONTENT_POSTER", "LEAD_CAPTURE_ADMINISTRATOR", "LEAD_GEN_FORMS_MANAGER",
    "RECRUITING_POSTER",
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
        return frozenset() if member is None else frozenset(ROLES)


def usable(roles: Roles) -> Roles:
    """Return roles that can be asked for.

    Raises:
        ValueError: they cannot; the message names the argument.
    """
    if not callable(getattr(roles, "roles_of", None)):
        kind = type(roles).__name__
        raise ValueError(f"roles must have a method `roles_of`, which {kind} lacks")  # noqa: TRY004
    return roles
