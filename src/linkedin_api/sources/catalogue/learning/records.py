"""Records that both tables of LinkedIn Learning share, and their primary key."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.schema import Schema, locale, record, required, text, urn

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
