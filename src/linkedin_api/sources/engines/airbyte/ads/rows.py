"""Rows in the form of the known connector's: LinkedIn's records with a few changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from linkedin_api.sources.queries.ad_metrics import METRICS
from linkedin_api.sources.queries.ad_pivots import PIVOTS
from linkedin_api.sources.queries.query import Record
from linkedin_api.sources.windows import Period, Span, day_of

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_STAMPS: Final = "changeAuditStamps"
_CAMPAIGN: Final = "CAMPAIGN"


def entity(record: Record, _account: int) -> Record:
    """Make the row of an entity: stamps become times as text, targeting becomes lists.

    Example:
        >>> stamps = {"created": {"time": 1735689600000}, "lastModified": {"time": 1735689600000}}
        >>> entity({"id": 5, "changeAuditStamps": stamps}, 5)
        {'id': 5, 'created': '2025-01-01T00:00:00+00:00', \
'lastModified': '2025-01-01T00:00:00+00:00'}
    """
    row = {name: value for name, value in record.items() if name != _STAMPS}
    stamps = record.get(_STAMPS)
    for name, stamp in stamps.items() if isinstance(stamps, Mapping) else ():
        time = stamp.get("time") if isinstance(stamp, Mapping) else None
        if isinstance(time, int):
            row[name] = as_text(time)
    if isinstance(criteria := row.get("targetingCriteria"), Mapping):
        row["targetingCriteria"] = _targeting(criteria)
    return row


def as_text(milliseconds: int) -> str | None:
    """Return a moment as RFC 3339 text in UTC; `None` for one that no calendar has."""
    try:
        return (_EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="seconds")
    except OverflowError:
        return None


def _targeting(criteria: Mapping[str, Any]) -> dict[str, Any]:
    """Criteria with a list of types and values for each map of facets."""
    found = {name: value for name, value in criteria.items() if name not in ("include", "exclude")}
    include, exclude = criteria.get("include"), criteria.get("exclude")
    if isinstance(include, Mapping) and isinstance(groups := include.get("and"), list):
        found["include"] = {**include, "and": [_any_of(group) for group in groups]}
    if isinstance(exclude, Mapping):
        found["exclude"] = _any_of(exclude)
    return found


def _any_of(group: Any) -> Any:
    facets = group.get("or") if isinstance(group, Mapping) else None
    if not isinstance(facets, Mapping):
        return group
    return {**group, "or": [{"type": name, "values": each} for name, each in facets.items()]}


def report_row(
    pivots: Sequence[str], period: str, granularity: Period
) -> Callable[[Record], Record]:
    """Return a function that makes the row of a report from a row of a table.

    Args:
        pivots: the pivots of the table; the campaign becomes a field of its own, unless it is the
            only pivot.
        period: the field with the start of the day or month.
        granularity: days or months.

    Example:
        >>> row = {"campaignUrn": "urn:li:sponsoredCampaign:7", "campaignId": 7,
        ...     "device": "MOBILE_APP", "day": 0, "clicks": 2, "costInUsd": "1.5"}
        >>> made = report_row(("CAMPAIGN", "IMPRESSION_DEVICE_TYPE"), "day", "DAY")(row)
        >>> made["string_of_pivot_values"], made["sponsoredCampaign"], made["costInUsd"]
        ('MOBILE_APP', '7', 1.5)
    """
    shown = [name for name in pivots if name != _CAMPAIGN] or [_CAMPAIGN]

    def make(row: Record) -> Record:
        values = [str(row[PIVOTS[name].field]) for name in shown]
        return _report(row, ",".join(shown), values, row[period], granularity)

    return make


def member_row(granularity: Period) -> Callable[[Record], Record]:
    """Return a function that makes the row of a report on members from a row of a table."""

    def make(row: Record) -> Record:
        values = [str(row["valueUrn"])]
        return _report(row, str(row["pivotName"]), values, row["periodStart"], granularity)

    return make


def _report(row: Record, pivot: str, values: list[str], begin: int, granularity: Period) -> Record:
    start = day_of(begin)
    end = day_of(Span(granularity=granularity).bucket(begin).end - 1)
    made: Record = {
        "start_date": str(start),
        "end_date": str(end),
        "pivot": pivot,
        "pivotValues": values,
        "string_of_pivot_values": ",".join(values),
    }
    if row.get("campaignId") is not None:
        made["sponsoredCampaign"] = str(row["campaignId"])
    if row.get("creativeId") is not None and pivot == "CREATIVE":
        made["sponsoredCreative"] = str(row["creativeId"])
    for name, metric in METRICS.items():
        if name in row:
            value = row[name]
            is_amount = metric.kind == "money" and isinstance(value, str)
            made[name] = _number(value) if is_amount else value
    return made


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
