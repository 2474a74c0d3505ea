"""What LinkedIn is known to have, so that the sandbox can say what it lacks.

For a resource that it lacks, the sandbox gives LinkedIn's answer for one that does not exist. That
would hide that only the sandbox lacks it, so a header, the journal, the status page and the
log say so.

Rows are from LinkedIn's documentation, its Postman collections and recorded answers. They
may include what the sandbox has: it reports only what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from linkedin_api.sandbox.protocol.problems import Missing
from linkedin_api.sandbox.protocol.routing import Node, Tree

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
#: Base paths and keys, which the table does not name.
_around = re.compile(r"^/(?:rest|v2)/|^/|/\{key\}")


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
    operations = AT_LINKEDIN.get(_around.sub("", missing.path))
    if not missing.operation:
        return Lack(f"resource {missing.path}", operations is not None)
    if operations and missing.operation in operations:
        return Lack(f"{missing.operation} of {missing.path}", known=True)
    return None


def lacking(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield the rows of the table that the resources lack, as pairs of resource and operation."""
    nodes: dict[str, list[Node]] = {}
    for root in tree.values():
        for node in root.values():
            _gather(node, nodes)
    for name, operations in AT_LINKEDIN.items():
        for operation in operations or ("",):
            if not any(_has(node, operation) for node in nodes.get(name, ())):
                yield name, operation


def _gather(node: Node, nodes: dict[str, list[Node]]) -> None:
    nodes.setdefault(_around.sub("", node.path), []).append(node)
    for child in node.children.values():
        _gather(child, nodes)


def _has(node: Node, operation: str) -> bool:
    method, _, name = operation.partition("-")
    named = {"FINDER": node.finders, "ACTION": node.actions}.get(method)
    return name in named if named is not None else not method or method in node.resource.methods
