"""The permissions of LinkedIn's that the tables of Pages need."""

from __future__ import annotations

from typing import Final

#: To read what belongs to organizations; any one of them.
ADMINISTRATION: Final = ("rw_organization_admin", "r_organization_admin")
#: To read what organizations posted.
SOCIAL: Final = ("r_organization_social",)
