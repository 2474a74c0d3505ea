"""How advertisements did: figures that follow from the seed, the creative and the day.

What a creative had before a day is one number made from that day alone; what it had in a stretch
of days is the difference of two such numbers. So nothing is stored, and days add up to months,
creatives to campaigns and campaigns to accounts, to the unit. Only the last thirty days are added
up one by one, because their numbers still change: a day's clicks are settled after a week, its
conversions after a month. All of it is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import Final, NamedTuple

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
#: Thousandths of a day's final number by its age in days: too few while it lasts, then slightly
#: too many, until invalid clicks are taken away.
_SOON: Final = (600, 1012, 1009, 1006, 1003, 1002, 1001, *(_WHOLE,) * (SETTLED_DAYS - 7))
#: The same for conversions, which are attributed late.
_LATE: Final = tuple(350 + 650 * age // SETTLED_DAYS for age in range(SETTLED_DAYS))
#: For each metric, what it had before each of some days; nothing if it never has any.
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
        soon: thousandths that are known of the days of the tail.
        late: the same for conversions.
    """

    days: Sequence[int]
    settled: Sequence[int]
    tail: range
    picks: Sequence[int]
    today: int
    soon: Sequence[int] = ()
    late: Sequence[int] = ()

    @classmethod
    def of(
        cls, days: Sequence[int], today: int, *, settles: bool = True, counts: bool = True
    ) -> Edges:
        """Sort out which of some days are settled.

        Args:
            days: numbers of the days, ascending.
            today: number of the day it is.
            settles: whether the last days still change.
            counts: whether the numbers themselves count, not only their differences, which need
                fewer days.
        """
        first = today - SETTLED_DAYS + 1
        if not counts:
            first = max(first, days[0])
        if not settles or days[-1] <= today - SETTLED_DAYS + 1:
            return cls(days, days, range(0), (), today)
        settled = [day for day in days if day < first]
        picks = [day - first for day in days[len(settled) :]]
        tail = range(first, days[-1] + 1)
        ages = [max(0, today - day) for day in tail[:-1]]
        soon, late = [_SOON[age] for age in ages], [_LATE[age] for age in ages]
        return cls(days, settled, tail, picks, today, soon, late)


class Plan:
    """How the figures of some metrics are made, worked out once for many creatives.

    Args:
        seed: of the sandbox.
        metrics: from `needed_metrics`.

    Attributes:
        metrics: the same.
    """

    def __init__(self, seed: int, metrics: tuple[Metric, ...]) -> None:
        self.metrics = metrics
        self._places = {metric.name: place for place, metric in enumerate(metrics)}
        self._state = stream(seed, "advertisement")
        self._steps: dict[tuple[str, str, str], list[_Step]] = {}
        self._rests = [
            (place, self._places[metric.base], self._places[metric.rest_of])
            for place, metric in enumerate(metrics)
            if metric.rest_of
        ]

    def columns(self, creative: AdCreative, currency: str, edges: Edges) -> Columns:
        """Return what a creative had before some days, by metric, counted from some day before.

        Args:
            creative: which.
            currency: of its account.
            edges: the days.

        Returns:
            For each metric a number for each day; nothing for metrics that it does not have.
        """
        campaign = creative.campaign
        end = edges.today + 1 if campaign.end is None else min(campaign.end, edges.today + 1)
        if end <= campaign.begin:
            return [[0] * len(edges.days), *([] for _ in self.metrics[1:])]
        state = draw(self._state, creative.number)
        days = [*edges.settled, *edges.tail]
        had: Columns = [_impressions(state, days, campaign.begin, end)]
        for base, low, spread, place in self._steps_of(
            campaign.objective, campaign.format, currency
        ):
            if low:
                share = low + draw(state, place) % spread
                had.append([count * share // _MILLION for count in had[base]])
            else:
                had.append([])
        if edges.tail:
            had = self._settle(had, edges)
        for place, whole, part in self._rests:
            if had[part]:
                had[place] = list(map(sub, had[whole], had[part]))
        return had

    def _settle(self, had: Columns, edges: Edges) -> Columns:
        """Take from the last days what is not known of them yet."""
        settled = len(edges.settled)
        whole = [list(map(sub, column[settled + 1 :], column[settled:])) for column in had]
        known: Columns = []
        for metric, days in zip(self.metrics, whole, strict=True):
            base = self._places.get(metric.base, 0)
            if metric.is_late and self.metrics[base].is_late:
                # A part of what is late, such as the value of conversions: as much of it is known.
                trios = zip(days, known[base], whole[base], strict=bool(days))
                known.append([day * part // all_ if all_ else 0 for day, part, all_ in trios])
            else:
                factors = edges.late if metric.is_late else edges.soon
                pairs = zip(days, factors, strict=bool(days))
                known.append([day * factor // _WHOLE for day, factor in pairs])
        return [_add_up(column, days, edges) for column, days in zip(had, known, strict=True)]

    def _steps_of(self, objective: str, format_: str, currency: str) -> list[_Step]:
        key = objective, format_, currency
        if key not in self._steps:
            topics = topics_of(objective, format_)
            self._steps[key] = [self._step(each, topics, currency) for each in self.metrics[1:]]
        return self._steps[key]

    def _step(self, metric: Metric, topics: frozenset[str], currency: str) -> _Step:
        low, spread = metric.low, metric.spread
        if metric.name == "costInUsd":
            low, spread = DOLLARS[currency], 1
        is_share = metric.topic in topics and not metric.rest_of and not metric.per
        place = PLACES[metric.name]
        return _Step(self._places[metric.base], low if is_share else 0, spread, place)


class _Step(NamedTuple):
    """How a metric is made from another.

    Attributes:
        base: place of the other.
        low: least share, in millionths; 0 if a creative does not have the metric.
        spread: by how much a creative's own share may be larger.
        place: where its share is drawn.
    """

    base: int
    low: int
    spread: int
    place: int


def _impressions(state: int, days: Sequence[int], begin: int, end: int) -> list[int]:
    """Return how often a creative had been shown before each of some days."""
    pace, noise = 200 + draw(state, _PACE) % 3_000, draw(state, _PACE + 1)
    half, had, last, before = pace // 2, [], 0, -1
    for day in days:
        shown = begin if day < begin else min(day, end)
        if shown != before:
            before, today = shown, weekday(shown)
            trend = pace * ((shown - today) // 7 * _WHOLE_WEEK + _BEFORE[today]) // 7
            # The noise stays below the smallest day, so that no day has less than nothing.
            last = trend + draw(noise, shown) % half
        had.append(last)
    return had


def _add_up(column: list[int], known: list[int], edges: Edges) -> list[int]:
    """Return what a metric had before some days, from what is known of the last ones."""
    if not column:
        return column
    settled = len(edges.settled)
    had = list(accumulate(known, initial=column[settled]))
    return column[:settled] + [had[pick] for pick in edges.picks]
