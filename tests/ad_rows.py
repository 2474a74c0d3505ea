"""Rows of reports on advertising beside what a sandbox's figures say they must be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries.ad_metrics import METRICS
from linkedin_api.sources.queries.ad_pivots import PIVOTS

DAY = 86_400_000
#: The sandbox's words for days, months and years.
BY_LINKEDIN: Any = {"DAY": "DAILY", "MONTH": "MONTHLY", "YEAR": "YEARLY"}
Figures = dict[tuple[Any, ...], dict[str, Decimal]]


def milliseconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def metrics_of(table: Table) -> tuple[str, ...]:
    return tuple(name for name in table.schema["properties"] if name in METRICS)


def report_of(table: Table) -> Any:
    query: Any = table.query
    return query


def told(table: Table, rows: Iterable[dict[str, Any]]) -> Figures:
    """What rows say, by account, pivot values and day; each key may come once."""
    period, names = table.cursor, metrics_of(table)
    fields = [PIVOTS[pivot].field for pivot in report_of(table).pivots]
    found: Figures = {}
    for row in rows:
        key = (row["accountId"], *(row[field] for field in fields), row[period])
        assert key not in found, key
        found[key] = {name: Decimal(str(row[name] or 0)) for name in names if row[name]}
    return {key: _something(metrics) for key, metrics in found.items()}


def figured(
    sandbox: Sandbox, table: Table, first: date, accounts: Iterable[int] | None = None
) -> Figures:
    """What the sandbox's figures say of the same days until today."""
    ads, report = sandbox.figures.ads, report_of(table)
    names = metrics_of(table)
    found: Figures = {}
    for account in [each.number for each in ads.accounts] if accounts is None else accounts:
        rows = ads.rows(
            report.pivots,
            first,
            granularity=BY_LINKEDIN[report.granularity],
            metrics=names,
            accounts=[account],
        )
        found |= _by_key(account, rows, report.granularity)
    return found


def _by_key(account: int, rows: Iterable[Any], granularity: str) -> Figures:
    found: Figures = {}
    for row in rows:
        start = row.first if granularity == "DAY" else row.first.replace(day=1)
        start = start.replace(month=1) if granularity == "YEAR" else start
        amounts = {name: Decimal(str(amount)) for name, amount in row.metrics.items()}
        if something := _something(amounts):
            found[account, *row.pivot_values, milliseconds(start)] = something
    return found


def told_of_members(rows: Iterable[dict[str, Any]], names: Sequence[str]) -> Figures:
    """What rows of demographics say, by account, campaign, pivot, value and period."""
    found: Figures = {}
    for row in rows:
        key = tuple(
            row[name]
            for name in ("accountId", "campaignId", "pivotName", "valueUrn", "periodStart")
        )
        assert key not in found, key
        found[key] = _something({name: Decimal(str(row[name] or 0)) for name in names})
    return found


def figured_of_members(
    sandbox: Sandbox, table: Table, first: date, accounts: Iterable[int]
) -> Figures:
    """What the sandbox's figures say of demographics."""
    ads, report = sandbox.figures.ads, report_of(table)
    found: Figures = {}
    for account in accounts:
        for campaign in ads.campaigns(account):
            for pivot in report.pivots:
                rows = ads.rows(
                    (pivot,),
                    first,
                    granularity=BY_LINKEDIN[report.granularity],
                    metrics=metrics_of(table),
                    campaigns=[campaign.number],
                )
                some = _by_key(account, rows, report.granularity)
                for (_, value, start), metrics in some.items():
                    found[account, campaign.number, pivot, value, start] = metrics
    return found


def _something(metrics: dict[str, Decimal]) -> dict[str, Decimal]:
    return {name: amount for name, amount in metrics.items() if amount}
