"""`adTargetingFacets` and `adTargetingEntities`: what ads can aim at, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from linkedin_api.sandbox.figures.ad_names import FACET, FACETS, Target, targets
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.resource import (
    Call,
    Entity,
    Finder,
    Paging,
    Param,
    Resource,
    Seeding,
    Seeds,
)

#: A page has everything, and says so with this number (observed).
_EVERYTHING: Final = 2**31 - 1
_COMMON: Final = (Param("queryVersion", symbols=("QUERY_USES_URNS",)), Param("locale", "record"))
_FACET: Final = Param("facet", "urn", required=True)


def _by_urns(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    known = targets()
    return [_element(known[urn]) for urn in call.params["urns"] if urn in known]


def _by_facet(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    """Return the targets of a facet; of those, the ones whose names begin as typed."""
    facet, typed = call.params["facet"], call.params.get("query", "").casefold()
    found = (target for target in targets().values() if f"{FACET}{target.facet}" == facet)
    return [_element(target) for target in found if target.name.casefold().startswith(typed)]


def _element(target: Target) -> Entity:
    return {"urn": target.urn, "facetUrn": f"{FACET}{target.facet}", "name": target.name}


def _facets(_seeding: Seeding) -> Seeds:
    for name, kind in sorted(FACETS.values()):
        urn = f"{FACET}{name}"
        yield (
            urn,
            {
                "facetName": name,
                "adTargetingFacetUrn": urn,
                "entityTypes": [kind],
                "availableEntityFinders": ["AD_TARGETING_FACET", "TYPEAHEAD"],
            },
        )


TARGETING: Final = (
    Resource(
        "adTargetingFacets",
        key=SimpleKey("urn"),
        methods=frozenset({"GET_ALL"}),
        paging=Paging(default=_EVERYTHING),
        seed=_facets,
    ),
    Resource(
        "adTargetingEntities",
        finders=(
            Finder("urns", (Param("urns", "list[urn]", required=True), *_COMMON), _by_urns),
            Finder("adTargetingFacet", (_FACET, *_COMMON), _by_facet),
            Finder("typeahead", (Param("query", required=True), _FACET, *_COMMON), _by_facet),
        ),
        paging=Paging(default=_EVERYTHING),
    ),
)
