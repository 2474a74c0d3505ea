"""Reports on advertisements: what some of them had in some periods, grouped by pivots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby, repeat
from operator import add, sub
from typing import Any, Final, NamedTuple, TypeVar

from linkedin_api.sandbox.figures.ad_delivery import Columns, Edges, Plan
from linkedin_api.sandbox.figures.ad_metrics import (
    PENETRATION,
    REACH,
    Form,
    Metric,
    needed_metrics,
)
from linkedin_api.sandbox.figures.ad_parts import (
    LEAST_AUDIENCE,
    LEAST_EVENTS,
    PEOPLE,
    PLACEMENT_PIVOTS,
    Amounts,
    audience_of,
    by_conversion,
    by_people,
    by_placement,
    people_of,
)
from linkedin_api.sandbox.figures.ad_tree import COMPANY, GROUP, AdAccount, AdCreative

#: Pivots that entities have, and the URN or word by which each is known.
ENTITY_PIVOTS: Final[Mapping[str, Callable[[AdAccount, AdCreative], str]]] = {
    "ACCOUNT": lambda account, _: account.urn,
    "CAMPAIGN_GROUP": lambda _, creative: f"{GROUP}{creative.campaign.group}",
    "CAMPAIGN": lambda _, creative: creative.campaign.urn,
    "CREATIVE": lambda _, creative: creative.urn,
    "COMPANY": lambda account, _: f"{COMPANY}{account.organization}",
    "SHARE": lambda _, creative: creative.post or "",
    "OBJECTIVE_TYPE": lambda _, creative: creative.campaign.objective,
}
#: Pivots by which one campaign's creatives are groups of their own.
_FINE: Final = frozenset({"CAMPAIGN", "CREATIVE", "SHARE"})
_CONVERSION: Final = "CONVERSION"
#: Pivots with elements.
PIVOTS: Final = (*ENTITY_PIVOTS, *PLACEMENT_PIVOTS, _CONVERSION, *PEOPLE)
#: Pivots that LinkedIn has, and that never have elements here.
EMPTY_PIVOTS: Final = (
    "CARD_INDEX", "CONVERSATION_NODE", "CONVERSATION_NODE_OPTION_INDEX", "EVENT_STAGE",
    "MEMBER_COUNTY",
)  # fmt: skip
#: Documented: metrics that reports on people, on devices and on creatives do not have.
_NOT_OF_PEOPLE: Final = frozenset(
    {"conversionValueInLocalCurrency", "cardClicks", "cardImpressions", "viralCardClicks",
     "viralCardImpressions", REACH, PENETRATION}
)  # fmt: skip
#: Metrics of conversions: all that the pivot of that name has, and devices have none.
_OF_CONVERSIONS: Final = frozenset(
    {f"{prefix}xternalWebsite{part}Conversions"
     for prefix in ("e", "viralE") for part in ("", "PostClick", "PostView")}
    | {"conversionValueInLocalCurrency"}
)  # fmt: skip
_PENETRATED: Final = frozenset({"ACCOUNT", "CAMPAIGN_GROUP", "CAMPAIGN"})
#: People who can be reached at most; chosen. So reach is less than its parts together.
_AUDIENCE: Final = 60_000
#: Documented: reach is unknown in longer ranges. Days.
_MOST_REACH_DAYS: Final = 92
Days = tuple[int, int]


class Part(NamedTuple):
    """One element of a report, before it is written.

    Attributes:
        values: of the pivots.
        days: first and last.
        amounts: by metric; money in hundredths, fractions as they are.
    """

    values: tuple[str, ...]
    days: Days
    amounts: Mapping[str, Any]


@dataclass(frozen=True)
class Report:
    """What a report asks for.

    Attributes:
        pivots: what its elements are grouped by; one, or several of `ENTITY_PIVOTS`,
            placements and conversions.
        stretches: the periods of its elements, one after the other.
        asked: names in `fields`.
        today: number of the day it is.
        span: days that the request covers.
        zeros: whether metrics that are nothing are 0.
        settles: whether numbers of the last days still change.
    """

    pivots: tuple[str, ...]
    stretches: Sequence[Days]
    asked: frozenset[str]
    today: int
    span: int
    zeros: bool = False
    settles: bool = True

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics to compute."""
        basis = {_OF_ALL_CONVERSIONS} if _CONVERSION in self.pivots else set()
        return needed_metrics(self.reported | basis)

    @cached_property
    def reported(self) -> frozenset[str]:
        """Names of the metrics that this report can have."""
        gone: set[str] = set()
        if self.is_of_people:
            gone |= _NOT_OF_PEOPLE
        if set(PLACEMENT_PIVOTS) & set(self.pivots):
            gone |= _OF_CONVERSIONS | {REACH, PENETRATION}
        if self.span > _MOST_REACH_DAYS or _CONVERSION in self.pivots:
            gone |= {REACH, PENETRATION}
        if not set(self.pivots) <= _PENETRATED:
            gone.add(PENETRATION)
        kept = self.asked - gone
        return kept & _OF_CONVERSIONS if _CONVERSION in self.pivots else kept

    @property
    def is_of_people(self) -> bool:
        """Whether it is grouped by who people are."""
        return self.pivots[0] in PEOPLE

    @property
    def is_cut(self) -> bool:
        """Whether it cuts what creatives had by placements or conversions."""
        return bool({*PLACEMENT_PIVOTS, _CONVERSION} & set(self.pivots))

    @cached_property
    def edges(self) -> Edges:
        """The first day of each period, and the day after the last one."""
        days = [first for first, _ in self.stretches] + [self.stretches[-1][1] + 1]
        # What people did today is not known before tomorrow; of later days, nothing is known.
        last = self.today if self.is_of_people else self.today + 1
        days = [min(day, last) for day in days]
        return Edges.of(days, self.today, settles=self.settles, counts=self.is_cut)

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """How each metric that it has is written."""
        return {metric.name: metric.form for metric in self.metrics if metric.name in self.reported}


_OF_ALL_CONVERSIONS: Final = "externalWebsiteConversions"
_Chosen = tuple[AdAccount, AdCreative]


def parts(report: Report, chosen: Iterable[_Chosen], seed: int) -> Iterator[Part]:
    """Yield the elements of a report: by pivot values, then by days.

    Args:
        report: what it asks for.
        chosen: the creatives it is about, in order.
        seed: of the sandbox.
    """
    splits = [bool(set(PLACEMENT_PIVOTS) & set(report.pivots)), _CONVERSION in report.pivots]
    known = set(report.pivots) <= set(PIVOTS)
    if not report.stretches or not known or all(splits):
        return
    if "SHARE" in report.pivots:
        chosen = (one for one in chosen if one[1].post)
    plan = Plan(seed, report.metrics)
    if report.is_of_people:
        for values, grown in _by_people(report, chosen, seed, plan):
            yield from _elements(report, values, grown)
        return
    groups: _Groups
    if _FINE & set(report.pivots):
        # Creatives of one group follow each other: no group waits for those behind it.
        alike = (list(each) for _, each in groupby(chosen, lambda one: _key(report, *one)))
        groups = chain.from_iterable(_by_entities(report, each, plan) for each in alike)
    else:
        groups = _by_entities(report, chosen, plan)
    for values, had in groups:
        yield from _elements(report, values, _grown(report, had))


def _key(report: Report, account: AdAccount, creative: AdCreative) -> tuple[str, ...]:
    return tuple(
        ENTITY_PIVOTS[pivot](account, creative) if pivot in ENTITY_PIVOTS else ""
        for pivot in report.pivots
    )


_Key = TypeVar("_Key")
_Groups = Iterator[tuple[tuple[str, ...], Columns]]


def _by_entities(report: Report, chosen: Iterable[_Chosen], plan: Plan) -> _Groups:
    sums: dict[tuple[str, ...], Columns] = {}
    for account, creative in chosen:
        key = _key(report, account, creative)
        for values, had in _cut(
            report, account, key, plan.columns(creative, account.currency, report.edges)
        ):
            _sum_up(sums, values, had)
    return iter(sums.items())


def _cut(report: Report, account: AdAccount, key: tuple[str, ...], had: Columns) -> _Groups:
    """Cut what one creative had by the pivots that entities do not have."""
    if set(PLACEMENT_PIVOTS) & set(report.pivots):
        for placement, part in by_placement(had, report.edges.lanes):
            values = (placement.values.get(pivot) for pivot in report.pivots)
            yield _fill(key, values), part
    elif _CONVERSION in report.pivots:
        for urn, part in by_conversion(had, report.edges.lanes, account.number):
            yield _fill(key, (urn if pivot == _CONVERSION else "" for pivot in report.pivots)), part
    else:
        yield key, had


def _fill(key: tuple[str, ...], values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(known or value or "" for known, value in zip(key, values, strict=True))


def _sum_up(sums: dict[_Key, Columns], key: _Key, had: Columns) -> None:
    before = sums.get(key)
    sums[key] = had if before is None else list(map(add, before, had))


def _by_people(
    report: Report, chosen: Iterable[_Chosen], seed: int, plan: Plan
) -> Iterator[tuple[tuple[str, ...], Amounts]]:
    """Cut what happened in each period by people; parts are rounded down."""
    pivot = report.pivots[0]
    audiences: dict[int, Columns] = {}
    for account, creative in chosen:
        audience = audience_of(pivot, seed, creative.number)
        had = plan.columns(creative, account.currency, report.edges)
        _sum_up(audiences, audience, had)
    whole = [0] * len(report.stretches)
    sums: dict[str, Amounts] = {}
    for audience, had in audiences.items():
        grown = _grown(report, had)
        whole = _add(whole, grown[0])
        for value, part in by_people(grown, people_of(pivot, audience)):
            before = sums.get(value)
            sums[value] = part if before is None else list(map(_add, before, part))
    for value, part in sums.items():
        yield (value,), _seen(whole, part)


def _add(first: list[int], second: list[int]) -> list[int]:
    return list(map(add, first, second))


def _seen(audience: list[int], grown: Amounts) -> Amounts:
    """Leave out periods with too few people in all, or with too few events of these."""
    enough = [
        all_ >= LEAST_AUDIENCE and own >= LEAST_EVENTS
        for all_, own in zip(audience, grown[0], strict=True)
    ]
    return [
        [amount if keep else 0 for amount, keep in zip(column, enough, strict=True)]
        for column in grown
    ]


def _grown(report: Report, had: Columns) -> Amounts:
    """Return what happened in each period, from what had happened before each day."""
    lanes, nothing = report.edges.lanes, [0] * len(report.stretches)
    rows = (lanes.unpack(row) if row else () for row in had)
    return [list(map(sub, row[1:], row)) if row else nothing for row in rows]


def _elements(report: Report, values: tuple[str, ...], columns: Amounts) -> Iterator[Part]:
    """Yield an element for each period in which something happened."""
    grown = {metric.name: each for metric, each in zip(report.metrics, columns, strict=True)}
    basis = grown[_OF_ALL_CONVERSIONS if _CONVERSION in report.pivots else "impressions"]
    names = list(report.forms)
    written = [_amounts(metric, grown) for metric in report.metrics if metric.name in names]
    rows: Iterable[tuple[Any, ...]] = zip(*written, strict=True) if written else repeat(())
    zeros, keep_all = report.zeros, report.zeros or not names
    for happened, days, row in zip(basis, report.stretches, rows, strict=False):
        if not happened and not any(row):
            continue
        amounts = {name: each for name, each in zip(names, row, strict=True) if each or zeros}
        if amounts or keep_all:
            yield Part(values, days, amounts)


def _amounts(metric: Metric, grown: Mapping[str, list[int]]) -> list[Any]:
    if metric.name in (REACH, PENETRATION):
        reach = [count * _AUDIENCE // (_AUDIENCE + count) for count in grown["impressions"]]
        return reach if metric.name == REACH else [round(each / _AUDIENCE, 4) for each in reach]
    if not metric.per:
        return grown[metric.name]
    pairs = zip(grown[metric.base], grown[metric.per], strict=True)
    if metric.form == "fraction":
        scale = 100 if metric.base.startswith("cost") else 1  # money is in hundredths
        return [round(whole / scale / number, 4) if number else 0 for whole, number in pairs]
    return [whole // number if number else 0 for whole, number in pairs]
