"""How advertisements did: figures that follow from the seed, the creative and the day.

What a creative had up to a day is one number made from that day alone; what it had in a
stretch of days is the difference of two such numbers. So nothing is summed up or stored,
and days add up to months, creatives to campaigns and campaigns to accounts, to the unit.
Every other metric is a share of a metric above it, so that clicks never exceed impressions.
All of it is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import weekday

_MILLION: Final = 1_000_000
#: How much of the pace each day of the week has, from Monday; a week has seven times seven.
_WEEK: Final = (8, 8, 8, 8, 7, 5, 5)
_BEFORE: Final = tuple(sum(_WEEK[:day]) for day in range(7))
_WHOLE_WEEK: Final = sum(_WEEK)
#: Millionths of a dollar that a unit of each currency is worth.
_DOLLARS: Final = {"USD": 1_000_000, "EUR": 1_080_000, "GBP": 1_270_000}


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric.

    Attributes:
        name: as `fields` names it.
        base: the metric it is a share of; empty for the first one.
        low: its smallest share, in millionths.
        spread: by how much a creative's own share may be larger.
        money: whether it counts hundredths, and is written as text.
    """

    name: str
    base: str
    low: int = 0
    spread: int = 1
    money: bool = False


#: A metric follows the one it is a share of.
METRICS: Final = (
    Metric("impressions", ""),
    Metric("approximateMemberReach", "impressions", 350_000, 200_000),
    Metric("clicks", "impressions", 3_000, 9_000),
    Metric("landingPageClicks", "clicks", 700_000, 200_000),
    Metric("companyPageClicks", "clicks", 30_000, 90_000),
    Metric("otherEngagements", "clicks", 20_000, 60_000),
    Metric("oneClickLeadFormOpens", "clicks", 80_000, 120_000),
    Metric("oneClickLeads", "oneClickLeadFormOpens", 150_000, 350_000),
    Metric("externalWebsiteConversions", "clicks", 10_000, 60_000),
    Metric("externalWebsitePostClickConversions", "externalWebsiteConversions", 600_000, 300_000),
    Metric("reactions", "impressions", 1_000, 4_000),
    Metric("likes", "reactions", 600_000, 300_000),
    Metric("comments", "reactions", 50_000, 150_000),
    Metric("shares", "reactions", 40_000, 100_000),
    Metric("follows", "reactions", 30_000, 100_000),
    Metric("totalEngagements", "impressions", 6_000, 14_000),
    Metric("videoStarts", "impressions", 300_000, 200_000),
    Metric("videoViews", "videoStarts", 400_000, 300_000),
    Metric("videoFirstQuartileCompletions", "videoViews", 500_000, 300_000),
    Metric("videoMidpointCompletions", "videoFirstQuartileCompletions", 500_000, 300_000),
    Metric("videoThirdQuartileCompletions", "videoMidpointCompletions", 600_000, 300_000),
    Metric("videoCompletions", "videoThirdQuartileCompletions", 700_000, 250_000),
    Metric("costInLocalCurrency", "impressions", 900_000, 2_500_000, money=True),
    Metric("costInUsd", "costInLocalCurrency", money=True),
    Metric(
        "conversionValueInLocalCurrency",
        "externalWebsiteConversions",
        2_500_000_000,
        7_500_000_000,
        money=True,
    ),
)
_PLACES: Final = {metric.name: place for place, metric in enumerate(METRICS)}
#: Beyond the places of metrics: where the pace is drawn.
_PACE: Final = 99


def needed_metrics(names: frozenset[str]) -> tuple[Metric, ...]:
    """Return the metrics to compute in order to know some: themselves, and their bases.

    Args:
        names: of metrics; impressions are always among the answer, unknown names never.

    Example:
        >>> [metric.name for metric in needed_metrics(frozenset({"likes", "nothing"}))]
        ['impressions', 'reactions', 'likes']
    """
    needed = {"impressions"}
    for metric in reversed(METRICS):
        if metric.name in names | needed:
            needed |= {metric.name, metric.base}
    return tuple(metric for metric in METRICS if metric.name in needed)


@dataclass(frozen=True, slots=True)
class Performance:
    """How one creative does.

    Attributes:
        begin: number of the first day it was shown.
        end: number of the first day after.
        pace: impressions of an average day.
        noise: state of the stream of noise.
        shares: for every metric but the first, the place of its base and its share in it,
            in millionths.
    """

    begin: int
    end: int
    pace: int
    noise: int
    shares: tuple[tuple[int, int], ...]

    def until(self, day: int) -> list[int]:
        """Return what it had up to a day, by metric, counted from some day before."""
        day = min(max(day, self.begin), self.end)
        today = weekday(day)
        trend = self.pace * ((day - today) // 7 * _WHOLE_WEEK + _BEFORE[today]) // 7
        # The noise stays below the smallest day, so that no day has less than nothing.
        had = [trend + draw(self.noise, day) % (self.pace // 2)]
        for base, share in self.shares:
            had.append(had[base] * share // _MILLION)
        return had


def until(group: Iterable[Performance], day: int) -> list[int]:
    """Return what several had together up to a day, by metric."""
    return [sum(column) for column in zip(*(each.until(day) for each in group), strict=True)]


def money_text(hundredths: int) -> str:
    """Write an amount of money.

    Example:
        >>> money_text(1205)
        '12.05'
    """
    return f"{hundredths // 100}.{hundredths % 100:02}"


def performance_of(
    seed: int, creative: int, days: tuple[int, int], currency: str, metrics: tuple[Metric, ...]
) -> Performance:
    """Return how a creative does.

    Args:
        seed: of the sandbox.
        creative: number.
        days: the first day it was shown, and the first one after.
        currency: of its account.
        metrics: from `needed_metrics`.
    """
    state = draw(stream(seed, "advertisement"), creative)
    steps = {metric.name: step for step, metric in enumerate(metrics)}
    shares = tuple((steps[metric.base], _share(metric, state, currency)) for metric in metrics[1:])
    pace = 200 + draw(state, _PACE) % 3_000
    return Performance(*days, pace, draw(state, _PACE + 1), shares)


def _share(metric: Metric, state: int, currency: str) -> int:
    if metric.name == "costInUsd":
        return _DOLLARS[currency]
    return metric.low + draw(state, _PLACES[metric.name]) % metric.spread
