"""Numbers of each day or month from the tables of reports, added up where they are.

DuckDB adds amounts of money up exactly, in decimals; only the sums become floating point.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.sources.report.ads.measures import Measure
from linkedin_api.sources.report.tables import Tables, quoted
from linkedin_api.sources.windows import DAY

#: What a number is, while it is added up and in the report.
_EXACT: Final = {True: "DECIMAL(38, 18)", False: "BIGINT"}
#: The shortest number that is the amount: a division of decimals would round twice.
_SHORTEST: Final = {True: "::VARCHAR::DOUBLE", False: "::BIGINT"}

#: By key of a measure, the number of each day or month; `None` if the tables do not have it.
Numbers = dict[str, list[int | float | None]]


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one thing, such as a campaign.

    Attributes:
        key: what it is, as its key columns say; the last is `None` for all that are not kept.
        start: the first day or month.
        numbers: its numbers from then on. Without a row, a number is zero, since LinkedIn leaves
            out what is zero.
    """

    key: tuple[Any, ...]
    start: int
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read from a table.

    Attributes:
        table: its name.
        keys: columns that say what a number belongs to; the last one identifies it.
        period: SQL of the day or month of a row, as a number.
        measures: what to add up.
        accounts: numbers of the accounts; empty for all.
        most: how many rows to keep, those of what was shown most.
    """

    table: str
    keys: Sequence[str]
    period: str
    measures: Sequence[Measure]
    accounts: Collection[int]
    most: int


@dataclass(frozen=True, slots=True)
class Source:
    """What the series of a report are read from.

    Attributes:
        tables: where they are.
        span: the days that the report holds.
        accounts: numbers of the accounts; empty for all.
        left_out: what the tables have and the report does not; sentences are added.
    """

    tables: Tables
    span: range
    accounts: Collection[int]
    left_out: list[str]


#: The day of a row, counted from 1970, and the month.
OF_DAY: Final = f'epoch_ms("day") // {DAY}'
OF_MONTH: Final = (
    "(year(timezone('UTC', period_start)) - 1970) * 12 + month(timezone('UTC', period_start)) - 1"
)


def read_series(
    tables: Tables, wanted: Wanted, span: range, *, gathers: bool
) -> tuple[list[Series], dict[tuple[Any, ...], int]]:
    """Read the numbers of the days or months of a span.

    Args:
        tables: where they are.
        wanted: what to read.
        span: the days or months.
        gathers: whether what is not kept is added up, by the other keys; otherwise it is left out.

    Returns:
        The numbers, and how many were not kept, by the other keys.
    """
    if wanted.table not in tables:
        return [], {}
    keys = [f"k{place}" for place in range(len(wanted.keys))]
    sums = [each for each in wanted.measures if tables.has(wanted.table, each.column)]
    tables.query(
        f"CREATE OR REPLACE TEMP TABLE rows_read AS {_rows(tables, wanted)}", span[0], span[-1]
    )
    tables.query(f"CREATE OR REPLACE TEMP TABLE ranked AS {_ranked(keys, wanted.most)}")
    found = tables.query(_added_up(keys, sums, gathers=gathers))
    unkept = tables.query(
        f"SELECT {', '.join([*keys[:-1], 'count(*)'])} FROM ranked"  # noqa: S608
        " WHERE NOT is_kept GROUP BY ALL"
    )
    width, names = len(keys), [each.key for each in sums]
    return (
        [_dense(row[:width], row[width], dict(zip(names, row[width + 1 :], strict=True)))
         for row in found],
        {tuple(row[:-1]): row[-1] for row in unkept},
    )  # fmt: skip


def span_in(tables: Tables, table: str, period: str, accounts: Collection[int]) -> range | None:
    """Return the days or months that a table has; `None` for none."""
    if table not in tables:
        return None
    ((first, last),) = tables.query(
        f"SELECT min(period), max(period) FROM"  # noqa: S608
        f" (SELECT {period} AS period FROM {tables.place(table)}{of_accounts(accounts)})"
    )
    return None if first is None else range(first, last + 1)


def _rows(tables: Tables, wanted: Wanted) -> str:
    """The rows as they are, with names of our own; `shown` ranks them, whatever their currency."""
    there = [quoted(key) if tables.has(wanted.table, key) else "NULL" for key in wanted.keys]
    columns = [f"{key} AS k{place}" for place, key in enumerate(there)]
    columns += [
        f"{quoted(measure.column)}::{_EXACT[measure.is_money]} AS {quoted(measure.key)}"
        for measure in wanted.measures
        if tables.has(wanted.table, measure.column)
    ]
    has_impressions = tables.has(wanted.table, "impressions")
    columns += [
        f"{wanted.period} AS period",
        f"{'coalesce(impressions, 0)' if has_impressions else '1'} AS shown",
    ]
    return (
        f"SELECT * FROM (SELECT {', '.join(columns)} FROM {tables.place(wanted.table)}"  # noqa: S608
        f"{of_accounts(wanted.accounts)}) WHERE period BETWEEN ? AND ?"
    )


def _ranked(keys: Sequence[str], most: int) -> str:
    """What was shown most comes first, and is kept as long as there is room for its rows."""
    order = f"ORDER BY shown DESC, {', '.join(keys)} ROWS UNBOUNDED PRECEDING"
    return (
        f"SELECT *, sum(rows) OVER ({order}) <= {most} AS is_kept FROM"  # noqa: S608
        f" (SELECT {', '.join(keys)}, count(DISTINCT period) AS rows, sum(shown) AS shown"
        " FROM rows_read GROUP BY ALL)"
    )


def _added_up(keys: Sequence[str], measures: Sequence[Measure], *, gathers: bool) -> str:
    """A list of the sums of each day for each thing that is kept, and the others together."""
    *whose, last = keys
    names = [quoted(each.key) for each in measures]
    kept = [*(f"r.{key}" for key in whose), f"CASE WHEN is_kept THEN r.{last} END AS {last}"]
    sums = [
        f"sum({name}){_SHORTEST[each.is_money]} AS {name}"
        for name, each in zip(names, measures, strict=True)
    ]
    lists = [f"list({name} ORDER BY period)" for name in ("period", *names)]
    same = " AND ".join(f"r.{key} IS NOT DISTINCT FROM k.{key}" for key in keys)
    by_day = (
        f"SELECT {', '.join([*kept, 'period', *sums])} FROM rows_read AS r"  # noqa: S608
        f" JOIN ranked AS k ON {same}{'' if gathers else ' WHERE is_kept'} GROUP BY ALL"
    )
    listed = ", ".join(keys)
    return (
        f"SELECT {', '.join([*keys, *lists])} FROM ({by_day})"  # noqa: S608
        f" GROUP BY {listed} ORDER BY {listed}"
    )


def of_accounts(accounts: Collection[int]) -> str:
    """Return SQL that leaves the rows of some accounts; of all, if none are given."""
    listed = ", ".join(map(str, map(int, accounts)))
    return f" WHERE account_id IN ({listed})" if listed else ""


def _dense(key: tuple[Any, ...], periods: Sequence[int], listed: Mapping[str, Any]) -> Series:
    start = periods[0]
    found: Numbers = {}
    for name, numbers in listed.items():
        series: list[int | float | None] = [0] * (periods[-1] - start + 1)
        for period, number in zip(periods, numbers, strict=True):
            series[period - start] = number
        found[name] = series
    return Series(key, start, found)
