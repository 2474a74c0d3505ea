"""Assets of LinkedIn Learning: courses, learning paths, videos, chapters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from linkedin_api.sources.catalogue.learning.classifications import (
    FIELDS,
    KEY,
    PRODUCT,
    REQUESTED_LOCALE,
    localized,
    owned,
)
from linkedin_api.sources.catalogue.schema import (
    Schema,
    array,
    integer,
    locale,
    moment,
    record,
    row,
    text,
    urn,
)
from linkedin_api.sources.catalogue.table import Selection, Table
from linkedin_api.sources.queries.lists import ListRequest, Lists
from linkedin_api.sources.scope import Locale, Scope

#: A learning path contains courses, a course chapters, a chapter videos.
_LEVELS: Final = 4

_CONTRIBUTOR: Final = record(
    {
        "urn": urn("the contributor"),
        "contributionType": text("such as `AUTHOR`"),
        "name": localized("the full name"),
        "authorDetails": record(
            {"firstName": localized("the first name"), "lastName": localized("the last name")}
        ),
    }
)

_FILED: Final = record(
    {
        "associatedClassification": record(FIELDS, "the classification"),
        "path": array(record(FIELDS), "its ancestors, nearest first"),
        "assigner": owned("who assigned it"),
    }
)

_DETAILS: Final = record(
    {
        "availability": text("`AVAILABLE` or `RETIRED`"),
        "level": text("`BEGINNER`, `INTERMEDIATE` or `ADVANCED`"),
        "publishedAt": moment("when it was published"),
        "lastUpdatedAt": moment("when it was last changed"),
        "retiredAt": moment("when it was retired"),
        "timeToComplete": record({"duration": integer(), "unit": text("such as `SECOND`")}),
        "availableLocales": array(locale(), "languages in which it is available"),
        "description": localized("its description"),
        "descriptionIncludingHtml": localized("its description with markup"),
        "shortDescription": localized("its short description"),
        "shortDescriptionIncludingHtml": localized("its short description with markup"),
        "images": record({"primary": text("URL of its picture")}),
        "urls": record(
            {
                "webLaunch": text("URL of the asset"),
                "ssoLaunch": text("URL with single sign-on"),
                "aiccLaunch": text("URL for learning management systems"),
            }
        ),
        "contributors": array(_CONTRIBUTOR, "its contributors"),
        "classifications": array(_FILED, "its classifications"),
        "relationships": array(None, "assets that it is related to"),
    },
    "details",
)


def _asset(levels: int, **more: Schema) -> dict[str, Schema]:
    """Return the fields of an asset, with those of its contents for `levels` levels."""
    below = record(_asset(levels - 1)) if levels else None
    items = None if below is None else record({"asset": below})
    return {
        "urn": urn("the asset"),
        "type": text("`COURSE`, `LEARNING_PATH`, `CHAPTER` or `VIDEO`"),
        "title": localized("its title"),
        **more,
        "contents": array(items, "its contents, in order"),
    }


def list_requests(scope: Scope) -> Iterator[ListRequest]:
    """Return a request for each type in each locale, with the criteria of the scope.

    The finder for whole catalogues, `localeAndType`, supports courses and videos only
    (documented), so requests use the finder `criteria` even without criteria.
    """
    for each, kind in product(scope.locales, scope.asset_types):
        params = {
            "assetFilteringCriteria": _filter(scope, each, kind),
            "assetRetrievalCriteria": {"includeRetired": scope.include_retired, "expandDepth": 1},
        }
        yield ListRequest(params, {"requestedLocale": str(each)})


def _filter(scope: Scope, each: Locale, kind: str) -> dict[str, Any]:
    criteria = {
        "assetTypes": [kind],
        "locales": [each.record],
        "keyword": scope.keyword,
        "lastModifiedAfter": scope.last_modified_after,
    }
    return {name: value for name, value in criteria.items() if value is not None}


def selection(scope: Scope) -> Selection:
    """Return the types in each locale; a keyword or a date selects only some of them."""
    parts = frozenset((str(each), kind) for each, kind in product(scope.locales, scope.asset_types))
    is_filtered = scope.keyword is not None or scope.last_modified_after is not None
    return Selection(parts, is_filtered)


ASSETS: Final = Table(
    name="learning_assets",
    about="A course, learning path, video or chapter.",
    query=Lists("/learningAssets", "criteria", list_requests),
    schema=row({**_asset(_LEVELS - 1, details=_DETAILS), "requestedLocale": REQUESTED_LOCALE}),
    primary_key=KEY,
    selection=selection,
    resource="learningAssets",
    product=PRODUCT,
    source="https://learn.microsoft.com/en-us/linkedin/learning/integrations/criteria-api",
    calls="one for each 100 assets of a type in a locale",
    notes="You choose the assets: by locale, type, keyword and date of modification, with or"
    " without retired assets. An asset that LinkedIn returns for two locales has two rows, which"
    " differ in `requestedLocale`. `details` describe the asset itself; its contents have titles"
    " only. A user reported"
    " ([in 2020](https://learn.microsoft.com/en-us/answers/questions/40689)) that a date of"
    " modification more than a day ago returned older assets too, and at most 500: read all"
    " assets from time to time.",
)
