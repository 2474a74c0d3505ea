"""Records that both tables of LinkedIn Learning have, and what tells their rows apart."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.schema import Schema, locale, record, required, text, urn

#: LinkedIn gives it to customers of LinkedIn Learning and to its partners.
PRODUCT: Final = "LinkedIn Learning API"

#: The same URN may be told for several locales, with texts in each.
KEY: Final = ("urn", "requestedLocale")
REQUESTED_LOCALE: Final = required(text("the locale that was asked for, such as `en_US`"))


def localized(about: str) -> Schema:
    """A text and the language that it is in."""
    return record({"value": text(), "locale": locale()}, about)


def owned(about: str) -> Schema:
    """Who owns or did something."""
    return record({"urn": urn("the organization"), "name": localized("its name")}, about)
