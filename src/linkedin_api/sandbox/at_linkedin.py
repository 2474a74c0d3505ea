"""What LinkedIn is known to have, so that the sandbox can say what it lacks.

For a resource that it lacks, the sandbox gives LinkedIn's answer for one that does not exist. That
would hide that only the sandbox lacks it, so a header, the journal, the status page and the
log say so.

Rows are from LinkedIn's documentation, its Postman collections and recorded answers. They
may include what the sandbox has: it reports only what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from linkedin_api.sandbox.protocol.problems import Missing

#: Operations by resource; a child's name follows that of its parent.
AT_LINKEDIN: Final[Mapping[str, tuple[str, ...]]] = {
    "adBudgetPricing": ("FINDER-criteriaV2",),
    "adLibrary": ("FINDER-criteria",),
    "adSegments": ("FINDER-accounts",),
    "adTargetingEntities": (
        "FINDER-adTargetingFacet", "FINDER-similarEntities", "FINDER-typeahead", "FINDER-urns",
    ),
    "adTargetingFacets": ("GET_ALL",),
    "assets": ("GET", "ACTION-registerUpload"),
    "audienceCounts": ("FINDER-targetingCriteriaV2",),
    "campaignConversions": ("GET", "BATCH_GET", "UPDATE", "BATCH_UPDATE", "FINDER-campaigns"),
    "connections": ("GET",),
    "conversionEvents": ("CREATE", "BATCH_CREATE"),
    "conversions": (
        "GET", "BATCH_GET", "CREATE", "PARTIAL_UPDATE", "BATCH_PARTIAL_UPDATE", "FINDER-account",
    ),
    "dmpSegments": (
        "GET", "BATCH_GET", "CREATE", "PARTIAL_UPDATE", "DELETE", "BATCH_DELETE",
        "FINDER-account", "ACTION-generateUploadUrl",
    ),
    "dmpSegments/companies": ("BATCH_CREATE",),
    "dmpSegments/listUploads": ("CREATE",),
    "dmpSegments/users": ("BATCH_CREATE",),
    "emailAddress": ("FINDER-members",),
    "events": (),
    "eventSubscriptions": ("GET", "UPDATE", "DELETE", "FINDER-subscriberAndEventType"),
    "insightTagDomains": ("FINDER-account",),
    "insightTags": ("FINDER-account",),
    "leadFormResponses": ("GET", "BATCH_GET", "FINDER-owner"),
    "leadForms": ("GET", "BATCH_GET", "CREATE", "PARTIAL_UPDATE", "FINDER-owner"),
    "leadNotifications": ("GET", "CREATE", "DELETE", "FINDER-criteria"),
    "memberAuthorizations": ("CREATE",),
    "memberChangeLogs": ("FINDER-memberAndApplication",),
    "memberCreatorPostAnalytics": ("FINDER-entity", "FINDER-me"),
    "memberCreatorVideoAnalytics": ("FINDER-entity",),
    "memberFollowersCount": ("FINDER-dateRange", "FINDER-me"),
    "memberSnapshotData": ("FINDER-criteria",),
    "organizationAuthorizations": ("GET",),
    "organizationBrands": ("GET", "BATCH_GET", "FINDER-parentOrganization", "FINDER-vanityName"),
    "organizationBrandsLookup": ("BATCH_GET",),
    "organizationalEntityCreateShareAuthorizations": ("GET",),
    "organizationalEntityNotifications": ("FINDER-criteria",),
    "organizations": ("FINDER-emailDomain",),
    "people": ("GET", "BATCH_GET"),
    "peopleTypeahead": ("FINDER-organizationFollowers",),
    "posts": ("FINDER-dscAdAccount",),
    "reactions": ("GET", "BATCH_GET", "CREATE", "DELETE", "FINDER-entity"),
    "shares": ("GET", "CREATE"),
    "socialActions": ("GET", "BATCH_GET"),
    "socialActions/comments": (
        "GET", "GET_ALL", "BATCH_GET", "CREATE", "PARTIAL_UPDATE", "DELETE",
    ),
    "socialActions/likes": ("GET", "GET_ALL", "CREATE", "DELETE"),
    "vanityUrl": ("FINDER-vanityUrlAsOrganization",),
    "videoAnalytics": ("FINDER-entity",),
}  # fmt: skip
_base_path_or_key = re.compile(r"^/(?:rest|v2)/|^/|/\{key\}")


class Lack(NamedTuple):
    """Something that was requested and that the sandbox does not have.

    Attributes:
        what: such as `resource /rest/adLibrary` or `FINDER-emailDomain of /rest/organizations`.
        known: whether LinkedIn is known to have it; else it may have it.
    """

    what: str
    known: bool

    @property
    def sentence(self) -> str:
        """The text for the log."""
        whose = "has" if self.known else "may have"
        return f"the sandbox has no {self.what}, which LinkedIn {whose}"


def name_in_table(path: str) -> str:
    """Return the name of a resource in the table, which has neither base paths nor keys.

    Example:
        >>> name_in_table("/rest/dmpSegments/{key}/users")
        'dmpSegments/users'
    """
    return _base_path_or_key.sub("", path)


def find_lack(missing: Missing) -> Lack | None:
    """Return what the sandbox lacks; `None` where LinkedIn is not known to have it either.

    Nobody knows all of LinkedIn's resources, so any name may be one. An operation that a resource
    of the sandbox lacks, LinkedIn's lacks too, unless the table has it.

    Example:
        >>> find_lack(Missing("/rest/adLibrary"))
        Lack(what='resource /rest/adLibrary', known=True)
        >>> find_lack(Missing("/v2/nonsense"))
        Lack(what='resource /v2/nonsense', known=False)
        >>> find_lack(Missing("/rest/organizations", "FINDER-emailDomain"))
        Lack(what='FINDER-emailDomain of /rest/organizations', known=True)
        >>> find_lack(Missing("/rest/organizations", "FINDER-nonsense"))
    """
    operations = AT_LINKEDIN.get(name_in_table(missing.path))
    if not missing.operation:
        return Lack(f"resource {missing.path}", operations is not None)
    if operations and missing.operation in operations:
        return Lack(f"{missing.operation} of {missing.path}", known=True)
    return None
