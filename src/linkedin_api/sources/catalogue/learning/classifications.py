"""Classifications of LinkedIn Learning: libraries, subjects, topics, skills."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from linkedin_api.sources.catalogue.schema import Schema, locale, record, required, row, text, urn
from linkedin_api.sources.catalogue.table import Selection, Table
from linkedin_api.sources.queries.lists import ListRequest, Lists
from linkedin_api.sources.scope import Scope

#: LinkedIn grants it to customers of LinkedIn Learning and to partners.
PRODUCT: Final = "LinkedIn Learning API"

#: LinkedIn may return the same URN for several locales, with texts in each.
KEY: Final = ("urn", "requestedLocale")
REQUESTED_LOCALE: Final = required(text("the requested locale, such as `en_US`"))


def localized(about: str) -> Schema:
    """A text and its language."""
    return record({"value": text(), "locale": locale()}, about)


def owned(about: str) -> Schema:
    """The organization that owns or did something."""
    return record({"urn": urn("the organization"), "name": localized("its name")}, about)


#: The fields of a classification, wherever it appears.
FIELDS: Final = {
    "urn": urn("the classification"),
    "type": text("`LIBRARY`, `SUBJECT`, `TOPIC` or `SKILL`"),
    "name": localized("its name"),
    "owner": owned("its owner"),
}


def list_requests(scope: Scope) -> Iterator[ListRequest]:
    """Return a request for each type in each locale."""
    for each, kind in product(scope.locales, scope.classification_types):
        params = {"type": kind, "sourceLocale": each.record}
        yield ListRequest(params, {"requestedLocale": str(each)})


def selection(scope: Scope) -> Selection:
    """Return the types in each locale."""
    chosen = product(scope.locales, scope.classification_types)
    return Selection(frozenset((str(each), kind) for each, kind in chosen))


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
