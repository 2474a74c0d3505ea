"""LinkedIn Learning: the tables of its assets and of what they are filed under."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from types import MappingProxyType
from typing import Any, Final

from linkedin_api.sources.scope import Scope
from linkedin_api.sources.table import Table
from linkedin_api.sources.ways import Catalogue


def _asset_choices(scope: Scope) -> Iterator[dict[str, Any]]:
    for locale, kind in product(scope.locales, scope.asset_types):
        filtering: dict[str, Any] = {"assetTypes": [kind], "locales": [locale.record]}
        if scope.keyword is not None:
            filtering["keyword"] = scope.keyword
        if scope.last_modified_after is not None:
            filtering["lastModifiedAfter"] = scope.last_modified_after
        yield {
            "assetFilteringCriteria": filtering,
            "assetRetrievalCriteria": {"includeRetired": scope.include_retired, "expandDepth": 1},
        }


def _classification_choices(scope: Scope) -> Iterator[dict[str, Any]]:
    for locale, kind in product(scope.locales, scope.classification_types):
        yield {"type": kind, "sourceLocale": locale.record}


#: All tables by name.
LEARNING: Final = MappingProxyType[str, Table](
    {
        table.name: table
        for table in (
            Table(
                "learning_assets",
                "A course, learning path, video or chapter.",
                Catalogue("/learningAssets", "criteria", _asset_choices),
                {},
                ("urn",),
                "learningAssets",
            ),
            Table(
                "learning_classifications",
                "What assets are filed under.",
                Catalogue("/learningClassifications", "localeAndType", _classification_choices),
                {},
                ("urn",),
                "learningClassifications",
            ),
        )
    }
)
