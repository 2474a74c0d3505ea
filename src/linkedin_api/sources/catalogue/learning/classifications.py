"""Classifications of LinkedIn Learning: libraries, subjects, topics, skills."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from linkedin_api.sources.catalogue.learning.records import (
    KEY,
    PRODUCT,
    REQUESTED_LOCALE,
    localized,
    owned,
)
from linkedin_api.sources.catalogue.schema import row, text, urn
from linkedin_api.sources.catalogue.table import Selection, Table
from linkedin_api.sources.queries.lists import ListRequest, Lists
from linkedin_api.sources.scope import Scope

#: The fields of a classification, wherever it appears.
FIELDS: Final = {
    "urn": urn("the classification"),
    "type": text("`LIBRARY`, `SUBJECT`, `TOPIC` or `SKILL`"),
    "name": localized("its name"),
    "owner": owned("its owner"),
}


def list_requests(scope: Scope) -> Iterator[ListRequest]:
    """Return a request for each type in each locale."""
    for locale, kind in product(scope.locales, scope.classification_types):
        params = {"type": kind, "sourceLocale": locale.record}
        yield ListRequest(params, {"requestedLocale": str(locale)})


def selection(scope: Scope) -> Selection:
    """Return the types in each locale."""
    chosen = product(scope.locales, scope.classification_types)
    return Selection(frozenset((str(locale), kind) for locale, kind in chosen))


CLASSIFICATIONS: Final = Table(
    name="learning_classifications",
    about="A classification of assets, with its name in one locale.",
    query=Lists("/learningClassifications", "localeAndType", list_requests),
    schema=row({**FIELDS, "requestedLocale": REQUESTED_LOCALE}),
    primary_key=KEY,
    selection=selection,
    resource="learningClassifications",
    product=PRODUCT,
    source="https://learn.microsoft.com/en-us/linkedin/learning/integrations/locale-and-type-api",
    calls="one for each 100 classifications of a type in a locale",
    notes="A classification has a row for each requested locale, with its name in that language"
    " if LinkedIn has it.",
)
