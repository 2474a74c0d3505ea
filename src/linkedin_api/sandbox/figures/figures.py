"""All figures of a sandbox in one place, for its resources and for tests of programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from linkedin_api.sandbox.arguments import whole_number
from linkedin_api.sandbox.figures.ad_choices import AdChoices
from linkedin_api.sandbox.figures.ads import Advertising
from linkedin_api.sandbox.figures.days import DAY, day_date, day_number, months_later
from linkedin_api.sandbox.figures.followers import Followers, Gain, facet_counts, followers_of
from linkedin_api.sandbox.figures.learning import Learning
from linkedin_api.sandbox.figures.numbers import read_number
from linkedin_api.sandbox.figures.organizations import (
    FIRST_ORGANIZATION,
    FOREIGN_ORGANIZATION,
    Organization,
    Role,
    describe,
    roles_at,
)
from linkedin_api.sandbox.figures.pages import PageTotals, add_up, pages_by_day
from linkedin_api.sandbox.figures.posts import (
    MOST_ORGANIZATIONS,
    POST_LIFE,
    Post,
    ShareTotals,
    author_of,
    day_of,
    posts_on,
    sum_by_day,
)

if TYPE_CHECKING:
    from linkedin_api.sandbox.clock import Clock

#: A day's figures appear on the second day after it (documented: up to two days ago).
DELAY_DAYS: Final = 2
#: Figures are kept for this long (documented).
KEPT_MONTHS: Final = 12


class Figures:
    """What happened to the organizations of a sandbox, and to their posts and pages.

    Every number is computed from the seed, the organization and the day: nothing is stored, and
    the same question gets the same answer in every run and on every machine. Days are dates in
    UTC, and periods include both ends. Only `last_day` and `first_day` move, with the sandbox's
    clock.

    Args:
        seed: seed of the sandbox.
        organizations: number of organizations.
        days: days of history before the start of the sandbox.
        clock: the sandbox's clock.
        member: id of the person who administers the organizations.
        courses: number of courses of LinkedIn Learning.
        ad_accounts: number of advertising accounts.
        campaigns: number of campaigns of each advertising account.
        creatives: number of creatives of each campaign.
        ad_days: days of advertising before the start of the sandbox; `None` for campaigns that
            began in 2025.
        ads: how reports on advertisements answer where what is known of LinkedIn differs.

    Attributes:
        ads: the figures of advertising.

    Raises:
        ValueError: a number is not whole or out of range; the message names it.

    Example:
        >>> from linkedin_api.sandbox.clock import Clock
        >>> figures = Figures(seed=0, organizations=3, clock=Clock())
        >>> figures.organizations[0]
        2414183
        >>> sum(figures.share_totals(2414183)) == sum(
        ...     sum(figures.post_totals(post)) for post in figures.posts_of(2414183)
        ... )
        True
    """

    def __init__(
        self,
        seed: int = 0,
        organizations: int = 10,
        days: int = 400,
        *,
        clock: Clock,
        member: str = "",
        courses: int = 240,
        ad_accounts: int = 3,
        campaigns: int = 20,
        creatives: int = 2,
        ad_days: int | None = None,
        ads: AdChoices = AdChoices(),  # noqa: B008  # frozen
    ) -> None:
        whole_number("organizations", organizations, 0, MOST_ORGANIZATIONS)
        whole_number("days", days, 0)
        whole_number("courses", courses, 0)
        self.seed = seed
        self.member = member
        #: Numbers of the organizations, in order.
        self.organizations = range(FIRST_ORGANIZATION, FIRST_ORGANIZATION + organizations)
        #: The catalogue of LinkedIn Learning.
        self.learning = Learning(seed, courses)
        self._clock = clock
        self.ads = Advertising(
            seed, clock=clock, accounts=ad_accounts, campaigns=campaigns, creatives=creatives,
            organizations=organizations, days=ad_days, choices=ads,
        )  # fmt: skip
        #: Number of the first day with figures.
        self.began = self.today - days

    @property
    def today(self) -> int:
        """Number of the day it is on the sandbox's clock."""
        return int(self._clock.now()) * 1000 // DAY

    @property
    def last_day(self) -> date:
        """The last day that has figures."""
        return day_date(self.today - DELAY_DAYS)

    @property
    def first_day(self) -> date:
        """The first day that has figures: twelve months ago, or the start of all figures."""
        return day_date(max(self.began, months_later(self.today, -KEPT_MONTHS)))

    def organization(self, number: int) -> Organization | None:
        """Return the organization with that number; `None` if there is none."""
        if number in self.organizations:
            return _describe(number - FIRST_ORGANIZATION)
        return describe(-1) if number == FOREIGN_ORGANIZATION else None

    def roles_at(self, organization: int) -> tuple[Role, ...]:
        """Return who has a role at an organization."""
        known = self.organization(organization)
        return () if known is None else roles_at(known, self.member)

    def roles_of(self, member: str, organization: int) -> tuple[Role, ...]:
        """Return the roles of a member, by id, at an organization."""
        return tuple(role for role in self.roles_at(organization) if role.member == member)

    def administers(self, member: str | None, organization: int) -> bool:
        """Whether the member is an approved administrator of the organization."""
        return any(role.administers for role in self.roles_of(member or "", organization))

    def follower_gains(self, organization: int, day: date) -> Gain:
        """Return how many followers an organization gained on a day, less those it lost."""
        return self.gains_between(organization, day_number(day), day_number(day))

    def gains_between(self, organization: int, first: int, last: int) -> Gain:
        """Return followers gained from the first day to the last, by their numbers."""
        followers = self._followers(organization)
        before = followers.at(max(first, self.began))
        after = followers.at(max(last + 1, self.began))
        return Gain(after.organic - before.organic, after.paid - before.paid)

    def followers(self, organization: int, day: date | None = None) -> int:
        """Return how many follow an organization at the end of a day.

        Args:
            organization: number.
            day: `None` for the last that has figures.
        """
        number = day_number(day or self.last_day)
        return sum(self._followers(organization).at(max(number + 1, self.began)))

    def followers_by(self, organization: int, facet: str) -> dict[str, int]:
        """Return followers by the values of a facet, on the last day that has figures.

        Args:
            organization: number.
            facet: `geoCountry`, `geo`, `function`, `industry`, `seniority`,
                `staffCountRange` or `associationType`.
        """
        total = self.followers(organization)
        if facet == "associationType":
            known = self.organization(organization)
            staff = min(total, known.employees if known else 0)
            return {"EMPLOYEE": staff} if staff else {}
        return facet_counts(self.seed, organization, facet, total)

    def posts_of(
        self, organization: int, first: date | None = None, last: date | None = None
    ) -> Iterator[Post]:
        """Return the posts of an organization, the earliest first; lazily.

        Args:
            organization: number.
            first: day; `None` for the start of all figures.
            last: day; `None` for today, up to this moment.
        """
        begin = self.began if first is None else day_number(first)
        return self.posts_between(organization, begin, day_number(last) if last else self.today)

    def posts_between(self, organization: int, first: int, last: int) -> Iterator[Post]:
        """Return the posts from the first day to the last, by their numbers, up to now."""
        audience = self._audience(organization)
        if not audience:
            return iter(())
        days = range(max(first, self.began), min(last, self.today) + 1)
        now = self._clock.milliseconds()
        made = (posts_on(self.seed, organization, audience, day) for day in days)
        return (post for post in chain.from_iterable(made) if post.published <= now)

    def find_post(self, urn: str) -> Post | None:
        """Return the post with that URN; `None` if it is not one of `posts_of`."""
        kind, _, text = urn.removeprefix("urn:li:").partition(":")
        number = read_number(text)
        if number is None:
            return None
        posts = self.posts_between(author_of(number), day_of(number), day_of(number))
        return next((post for post in posts if (post.kind, post.urn) == (kind, urn)), None)

    def share_totals(
        self, organization: int, first: date | None = None, last: date | None = None
    ) -> ShareTotals:
        """Return what happened to all posts of an organization in some days.

        Args:
            organization: number.
            first: day; `None` for `first_day`.
            last: day; `None` for `last_day`.
        """
        begin, end = self._stretch(first, last)
        posts = self.posts_between(organization, begin - POST_LIFE, end)
        rows = [post.totals(begin, end) for post in posts]
        return ShareTotals(*map(sum, zip(*rows, strict=True))) if rows else ShareTotals()

    def shares_by_day(self, organization: int, first: int, last: int) -> list[ShareTotals]:
        """Return the same for each day from the first to the last, by their numbers."""
        posts = self.posts_between(organization, first - POST_LIFE, last)
        return sum_by_day(posts, first, last)

    def post_totals(
        self, post: Post, first: date | None = None, last: date | None = None
    ) -> ShareTotals:
        """Return what happened to one post; takes the days of `share_totals`."""
        return post.totals(*self._stretch(first, last))

    def page_totals(
        self, organization: int, first: date | None = None, last: date | None = None
    ) -> PageTotals:
        """Return what happened to an organization's page in some days.

        Args:
            organization: number.
            first: day; `None` for the start of all figures: page statistics have no other limit.
            last: day; `None` for `last_day`.
        """
        begin = self.began if first is None else day_number(first)
        return add_up(self.pages_by_day(organization, begin, day_number(last or self.last_day)))

    def pages_by_day(self, organization: int, first: int, last: int) -> list[PageTotals]:
        """Return the same for each day from the first to the last, by their numbers."""
        days = range(first, last + 1)
        audience = self._audience(organization)
        made = pages_by_day(self.seed, organization, audience, (d for d in days if d >= self.began))
        return [PageTotals()] * (len(days) - len(made)) + made

    def _stretch(self, first: date | None, last: date | None) -> tuple[int, int]:
        return day_number(first or self.first_day), day_number(last or self.last_day)

    def _followers(self, organization: int) -> Followers:
        known = self.organization(organization)
        return _NOBODY if known is None else _followers(self.seed, known)

    def _audience(self, organization: int) -> int:
        """Return how many are reached: those who own their organization's figures only."""
        return self._followers(organization).size if organization in self.organizations else 0


_NOBODY: Final = Followers(0, 0, 0, 0)
# Derived again whenever needed; kept for a moment because one answer needs it many times.
_describe = lru_cache(maxsize=1024)(describe)
_followers = lru_cache(maxsize=1024)(followers_of)
