"""Records that several tables of Pages have: localized texts, stamps, bounds of buckets."""

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

#: Locales that get a column of their own; the known connector has the first.
_LOCALES: Final = ("ru_RU", "en_US")


def localized(about: str) -> Schema:
    """A text in each language that it was written in."""
    texts = mapping(text(), "the text by locale", {name: text() for name in _LOCALES})
    preferred = locale("which one to show by default")
    return record({"localized": texts, "preferredLocale": preferred}, about)


def stamp(about: str, kind: str = "integer", **more: Schema) -> Schema:
    """Who did something, and when.

    Args:
        about: what it tells.
        kind: type of the moment.
        more: further fields.
    """
    return record({"actor": urn("the member"), "time": moment("when", kind), **more}, about)


#: What to know of all tables of days and months.
LATE: Final = (
    "LinkedIn tells a day two days later, by UTC, and keeps 12 months. Months are told when"
    " they are over."
)


def bucket(kind: str = "integer") -> Mapping[str, Schema]:
    """The fields that each row of a day or a month has.

    Args:
        kind: type of its bounds.
    """
    return {
        "timeRange": record({}, "empty; its bounds are the two fields below"),
        "timeRangeStart": moment("when the day or month began", kind),
        "timeRangeEnd": required(moment("when it was over, and the next began", kind)),
    }
