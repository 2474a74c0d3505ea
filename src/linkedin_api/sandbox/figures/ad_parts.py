"""Into which parts reports cut what creatives had: by people, by device and place, by conversion.

Parts of devices, places and conversions add up to the whole, to the unit. Parts of people do not,
as at LinkedIn: small ones are left out, and so are all beyond the hundred largest of a creative.
Which parts there are is chosen, except the sizes of companies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import sub
from typing import Final

from linkedin_api.sandbox.figures.ad_delivery import Columns
from linkedin_api.sandbox.figures.ad_tree import FIRST_ACCOUNT
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.followers import urns
from linkedin_api.sandbox.figures.lanes import Lanes, share_of
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION

#: For each metric, how much of it each of some periods had.
Amounts = list[list[int]]
CONVERSION: Final = "urn:lla:llaPartnerConversion:"
FIRST_CONVERSION: Final = 104_001
#: Numbers set aside for the conversion rules of each account.
CONVERSION_STRIDE: Final = 100
#: How many conversions the first of an account's rules counts; the second counts the others.
_FIRST_RULE: Final = share_of(700_000)


#: Demographic pivots and their values, the most frequent first.
PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "MEMBER_COMPANY_SIZE": (
        "SIZE_1001_TO_5000", "SIZE_51_TO_200", "SIZE_11_TO_50", "SIZE_201_TO_500",
        "SIZE_10001_OR_MORE", "SIZE_501_TO_1000", "SIZE_2_TO_10", "SIZE_5001_TO_10000", "SIZE_1",
    ),
    "MEMBER_INDUSTRY": urns("industry", (4, 96, 6, 80, 43, 104, 11, 14, 68, 48)),
    "MEMBER_SENIORITY": urns("seniority", range(1, 11)),
    "MEMBER_JOB_FUNCTION": urns("function", range(1, 27)),
    "MEMBER_JOB_TITLE": urns("title", range(1, 1201, 6)),
    "MEMBER_COMPANY": urns(
        "organization", range(FIRST_ORGANIZATION, FIRST_ORGANIZATION + 250)
    ),
    "MEMBER_COUNTRY_V2": urns("geo", (103644278, 101165590, 101282230, 105015875, 102713980)),
    "MEMBER_REGION_V2": urns("geo", range(90_000_001, 90_000_121)),
}  # fmt: skip
#: Values that a report has of one creative at most (documented).
MOST_PEOPLE: Final = 100
_AUDIENCES: Final = 10
#: Documented: values with fewer events are left out.
LEAST_EVENTS: Final = 3
#: Chosen: with fewer impressions in all, a report says nothing about people.
LEAST_AUDIENCE: Final = 300


@dataclass(frozen=True, slots=True)
class Placement:
    """Where impressions were shown.

    Attributes:
        values: by pivot.
        share: of what the placements before it leave.
    """

    values: Mapping[str, str]
    share: int


def _placement(device: str, location: str, name: str, share: int) -> Placement:
    pivots = ("IMPRESSION_DEVICE_TYPE", "SERVING_LOCATION", "PLACEMENT_NAME")
    return Placement(dict(zip(pivots, (device, location, name), strict=True)), share_of(share))


PLACEMENTS: Final = (
    _placement("MOBILE_APP", "ON_SITE", "LINKEDIN_FEED", 550_000),
    _placement("DESKTOP_WEB", "ON_SITE", "LINKEDIN_FEED", 600_000),
    _placement("MOBILE_WEB", "ON_SITE", "LINKEDIN_FEED", 400_000),
    _placement("MOBILE_APP", "OFF_SITE", "LINKEDIN_AUDIENCE_NETWORK", 700_000),
    _placement("CONNECTED_TV", "OFF_SITE", "LINKEDIN_AUDIENCE_NETWORK", 1_000_000),
)
PLACEMENT_PIVOTS: Final = tuple(PLACEMENTS[0].values)


def by_placement(had: Columns, lanes: Lanes) -> Iterator[tuple[Placement, Columns]]:
    """Cut what a creative had, before some days and by metric, into placements.

    Each takes its share of what is left, so that all only grow from day to day, and add up.
    """
    rest = had
    for placement in PLACEMENTS:
        part = [lanes.part(row, placement.share) for row in rest]
        yield placement, part
        rest = list(map(sub, rest, part))


def by_conversion(had: Columns, lanes: Lanes, account: int) -> Iterator[tuple[str, Columns]]:
    """Cut what a creative of an account had into the account's conversion rules."""
    first = FIRST_CONVERSION + (account - FIRST_ACCOUNT) * CONVERSION_STRIDE
    part = [lanes.part(row, _FIRST_RULE) for row in had]
    yield f"{CONVERSION}{first}", part
    yield f"{CONVERSION}{first + 1}", list(map(sub, had, part))


def audience_of(pivot: str, seed: int, creative: int) -> int:
    """Return which of a few audiences a creative reached; these differ in large pivots."""
    if len(PEOPLE[pivot]) <= MOST_PEOPLE:
        return 0
    return draw(stream(seed, pivot), creative) % _AUDIENCES


def people_of(pivot: str, audience: int) -> Sequence[str]:
    """Return the values of a demographic pivot in an audience, the most frequent first."""
    values = PEOPLE[pivot]
    turn = audience * len(values) // _AUDIENCES
    return (values[turn:] + values[:turn])[:MOST_PEOPLE]


def by_people(grown: Amounts, values: Sequence[str]) -> Iterator[tuple[str, Amounts]]:
    """Give each value its part of what happened in some periods, by metric, rounded down.

    The first one gets most, the last one least.
    """
    whole = sum(range(1, len(values) + 1))
    for place, value in enumerate(values):
        weight = len(values) - place
        yield value, [[count * weight // whole for count in column] for column in grown]
