"""The figures themselves: they agree with each other, and are the same everywhere."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from datetime import UTC, date, datetime, timedelta

import pytest
from measuring import times_as_much, work_of

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.figures import Figures, ShareTotals
from linkedin_api.sandbox.figures.chance import draw, split, stream
from linkedin_api.sandbox.figures.days import day_date, day_number, months_later

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
FIRST = 2414183
EMPTY = FIRST + 9
ADA = "782bbtaQ"


def figures(seed: int = 0, organizations: int = 120, days: int = 400, now=NOW) -> Figures:
    return Figures(seed, organizations, days, clock=Clock(now), member=ADA)


def each_day(known: Figures) -> list[date]:
    count = (known.last_day - known.first_day).days + 1
    return [known.first_day + timedelta(days=step) for step in range(count)]


def add(rows) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


def test_figures_are_told_from_twelve_months_ago_to_two_days_ago():
    known = figures()
    assert (known.first_day, known.last_day) == (date(2025, 11, 22), date(2026, 11, 20))


def test_a_day_later_one_more_day_is_told():
    clock = Clock(NOW)
    known = Figures(clock=clock)
    clock.advance(days=1)
    assert (known.first_day, known.last_day) == (date(2025, 11, 23), date(2026, 11, 21))


def test_figures_that_began_lately_are_told_from_then():
    assert figures(days=30).first_day == date(2026, 10, 23)


@pytest.mark.parametrize("organization", [FIRST, FIRST + 1, FIRST + 4, FIRST + 5, EMPTY])
def test_followers_are_those_of_the_first_day_and_all_gains_since(organization):
    known = figures()
    days = each_day(known)
    gains = [sum(known.follower_gains(organization, day)) for day in days]
    before = known.followers(organization, days[0] - timedelta(days=1))
    assert known.followers(organization) == before + sum(gains)


def test_on_some_days_more_leave_than_come():
    known = figures()
    gains = [known.follower_gains(FIRST, day).organic for day in each_day(known)]
    assert 0 < sum(gain < 0 for gain in gains) < len(gains) / 3


def test_gains_by_advertisements_are_never_negative():
    known = figures()
    gains = [known.follower_gains(FIRST + 5, day).paid for day in each_day(known)]
    assert (min(gains) >= 0, sum(gains) > 0) == (True, True)


def test_nobody_was_won_before_all_began():
    known = figures(days=30)
    assert known.follower_gains(FIRST, date(2026, 10, 22)) == (0, 0)


@pytest.mark.parametrize("organization", [FIRST, FIRST + 1, FIRST + 4, FIRST + 7, EMPTY])
def test_days_posts_and_totals_agree_to_the_unit(organization):
    known = figures()
    total = known.share_totals(organization)
    first, last = day_number(known.first_day), day_number(known.last_day)
    posts = [known.post_totals(post) for post in known.posts_of(organization)]
    assert add(known.shares_by_day(organization, first, last)) == total
    assert (add(posts) if posts else ShareTotals()) == total


def test_a_window_of_days_is_the_sum_of_its_days():
    known = figures()
    first, last = date(2026, 3, 5), date(2026, 4, 20)
    days = [known.share_totals(FIRST, each, each) for each in each_day(known)]
    begin = (first - known.first_day).days
    assert known.share_totals(FIRST, first, last) == add(days[begin : begin + 47])


def test_a_day_of_few_likes_may_be_negative():
    known = figures()
    days = known.shares_by_day(FIRST + 1, known.began, day_number(known.last_day))
    assert min(day.likes for day in days) == -1


def test_nothing_but_likes_is_ever_negative():
    known = figures()
    for organization in known.organizations[:20]:
        days = known.shares_by_day(organization, known.began, day_number(known.last_day))
        assert all(min(day._replace(likes=0)) >= 0 for day in days)


def test_a_post_that_nobody_sees_has_no_figures():
    known = figures()
    fates = [known.post_totals(post) for post in known.posts_of(FIRST)]
    assert sum(not any(fate) for fate in fates) > 3


def test_a_post_is_found_by_its_urn_alone():
    known = figures()
    for post in known.posts_of(FIRST + 2):
        assert known.find_post(post.urn) == post


@pytest.mark.parametrize(
    "urn",
    [
        "urn:li:share:1",
        "urn:li:share:9999999999999999999",
        f"urn:li:share:{10**40}",
        "urn:li:share:x",
        "urn:li:person:7385935412356710400",
        "share",
        "",
    ],
)
def test_other_urns_are_no_posts(urn):
    assert figures().find_post(urn) is None


def test_the_kind_of_a_post_belongs_to_its_urn():
    known = figures()
    post = next(known.posts_of(FIRST))
    other = "ugcPost" if post.kind == "share" else "share"
    assert known.find_post(f"urn:li:{other}:{post.number}") is None


def test_a_number_of_a_post_has_nineteen_digits_and_its_own_place():
    known = figures()
    numbers = [post.number for place in range(20) for post in known.posts_of(FIRST + place)]
    assert ({len(str(number)) for number in numbers}, len(set(numbers))) == ({19}, len(numbers))


def test_a_post_of_this_afternoon_is_not_there_in_the_morning():
    morning = figures(now=datetime(2026, 11, 18, 0, 0, tzinfo=UTC))
    night = figures(now=datetime(2026, 11, 18, 23, 59, tzinfo=UTC))
    everywhere = [(known, place) for known in (morning, night) for place in range(20)]
    counts = [len(list(known.posts_of(FIRST + place))) for known, place in everywhere]
    assert sum(counts[:20]) < sum(counts[20:])


def test_posts_come_in_order_and_lazily():
    posts = figures(organizations=1, days=100_000_000).posts_of(FIRST)
    times = [next(posts).published for _ in range(5)]
    assert times == sorted(times)


def test_pages_of_days_sum_to_the_total():
    known = figures()
    first, last = known.began, day_number(known.last_day)
    days = known.pages_by_day(FIRST, first, last)
    assert add(day.row for day in days) == known.page_totals(FIRST).row


def test_views_of_a_page_are_those_of_its_sections_and_devices():
    views = figures().page_totals(FIRST).views()
    assert views["allPageViews"] == views["allDesktopPageViews"] + views["allMobilePageViews"]
    sections = ("overview", "careers", "jobs", "lifeAt", "about", "people", "insights", "products")
    assert views["allPageViews"] == sum(views[f"{name}PageViews"] for name in sections)
    assert views["lifeAtPageViews"] == (
        views["desktopLifeAtPageViews"] + views["mobileLifeAtPageViews"]
    )


def test_fewer_people_than_views():
    totals = figures().page_totals(FIRST)
    views, people = totals.views(), totals.unique_views()
    assert all(0 < people[name] <= views[name] for name in views)


def test_people_click_on_careers_pages():
    clicks = figures().page_totals(FIRST).clicks("desktop")
    assert all(clicks.values())


def test_an_empty_organization_has_nothing():
    known = figures()
    assert known.followers(EMPTY) == 0
    assert known.share_totals(EMPTY) == ShareTotals()
    assert not any(known.page_totals(EMPTY).row)
    assert list(known.posts_of(EMPTY)) == []
    assert known.followers_by(EMPTY, "function") == {}


@pytest.mark.parametrize("facet", ["geoCountry", "function", "seniority", "staffCountRange"])
def test_a_facet_sums_to_the_followers(facet):
    known = figures()
    assert sum(known.followers_by(FIRST, facet).values()) == known.followers(FIRST)


@pytest.mark.parametrize("facet", ["geo", "industry"])
def test_a_facet_has_a_hundred_entries_at_most_the_largest_first(facet):
    counts = list(figures().followers_by(FIRST, facet).values())
    assert (len(counts), counts) == (100, sorted(counts, reverse=True))


def test_employees_are_followers_too():
    known = figures()
    for organization in known.organizations:
        staff = known.followers_by(organization, "associationType").get("EMPLOYEE", 0)
        assert staff <= known.followers(organization)


def test_an_unknown_organization_has_no_figures():
    known = figures()
    assert (known.organization(5), known.followers(5), known.roles_at(5)) == (None, 0, ())
    assert known.share_totals(5) == ShareTotals()


def test_the_member_administers_nearly_all():
    known = figures()
    others = [each for each in known.organizations if not known.administers(ADA, each)]
    assert others == [FIRST + 49, FIRST + 98, FIRST + 99]


def test_roles_name_what_the_member_may_do():
    known = figures()
    assert known.roles_of(ADA, FIRST)[0].role == "ADMINISTRATOR"
    assert known.roles_of(ADA, FIRST + 49)[0].role == "ANALYST"
    assert known.roles_of(ADA, FIRST + 98)[0].state == "REQUESTED"
    assert known.roles_of("somebody", FIRST) == ()
    assert known.roles_of(ADA, 1337) == ()


def test_names_and_addresses_of_organizations_are_their_own():
    known = figures(organizations=2000)
    described = [known.organization(number) for number in known.organizations]
    assert (
        len({each.name for each in described}) == len({each.vanity for each in described}) == 2000
    )
    assert all(each.vanity.isascii() for each in described)


def test_brands_belong_to_the_first_of_their_ten():
    assert figures().organization(FIRST + 17).parent == FIRST + 10


def test_another_seed_gives_other_figures():
    assert figures(seed=1).share_totals(FIRST) != figures(seed=2).share_totals(FIRST)


def test_an_organization_is_the_same_in_any_company():
    few, many = figures(organizations=3, days=380), figures(organizations=5000, days=800)
    assert few.share_totals(FIRST + 2) == many.share_totals(FIRST + 2)
    assert few.followers(FIRST + 2) == many.followers(FIRST + 2)


def test_figures_of_a_day_do_not_depend_on_when_they_are_asked_for():
    soon, later = figures(), figures(now=NOW + timedelta(days=90))
    day = date(2026, 10, 1)
    assert soon.share_totals(FIRST, day, day) == later.share_totals(FIRST, day, day)
    assert soon.followers(FIRST, day) == later.followers(FIRST, day)


def test_the_numbers_are_these():
    """Written down once: every machine, and every later version, must find the same."""
    known = figures()
    assert known.followers(FIRST) == 25252
    assert known.share_totals(FIRST) == (926485, 669810, 20411, 12974, 1016, 719)
    assert known.page_totals(FIRST).views()["allPageViews"] == 80510
    assert known.learning.course(0).title == "First Steps in Coaching 1"


def test_another_process_finds_the_same_numbers():
    program = (
        "from datetime import UTC, datetime;"
        "from linkedin_api.sandbox.clock import Clock;"
        "from linkedin_api.sandbox.figures import Figures;"
        "f = Figures(clock=Clock(datetime(2026, 11, 22, 10, 30, tzinfo=UTC)));"
        "print(f.share_totals(2414183).impressions, f.followers(2414185))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=None
    )
    known = figures()
    expected = f"{known.share_totals(FIRST).impressions} {known.followers(FIRST + 2)}"
    assert run.stdout.strip() == expected


def test_a_big_sandbox_is_made_like_a_small_one():
    def work(organizations):
        return work_of(lambda: Sandbox(organizations=organizations, days=400))

    assert times_as_much(lambda: work(500), lambda: work(1)) < 5
    assert Sandbox(organizations=500).figures.organizations[-1] == FIRST + 499


def test_a_year_of_days_is_made_like_a_week():
    def work(days):
        known = figures()  # fresh each time, since what was made is kept
        last = day_number(known.last_day)
        return work_of(
            lambda: [
                each_day(number, last - days, last)
                for number in known.organizations[:9]  # the tenth is empty, and costs nothing
                for each_day in (known.shares_by_day, known.pages_by_day)
            ]
        )

    assert times_as_much(lambda: work(364), lambda: work(7)) < 52 * 3


def test_memory_stays_flat_however_many_organizations_are_asked_for():
    known = figures(organizations=3000)

    for place in range(2000):  # until what is kept for a moment has its full size
        known.followers(FIRST + place)
    tracemalloc.start()
    for place in range(2000, 2300):
        known.share_totals(FIRST + place, date(2026, 11, 1), date(2026, 11, 20))
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 1_000_000


@pytest.mark.parametrize(("organizations", "days"), [(0, 0), (1, 0), (1, 1), (1, 2), (1, 3)])
def test_a_sandbox_of_next_to_nothing_has_figures_too(organizations, days):
    known = figures(organizations=organizations, days=days)
    totals = known.share_totals(FIRST)
    assert sum(totals) == sum(sum(known.post_totals(each)) for each in known.posts_of(FIRST))
    assert min(totals) >= 0
    assert known.page_totals(FIRST).views()["allPageViews"] >= 0


def test_parts_sum_to_the_whole():
    assert split(10, (0, 3, 0, 1)) == [0, 7, 0, 3]
    assert split(7, ()) == []
    assert sum(split(1_000_003, list(range(1, 148)))) == 1_000_003


def test_draws_are_spread_evenly():
    counts = [0] * 16
    for number in range(16_000):
        counts[draw(stream(3, "dice"), number) & 15] += 1
    assert 850 < min(counts) <= max(counts) < 1150


def test_months_end_where_they_end():
    ends = [months_later(day_number(date(2026, 10, 31)), count) for count in (1, 4, -12)]
    assert [day_date(end).isoformat() for end in ends] == ["2026-11-30", "2027-02-28", "2025-10-31"]
