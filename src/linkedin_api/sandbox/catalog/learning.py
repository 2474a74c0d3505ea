"""LinkedIn Learning: its assets and their classifications.

Called by applications, under `/v2`, mostly with the dotted parameters of protocol 1.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.learning_assets import (
    ENGLISH,
    KINDS,
    PATH,
    AssetView,
    Locale,
    classification_entity,
)
from linkedin_api.sandbox.catalog.learning_criteria import (
    CRITERIA,
    find_asset,
    find_assets,
    read_criteria,
)
from linkedin_api.sandbox.figures.learning import BY_URN, CLASSIFICATIONS, LOCALES
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.parameters import bad_type
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Param, Resource
from linkedin_api.sandbox.protocol.rows import Made
from linkedin_api.sandbox.world import figures_of

#: Working programs request up to 100 elements; next and prev links drop
#: `fields` (observed).
_PAGES: Final = Paging(maximum=100, total=True, links_keep_fields=False)
_TARGET: Final = Param("targetLocale", "record")
_SOURCE: Final = Param("sourceLocale", "record", required=True)
_RETRIEVAL: Final = (Param("expandDepth", "long"), Param("includeRetired", "boolean"))
#: Levels that have details when a request does not say (documented).
_DEPTH: Final = 1


def _read_locale(call: Call, name: str) -> Locale | None:
    sent = call.params.get(name)
    if sent is None:
        return None
    language = sent.get("language")
    # A language without a country means the country of its courses (chosen).
    usual = next((country for known, country in LOCALES if known == language), "")
    country = sent.get("country", usual)
    if not isinstance(language, str) or not isinstance(country, str):
        raise Refused(bad_type(name, call.mount))
    return language, country


def _view(call: Call, values: Mapping[str, Any]) -> AssetView:
    depth = values.get("expandDepth", _DEPTH)
    now, target = call.clock.milliseconds(), _read_locale(call, "targetLocale")
    return AssetView(figures_of(call).learning, now, depth, target)


def _get(call: Call) -> Mapping[str, Any]:
    learning = figures_of(call).learning
    asset = find_asset(learning, call.key.text) if call.key else None
    if asset is None:
        raise Refused(call.resource.not_found)
    retired = asset[0] != PATH and learning.course(asset[1]).retired
    if retired and not call.params.get("includeRetired"):
        raise Refused(call.resource.not_found)
    return _view(call, call.params).entity(asset)


def _by_locale_and_type(call: Call, _entities: Iterable[Entity]) -> Made[Entity]:
    params = call.params
    _read_locale(call, "sourceLocale")
    asked = {"assetTypes": [params["assetType"]], "locales": [params["sourceLocale"]]}
    return _made(call, {**params, **asked})


def _by_criteria(call: Call, _entities: Iterable[Entity]) -> Made[Entity]:
    return _made(call, read_criteria(call))


def _made(call: Call, values: Mapping[str, Any]) -> Made[Entity]:
    found = find_assets(figures_of(call).learning, values, call.clock.milliseconds())
    return Made(found, _view(call, values).entity)


def _classification(call: Call) -> Mapping[str, Any]:
    filed = BY_URN.get(call.key.text) if call.key else None
    if filed is None:
        raise Refused(call.resource.not_found)
    return classification_entity(filed, _read_locale(call, "targetLocale") or ENGLISH)


def _of_type(call: Call, _entities: Iterable[Entity]) -> Made[Entity]:
    locale = _read_locale(call, "sourceLocale") or ENGLISH
    # Filed under in every language that courses have, and in no other (chosen).
    known = CLASSIFICATIONS if locale in LOCALES else ()
    found = [filed for filed in known if filed.kind == call.params["type"]]
    return Made(found, lambda filed: classification_entity(filed, locale))


def _by_keyword(call: Call, _entities: Iterable[Entity]) -> Made[Entity]:
    words = call.params["keyword"].lower()
    locale = _read_locale(call, "targetLocale") or ENGLISH
    found = [filed for filed in CLASSIFICATIONS if words in filed.name.lower()]
    return Made(found, lambda filed: classification_entity(filed, locale))


LEARNING: Final = (
    Resource(
        "learningAssets",
        key=SimpleKey("urn"),
        methods=frozenset({"GET"}),
        params={"GET": (_TARGET, *_RETRIEVAL)},
        finders=(
            Finder(
                "localeAndType",
                (Param("assetType", required=True, symbols=KINDS), _SOURCE, _TARGET, *_RETRIEVAL),
                _by_locale_and_type,
            ),
            Finder(
                "criteria", (*(Param(name, "record") for name in CRITERIA), _TARGET), _by_criteria
            ),
        ),
        roots=("/v2",),
        paging=_PAGES,
        compute=_get,
    ),
    Resource(
        "learningClassifications",
        key=SimpleKey("urn"),
        methods=frozenset({"GET"}),
        params={"GET": (_TARGET,)},
        finders=(
            Finder(
                "localeAndType",
                (
                    Param("type", required=True, symbols=("LIBRARY", "SUBJECT", "TOPIC", "SKILL")),
                    _SOURCE,
                ),
                _of_type,
            ),
            Finder(
                "keyword",
                (Param("keyword", required=True), _TARGET),
                _by_keyword,
                source="observed",
            ),
        ),
        roots=("/v2",),
        paging=_PAGES,
        compute=_classification,
    ),
)
