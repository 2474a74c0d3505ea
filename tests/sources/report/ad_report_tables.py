"""Small tables of advertising in a DuckDB file, as the dlt engine names them, and SQL on them."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from report_tables import Maker, figures_in, moment

from linkedin_api.sources.report import Tables
from linkedin_api.sources.report.ads import html_of, read_figures
from linkedin_api.sources.report.ads.measures import CREATIVES_DAILY, DAILY, FACETS, MEASURES
from linkedin_api.sources.report.ads.page import KEYS

DATASET = "linkedin_ads"
ACCOUNT = 512000001
#: Currencies of the accounts, and what one of each is in US dollars.
CURRENCIES = {"USD": Decimal(1), "EUR": Decimal("1.08")}
MONEY = "DECIMAL(38, 18)"
#: Groups of members: with a name of LinkedIn, with one of ours, and without.
CODES = ("urn:li:seniority:6", "SIZE_1", "urn:li:x:1")
#: How large numbers of a day are, money in hundredths.
SIZES = {
    "cost": 20_000, "usd": 20_000, "impressions": 5_000, "clicks": 40, "conversions": 3, "leads": 2,
}  # fmt: skip
#: By table: the column that says whose a row is, and where it begins in the report's data.
WHOSE = {DAILY: ("campaign_id", "campaigns"), CREATIVES_DAILY: ("creative_id", "creatives")}
COLUMNS = {measure.key: measure.column for measure in MEASURES}


class AdMaker(Maker):
    """Makes the tables of two accounts, each with campaigns of two creatives."""

    def __init__(
        self,
        file: Path,
        *,
        campaigns: int = 2,
        creatives: int = 2,
        days: int = 20,
        currencies: str = "USD EUR",
    ) -> None:
        super().__init__(file, days=days, dataset=DATASET)
        self.accounts = {ACCOUNT + place: name for place, name in enumerate(currencies.split())}
        self.campaigns = {
            (number - ACCOUNT) * 1000 + place + 1: number
            for number in self.accounts
            for place in range(campaigns)
        }
        self.creatives = {
            10 * campaign + place + 1: campaign
            for campaign in self.campaigns
            for place in range(creatives)
        }

    def all(self) -> None:
        self.named({number: f"Account {number}" for number in self.accounts})
        self.listed({number: f"Campaign {number}" for number in self.campaigns})
        self.shown({number: (f"Creative {number}", None) for number in self.creatives})
        self.days_of(DAILY)
        self.days_of(CREATIVES_DAILY)
        self.members()

    def named(self, names: dict[int, str]) -> None:
        self.table("ad_accounts", {"account_id": "BIGINT", "name": "VARCHAR"}, names.items())

    def listed(self, names: dict[int, str]) -> None:
        columns = {"campaign_id": "BIGINT", "name": "VARCHAR", "status": "VARCHAR"}
        self.table("ad_campaigns", columns, [(*each, "ACTIVE") for each in names.items()])

    def shown(self, names: dict[int, tuple[str | None, str | None]]) -> None:
        columns = {
            "creative_id": "BIGINT", "name": "VARCHAR", "content__text_ad__headline": "VARCHAR",
            "campaign_id": "BIGINT", "content__reference": "VARCHAR",
        }  # fmt: skip
        rows = [
            (number, *name, self.creatives[number], f"urn:li:share:{number}")
            for number, name in names.items()
        ]
        self.table("ad_creatives", columns, rows)

    def days_of(
        self, table: str, *, without: Iterable[str] = (), of: dict[int, int] | None = None
    ) -> None:
        """Rows of days; of each seventh day there is none."""
        measures = [each for each in MEASURES if each.key not in without]
        owners = self.campaigns if table == DAILY else self.creatives
        owners = owners if of is None else of
        self.table(
            table,
            {
                "account_id": "BIGINT", WHOSE[table][0]: "BIGINT", "day": "TIMESTAMPTZ",
                "currency_code": "VARCHAR",
                **{each.column: MONEY if each.is_money else "BIGINT" for each in measures},
            },
            [
                self._day(number, owner, day, [each.key for each in measures])
                for number, owner in owners.items()
                for day in self.days
                if (day.toordinal() + number) % 7
            ],
        )  # fmt: skip

    def _day(self, number: int, owner: int, day: date, keys: list[str]) -> tuple[Any, ...]:
        account = owner if owner in self.accounts else self.campaigns[owner]
        currency = self.accounts[account]
        cost = Decimal(self._number()) / 100
        numbers = {"cost": cost, "usd": cost * CURRENCIES.get(currency, Decimal(2))}
        measured = [numbers[key] if key in numbers else self._number() for key in keys]
        return (account, number, moment(day), currency, *measured)

    def many_days_of(self, table: str) -> None:
        """Rows of every day, made where they are stored."""
        self._connection.execute("SET TimeZone = 'UTC'").fetchall()
        owners = self.campaigns if table == DAILY else self.creatives
        number = WHOSE[table][0]
        self.days_of(table, of={})
        self.table(
            "owners",
            {"account": "BIGINT", "number": "BIGINT", "currency": "VARCHAR"},
            [
                (account, each, self.accounts[account])
                for each, owner in owners.items()
                for account in [owner if table == DAILY else self.campaigns[owner]]
            ],
        )
        numbers = ", ".join(
            f"(hash(number, day, '{each.key}') % {SIZES[each.key]})::DECIMAL(18, 2)"
            f" / {100 if each.is_money else 1} AS {each.column}"
            for each in MEASURES
        )
        self._connection.execute(
            f"INSERT INTO {DATASET}.{table} BY NAME SELECT account AS account_id,"
            f" number AS {number}, day, currency AS currency_code, {numbers}"
            f" FROM {DATASET}.owners, generate_series(?, ?, INTERVAL 1 DAY) AS days(day)",
            [moment(self.days[0]), moment(self.days[-1])],
        ).fetchall()
        self._connection.execute(f"DROP TABLE {DATASET}.owners").fetchall()

    def many_members(self) -> None:
        """Members of 20 groups of each kind and month, made where they are stored."""
        self.members(())
        kinds = ", ".join(f"('{facet.pivot}')" for facet in FACETS[:8])
        made = ", ".join(f"hash(campaign_id, kind, code, day) % {size}" for size in (5000, 50, 2))
        self._connection.execute(
            f"INSERT INTO {DATASET}.ad_campaign_demographics SELECT account_id, campaign_id, kind,"
            f" 'urn:li:x:' || code, day, {made} FROM {DATASET}.{DAILY},"
            f" (VALUES {kinds}) AS kinds(kind), range(20) AS codes(code)"
            " WHERE day(make_timestamp(epoch_us(day))) = 1"
        ).fetchall()

    def members(self, codes: Iterable[str] = CODES) -> None:
        columns = {
            "account_id": "BIGINT", "campaign_id": "BIGINT", "pivot_name": "VARCHAR",
            "value_urn": "VARCHAR", "period_start": "TIMESTAMPTZ", "impressions": "BIGINT",
            "clicks": "BIGINT", "external_website_conversions": "BIGINT",
        }  # fmt: skip
        months = sorted({day.replace(day=1) for day in self.days})
        self.table(
            "ad_campaign_demographics",
            columns,
            [
                (account, campaign, facet.pivot, code, moment(month), *self._numbers(3))
                for campaign, account in self.campaigns.items()
                for facet in FACETS[:3]
                for code in codes
                for month in months
            ],
        )
        self.table(
            "ad_names",
            {"urn": "VARCHAR", "name": "VARCHAR"},
            [("urn:li:seniority:6", "A director")],
        )

    def loaded(self, *days: date) -> None:
        """Note on which days the tables were loaded."""
        times = [(moment(day) + timedelta(hours=9),) for day in days]
        self.table("_dlt_loads", {"inserted_at": "TIMESTAMPTZ"}, times)

    def _numbers(self, count: int) -> list[int]:
        return [self._number() for _ in range(count)]


class Cell(NamedTuple):
    """A number of a report: the table with it, whose and which it is, and the day."""

    table: str
    key: str
    number: int
    day: int
    value: float | None


def page_of(file: Path, *, source: str = "a file", days: int = 7) -> str:
    """The report of the tables in a file."""
    with Tables(file, DATASET) as tables:
        return html_of(read_figures(tables, days=days), made="today", source=source)


def document_in(page: str) -> Any:
    """The figures in a report, with the numbers unpacked."""
    document = figures_in(page)
    document["packed"] = json.loads(zlib.decompress(base64.b64decode(document["packed"])))
    return document


def cells(document: Any) -> Iterator[Cell]:
    """Give each daily number in a report."""
    for table, (_, kind) in WHOSE.items():
        packed = document["packed"][kind]
        for key in KEYS:
            of = zip(document[kind], packed["start"], packed[key], strict=True)
            for (number, *_), start, numbers in of:
                for place, value in enumerate(numbers or ()):
                    yield Cell(table, key, number, start + place, value)


def in_tables(file: Path, chosen: Iterable[Cell]) -> list[float]:
    """Ask the tables for numbers, each with a query of its own; without a row, it is zero."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return [
            float(connection.execute(
                f"SELECT coalesce(sum({COLUMNS[cell.key]}), 0) FROM {DATASET}.{cell.table}"
                f" WHERE {WHOSE[cell.table][0]} = {cell.number}"
                f" AND epoch_ms(day) = {cell.day * 86_400_000}"
            ).fetchall()[0][0])
            for cell in chosen
        ]  # fmt: skip


def summed(file: Path, column: str, since: date, until: date, more: str = "true") -> Any:
    """The sum of a column of campaigns over some days."""
    with duckdb.connect(str(file), read_only=True) as connection:
        ((found,),) = connection.execute(
            f"SELECT sum({column}) FROM {DATASET}.{DAILY} WHERE {more}"
            " AND epoch_ms(day) BETWEEN ? AND ?",
            [moment(day).timestamp() * 1000 for day in (since, until)],
        ).fetchall()
    return found
