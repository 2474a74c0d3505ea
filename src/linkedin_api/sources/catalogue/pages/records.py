"""Records that several tables of Pages share: localized texts, stamps, time ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from linkedin_api.sources.catalogue.schema import (
    Schema,
    locale,
    mapping,
    moment,
    record,
    required,
    text,
    urn,
)

#: Locales with their own column; the Airbyte connector has the first.
_LOCALES: Final = ("ru_RU", "en_US")


def localized(about: str) -> Schema:
    """A text in each of its languages."""
    texts = mapping(text(), "the text by locale", {name: text() for name in _LOCALES})
    preferred = locale("locale to show by default")
    return record({"localized": texts, "preferredLocale": preferred}, about)


def stamp(about: str, kind: str = "integer", **more: Schema) -> Schema:
    """Who did something, and when.

    Args:
        about: description.
        kind: type of the time.
        more: further fields.
    """
    return record({"actor": urn("the member"), "time": moment("when", kind), **more}, about)


#: A note on all tables by day or month.
LATE: Final = (
    "LinkedIn publishes daily statistics with a two-day delay (UTC) and keeps them for 12 months,"
    " of which 10 or 11 are whole."
    " It publishes a month after the month has ended."
)


def bucket(kind: str = "integer") -> Mapping[str, Schema]:
    """The fields of each row by day or month.

    Args:
        kind: type of the bounds.
    """
    return {
        "timeRange": record({}, "empty; the two fields below have its bounds"),
        "timeRangeStart": moment("start of the day or month", kind),
        "timeRangeEnd": required(
            moment("end of the day or month, which is the start of the next", kind)
        ),
    }
