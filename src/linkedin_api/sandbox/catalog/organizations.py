"""Organizations: pages as administrators and as others see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.catalog.administration import ORGANIZATION_SCOPES
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.figures import Organization
from linkedin_api.sandbox.figures.organizations import FOREIGN_ORGANIZATION, STAFF_RANGES
from linkedin_api.sandbox.protocol.entities import Derived
from linkedin_api.sandbox.protocol.keys import Key
from linkedin_api.sandbox.protocol.problems import Problem
from linkedin_api.sandbox.protocol.resource import (
    Call,
    Entity,
    Field,
    Finder,
    Paging,
    Param,
    Resource,
)
from linkedin_api.sandbox.protocol.store import Collection
from linkedin_api.sandbox.world import figures_of

NO_ORGANIZATION: Final = Problem(404, "Not Found", "NOT_FOUND", source="chosen")
#: What anyone may see: what the finder by name and the lookup return (documented: "limited").
_PUBLIC: Final = (
    "id",
    "$URN",
    "name",
    "localizedName",
    "vanityName",
    "localizedWebsite",
    "logoV2",
    "locations",
    "primaryOrganizationType",
)
#: Where organizations sit, by language.
_SEATS: Final = {
    "en": ("2029 Stierlin Court", "Mountain View", "CA", "94043", "US", 102095887),
    "de": ("Unter den Linden 6", "Berlin", "BE", "10117", "DE", 103035651),
}


def profile(organization: Organization) -> dict[str, Any]:
    """Return an organization as its administrators see it."""
    language, country = organization.locale
    stamp = {"actor": f"urn:li:person:founder{organization.place}B", "time": organization.created}
    website = f"https://{organization.vanity}.example"
    description = f"{organization.name} is an organization of the sandbox."
    return {
        "id": organization.number,
        "$URN": organization.urn,
        "vanityName": organization.vanity,
        "localizedName": organization.name,
        "name": _localized(organization, organization.name),
        "localizedDescription": description,
        "description": _localized(organization, description),
        "localizedWebsite": website,
        "website": _localized(organization, website),
        "organizationType": "PRIVATELY_HELD",
        "primaryOrganizationType": "BRAND" if organization.parent else "NONE",
        "staffCountRange": STAFF_RANGES[organization.staff],
        "industries": [f"urn:li:industry:{organization.number % 148 + 1}"],
        "foundedOn": {"year": 1791 + organization.number % 200},
        "defaultLocale": {"country": country, "language": language},
        "locations": [] if organization.empty else [_headquarters(organization)],
        "alternativeNames": [],
        "groups": [],
        "localizedSpecialties": [],
        "specialties": [],
        "autoCreated": False,
        "created": stamp,
        "lastModified": stamp,
        "versionTag": str(organization.created % 4_000_000_007),
        **_logo(organization),
        **_relationship(organization),
    }


def _localized(organization: Organization, text: str) -> dict[str, Any]:
    language, country = organization.locale
    return {
        "localized": {f"{language}_{country}": text},
        "preferredLocale": {"country": country, "language": language},
    }


def _headquarters(organization: Organization) -> dict[str, Any]:
    line, city, area, code, country, geo = _SEATS[organization.locale[0]]
    return {
        "locationType": "HEADQUARTERS",
        "address": {
            "line1": line,
            "city": city,
            "geographicArea": area,
            "postalCode": code,
            "country": country,
        },
        "geoLocation": f"urn:li:geo:{geo}",
        "streetAddressFieldState": "UNSET_OPT_OUT",
    }


def _logo(organization: Organization) -> dict[str, Any]:
    if organization.empty:
        return {}
    asset = f"urn:li:digitalmediaAsset:C560BAQSandbox{organization.number}"
    crop = {"x": 0, "y": 0, "width": 0, "height": 0}
    return {"logoV2": {"original": asset, "cropped": asset, "cropInfo": crop}}


def _relationship(organization: Organization) -> dict[str, Any]:
    parent = _parent(organization)
    if parent is None:
        return {}
    return {"parentRelationship": {"parent": parent, "relationshipType": "BRAND"}}


def _parent(organization: Organization) -> str | None:
    number = organization.parent
    return None if number is None else f"urn:li:organization:{number}"


def _public(organization: Organization) -> dict[str, Any]:
    whole = profile(organization)
    return {name: whole[name] for name in _PUBLIC if name in whole}


def _home(make: Callable[[Organization], Entity]) -> Callable[[Call], Collection]:
    """Return a function that shows a call all organizations, in the form that it makes."""

    def read(call: Call, key: str) -> Entity:
        organization = figures_of(call).organization(int(key))
        if organization is None:
            raise KeyError(key)
        return make(organization)

    return lambda call: Collection(Derived(partial(read, call)))


def _organization_of_key(call: Call, key: Key | None) -> tuple[str, ...]:
    # An organization that does not exist gets 404, not 403 (chosen).
    if key is None or figures_of(call).organization(key.value) is None:
        return ()
    return (f"urn:li:organization:{key.value}",)


def _by_vanity_name(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    wanted = str(call.params["vanityName"]).lower()
    return _matching(call, lambda each: each.vanity == wanted)


def _by_parent(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    return _matching(call, lambda each: _parent(each) == call.params["parent"])


def _matching(call: Call, fits: Callable[[Organization], bool]) -> list[Entity]:
    figures = figures_of(call)
    everyone = map(figures.organization, (*figures.organizations, FOREIGN_ORGANIZATION))
    return [_public(each) for each in everyone if each is not None and fits(each)]


_FIELDS: Final = (
    Field("id", "long", read_only=True),
    Field("vanityName"),
    Field("localizedName"),
    Field("name", "record"),
)

ORGANIZATIONS: Final = (
    Resource(
        "organizations",
        fields=_FIELDS,
        methods=frozenset({"GET", "BATCH_GET"}),
        finders=(
            Finder("vanityName", (Param("vanityName", required=True),), _by_vanity_name),
            Finder("parentOrganization", (Param("parent", "urn", required=True),), _by_parent),
        ),
        roots=("/rest", "/v2"),
        paging=Paging(total=True),
        read_scopes=ORGANIZATION_SCOPES,
        rules=(RoleRule(_organization_of_key, operations=frozenset({"GET", "BATCH_GET"})),),
        home=_home(profile),
        urn_type="organization",
        not_found=NO_ORGANIZATION,
    ),
    Resource(
        "organizationsLookup",
        fields=_FIELDS,
        methods=frozenset({"BATCH_GET"}),
        roots=("/rest", "/v2"),
        read_scopes=ORGANIZATION_SCOPES | {"r_organization_social", "r_basicprofile"},
        home=_home(_public),
        not_found=NO_ORGANIZATION,
    ),
)
