"""Posts of organizations, and the results of each post by day.

A post's whole fate is fixed when it is published: its views and reactions, spread over
the ten days that follow by one curve. An organization's figure of a day is the sum over its
posts, so that posts, days and totals agree to the unit however they are requested.

A post's number is made like LinkedIn's: the millisecond it was published, shifted, with the
author's place and its own place in the day below; so a post is found by its number alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY, weekday
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION

#: A post's number cannot distinguish more.
MOST_ORGANIZATIONS: Final = 1 << 20
_PLACE_BITS: Final = 20
_ORDINAL_BITS: Final = 2
_HOUR: Final = 3_600_000
#: Posts of a day by four bits of chance; at weekends, only if a fifth bit says so.
_PER_DAY: Final = (0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2)
#: How much of its views and reactions a post has had after that many days, in thousandths.
_CURVE: Final = (0, 450, 660, 770, 840, 890, 925, 950, 970, 987, 1000)
#: Days after which nothing happens to a post any more.
POST_LIFE: Final = len(_CURVE) - 1
_LIKES: Final = 3


class ShareTotals(NamedTuple):
    """What happened to one or many posts in some days.

    Attributes:
        impressions: times seen.
        unique_impressions: people who saw; summed over days and posts like the others,
            which LinkedIn's are not (chosen).
        clicks: on it.
        likes: net, so that a day of few of them may be negative.
        comments: on it.
        shares: of it.
    """

    impressions: int = 0
    unique_impressions: int = 0
    clicks: int = 0
    likes: int = 0
    comments: int = 0
    shares: int = 0

    @property
    def engagement(self) -> float:
        """Clicks, likes, comments and shares per impression; 0 without impressions."""
        reactions = self.clicks + self.likes + self.comments + self.shares
        return reactions / self.impressions if self.impressions else 0.0


NOTHING: Final = ShareTotals()


@dataclass(frozen=True, slots=True)
class Post:
    """One post of an organization.

    Attributes:
        number: as in its URN.
        kind: `share`, or `ugcPost` for those with a video.
        organization: number of the author.
        published: milliseconds since 1970.
        fate: its final figures.
        regretted: whether one who liked it took that back on the last day.
    """

    number: int
    kind: str
    organization: int
    published: int
    fate: ShareTotals
    regretted: bool

    @property
    def urn(self) -> str:
        """Such as `urn:li:share:7436412391234567890`."""
        return f"urn:li:{self.kind}:{self.number}"

    @property
    def author(self) -> str:
        """URN of the organization."""
        return f"urn:li:organization:{self.organization}"

    @property
    def day(self) -> int:
        """Number of the day it was published on."""
        return self.published // DAY

    def totals(self, first: int, last: int) -> ShareTotals:
        """Return what happened to it from the first day to the last, both included."""
        before = self._had(min(max(first - self.day, 0), POST_LIFE))
        after = self._had(min(max(last + 1 - self.day, 0), POST_LIFE))
        return ShareTotals(*(late - early for early, late in zip(before, after, strict=True)))

    def _had(self, age: int) -> list[int]:
        """Return what it has had at that age in days."""
        share = _CURVE[age]
        had = [whole * share // 1000 for whole in self.fate]
        if self.regretted and 1 < age < POST_LIFE:
            had[_LIKES] += 1
        return had


def posts_on(seed: int, organization: int, audience: int, day: int) -> tuple[Post, ...]:
    """Return the posts of an organization on a day, the earliest first.

    About as many see them as follow it, the audience.
    """
    chance = draw(stream(seed, "posts", organization), day)
    if not _PER_DAY[chance & 15] or (weekday(day) > 4 and chance & 16):
        return ()
    return tuple(
        _write(seed, organization, audience, day, ordinal, chance)
        for ordinal in range(_PER_DAY[chance & 15])
    )


def _write(
    seed: int, organization: int, audience: int, day: int, ordinal: int, chance: int
) -> Post:
    moment = (7 + 6 * ordinal) * _HOUR + (chance >> (8 + 25 * ordinal)) % (5 * _HOUR)
    published = day * DAY + moment
    number = published << _PLACE_BITS | (organization - FIRST_ORGANIZATION)
    luck = draw(stream(seed, "fates", organization), day << _ORDINAL_BITS | ordinal)
    return Post(
        number << _ORDINAL_BITS | ordinal,
        "share" if chance >> 61 else "ugcPost",
        organization,
        published,
        _fate(audience, luck),
        regretted=not luck & 7 and bool(luck & 240),
    )


def _fate(audience: int, luck: int) -> ShareTotals:
    """Decide the result of a post: one of 16 is never seen, one of 64 travels far."""
    if not luck & 240:
        return NOTHING
    impressions = audience * (50 + (luck >> 8) % 400) // 1000 + (luck >> 18) % 40 + 1
    if not (luck >> 24) & 63:
        impressions *= 10
    likes = impressions * (3 + (luck >> 30) % 22) // 1000
    return ShareTotals(
        impressions,
        impressions * (60 + (luck >> 36) % 25) // 100,
        impressions * (5 + (luck >> 42) % 35) // 1000,
        likes,
        likes // (8 + (luck >> 48) % 12),
        likes // (10 + (luck >> 54) % 20),
    )


def author_of(number: int) -> int:
    """Return the number of the organization that a post's number names as author."""
    return (number >> _ORDINAL_BITS) % MOST_ORGANIZATIONS + FIRST_ORGANIZATION


def day_of(number: int) -> int:
    """Return the day that a post's number names."""
    return (number >> (_PLACE_BITS + _ORDINAL_BITS)) // DAY


def sum_by_day(posts: Iterator[Post], first: int, last: int) -> list[ShareTotals]:
    """Return what happened to the posts on each day from the first to the last."""
    days = last - first + 1
    columns = [[0] * (days + 2 * POST_LIFE) for _ in ShareTotals._fields]
    for post in posts:
        begin = post.day - first + POST_LIFE
        for column, whole in zip(columns, post.fate, strict=True):
            _spread(column, begin, whole)
        if post.regretted:
            columns[_LIKES][begin + 1] += 1
            columns[_LIKES][begin + POST_LIFE - 1] -= 1
    cut = slice(POST_LIFE, POST_LIFE + days)
    return [ShareTotals(*row) for row in zip(*(each[cut] for each in columns), strict=True)]


def _spread(column: list[int], begin: int, whole: int) -> None:
    if not whole:
        return
    had = 0
    for age in range(POST_LIFE):
        upto = whole * _CURVE[age + 1] // 1000
        column[begin + age] += upto - had
        had = upto
