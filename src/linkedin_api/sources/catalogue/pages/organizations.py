"""Organizations, and the roles of their members."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.catalogue.pages.records import (
    GUIDE,
    WHOSE,
    localized,
    stamp,
    table_of_pages,
)
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
from linkedin_api.sources.queries.organizations import BatchGet, Finder

_STAFF: Final = "number of employees, such as `SIZE_11_TO_50`"

_ADDRESS: Final = record(
    {
        "line1": text("street and number"),
        "line2": text("floor or suite"),
        "city": text(),
        "geographicArea": text("state, province or canton"),
        "postalCode": text(),
        "country": text("such as `US`"),
    }
)

_LOCATION: Final = record(
    {
        "locationType": text("`HEADQUARTERS` or `OTHER`"),
        "address": _ADDRESS,
        "description": localized("description of the location"),
        "localizedDescription": text("description in the organization's language"),
        "geoLocation": urn("the place"),
        "staffCountRange": text(_STAFF),
        "streetAddressFieldState": text("whether the street is shown"),
    }
)

_CROP: Final = record(
    {"x": count(), "y": count(), "width": count(), "height": count()},
    "visible part, in pixels",
)


def _picture(about: str) -> dict[str, Any]:
    parts = {"original": urn("the picture"), "cropped": urn("the visible part"), "cropInfo": _CROP}
    return record(parts, about)


_ORGANIZATION: Final = row(
    {
        "id": count("number of the organization"),
        "$URN": WHOSE,
        "vanityName": text("its name in the URL of its page"),
        "localizedName": text("its name in its default language"),
        "name": localized("its name"),
        "alternativeNames": array(None, "other names"),
        "localizedDescription": text("its description in its default language"),
        "description": localized("its description"),
        "localizedWebsite": text("URL of its website"),
        "website": localized("URL of its website"),
        "localizedSpecialties": array(text(), "its specialties in its default language"),
        "specialties": array(None, "its specialties by language"),
        "organizationType": text("such as `PUBLIC_COMPANY` or `NON_PROFIT`"),
        "primaryOrganizationType": text("`NONE`, `BRAND` or `SCHOOL`"),
        "organizationStatus": text("such as `OPERATING`"),
        "entityStatus": text("such as `ACTIVE`"),
        "parentRelationship": record(
            {
                "parent": urn("the parent organization"),
                "relationshipType": text("such as `BRAND`"),
                "relationshipStatus": text(),
            },
            "parent of a brand or a subsidiary",
        ),
        "staffCountRange": text(_STAFF),
        "industries": array(text(), "URNs of its industries"),
        "industriesV2": array(text(), "URNs of its industries in the newer taxonomy"),
        "foundedOn": record({"year": count(), "month": count(), "day": count()}),
        "locations": array(_LOCATION, "its locations"),
        "defaultLocale": locale("its default language"),
        "logoV2": _picture("its logo"),
        "coverPhotoV2": _picture("its cover photo"),
        "groups": array(None, "its groups"),
        "autoCreated": boolean("whether LinkedIn created the page automatically"),
        "created": stamp("who created its page, and when", "number"),
        "lastModified": stamp("who last changed it, and when", "number"),
        "versionTag": text("changes with each update"),
    }
)

_BEHALF: Final = urn("the person represented")
_ACCESS: Final = row(
    {
        "organization": WHOSE,
        "organizationTarget": urn("the organization, under the name that some versions use"),
        "roleAssignee": urn("the member"),
        "role": text("such as `ADMINISTRATOR` or `ANALYST`"),
        "state": text("`APPROVED`, `REQUESTED`, `REJECTED` or `REVOKED`"),
        "created": stamp("who assigned the role, and when", impersonator=_BEHALF),
        "lastModified": stamp("who last changed it, and when", impersonator=_BEHALF),
    }
)

ORGANIZATIONS: Final = (
    table_of_pages(
        name="organization_lookup",
        about="An organization, as its administrators see it.",
        query=BatchGet("/organizations"),
        schema=_ORGANIZATION,
        primary_key=("id",),
        resource="organizations",
        source=f"{GUIDE}/organizations/organization-lookup-api",
        calls="one for each 100 organizations",
        organization="id",
        known=True,
        notes="LinkedIn leaves out fields that an organization has not filled in."
        " An organization that the member does not administer is reported; the others are read.",
    ),
    table_of_pages(
        name="organization_acls",
        about="A role that a member has at an organization, or has requested.",
        query=Finder("/organizationAcls", "organization"),
        schema=_ACCESS,
        primary_key=("organization", "roleAssignee", "role"),
        resource="organizationAcls",
        source=f"{GUIDE}/organizations/organization-access-control-by-role",
        calls="one for each 100 roles at an organization, plus one",
        organization="organization",
        notes="Requested, rejected and revoked roles are included: see `state`."
        " The URN of a member is different for each application.",
    ),
)
