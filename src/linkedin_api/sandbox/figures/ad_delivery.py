"""How advertisements did: figures that follow from the seed, the creative and the day.

What a creative had before a day is one number made from that day alone; what it had in a stretch
of days is the difference of two such numbers. So nothing is stored, and days add up to months,
creatives to campaigns and campaigns to accounts, to the unit. Only the last thirty days are added
up one by one, because their numbers still change: a day's clicks are settled after a week, its
conversions after a month. All of it is chosen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import Final, NamedTuple

from linkedin_api.sandbox.figures.ad_metrics import PLACES, Metric, topics_of
from linkedin_api.sandbox.figures.ad_tree import DOLLARS, AdCreative
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import weekday
from linkedin_api.sandbox.figures.lanes import Lanes, cut, join, share_of

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
#: For each metric a row, see `lanes`: what it had before each of some days.
Columns = list[int]


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
        dates: the settled days and those of the tail.
        trend: for each of these, how many sevenths of the pace there were before it.
        lanes: of rows with a number for each of `days`.
        work: of rows with a number for each of `dates`.
        known: of rows with a number for each day of the tail.
        last: of rows with a number for each of `picks`.
    """

    days: Sequence[int]
    settled: Sequence[int]
    tail: range
    picks: Sequence[int]
    today: int
    soon: Sequence[int]
    late: Sequence[int]
    dates: Sequence[int]
    trend: Sequence[int]
    lanes: Lanes
    work: Lanes
    known: Lanes
    last: Lanes

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
            first = days[-1] + 1
        settled = [day for day in days if day < first]
        picks = [day - first for day in days[len(settled) :]]
        tail = range(first, days[-1] + 1)
        ages = [max(0, today - day) for day in tail[:-1]]
        dates = [*settled, *tail]
        return cls(
            days=days,
            settled=settled,
            tail=tail,
            picks=picks,
            today=today,
            soon=[_SOON[age] for age in ages],
            late=[_LATE[age] for age in ages],
            dates=dates,
            trend=[_trend(day) for day in dates],
            lanes=Lanes(len(days)),
            work=Lanes(len(dates)),
            known=Lanes(len(tail)),
            last=Lanes(len(picks)),
        )


class Plan:
    """How the figures of some metrics are made, worked out once for many creatives."""

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

        Returns:
            For each metric a row with a number for each day.
        """
        campaign = creative.campaign
        end = edges.today + 1 if campaign.end is None else min(campaign.end, edges.today + 1)
        if end <= campaign.begin:
            return [0] * len(self.metrics)
        state = draw(self._state, creative.number)
        part = edges.work.part
        had = [edges.work.pack(_impressions(state, edges, campaign.begin, end))]
        for base, low, spread, place in self._steps_of(
            campaign.objective, campaign.format, currency
        ):
            had.append(part(had[base], low + draw(state, place) % spread) if low else 0)
        if edges.tail:
            had = self._settle(had, edges)
        for place, whole, other in self._rests:
            if had[other]:
                had[place] = had[whole] - had[other]
        return had

    def _settle(self, had: Columns, edges: Edges) -> Columns:
        """Take from the last days what is not known of them yet."""
        settled = len(edges.settled)
        whole: list[list[int]] = []
        known: list[list[int]] = []
        rows: Columns = []
        for metric, row in zip(self.metrics, had, strict=True):
            before, behind = cut(row, settled)
            tail = edges.known.unpack(behind) if row else ()
            days = list(map(sub, tail[1:], tail))
            base = self._places.get(metric.base, 0)
            if metric.is_late and self.metrics[base].is_late:
                # A part of what is late, such as the value of conversions: as much of it is known.
                trios = zip(days, known[base], whole[base], strict=bool(days))
                seen = [day * part // all_ if all_ else 0 for day, part, all_ in trios]
            else:
                factors = edges.late if metric.is_late else edges.soon
                pairs = zip(days, factors, strict=bool(days))
                seen = [day * factor // _WHOLE for day, factor in pairs]
            whole.append(days)
            known.append(seen)
            if not row:
                rows.append(0)
                continue
            sums = list(accumulate(seen, initial=tail[0]))
            last = edges.last.pack([sums[pick] for pick in edges.picks])
            rows.append(join(before, settled, last))
        return rows

    def _steps_of(self, objective: str, format_: str, currency: str) -> list[_Step]:
        key = objective, format_, currency
        if key not in self._steps:
            topics = topics_of(objective, format_)
            self._steps[key] = [self._step(each, topics, currency) for each in self.metrics[1:]]
        return self._steps[key]

    def _step(self, metric: Metric, topics: frozenset[str], currency: str) -> _Step:
        low, spread = share_of(metric.low), max(1, share_of(metric.spread))
        if metric.name == "costInUsd":
            low, spread = share_of(DOLLARS[currency]), 1
        is_share = metric.topic in topics and not metric.rest_of and not metric.per
        place = PLACES[metric.name]
        return _Step(self._places[metric.base], low if is_share else 0, spread, place)


class _Step(NamedTuple):
    """How a metric is made from another.

    Attributes:
        base: place of the other.
        low: least share; 0 if a creative does not have the metric.
        spread: by how much a creative's own share may be larger.
        place: where its share is drawn.
    """

    base: int
    low: int
    spread: int
    place: int


def _impressions(state: int, edges: Edges, begin: int, end: int) -> list[int]:
    """Return how often a creative had been shown before each day of `work`."""
    pace, noise = 200 + draw(state, _PACE) % 3_000, draw(state, _PACE + 1)
    # The noise stays below the smallest day, so that no day has less than nothing.
    half, days = pace // 2, edges.dates
    first, after = bisect_left(days, begin), bisect_right(days, end)
    shown = zip(days[first:after], edges.trend[first:after], strict=True)
    had = [pace * trend // 7 + draw(noise, day) % half for day, trend in shown]
    if first:
        had[:0] = [pace * _trend(begin) // 7 + draw(noise, begin) % half] * first
    if after < len(days):
        had += [pace * _trend(end) // 7 + draw(noise, end) % half] * (len(days) - after)
    return had


def _trend(day: int) -> int:
    """Return how many sevenths of the pace there were before a day."""
    today = weekday(day)
    return (day - today) // 7 * _WHOLE_WEEK + _BEFORE[today]
