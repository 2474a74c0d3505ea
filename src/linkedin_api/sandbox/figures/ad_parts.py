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
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION

CONVERSION: Final = "urn:lla:llaPartnerConversion:"
FIRST_CONVERSION: Final = 104_001
#: Numbers set aside for the conversion rules of each account.
CONVERSION_STRIDE: Final = 100
#: Of a hundred conversions, how many each of an account's first rules counts.
_RULES: Final = (70, 30)
_HUNDRED: Final = 100


def _numbered(kind: str, numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"urn:li:{kind}:{number}" for number in numbers)


#: Demographic pivots and their values, the most frequent first.
PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "MEMBER_COMPANY_SIZE": (
        "SIZE_1001_TO_5000", "SIZE_51_TO_200", "SIZE_11_TO_50", "SIZE_201_TO_500",
        "SIZE_10001_OR_MORE", "SIZE_501_TO_1000", "SIZE_2_TO_10", "SIZE_5001_TO_10000", "SIZE_1",
    ),
    "MEMBER_INDUSTRY": _numbered("industry", (4, 96, 6, 80, 43, 104, 11, 14, 68, 48)),
    "MEMBER_SENIORITY": _numbered("seniority", range(1, 11)),
    "MEMBER_JOB_FUNCTION": _numbered("function", range(1, 27)),
    "MEMBER_JOB_TITLE": _numbered("title", range(1, 1201, 6)),
    "MEMBER_COMPANY": _numbered(
        "organization", range(FIRST_ORGANIZATION, FIRST_ORGANIZATION + 250)
    ),
    "MEMBER_COUNTRY_V2": _numbered("geo", (103644278, 101165590, 101282230, 105015875, 102713980)),
    "MEMBER_REGION_V2": _numbered("geo", range(90_000_001, 90_000_121)),
}  # fmt: skip
#: Values that a report has of one creative at most (documented).
MOST_PEOPLE: Final = 100
#: Documented: values with fewer events are left out.
LEAST_EVENTS: Final = 3
#: Chosen: with fewer impressions in all, a report says nothing about people.
LEAST_AUDIENCE: Final = 300


@dataclass(frozen=True, slots=True)
class Placement:
    """Where impressions were shown.

    Attributes:
        values: by pivot.
        share: of what the placements before it leave, in thousandths.
    """

    values: Mapping[str, str]
    share: int


def _placement(device: str, location: str, name: str, share: int) -> Placement:
    pivots = ("IMPRESSION_DEVICE_TYPE", "SERVING_LOCATION", "PLACEMENT_NAME")
    return Placement(dict(zip(pivots, (device, location, name), strict=True)), share)


PLACEMENTS: Final = (
    _placement("MOBILE_APP", "ON_SITE", "LINKEDIN_FEED", 550),
    _placement("DESKTOP_WEB", "ON_SITE", "LINKEDIN_FEED", 600),
    _placement("MOBILE_WEB", "ON_SITE", "LINKEDIN_FEED", 400),
    _placement("MOBILE_APP", "OFF_SITE", "LINKEDIN_AUDIENCE_NETWORK", 700),
    _placement("CONNECTED_TV", "OFF_SITE", "LINKEDIN_AUDIENCE_NETWORK", 1000),
)
PLACEMENT_PIVOTS: Final = tuple(PLACEMENTS[0].values)
_THOUSAND: Final = 1000


def by_placement(had: Columns) -> Iterator[tuple[Placement, Columns]]:
    """Cut what a creative had, before some days and by metric, into placements.

    Each takes its share of what is left, so that all only grow from day to day, and add up.
    """
    rest = had
    for placement in PLACEMENTS:
        share = placement.share
        part = [[count * share // _THOUSAND for count in column] for column in rest]
        yield placement, part
        rest = [list(map(sub, whole, taken)) for whole, taken in zip(rest, part, strict=True)]


def by_conversion(had: Columns, account: int) -> Iterator[tuple[str, Columns]]:
    """Cut what a creative of an account had into the account's conversion rules.

    Args:
        had: before some days, by metric.
        account: number.
    """
    first = FIRST_CONVERSION + (account - FIRST_ACCOUNT) * CONVERSION_STRIDE
    share = _RULES[0]
    part = [[count * share // _HUNDRED for count in column] for column in had]
    yield f"{CONVERSION}{first}", part
    yield (
        f"{CONVERSION}{first + 1}",
        [list(map(sub, whole, taken)) for whole, taken in zip(had, part, strict=True)],
    )


def people_of(pivot: str, seed: int, creative: int) -> Sequence[str]:
    """Return the values of a demographic pivot that a creative reached, the most frequent first.

    Args:
        pivot: such as `MEMBER_INDUSTRY`.
        seed: of the sandbox.
        creative: number.
    """
    values = PEOPLE[pivot]
    if len(values) <= MOST_PEOPLE:
        return values
    turn = draw(stream(seed, pivot), creative) % len(values)
    return (values[turn:] + values[:turn])[:MOST_PEOPLE]


def by_people(grown: Columns, values: Sequence[str]) -> Iterator[tuple[str, Columns]]:
    """Give each value its part of what happened in some periods, by metric, rounded down.

    The first one gets most, the last one least.
    """
    whole = sum(range(1, len(values) + 1))
    for place, value in enumerate(values):
        weight = len(values) - place
        yield value, [[count * weight // whole for count in column] for column in grown]
