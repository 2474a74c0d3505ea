"""Parses a configuration for the reader. Errors name the field and show no secret."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.arguments import ads_scope
from linkedin_api.sources.engines.airbyte.ads.specification import CONNECTION, GRANULARITIES
from linkedin_api.sources.engines.airbyte.legacy_config import to_current
from linkedin_api.sources.engines.airbyte.settings import (
    ConfigError,
    ReadSettings,
    read_access,
    read_integer,
    reject,
)
from linkedin_api.sources.queries.ad_pivots import MOST_PIVOTS, check_pivots
from linkedin_api.sources.scope import read_accounts
from linkedin_api.sources.windows import PERIODS, Period

_PROPERTIES: Final = CONNECTION["properties"]
_CAMPAIGN: Final = "CAMPAIGN"
_BY_NAME: Final[Mapping[str, Period]] = dict(zip(GRANULARITIES, PERIODS, strict=True))


@dataclass(frozen=True, slots=True)
class CustomReport:
    """A report of the configuration.

    Attributes:
        stream: name of its stream.
        pivots: LinkedIn's names; the campaign is among them, unless they describe members.
        granularity: days or months.
    """

    stream: str
    pivots: tuple[str, ...]
    granularity: Period


@dataclass(frozen=True, slots=True)
class AdsSettings(ReadSettings):
    """A parsed configuration of LinkedIn Ads.

    Attributes:
        reports: reports of the user's own.
        campaign_in_keys: whether the keys of member streams have the campaign.
    """

    reports: tuple[CustomReport, ...] = ()
    campaign_in_keys: bool = False

    @classmethod
    def read(cls, config: Mapping[str, Any], now: Callable[[], float] = time.time) -> Self:
        """Parse a configuration.

        Raises:
            ConfigError: a field is missing or wrong.

        Example:
            >>> config = {"start_date": "2026-01-31", "credentials": {"access_token": "secret"}}
            >>> AdsSettings.read(config).scope.span.start_date
            datetime.date(2026, 1, 31)
        """
        config = to_current(config)
        in_keys = config.get("campaign_in_keys", False)
        if not isinstance(in_keys, bool):
            reject("campaign_in_keys", "true or false", in_keys)
        lookback = read_integer(config, "lookback_window", _PROPERTIES)
        return cls(
            read_access(config, now),
            ads_scope(_accounts(config), start_date=_start(config), lookback_days=lookback),
            read_integer(config, "num_workers", _PROPERTIES),
            _reports(config),
            in_keys,
        )


def _accounts(config: Mapping[str, Any]) -> tuple[int, ...] | None:
    values = config.get("account_ids", [])
    if not isinstance(values, list):
        reject("account_ids", "a list of account numbers", values)
    try:
        return read_accounts(values) or None
    except InvalidArgumentError as error:
        raise ConfigError(f"account_ids: {error}") from None


def _start(config: Mapping[str, Any]) -> date:
    start = config.get("start_date")
    if start is None:
        raise ConfigError("start_date is missing: set the first day of reports")
    try:
        return date.fromisoformat(str(start)[:10])
    except ValueError:
        reject("start_date", "a day such as '2026-01-31'", start)


def _reports(config: Mapping[str, Any]) -> tuple[CustomReport, ...]:
    found = [
        *_listed(config, "ad_analytics_reports", "custom_", "pivot_by"),
        *_listed(config, "ad_statistics_reports", "custom_statistics_", "pivots"),
    ]
    for name, number in Counter(report.stream for report in found).items():
        if number > 1:
            raise ConfigError(f"there are several reports for the stream {name}")
    return tuple(found)


def _listed(config: Mapping[str, Any], field: str, prefix: str, by: str) -> list[CustomReport]:
    reports = config.get(field, [])
    if not isinstance(reports, list):
        reject(field, "a list of reports", reports)
    return [_report(field, each, prefix, by) for each in reports]


def _report(field: str, report: Any, prefix: str, by: str) -> CustomReport:
    if not isinstance(report, Mapping) or not report.get("name"):
        raise ConfigError(f"{field}: each report needs a name, {by} and time_granularity")
    name, granularity = str(report["name"]), _BY_NAME.get(str(report.get("time_granularity")))
    if granularity is None:
        reject(
            f"{field}, {name}: time_granularity",
            " or ".join(map(repr, GRANULARITIES)),
            report.get("time_granularity"),
        )
    given = report.get(by)
    pivots = tuple(map(str, given)) if isinstance(given, list) else (str(given),)
    try:
        check_pivots(pivots)
    except InvalidArgumentError as error:
        raise ConfigError(f"{field}, {name}: {error}") from None
    return CustomReport(f"{prefix}{name}", _with_campaign(field, name, pivots), granularity)


def _with_campaign(field: str, name: str, pivots: tuple[str, ...]) -> tuple[str, ...]:
    """Pivots and the campaign, whose number is in every row."""
    if _CAMPAIGN in pivots or pivots[0].startswith("MEMBER_"):
        return pivots
    if len(pivots) == MOST_PIVOTS:
        raise ConfigError(
            f"{field}, {name}: three pivots must include CAMPAIGN, since rows have the campaign"
            " and LinkedIn combines no more than three"
        )
    return (_CAMPAIGN, *pivots)
