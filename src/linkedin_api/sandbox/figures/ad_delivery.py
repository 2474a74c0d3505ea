"""How advertisements did: figures that follow from the seed, the creative and the day.

What a creative had before a day is one number made from that day alone; what it had in a stretch
of days is the difference of two such numbers. So nothing is stored, and days add up to months,
creatives to campaigns and campaigns to accounts, to the unit. Only the last thirty days are added
up one by one, because their numbers still grow: a day's clicks are complete after a week, its
conversions after a month. All of it is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import Final

from linkedin_api.sandbox.figures.ad_metrics import PLACES, Metric, topics_of
from linkedin_api.sandbox.figures.ad_tree import DOLLARS, AdCreative
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import weekday

_MILLION: Final = 1_000_000
#: How much of the pace each day of the week has, from Monday; a week has seven times seven.
_WEEK: Final = (8, 8, 8, 8, 7, 5, 5)
_BEFORE: Final = tuple(sum(_WEEK[:day]) for day in range(7))
_WHOLE_WEEK: Final = sum(_WEEK)
#: Beyond the places of metrics: where the pace is drawn.
_PACE: Final = 999
#: Days after which nothing changes any more, today included.
SETTLED_DAYS: Final = 30
_WHOLE: Final = 1000
#: Thousandths of a day's final number by its age in days, and of its conversions.
_SOON: Final = (600, 960, 980, 988, 993, 996, 998, *(_WHOLE,) * (SETTLED_DAYS - 7))
_LATE: Final = tuple(350 + 650 * age // SETTLED_DAYS for age in range(SETTLED_DAYS))
#: For each metric, what it had before each of some days.
Columns = list[list[int]]


@dataclass(frozen=True, slots=True)
class Edges:
    """Days before which figures are counted, and how complete the figures are.

    Attributes:
        days: numbers of the days, ascending.
        settled: those up to which nothing changes any more.
        tail: the days after that, one by one; empty if none is needed.
        picks: places in `tail` of those of `days` that are in it.
        today: number of the day it is.
    """

    days: Sequence[int]
    settled: Sequence[int]
    tail: range
    picks: Sequence[int]
    today: int

    @classmethod
    def of(cls, days: Sequence[int], today: int, *, settles: bool = True) -> Edges:
        """Sort out which of some days are settled.

        Args:
            days: numbers of the days, ascending.
            today: number of the day it is.
            settles: whether the last days still grow.
        """
        first = today - SETTLED_DAYS + 1
        if not settles or days[-1] <= first:
            return cls(days, days, range(0), (), today)
        settled = [day for day in days if day < first]
        picks = [day - first for day in days[len(settled) :]]
        return cls(days, settled, range(first, days[-1] + 1), picks, today)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one creative does.

    Attributes:
        begin: number of the first day it was shown.
        end: number of the first day after.
        pace: impressions of an average day.
        noise: state of the stream of noise.
        shares: for every metric but the first, the place of its base and its share in it, in
            millionths; 0 for metrics that it does not have.
    """

    begin: int
    end: int
    pace: int
    noise: int
    shares: tuple[tuple[int, int], ...]

    def columns(self, metrics: Sequence[Metric], edges: Edges) -> Columns:
        """Return what it had before some days, by metric, counted from some day before.

        Args:
            metrics: from `needed_metrics`; the same that the shares are for.
            edges: the days.
        """
        end = min(self.end, edges.today + 1)
        if end <= self.begin:
            return [[0] * len(edges.days) for _ in metrics]
        had = [self._impressions([*edges.settled, *edges.tail], end)]
        for base, share in self.shares:
            had.append([count * share // _MILLION for count in had[base]] if share else [])
        if edges.tail:
            had = [
                _settle(column, metric, edges) for column, metric in zip(had, metrics, strict=True)
            ]
        return _complete(had, metrics, len(edges.days))

    def _impressions(self, days: Sequence[int], end: int) -> list[int]:
        begin, half, pace, noise = self.begin, self.pace // 2, self.pace, self.noise
        had, last, before = [], 0, -1
        for day in days:
            shown = begin if day < begin else min(day, end)
            if shown != before:
                before, today = shown, weekday(shown)
                trend = pace * ((shown - today) // 7 * _WHOLE_WEEK + _BEFORE[today]) // 7
                # The noise stays below the smallest day, so that no day has less than nothing.
                last = trend + draw(noise, shown) % half
            had.append(last)
        return had


def _settle(column: list[int], metric: Metric, edges: Edges) -> list[int]:
    """Take from the last days what is not known of them yet."""
    if not column:
        return column
    settled = len(edges.settled)
    tail = column[settled:]
    known = _LATE if metric.is_late else _SOON
    # The last place is that of the oldest day: `today - first`, in the order of the tail.
    grown = (
        number * known[edges.today - day] // _WHOLE if day <= edges.today else number
        for day, number in zip(edges.tail, map(sub, tail[1:], tail), strict=False)
    )
    had = list(accumulate(grown, initial=tail[0]))
    return column[:settled] + [had[pick] for pick in edges.picks]


def _complete(had: Columns, metrics: Sequence[Metric], length: int) -> Columns:
    """Add what is the rest of others, and zeros for what a creative does not have."""
    places = {metric.name: place for place, metric in enumerate(metrics)}
    nothing = [0] * length
    for place, metric in enumerate(metrics):
        if metric.rest_of and had[places[metric.rest_of]]:
            whole, part = had[places[metric.base]], had[places[metric.rest_of]]
            had[place] = list(map(sub, whole, part))
    return [column or nothing for column in had]


def delivery_of(
    seed: int, creative: AdCreative, currency: str, metrics: tuple[Metric, ...]
) -> Delivery:
    """Return how a creative does.

    Args:
        seed: of the sandbox.
        creative: which.
        currency: of its account.
        metrics: from `needed_metrics`.
    """
    campaign = creative.campaign
    state = draw(stream(seed, "advertisement"), creative.number)
    topics = topics_of(campaign.objective, campaign.format)
    steps = {metric.name: step for step, metric in enumerate(metrics)}
    shares = tuple(
        (steps[metric.base], _share(metric, state, currency) if metric.topic in topics else 0)
        for metric in metrics[1:]
    )
    pace = 200 + draw(state, _PACE) % 3_000
    forever = 1 << 40
    end = forever if campaign.end is None else campaign.end
    return Delivery(campaign.begin, end, pace, draw(state, _PACE + 1), shares)


def _share(metric: Metric, state: int, currency: str) -> int:
    if metric.name == "costInUsd":
        return DOLLARS[currency]
    if metric.rest_of or not metric.low:
        return 0
    return metric.low + draw(state, PLACES[metric.name]) % metric.spread
