"""Days that LinkedIn leaves out, sends twice or with wrong bounds: none is lost, none is double."""

from __future__ import annotations

import asyncio
from datetime import date
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from odd_statistics import DAY, OddStatistics, bucket
from syncs import AT_ONCE, END, FIRST, NOW

from linkedin_api.errors import InvalidArgumentError, ResponseFormattingError
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.past import Past
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span, Window, joined, without

FOLLOWERS = PAGES["follower_statistics_time_bound"]
URN = f"urn:li:organization:{FIRST}"
#: The first of ten days.
BEGIN = END - 10 * DAY
IN_2030 = 1_900_000_000_000


@pytest.fixture
def linkedin():
    with OddStatistics() as linkedin:
        yield linkedin


class Dataset:
    """The followers by day of one page, read again and again as a program does."""

    def __init__(self, linkedin, past=None):
        self.linkedin = linkedin
        self.rows = []
        self.problems = []
        self.past = past or Past()

    def sync(self, *, days_later=0, scope=None):
        """Read; return how many calls it took."""
        known = len(self.linkedin.received)
        asyncio.run(self._sync(scope or Scope((FIRST,), Span(date(2026, 11, 10))), days_later))
        return len(self.linkedin.received) - known

    @property
    def starts(self):
        return sorted(row["timeRangeStart"] for row in self.rows)

    async def _sync(self, scope, days_later):
        access = Access("T", base_url=self.linkedin.url)
        now = NOW.timestamp() + days_later * 86_400
        async with Reader(access, scope, [FOLLOWERS], retry=AT_ONCE, now=lambda: now) as reader:
            async for batch in reader.read(FOLLOWERS, self.past):
                self.rows += batch.records
                self._keep(batch)
            self.problems = reader.problems

    def _keep(self, batch):
        cursors, covered, owed, _ = self.past
        covered = joined([*covered.get(FIRST, ()), *batch.covered])
        owed = without([*owed.get(FIRST, ()), *batch.left_out], covered)
        self.past = Past({**cursors, **batch.cursors}, {FIRST: covered}, {FIRST: owed})


@pytest.fixture
def dataset(linkedin):
    return Dataset(linkedin)


def days(*numbers):
    return [BEGIN + number * DAY for number in numbers]


def test_a_day_that_was_left_out_amid_others_comes_with_the_next_sync(linkedin, dataset):
    linkedin.absent = set(days(4))
    dataset.sync()
    assert (len(dataset.rows), dataset.past.cursors) == (9, {FIRST: END})
    linkedin.absent = set()
    assert dataset.sync() == 1
    assert dataset.starts == days(*range(10))
    assert linkedin.windows[-1] == (*days(4), *days(5))
    assert dataset.sync() == 0


def test_a_hole_is_asked_for_beside_the_new_days(linkedin, dataset):
    linkedin.absent = set(days(4))
    dataset.sync()
    assert dataset.sync(days_later=1) == 2
    assert linkedin.windows[-2:] == [(END, END + DAY), (*days(4), *days(5))]


def test_however_many_the_holes_they_take_one_call_and_nothing_comes_twice(linkedin, dataset):
    linkedin.absent = set(days(1, 3, 5, 7))
    dataset.sync()
    assert dataset.sync(days_later=1) == 2
    linkedin.absent = set()
    assert dataset.sync(days_later=2) == 2
    assert dataset.starts == days(*range(12))
    assert dataset.sync(days_later=2) == 0


def test_days_before_the_first_that_linkedin_has_are_no_hole(linkedin, dataset):
    """A page that is younger than the statistics that are asked for."""
    linkedin.absent = {BEGIN + number * DAY for number in range(-300, 4)}
    dataset.sync()
    assert (dataset.starts, dataset.past.owed) == (days(4, 5, 6, 7, 8, 9), {FIRST: ()})
    assert dataset.sync() == 0
    earlier = Scope((FIRST,), Span(date(2026, 11, 1)))
    assert dataset.sync(scope=earlier) == 1
    assert dataset.sync(scope=earlier) == 0
    assert (dataset.problems, dataset.past.owed) == ([], {FIRST: ()})


def test_what_stays_left_out_is_asked_for_until_linkedin_no_longer_has_it(linkedin, dataset):
    linkedin.absent = set(days(4))
    scope = Scope((FIRST,))
    dataset.sync()
    assert dataset.sync(scope=scope) == 1
    assert dataset.sync(days_later=357, scope=scope) == 2
    assert linkedin.windows[-1] == (*days(4), *days(5))
    assert dataset.sync(days_later=358, scope=scope) == 1


def test_a_hole_of_a_state_that_knows_only_its_cursor_is_asked_for_too(linkedin):
    dataset = Dataset(linkedin, Past({FIRST: BEGIN}))
    linkedin.absent = set(days(4))
    scope = Scope((FIRST,))
    dataset.sync(scope=scope)
    linkedin.absent = set()
    dataset.sync(scope=scope)
    assert dataset.starts == days(*range(10))


def test_earlier_days_that_were_left_out_are_asked_for_again(linkedin, dataset):
    dataset.sync()
    linkedin.absent = {BEGIN - 3 * DAY}
    earlier = Scope((FIRST,), Span(date(2026, 11, 5)))
    dataset.sync(scope=earlier)
    assert dataset.past.owed == {FIRST: (Window(BEGIN - 3 * DAY, BEGIN - 2 * DAY),)}
    linkedin.absent = set()
    assert dataset.sync(scope=Scope((FIRST,))) == 1
    assert dataset.starts == [BEGIN + number * DAY for number in range(-5, 10)]


def test_a_day_that_comes_late_at_the_end_is_no_hole(linkedin, dataset):
    linkedin.absent = set(days(8, 9))
    dataset.sync()
    assert dataset.past.cursors == {FIRST: days(8)[0]}
    assert dataset.past.owed == {FIRST: ()}
    linkedin.absent = set()
    assert dataset.sync() == 1
    assert dataset.starts == days(*range(10))


def test_a_bucket_that_comes_twice_is_one_row_and_the_last_counts(linkedin, dataset):
    def twice(buckets):
        return [{**buckets[3], "followerGains": {"organicFollowerGain": -1}}, *buckets, buckets[5]]

    linkedin.spoil = twice
    dataset.sync()
    assert dataset.starts == days(*range(10))
    (row,) = [row for row in dataset.rows if row["timeRangeStart"] == days(3)[0]]
    assert row["followerGains"]["organicFollowerGain"] == days(3)[0] // DAY


def test_buckets_in_any_order_are_the_same_rows(linkedin, dataset):
    linkedin.spoil = lambda buckets: buckets[::-2] + buckets[::2]
    dataset.sync()
    assert [row["timeRangeStart"] for row in dataset.rows] == days(*range(10))
    assert dataset.past.cursors == {FIRST: END}


@pytest.mark.parametrize("end", [IN_2030, 10**30, BEGIN, 0, -1])
@pytest.mark.parametrize("number", [4, 9])
def test_a_bucket_with_an_impossible_end_is_a_problem_and_is_asked_for_again(
    linkedin, dataset, number, end
):
    def wrong(buckets):
        start = days(number)[0]
        return [bucket(start, URN, end) if b["timeRange"]["start"] == start else b for b in buckets]

    linkedin.spoil = wrong
    dataset.sync()
    (problem,) = dataset.problems
    assert isinstance(problem.error, ResponseFormattingError)
    assert f"its timeRange is from {days(number)[0]} to {end}" in str(problem)
    assert problem.windows == (Window(*days(number, number + 1)),)
    assert len(dataset.rows) == 9
    linkedin.spoil = lambda buckets: buckets
    dataset.sync()
    assert (dataset.starts, dataset.problems) == (days(*range(10)), [])
    assert dataset.past.cursors == {FIRST: END}


@pytest.mark.parametrize("start", [10**30, -(10**30), IN_2030])
def test_a_bucket_that_starts_anywhere_else_is_left_out(linkedin, dataset, start):
    linkedin.spoil = lambda buckets: [*buckets, bucket(start, URN, start + DAY)]
    dataset.sync()
    assert (dataset.starts, dataset.problems) == (days(*range(10)), [])


def test_one_bucket_without_bounds_costs_no_other(linkedin, dataset):
    linkedin.spoil = lambda buckets: [*buckets[:4], {"organizationalEntity": URN}, *buckets[5:]]
    dataset.sync()
    assert [str(problem).partition(": ")[0] for problem in dataset.problems] == [
        f"{FOLLOWERS.name} of {FIRST}"
    ]
    assert dataset.starts == days(0, 1, 2, 3, 5, 6, 7, 8, 9)
    assert dataset.past.owed == {FIRST: (Window(*days(4, 5)),)}


def test_buckets_that_begin_at_eight_are_those_of_their_days(linkedin, dataset):
    """LinkedIn's own day need not be that of UTC."""
    hours = 8 * 3_600_000

    def shifted(buckets):
        starts = [each["timeRange"]["start"] + hours for each in buckets]
        return [bucket(start, URN) for start in starts]

    linkedin.spoil = shifted
    dataset.sync()
    assert (len(dataset.rows), dataset.past.cursors, dataset.problems) == (10, {FIRST: END}, [])
    assert dataset.sync() == 0
    dataset.sync(days_later=1)
    assert dataset.starts == [start + hours for start in days(*range(11))]


def test_statistics_of_another_organization_are_refused(linkedin, dataset):
    linkedin.spoil = lambda buckets: [*buckets[:-1], bucket(END - DAY, "urn:li:organization:7")]
    dataset.sync()
    (problem,) = dataset.problems
    assert isinstance(problem.error, ResponseFormattingError)
    assert f"{FIRST} was requested, but a record is about 'urn:li:organization:7'" in str(problem)
    assert (dataset.rows, dataset.past.cursors) == ([], {})


@pytest.mark.parametrize("cursor", [IN_2030, 10**30])
def test_a_cursor_of_2030_from_an_earlier_version_is_corrected_by_what_was_read(linkedin, cursor):
    dataset = Dataset(linkedin, Past({FIRST: cursor}, {FIRST: (Window(*days(0, 8)),)}))
    assert dataset.sync() == 1
    assert linkedin.windows == [(days(8)[0], END)]
    assert (dataset.past.cursors, dataset.problems) == ({FIRST: END}, [])


@pytest.mark.parametrize("cursor", [IN_2030, 10**30])
def test_a_cursor_of_2030_that_nothing_corrects_is_a_problem_of_its_page_alone(linkedin, cursor):
    dataset = Dataset(linkedin, Past({FIRST: cursor}))
    assert dataset.sync(scope=Scope((FIRST, FIRST + 1), Span(date(2026, 11, 10)))) == 1
    (problem,) = dataset.problems
    assert problem.organizations == (FIRST,)
    assert isinstance(problem.error, InvalidArgumentError)
    assert "which is in the future: check the clock of this machine" in str(problem)
    assert len(dataset.rows) == 10


def test_a_clock_that_is_set_back_by_a_day_only_waits(linkedin, dataset):
    dataset.sync(days_later=1)
    assert dataset.sync() == 0
    assert (dataset.problems, dataset.past.cursors) == ([], {FIRST: END + DAY})


def test_a_clock_that_is_set_back_by_a_week_is_said(linkedin, dataset):
    dataset.sync(days_later=7)
    assert dataset.sync() == 0
    (problem,) = dataset.problems
    assert "read until 2026-11-27, which is in the future" in str(problem)


@pytest.mark.parametrize("what", ["start_date", "last_modified_after"])
def test_a_day_to_come_is_refused_before_anything_is_asked(linkedin, what):
    scope = {
        "start_date": Scope((FIRST,), Span(date(2026, 11, 23))),
        "last_modified_after": Scope((FIRST,), last_modified_after=END + 3 * DAY),
    }[what]
    with pytest.raises(
        InvalidArgumentError,
        match=f"^{what} must not be in the future, but it is 2026-11-23 and today is 2026-11-22",
    ):
        Dataset(linkedin).sync(scope=scope)
    assert linkedin.received == []


def test_a_start_date_of_today_waits_for_its_statistics(linkedin, dataset):
    assert dataset.sync(scope=Scope((FIRST,), Span(NOW.date()))) == 0
    assert dataset.problems == []


#: Of one sync: how many days later it is, and what becomes of some days of the first twenty.
FATES = ["absent", "twice", "endless", "boundless", "of 2030"]
SYNCS = st.tuples(
    st.integers(0, 3),
    st.dictionaries(st.integers(1, 20), st.sampled_from(FATES)),
    st.integers(0, 9),
)


def spoiled(buckets, fates, seed):
    """Buckets of which some have a fate, in any order."""
    found = []
    for each in buckets:
        start = each["timeRange"]["start"]
        match fates.get((start - BEGIN) // DAY):
            case "twice":
                found += [each, each]
            case "endless":
                found.append(bucket(start, URN, 10**18))
            case "boundless":
                found.append({"organizationalEntity": URN})
            case "of 2030":
                found += [each, bucket(IN_2030, URN)]
            case None:
                found.append(each)
    Random(seed).shuffle(found)
    return found


@given(st.lists(SYNCS, min_size=1, max_size=4))
@example([(0, {5: "absent"}, 1), (3, {11: "endless"}, 2)])
def test_whatever_becomes_of_buckets_each_day_is_there_once_when_linkedin_has_recovered(syncs):
    later = 0
    with OddStatistics() as linkedin:
        dataset = Dataset(linkedin)
        for days_later, fates, seed in syncs:
            later += days_later
            linkedin.spoil = lambda found, fates=fates, seed=seed: spoiled(found, fates, seed)
            dataset.sync(days_later=later)
            assert dataset.past.cursors.get(FIRST, 0) <= END + later * DAY
        linkedin.spoil = lambda buckets: buckets
        dataset.sync(days_later=later)
        assert dataset.starts == days(*range(10 + later))
        assert dataset.sync(days_later=later) == 0
        assert dataset.past.owed == {FIRST: ()}
