"""How many follow an organization, by day, and their demographics.

The number of followers is a function of the day: a straight line, and some noise on it. A
day's gain is the difference of two days, so gains and totals agree over any
period, nothing is summed up, and some days lose more followers than they gain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from linkedin_api.sandbox.figures.chance import draw, split, stream
from linkedin_api.sandbox.figures.organizations import STAFF_RANGES, Organization

#: 2026-01-01: the day organizations have the size that the seed gives them.
_ANCHOR: Final = 20_454
#: Followers on that day are between these powers of two, with steps of a sixteenth.
_SMALLEST_POWER, _POWERS = 7, 11
#: Days before `_ANCHOR` when those that advertise began to.
_ADVERTISED: Final = 800
#: A facet never has more entries than this (documented).
MOST_ENTRIES: Final = 100


class Gain(NamedTuple):
    """Followers gained, less followers lost.

    Attributes:
        organic: by themselves; may be negative.
        paid: by advertisements.
    """

    organic: int
    paid: int


@dataclass(frozen=True, slots=True)
class Followers:
    """The followers of one organization.

    Attributes:
        size: on the day of reference, without those from advertisements.
        rate: yearly growth, in thousandths.
        paid_pace: gained by advertisements per day, on average.
        noise: state of the stream of noise.
    """

    size: int
    rate: int
    paid_pace: int
    noise: int

    def at(self, day: int) -> Gain:
        """Return how many there are at the start of a day, by organic and paid."""
        if not self.size:
            return Gain(0, 0)
        chance = draw(self.noise, day)
        pace = self.size * self.rate // 365_000
        trend = self.size + self.size * self.rate * (day - _ANCHOR) // 365_000
        organic = max(0, trend + chance % (2 * abs(pace) + 3))
        days = day - _ANCHOR + _ADVERTISED
        if days <= 0 or not self.paid_pace:
            return Gain(organic, 0)
        return Gain(organic, days * self.paid_pace + (chance >> 32) % (self.paid_pace + 1))


def followers_of(seed: int, organization: Organization) -> Followers:
    """Return the followers of an organization, which follow from the seed."""
    if organization.empty:
        return Followers(0, 0, 0, 0)
    chance = draw(stream(seed, "followers", organization.number), 0)
    power = _SMALLEST_POWER + chance % _POWERS
    size = (1 << power) + (chance >> 8) % (1 << power)
    shrinks = not (chance >> 40) & 7
    rate = -((chance >> 44) % 60) - 5 if shrinks else (chance >> 44) % 300 + 20
    pace = size * abs(rate) // 1_460_000 + 1 if (chance >> 60) % 3 == 0 else 0
    return Followers(size, rate, pace, stream(seed, "noise", organization.number))


def urns(kind: str, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the URNs of a type with these numbers."""
    return tuple(f"urn:li:{kind}:{number}" for number in numbers)


#: What is known of followers and visitors: the values of each facet.
FACETS: Final = {
    "geoCountry": urns(
        "geo",
        (
            103644278, 101165590, 101282230, 105015875, 102713980, 101174742, 101452733,
            105646813, 103350119, 106057199, 102890719, 105117694, 106693272, 101355337,
            102454443, 104738515, 105072130, 104035573, 103323778, 100565514,
        ),
    ),
    "geo": urns("geo", range(90_000_001, 90_000_131)),
    "function": urns("function", range(1, 27)),
    "industry": urns("industry", range(1, 149)),
    "seniority": urns("seniority", range(1, 11)),
    "staffCountRange": STAFF_RANGES,
}  # fmt: skip


def facet_weights(seed: int, organization: int, facet: str) -> list[int]:
    """Return how an organization's audience is distributed over the values of a facet."""
    state = stream(seed, "facet", organization, facet)
    # A cube makes a few values large and most small, as audiences are.
    return [(draw(state, place) % 100 + 1) ** 3 for place in range(len(FACETS[facet]))]


def facet_counts(seed: int, organization: int, facet: str, total: int) -> dict[str, int]:
    """Return followers by value of a facet, the most first, none that are 0.

    Everyone has exactly one value of each facet, so that the counts sum to the total
    (chosen; LinkedIn does not know everything of everyone), unless more than
    `MOST_ENTRIES` values have followers.
    """
    counts = split(total, facet_weights(seed, organization, facet))
    known = [pair for pair in zip(FACETS[facet], counts, strict=True) if pair[1]]
    known.sort(key=lambda pair: -pair[1])
    return dict(known[:MOST_ENTRIES])
