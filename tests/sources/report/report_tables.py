"""Small tables in a DuckDB file, as the dlt engine names them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import duckdb

from linkedin_api.sources.report import Tables, html_of, read_figures
from linkedin_api.sources.report.pages.measures import FACETS, MEASURES, WHOSE
from linkedin_api.sources.report.tables import quoted

DATASET = "linkedin_pages"
LAST = date(2026, 2, 28)
FIRST_PAGE = 2414183


def page_of(file: Path, *, source: str = "a file", days: int = 7) -> str:
    """The report of the tables in a file."""
    with Tables(file, DATASET) as tables:
        return html_of(read_figures(tables, days=days), made="today", source=source)


def figures_in(page: str) -> Any:
    """The figures in a report."""
    return json.loads(re.search(r'id="figures">(.*?)</script>', page, re.DOTALL)[1])


class Maker:
    """Makes the tables of some pages and days; the numbers are random, but always the same."""

    def __init__(
        self, file: Path, *, pages: int = 2, days: int = 20, dataset: str = DATASET
    ) -> None:
        self.file, self.dataset = file, dataset
        self.numbers = range(FIRST_PAGE, FIRST_PAGE + pages)
        self.days = [LAST - timedelta(ago) for ago in reversed(range(days))]
        self._random = random.Random(file.name)
        self._connection = duckdb.connect(str(file))
        self._connection.execute(f"CREATE SCHEMA {quoted(dataset)}").fetchall()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def all(self) -> None:
        self.names({number: f"Page {number}" for number in self.numbers})
        self.table(
            "total_follower_count",
            {"organizational_entity": "VARCHAR", "first_degree_size": "BIGINT"},
            [(urn(number), self._number()) for number in self.numbers],
        )
        for table in WHOSE:
            self.daily(table)
        self.groups()
        self.posts({number: ["Two engines"] * 3 for number in self.numbers})

    def names(self, names: dict[int, str]) -> None:
        columns = {"id": "BIGINT", "localized_name": "VARCHAR", "vanity_name": "VARCHAR"}
        self.table("organization_lookup", columns, [(*each, "x") for each in names.items()])

    def daily(self, table: str, *, length: timedelta = timedelta(1)) -> None:
        columns = [measure.column for measure in MEASURES if measure.table == table]
        self.table(
            table,
            {
                WHOSE[table]: "VARCHAR",
                **dict.fromkeys(("time_range_start", "time_range_end"), "TIMESTAMPTZ"),
                **dict.fromkeys(columns, "BIGINT"),
            },
            [
                (urn(number), moment(day), moment(day) + length, *(self._number() for _ in columns))
                for number in self.numbers
                for day in self.days
            ],
        )

    def groups(self, codes: tuple[str, ...] = ("urn:li:seniority:6", "urn:li:geo:1")) -> None:
        for facet in FACETS:
            self.table(
                facet.table,
                {
                    "organizational_entity": "VARCHAR",
                    facet.column: "VARCHAR",
                    "follower_counts__organic_follower_count": "BIGINT",
                    "follower_counts__paid_follower_count": "BIGINT",
                },
                [(urn(page), code, self._number(), 0) for page in self.numbers for code in codes],
            )

    def posts(self, texts: dict[int, list[str]]) -> None:
        listed = [(number, text) for number, written in texts.items() for text in written]
        ids = [f"urn:li:share:{place}" for place in range(len(listed))]
        self.table(
            "posts",
            {
                "id": "VARCHAR", "author": "VARCHAR", "published_at": "TIMESTAMPTZ",
                "commentary": "VARCHAR",
            },
            [
                (id_, urn(number), moment(self._random.choice(self.days)), text)
                for id_, (number, text) in zip(ids, listed, strict=True)
            ],
        )  # fmt: skip
        counters = ("impression", "click", "like", "comment", "share")
        columns = [f"total_share_statistics__{name}_count" for name in counters]
        self.table(
            "post_statistics",
            {"post": "VARCHAR", **dict.fromkeys(columns, "BIGINT")},
            [(id_, *(self._number() for _ in columns)) for id_ in ids],
        )

    def table(self, name: str, columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        place = f"{quoted(self.dataset)}.{quoted(name)}"
        written = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns.items())
        self._connection.execute(f"CREATE TABLE {place} ({written})").fetchall()
        listed = list(rows)
        values = ", ".join([f"({', '.join('?' * len(columns))})"] * len(listed))
        if listed:
            numbers = [value for row in listed for value in row]
            self._connection.execute(f"INSERT INTO {place} VALUES {values}", numbers).fetchall()

    def _number(self) -> int:
        return self._random.randrange(100_000)


def urn(number: int) -> str:
    return f"urn:li:organization:{number}"


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def rows_of(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def in_tables(file: Path, chosen: Iterable[tuple[str, str, int, int | None]]) -> list[int | None]:
    """Ask the tables for figures, each with a query of its own."""
    measured = {measure.key: measure for measure in MEASURES}
    numbers = []
    with duckdb.connect(str(file), read_only=True) as connection:
        for key, page, day, _ in chosen:
            measure = measured[key]
            ((number,),) = connection.execute(
                f"SELECT {measure.column} FROM {DATASET}.{measure.table}"
                f" WHERE {WHOSE[measure.table]} = '{urn(int(page))}'"
                f" AND epoch_ms(time_range_start) = {day * 86_400_000}"
            ).fetchall()
            numbers.append(number)
    return numbers


def cells(document: dict[str, Any]) -> Iterator[tuple[str, str, int, int | None]]:
    """Give measure, page, day since 1970 and number of each daily figure in a report."""
    for page in document["pages"]:
        for key, series in page["series"].items():
            for place, number in enumerate(series):
                yield key, page["number"], document["first"] + place, number
