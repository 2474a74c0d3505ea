"""Organizations themselves, and who has a role there."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.catalogue.pages import documentation
from linkedin_api.sources.catalogue.pages.permissions import ADMINISTRATION, ADMINISTRATOR, PRODUCT
from linkedin_api.sources.catalogue.pages.records import localized, stamp
from linkedin_api.sources.catalogue.schema import (
    array,
    boolean,
    count,
    locale,
    record,
    row,
    text,
    urn,
)
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries import BatchGet, Finder
from linkedin_api.sources.queries.query import Record

_STAFF: Final = "how many work there, such as `SIZE_11_TO_50`"

_ADDRESS: Final = record(
    {
        "line1": text("street and number"),
        "line2": text("floor, suite"),
        "city": text(),
        "geographicArea": text("state, province, canton"),
        "postalCode": text(),
        "country": text("such as `US`"),
    }
)

_LOCATION: Final = record(
    {
        "locationType": text("`HEADQUARTERS` or `OTHER`"),
        "address": _ADDRESS,
        "description": localized("what is there"),
        "localizedDescription": text("the same in the organization's language"),
        "geoLocation": urn("the place"),
        "staffCountRange": text(_STAFF),
        "streetAddressFieldState": text("whether the street is shown"),
    }
)

_CROP: Final = record(
    {"x": count(), "y": count(), "width": count(), "height": count()},
    "which part is shown, in pixels",
)


def _picture(about: str) -> dict[str, Any]:
    parts = {"original": urn("the picture"), "cropped": urn("what is shown"), "cropInfo": _CROP}
    return record(parts, about)


_ORGANIZATION: Final = row(
    {
        "id": count("number of the organization"),
        "$URN": urn("the organization"),
        "vanityName": text("its name in the address of its page"),
        "localizedName": text("its name in its own language"),
        "name": localized("its name"),
        "alternativeNames": array(None, "further names"),
        "localizedDescription": text("what it says of itself, in its own language"),
        "description": localized("what it says of itself"),
        "localizedWebsite": text("address of its website"),
        "website": localized("address of its website"),
        "localizedSpecialties": array(text(), "what it is good at, in its own language"),
        "specialties": array(None, "what it is good at, by language"),
        "organizationType": text("such as `PUBLIC_COMPANY` or `NON_PROFIT`"),
        "primaryOrganizationType": text("`NONE`, `BRAND` or `SCHOOL`"),
        "organizationStatus": text("such as `OPERATING`"),
        "entityStatus": text("such as `ACTIVE`"),
        "parentRelationship": record(
            {
                "parent": urn("the organization above it"),
                "relationshipType": text("such as `BRAND`"),
                "relationshipStatus": text(),
            },
            "for a brand or a subsidiary, whose it is",
        ),
        "staffCountRange": text(_STAFF),
        "industries": array(text(), "URNs of its industries"),
        "industriesV2": array(text(), "URNs of its industries, in the newer list"),
        "foundedOn": record({"year": count(), "month": count(), "day": count()}),
        "locations": array(_LOCATION, "where it is"),
        "defaultLocale": locale("its own language"),
        "logoV2": _picture("its logo"),
        "coverPhotoV2": _picture("the picture at the top of its page"),
        "groups": array(None, "its groups"),
        "autoCreated": boolean("whether LinkedIn made the page, and not a member"),
        "created": stamp("who made its page, and when", "number"),
        "lastModified": stamp("who changed it last, and when", "number"),
        "versionTag": text("changes with each change"),
    }
)

_BEHALF: Final = urn("whoever it was done for")
_ACCESS: Final = row(
    {
        "organization": urn("the organization"),
        "organizationTarget": urn("the organization, as some versions call the field"),
        "roleAssignee": urn("the member"),
        "role": text("such as `ADMINISTRATOR` or `ANALYST`"),
        "state": text("`APPROVED`, `REQUESTED`, `REJECTED` or `REVOKED`"),
        "created": stamp("who gave the role, and when", impersonator=_BEHALF),
        "lastModified": stamp("who changed it last, and when", impersonator=_BEHALF),
    }
)


def _of(role: Record, organization: str) -> Record:
    # Some versions name the field otherwise, and a key must not be missing.
    return {**role, "organization": organization}


ORGANIZATIONS: Final = (
    Table(
        name="organization_lookup",
        about="An organization, as its administrators see it.",
        query=BatchGet("/organizations"),
        schema=_ORGANIZATION,
        primary_key=("id",),
        resource="organizations",
        product=PRODUCT,
        source=documentation.LOOKUP,
        calls="one for each 100 organizations",
        organization="id",
        permissions=(ADMINISTRATION,),
        roles=ADMINISTRATOR,
        known=True,
        notes="LinkedIn leaves out what an organization has not said of itself."
        " An organization that the member does not administer is reported; the others are read.",
    ),
    Table(
        name="organization_acls",
        about="A role that a member has at an organization, or asked for.",
        query=Finder("/organizationAcls", "organization", _of),
        schema=_ACCESS,
        primary_key=("organization", "roleAssignee", "role"),
        resource="organizationAcls",
        product=PRODUCT,
        source=documentation.ACCESS,
        calls="one for each 100 roles at an organization, and one more",
        organization="organization",
        permissions=(ADMINISTRATION,),
        roles=ADMINISTRATOR,
        notes="Roles that were asked for, refused or taken back are there too: see `state`."
        " A member's URN is good for one application; another sees another URN.",
    ),
)
