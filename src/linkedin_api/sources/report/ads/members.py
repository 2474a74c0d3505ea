"""The members who saw advertisements, by month and demographic."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from linkedin_api.sources.report.ads.measures import DEMOGRAPHICS, OF_MEMBERS
from linkedin_api.sources.report.ads.series import OF_MONTH, Numbers, Source, Wanted, read_series
from linkedin_api.sources.report.days import date_of
from linkedin_api.sources.report.names import name_of
from linkedin_api.sources.report.tables import Tables

#: How many months of groups a file holds.
MOST_OF_GROUPS: Final = 250_000


@dataclass(frozen=True, slots=True)
class Group:
    """Members with one demographic who saw a campaign.

    Attributes:
        account: number of the account.
        campaign: number of the campaign; `None` for all campaigns of the account.
        pivot: LinkedIn's name of the kind of demographic.
        code: the value in the table.
        start: the first month, counted from January 1970.
        numbers: its numbers from that month on.
    """

    account: int
    campaign: int | None
    pivot: str
    code: str
    start: int
    numbers: Numbers


def read_groups(source: Source, *, by_campaign: bool) -> list[Group]:
    """Read the groups of members in all months of the span.

    Args:
        source: what to read them from.
        by_campaign: whether to read them by campaign; if these are too many, they are read by
            account anyway.
    """
    tables, span = source.tables, source.span
    if DEMOGRAPHICS not in tables:
        return []
    ((rows,),) = tables.query(f"SELECT count(*) FROM {tables.place(DEMOGRAPHICS)}")  # noqa: S608
    if not by_campaign or rows > MOST_OF_GROUPS:
        by_campaign = False
        source.left_out.append(
            f"{DEMOGRAPHICS} has {rows:,} rows, so members are shown by account, not by campaign."
        )
    campaign = ["campaign_id"] if by_campaign else []
    keys = ["account_id", *campaign, "pivot_name", "value_urn"]
    wanted = Wanted(DEMOGRAPHICS, keys, OF_MONTH, OF_MEMBERS, source.accounts, MOST_OF_GROUPS)
    months = range(_month_of(span[0]), _month_of(span[-1]) + 1)
    found, others = read_series(tables, wanted, months, gathers=False)
    if others:
        source.left_out.append(
            f"{sum(others.values()):,} groups of members with the fewest impressions are left out."
        )
    groups = []
    for series in found:
        account, *numbers, pivot, code = series.key
        number = numbers[0] if numbers else None
        groups.append(Group(account, number, pivot, str(code), series.start, series.numbers))
    return groups


def names_of(tables: Tables, codes: Collection[str]) -> dict[str, str]:
    """Return the names of codes: those that LinkedIn gave, otherwise those that it publishes."""
    given = {urn: name for urn, name in tables.rows("ad_names", ["urn", "name"]) if urn in codes}
    found = {code: given.get(code) or name_of(code) for code in sorted(codes)}
    return {code: name for code, name in found.items() if name}


def _month_of(day: int) -> int:
    """The month of a day, counted from January 1970."""
    found = date_of(day)
    return (found.year - 1970) * 12 + found.month - 1
