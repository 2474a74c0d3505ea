"""What the figures of a sandbox say of each Arrow table: how many rows, and sums of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.days import day_date, day_number
from linkedin_api.sandbox.figures.learning import CLASSIFICATIONS

#: Days of statistics that a reader gets of the 365 that there are.
DAYS = 363
#: Columns of the statistics of posts, and the attribute of the figures.
_SHARES = {
    "impression_count": "impressions",
    "unique_impressions_count": "unique_impressions",
    "click_count": "clicks",
    "like_count": "likes",
    "comment_count": "comments",
    "share_count": "shares",
    "engagement": "engagement",
}
_FOLLOWERS = {
    "association_type": "associationType",
    "function": "function",
    "geo": "geo",
    "geo_country": "geoCountry",
    "industry": "industry",
    "seniority": "seniority",
    "staff_count_range": "staffCountRange",
}


class Expected(NamedTuple):
    """What a table must be: its number of rows, and sums by column."""

    rows: int
    sums: Mapping[str, float] = {}


def pages(sandbox: Sandbox, administered: Iterable[int], others: int) -> dict[str, Expected]:
    """The tables of pages, if the member does not administer so many others."""
    figures, pages = sandbox.figures, list(administered)
    last = day_number(figures.last_day)
    days = range(last - DAYS, last)
    posts = [post for page in pages for post in figures.posts_of(page)]
    daily = [each for page in pages for each in figures.pages_by_day(page, days[0], days[-1])]
    ever = [figures.page_totals(page) for page in pages]
    found = {
        "organization_lookup": Expected(len(pages), {"id": sum(pages)}),
        "organization_lookup__locations": _headquarters(sandbox, pages),
        "follower_statistics": Expected(len(pages)),
        "share_statistics": _shares(figures.share_totals(page) for page in pages),
        "total_follower_count": Expected(
            len(pages) + others,
            {"first_degree_size": sum(map(figures.followers, figures.organizations))},
        ),
        "follower_statistics_time_bound": _gains(
            figures.gains_between(page, day, day) for page in pages for day in days
        ),
        "share_statistics_time_bound": _shares(
            each for page in pages for each in figures.shares_by_day(page, days[0], days[-1])
        ),
        "page_statistics": Expected(len(pages), _views(ever)),
        "page_statistics_time_bound": Expected(
            len(pages) * DAYS, {**_views(daily), **_visitors(daily)}
        ),
        "posts": Expected(len(posts)),
        "post_statistics": _shares(map(figures.post_totals, posts)),
        "social_metadata": Expected(len(posts), _reactions(sandbox, posts)),
        "organization_acls": Expected(sum(len(figures.roles_at(page)) for page in pages)),
    }
    for name, facet in _FOLLOWERS.items():
        counts = [figures.followers_by(page, facet) for page in pages]
        found[f"follower_statistics__follower_counts_by_{name}"] = Expected(
            sum(map(len, counts)),
            {
                "follower_counts__organic_follower_count": sum(
                    sum(each.values()) for each in counts
                ),
                "follower_counts__paid_follower_count": 0,
            },
        )
    return found


def views_by_facet(sandbox: Sandbox, administered: Iterable[int]) -> dict[str, float]:
    """Sums of the breakdowns of a page's views: each facet adds up to the total."""
    return _views([sandbox.figures.page_totals(page) for page in administered])


def learning(sandbox: Sandbox) -> dict[str, Expected]:
    """The tables of the English courses that are not retired."""
    every = sandbox.figures.learning
    courses = [every.course(place) for place in every.courses]
    courses = [each for each in courses if each.locale == ("en", "US") and not each.retired]
    return {
        "learning_assets": Expected(
            len(courses),
            {
                "details__time_to_complete__duration": sum(
                    c.seconds * sum(c.chapters) for c in courses
                )
            },
        ),
        "learning_assets__contents": Expected(sum(len(each.chapters) for each in courses)),
        "learning_assets__contents__asset__contents": Expected(
            sum(sum(each.chapters) for each in courses)
        ),
        "learning_assets__contents__asset__contents__asset__contents": Expected(0),
        "learning_classifications": Expected(len(CLASSIFICATIONS)),
    }


def _headquarters(sandbox: Sandbox, pages: list[int]) -> Expected:
    """Each page has one place, but those that are hardly filled in."""
    known = [sandbox.figures.organization(page) for page in pages]
    numbers = [each.number for each in known if each is not None and not each.empty]
    return Expected(len(numbers), {"id": sum(numbers)})


def _shares(totals) -> Expected:
    found = list(totals)
    return Expected(
        len(found),
        {
            f"total_share_statistics__{name}": sum(getattr(each, attribute) for each in found)
            for name, attribute in _SHARES.items()
        },
    )


def _gains(gains) -> Expected:
    found = list(gains)
    organic, paid = (sum(each) for each in zip(*found, strict=True))
    return Expected(
        len(found),
        {
            "follower_gains__organic_follower_gain": organic,
            "follower_gains__paid_follower_gain": paid,
        },
    )


def _views(totals) -> dict[str, float]:
    views, clicks = Counter(), Counter()
    for each in totals:
        views.update(_named(each.views()))
        for device, before in (("desktop", ""), ("mobile", "mobile_")):
            named = _named(each.clicks(device))
            clicks.update({f"{before}{name}": count for name, count in named.items()})
    return {**views, **clicks}


def _visitors(totals) -> dict[str, float]:
    visitors = Counter()
    for each in totals:
        visitors.update(_named(each.unique_views()))
    return {n.replace("_page_views", "_unique_page_views"): c for n, c in visitors.items()}


def _named(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts under the names of analysts, made in another way than the library makes them."""
    return {
        "".join(f"_{c.lower()}" if c.isupper() else c for c in name): count
        for name, count in counts.items()
    }


def _reactions(sandbox: Sandbox, posts) -> dict[str, float]:
    figures = sandbox.figures
    today = day_date(figures.today)
    had = [figures.post_totals(post, day_date(post.day), today) for post in posts]
    return {"comment_summary__count": sum(each.comments for each in had)}
