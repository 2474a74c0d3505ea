"""The figures of a report of advertising, read from the tables."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from linkedin_api.sources.report.ads.measures import (
    CREATIVES_DAILY,
    DAILY,
    DEMOGRAPHICS,
    MEASURES,
    OTHERS,
    USD,
    Measure,
)
from linkedin_api.sources.report.ads.members import Group, names_of, read_groups
from linkedin_api.sources.report.ads.series import (
    OF_DAY,
    Numbers,
    Series,
    Source,
    Wanted,
    of_accounts,
    read_series,
    span_in,
)
from linkedin_api.sources.report.days import date_of, number_of, span_of
from linkedin_api.sources.report.names import shortened
from linkedin_api.sources.report.tables import Tables, check_known
from linkedin_api.sources.windows import DAY

#: How many days of campaigns and of creatives a file holds.
MOST_OF_CAMPAIGNS: Final = 80_000
MOST_OF_CREATIVES: Final = 150_000
_DAILY: Final = (DAILY, CREATIVES_DAILY)


@dataclass(frozen=True, slots=True)
class Account:
    """An advertising account.

    Attributes:
        number: LinkedIn's number of it.
        name: its name; `None` if the tables do not have it.
    """

    number: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign, or all campaigns of an account that the report does not show one by one.

    Attributes:
        account: number of its account.
        number: LinkedIn's number of it; `None` for the rest of an account.
        name: its name; `None` if the tables do not have it.
        currency: of its amounts; `None` if unknown.
        status: such as `ACTIVE`; `None` if unknown.
        start: the day of its first number, counted from 1970.
        numbers: its numbers from that day on.
        members: how many campaigns it stands for.
    """

    account: int
    number: int | None
    name: str | None = None
    currency: str | None = None
    status: str | None = None
    start: int = 0
    numbers: Numbers = field(default_factory=dict)
    members: int = 1


@dataclass(frozen=True, slots=True)
class Creative:
    """A creative.

    Attributes:
        account: number of its account.
        number: LinkedIn's number of it.
        name: its name or headline; `None` if the tables have none.
        campaign: number of its campaign; `None` if unknown.
        currency: of its amounts; `None` if unknown.
        post: URN of the post that it shows; `None` if it shows none.
        start: the day of its first number, counted from 1970.
        numbers: its numbers from that day on.
    """

    account: int
    number: int
    name: str | None
    campaign: int | None
    currency: str | None
    post: str | None
    start: int
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class AdFigures:
    """All figures of a report.

    Attributes:
        first: the first day of which the tables have figures; `None` without any.
        days: how many days there are from then on.
        since: first day of the range that the report opens with.
        until: its last day.
        whole: the last day that was over when it was loaded.
        accounts: the accounts.
        campaigns: the campaigns; their numbers add up to those of the accounts.
        creatives: the creatives.
        groups: the members who saw the campaigns.
        names: names of the groups, by their code.
        missing: names of tables that are not there.
        left_out: what the tables have and the report does not, as sentences.
    """

    first: date | None
    days: int
    since: date | None
    until: date | None
    whole: date | None
    accounts: Sequence[Account]
    campaigns: Sequence[Campaign]
    creatives: Sequence[Creative]
    groups: Sequence[Group]
    names: dict[str, str]
    missing: Sequence[str]
    left_out: Sequence[str]

    def total(self, key: str, since: date, until: date) -> int | None:
        """Return the sum of a count over all campaigns and some days.

        Args:
            key: of a measure that is no money.

        Returns:
            The sum; `None` if the tables do not have it.
        """
        found = [number for each in self.campaigns for number in _between(each, key, since, until)]
        return sum(map(int, found)) if found else None

    def spend(self, since: date, until: date) -> dict[str, float]:
        """Return what some days cost, by currency; amounts of several are never added."""
        found: dict[str, list[int | float]] = defaultdict(list)
        for each in self.campaigns:
            found[each.currency or "unknown"] += _between(each, "cost", since, until)
        return {
            currency: round(math.fsum(amounts), 6)
            for currency, amounts in sorted(found.items())
            if amounts
        }


def _between(campaign: Campaign, key: str, since: date, until: date) -> Iterator[int | float]:
    start, end = (number_of(day) or 0 for day in (since, until))
    numbers = campaign.numbers.get(key, ())
    for number in numbers[max(0, start - campaign.start) : max(0, end + 1 - campaign.start)]:
        if number is not None:
            yield number


def read_figures(
    tables: Tables, *, days: int, until: date | None = None, accounts: Collection[int] = ()
) -> AdFigures:
    """Read the figures of advertising.

    Args:
        tables: where they are.
        days: length of the range, in days.
        until: last day of the range; `None` for the last one that was over when it was loaded.
        accounts: numbers of the accounts; empty for all.

    Raises:
        InvalidArgumentError: the tables have no such account.
        duckdb.Error: the tables cannot be read.

    Example:
        >>> from pathlib import Path
        >>> with Tables(Path("linkedin.duckdb"), "linkedin_ads") as tables:  # doctest: +SKIP
        ...     figures = read_figures(tables, days=30)
    """
    left_out = list(_missing_columns(tables))
    known = _known_accounts(tables, accounts)
    span = _span(tables, days, until, accounts)
    campaigns: list[Campaign] = []
    creatives: list[Creative] = []
    groups: list[Group] = []
    if span is not None:
        measures, source = _measures(tables, accounts), Source(tables, span, accounts, left_out)
        campaigns, creatives = _campaigns(source, measures), _creatives(source, measures)
        by_campaign = all(each.number is not None for each in campaigns)
        groups = read_groups(source, by_campaign=by_campaign)
    whole = _last_whole_day(tables, span) if span else None
    end = until or whole
    return AdFigures(
        first=date_of(span[0]) if span else None,
        days=len(span) if span else 0,
        since=end - timedelta(days - 1) if end else None,
        until=end,
        whole=whole,
        accounts=known,
        campaigns=campaigns,
        creatives=creatives,
        groups=groups,
        names=names_of(tables, {group.code for group in groups}),
        missing=[name for name in (*_DAILY, *OTHERS) if name not in tables],
        left_out=left_out,
    )


def _missing_columns(tables: Tables) -> Iterator[str]:
    """Say which numbers are not there since other metrics were chosen."""
    for table in filter(tables.__contains__, _DAILY):
        absent = [each.column for each in MEASURES if not tables.has(table, each.column)]
        if absent:
            yield f"{table} has no column {', '.join(absent)}, so what needs it is empty."


def _known_accounts(tables: Tables, wanted: Collection[int]) -> list[Account]:
    names = dict(tables.rows("ad_accounts", ["account_id", "name"]))
    for table in (*_DAILY, DEMOGRAPHICS, "ad_campaigns"):
        if tables.has(table, "account_id"):
            distinct = f"SELECT DISTINCT account_id FROM {tables.place(table)}"  # noqa: S608
            names = {**dict.fromkeys(number for (number,) in tables.query(distinct)), **names}
    check_known("account", wanted, names)
    return [Account(number, names[number]) for number in sorted(wanted or names)]


def _span(tables: Tables, days: int, until: date | None, accounts: Collection[int]) -> range | None:
    """The days that the report holds; `None` if the tables have none."""
    found = [span_in(tables, table, OF_DAY, accounts) for table in _DAILY]
    known = [span for span in found if span is not None]
    if not known:
        return None
    first, last = min(span[0] for span in known), max(span[-1] for span in known)
    return span_of(first, last, days, until)


def _last_whole_day(tables: Tables, span: range) -> date:
    """The last day that was over when it was loaded, as far as the tables say."""
    loads = [moment for (moment,) in tables.rows("_dlt_loads", ["epoch_ms:inserted_at"]) if moment]
    last = min(span[-1], max(loads) // DAY - 1) if loads else span[-1]
    return date_of(max(span[0], last))


def _measures(tables: Tables, accounts: Collection[int]) -> list[Measure]:
    """The measures; US dollars only if there are amounts in several currencies to convert."""
    if not tables.has(DAILY, "currency_code"):
        return [measure for measure in MEASURES if measure is not USD]
    currencies = tables.query(
        f"SELECT count(DISTINCT currency_code) FROM {tables.place(DAILY)}{of_accounts(accounts)}"  # noqa: S608
    )
    return [measure for measure in MEASURES if measure is not USD or currencies[0][0] > 1]


def _wanted(
    table: str, key: str, measures: Sequence[Measure], accounts: Collection[int], most: int
) -> Wanted:
    return Wanted(table, ("account_id", "currency_code", key), OF_DAY, measures, accounts, most)


def _campaigns(source: Source, measures: Sequence[Measure]) -> list[Campaign]:
    wanted = _wanted(DAILY, "campaign_id", measures, source.accounts, MOST_OF_CAMPAIGNS)
    found, others = read_series(source.tables, wanted, source.span, gathers=True)
    columns = ["campaign_id", "name", "status"]
    about = {row[0]: row[1:] for row in source.tables.rows("ad_campaigns", columns)}
    if others:
        source.left_out.append(
            f"{sum(others.values()):,} campaigns with the fewest impressions are shown together,"
            " as the other campaigns of their account."
        )
    campaigns = []
    for series in found:
        account, currency, number = series.key
        name, status = about.get(number, (None, None))
        members = 1 if number is not None else others[account, currency]
        numbers = _in_one_currency(series, currency)
        campaigns.append(
            Campaign(account, number, name, currency, status, series.start, numbers, members)
        )
    return campaigns


def _in_one_currency(series: Series, currency: str | None) -> Numbers:
    """The numbers; what is in US dollars already is not there twice."""
    if currency != "USD":
        return series.numbers
    return {key: numbers for key, numbers in series.numbers.items() if key != USD.key}


def _creatives(source: Source, measures: Sequence[Measure]) -> list[Creative]:
    wanted = _wanted(CREATIVES_DAILY, "creative_id", measures, source.accounts, MOST_OF_CREATIVES)
    found, others = read_series(source.tables, wanted, source.span, gathers=False)
    columns = [
        "creative_id", "name", "content__text_ad__headline", "campaign_id", "content__reference",
    ]  # fmt: skip
    about = {row[0]: row[1:] for row in source.tables.rows("ad_creatives", columns)}
    if others:
        source.left_out.append(
            f"{sum(others.values()):,} creatives with the fewest impressions are left out."
        )
    unknown = (None,) * (len(columns) - 1)
    creatives = []
    for series in found:
        account, currency, number = series.key
        name, headline, campaign, shows = about.get(number, unknown)
        creatives.append(
            Creative(
                account,
                number,
                shortened(name or headline or "") or None,
                campaign,
                currency,
                shows,
                series.start,
                _in_one_currency(series, currency),
            )
        )
    return creatives
