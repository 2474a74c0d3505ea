"""What tables of Pages share: localized texts, stamps, time ranges, and statistics."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from linkedin_api.resource_access import ADMINISTRATION, ADMINISTRATOR, COMMUNITY
from linkedin_api.sources.catalogue.schema import (
    Schema,
    locale,
    mapping,
    moment,
    record,
    required,
    row,
    text,
    urn,
)
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries.statistics import LifetimeStatistics, TimeBoundStatistics

#: LinkedIn's documentation.
GUIDE: Final = "https://learn.microsoft.com/en-us/linkedin/marketing/community-management"
#: A table of Pages; most can be read by administrators alone.
table_of_pages = partial(
    Table, product=COMMUNITY, permissions=(ADMINISTRATION,), roles=ADMINISTRATOR
)
WHOSE: Final = urn("the organization")
#: Locales with their own column; the Airbyte connector has the first.
_LOCALES: Final = ("ru_RU", "en_US")


def localized(about: str) -> Schema:
    """A text in each of its languages."""
    texts = mapping(text(), "the text by locale", {name: text() for name in _LOCALES})
    preferred = locale("locale to show by default")
    return record({"localized": texts, "preferredLocale": preferred}, about)


def stamp(about: str, kind: str = "integer", **more: Schema) -> Schema:
    """Who did something, and when."""
    return record({"actor": urn("the member"), "time": moment("when", kind), **more}, about)


#: A note on all tables by day or month.
LATE: Final = (
    "LinkedIn publishes daily statistics with a two-day delay (UTC) and keeps them for 12 months,"
    " of which 10 or 11 are whole."
    " It publishes a month after the month has ended."
)


def bucket(kind: str = "integer") -> Mapping[str, Schema]:
    """The fields of each row by day or month."""
    return {
        "timeRange": record({}, "empty; the two fields below have its bounds"),
        "timeRangeStart": moment("start of the day or month", kind),
        "timeRangeEnd": required(
            moment("end of the day or month, which is the start of the next", kind)
        ),
    }


def in_total(resource: str, whose: str, fields: Mapping[str, Schema], **more: Any) -> Table:
    """A table of an organization's statistics in total.

    Args:
        resource: LinkedIn's resource.
        whose: the field with the organization, and the finder.
        fields: the other fields.
        more: further attributes of the table.
    """
    return table_of_pages(
        query=LifetimeStatistics(f"/{resource}", whose),
        schema=row({whose: WHOSE, **fields}),
        primary_key=(whose,),
        resource=resource,
        calls="one for each organization",
        organization=whose,
        **more,
    )


def by_day(resource: str, whose: str, fields: Mapping[str, Schema], **more: Any) -> Table:
    """A table of an organization's statistics by day or month; arguments as in `in_total`."""
    return table_of_pages(
        query=TimeBoundStatistics(f"/{resource}", whose),
        schema=row({whose: WHOSE, **fields}),
        primary_key=(whose, "timeRangeStart", "timeRangeEnd"),
        resource=resource,
        calls="one for each organization with new statistics",
        cursor="timeRangeEnd",
        organization=whose,
        **more,
    )
