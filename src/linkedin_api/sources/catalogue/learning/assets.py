"""Assets of LinkedIn Learning: courses, learning paths, videos, chapters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from linkedin_api.sources.catalogue.learning import classifications
from linkedin_api.sources.catalogue.learning.records import (
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
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries import ListRequest, Lists
from linkedin_api.sources.scope import Locale, Scope

#: A learning path has courses, these have chapters, these have videos.
_LEVELS: Final = 4

_CONTRIBUTOR: Final = record(
    {
        "urn": urn("the contributor"),
        "contributionType": text("such as `AUTHOR`"),
        "name": localized("the whole name"),
        "authorDetails": record(
            {"firstName": localized("the first name"), "lastName": localized("the last name")}
        ),
    }
)

_FILED: Final = record(
    {
        "associatedClassification": record(classifications.FIELDS, "what it is filed under"),
        "path": array(record(classifications.FIELDS), "those above, the nearest first"),
        "assigner": owned("who filed it there"),
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
        "availableLocales": array(locale(), "languages it can be had in"),
        "description": localized("what it is about"),
        "descriptionIncludingHtml": localized("the same with markup"),
        "shortDescription": localized("the same in a sentence or two"),
        "shortDescriptionIncludingHtml": localized("the same in a sentence or two, with markup"),
        "images": record({"primary": text("address of its picture")}),
        "urls": record(
            {
                "webLaunch": text("where to look at it"),
                "ssoLaunch": text("the same for members of an organization that signs them in"),
                "aiccLaunch": text("the same for learning management systems"),
            }
        ),
        "contributors": array(_CONTRIBUTOR, "who made it"),
        "classifications": array(_FILED, "what it is filed under"),
        "relationships": array(None, "other assets it belongs to"),
    },
    "what is to know of it",
)


def _asset(levels: int, **more: Schema) -> dict[str, Schema]:
    """Return the fields of an asset, with those of what it is made of so many levels down."""
    below = record(_asset(levels - 1)) if levels else None
    items = None if below is None else record({"asset": below})
    return {
        "urn": urn("the asset"),
        "type": text("`COURSE`, `LEARNING_PATH`, `CHAPTER` or `VIDEO`"),
        "title": localized("its title"),
        **more,
        "contents": array(items, "what it is made of, in order"),
    }


def list_requests(scope: Scope) -> Iterator[ListRequest]:
    """Return what to ask for: each type in each locale, as far as it fits the criteria.

    The finder for whole catalogues, `localeAndType`, knows courses and videos only
    (documented), so the one with criteria is asked even if there are none.
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


ASSETS: Final = Table(
    name="learning_assets",
    about="A course, learning path, video or chapter.",
    query=Lists("/learningAssets", "criteria", list_requests),
    schema=row({**_asset(_LEVELS - 1, details=_DETAILS), "requestedLocale": REQUESTED_LOCALE}),
    primary_key=KEY,
    resource="learningAssets",
    product=PRODUCT,
    source="https://learn.microsoft.com/en-us/linkedin/learning/integrations/criteria-api",
    calls="one for each 100 assets of a type in a locale",
    notes="Which ones are read is for you to say: locales, types, a keyword, changed since when,"
    " retired ones too or not. An asset that LinkedIn tells for two locales has two rows, which"
    " `requestedLocale` tells apart. `details` are those of the asset itself; what it is made of"
    " has titles only. Somebody saw the choice of those changed since more than a day ago give"
    " old ones too, and 500 at most"
    " ([in 2020](https://learn.microsoft.com/en-us/answers/questions/40689)): read all now and"
    " then.",
)
