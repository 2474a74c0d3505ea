"""Which stretch of time is asked for, whatever the day, the cursor and the start date."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.windows import DELAY_DAYS, OLDEST_DAYS, Span, Window

DAY = 86_400_000
EPOCH = date(1970, 1, 1)
#: From 2015 to 2040.
moments = st.integers(1_420_070_400, 2_208_988_800).map(lambda s: datetime.fromtimestamp(s, UTC))
granularities = st.sampled_from(["DAY", "MONTH"])
both = pytest.mark.parametrize("granularity", ["DAY", "MONTH"])


@st.composite
def cases(draw, *, with_cursor=True):
    """A moment, what is wanted, and a cursor near the year that can be asked for."""
    now = draw(moments)
    near = st.integers(-800, 40).map(lambda days: now + timedelta(days))
    start_date = draw(st.none() | near | near.map(datetime.date))
    span = Span(start_date, draw(granularities), draw(st.sampled_from([0, 0, 1, 7, 40, 365])))
    cursor = draw(st.none() | near.map(ms)) if with_cursor else None
    return now, span, cursor


def ms(moment):
    return int(moment.timestamp() * 1000)


def day(milliseconds):
    assert milliseconds % DAY == 0
    return EPOCH + timedelta(milliseconds // DAY)


def start_of(span, when):
    """The first day of the bucket that a day is in."""
    return when if span.granularity == "DAY" else when.replace(day=1)


def buckets(span, window):
    """The first days of the buckets of a window."""
    first, end, found = day(window.start), day(window.end), []
    while first < end:
        found.append(first)
        first = start_of(span, first + timedelta(1 if span.granularity == "DAY" else 31))
    assert first == end
    return found


@given(cases())
def test_a_window_is_made_of_whole_buckets(case):
    now, span, cursor = case
    window = span.window(now.timestamp(), cursor)
    if window is not None:
        found = buckets(span, window)
        assert found == [start_of(span, each) for each in found]


@given(cases())
def test_no_window_is_earlier_or_later_than_linkedin_tells(case):
    now, span, cursor = case
    window = span.window(now.timestamp(), cursor)
    if window is not None:
        assert day(window.start) >= now.date() - timedelta(OLDEST_DAYS)
        assert day(window.end) <= now.date() - timedelta(DELAY_DAYS)


@given(moments)
def test_the_first_window_of_days_is_the_whole_year_but_two_days(now):
    window = Span().window(now.timestamp())
    assert len(buckets(Span(), window)) == OLDEST_DAYS - DELAY_DAYS
    assert day(window.end) == now.date() - timedelta(DELAY_DAYS)


@given(moments)
def test_the_first_window_of_months_has_all_that_are_whole(now):
    span = Span(granularity="MONTH")
    window = span.window(now.timestamp())
    oldest, end = now.date() - timedelta(OLDEST_DAYS), now.date() - timedelta(DELAY_DAYS)
    assert day(window.end) == end.replace(day=1)
    assert day(window.start) - timedelta(1) < oldest + timedelta(31)
    assert start_of(span, day(window.start) - timedelta(1)) < oldest <= day(window.start)


@given(cases(with_cursor=False))
def test_a_window_begins_at_the_bucket_of_the_start_date_or_later(case):
    now, span, _ = case
    window = span.window(now.timestamp())
    if window is not None and span.start_date is not None:
        assert day(window.start) >= start_of(span, span.start_date)
        oldest = now.date() - timedelta(OLDEST_DAYS)
        if start_of(span, span.start_date) > oldest:
            assert day(window.start) == start_of(span, span.start_date)


@given(cases())
def test_a_window_begins_where_reading_ended_floored_less_what_is_read_again(case):
    now, span, cursor = case
    window = span.window(now.timestamp(), cursor)
    if window is not None and cursor is not None:
        ended = EPOCH + timedelta(cursor // DAY)
        again = start_of(span, ended - timedelta(span.lookback_days))
        assert day(window.start) >= again
        fresh = span.window(now.timestamp())
        assert day(window.start) == max(again, day(fresh.start))


@given(cases())
def test_nothing_is_left_out_between_two_readings(case):
    """What is asked for next begins where the last window ended, whenever that is."""
    now, span, cursor = case
    window = span.window(now.timestamp(), cursor)
    if window is not None:
        for days in range(0, 70, 7):
            later = span.window(now.timestamp() + days * 86_400, window.end)
            assert later is None or later.start <= window.end


@given(cases())
def test_once_read_there_is_nothing_to_ask_until_a_bucket_is_whole(case):
    now, span, cursor = case
    window = span.window(now.timestamp(), cursor)
    if window is not None and span.lookback_days == 0:
        assert span.window(now.timestamp(), window.end) is None
        midnight = now.replace(hour=23, minute=59, second=59)
        assert span.window(midnight.timestamp(), window.end) is None


@given(moments)
def test_a_day_later_one_more_day_is_asked_for(now):
    span = Span()
    window = span.window(now.timestamp())
    later = span.window((now + timedelta(1)).timestamp(), window.end)
    assert later == Window(window.end, window.end + DAY)


@given(moments, granularities)
def test_a_cursor_beyond_the_available_days_requests_nothing(now, granularity):
    span = Span(granularity=granularity)
    end = span.window(now.timestamp()).end
    assert span.window(now.timestamp(), end) is None
    assert span.window(now.timestamp(), end + 400 * DAY) is None


@given(moments, granularities)
def test_a_cursor_older_than_the_available_days_starts_over(now, granularity):
    span = Span(granularity=granularity)
    assert span.window(now.timestamp(), 0) == span.window(now.timestamp())


@st.composite
def pasts(draw):
    """A case of whole days, what was read before its cursor, and what is owed."""
    now, span, cursor = draw(cases())
    span = Span(span.start_date, lookback_days=span.lookback_days)
    cursor = cursor and cursor // DAY * DAY
    available = span.available(now.timestamp())
    days = st.integers(available.start // DAY - 900, (cursor or available.end) // DAY)
    pairs = st.tuples(days, days).map(lambda ends: Window(*(DAY * each for each in ends)))
    windows = st.lists(pairs, max_size=4)
    return now, span, cursor, draw(windows) if cursor else None, draw(windows)


def days_of(windows):
    """The days of windows; each of them once, or the windows overlap."""
    found = [start for each in windows for start in range(each.start, each.end, DAY)]
    assert len(found) == len(set(found))
    return set(found)


@given(pasts())
def test_what_is_asked_for_is_what_is_wanted_or_owed_less_what_was_read(past):
    now, span, cursor, covered, owed = past
    asked = span.windows(now.timestamp(), cursor, covered, owed)
    assert list(asked) == sorted(asked, reverse=True), "the newest first"
    available, fresh = span.available(now.timestamp()), span.window(now.timestamp(), cursor)
    wanted = set()
    for window in owed:
        wanted |= days_of([window])
    if span.start_date is not None and cursor is not None:
        start = ms(datetime.combine(span.start_date, datetime.min.time(), UTC))
        wanted |= days_of([Window(start, cursor)])
    for window in covered or ():
        wanted -= days_of([window])
    wanted &= days_of([available])
    assert days_of(asked) == wanted | days_of([fresh] if fresh else [])


@given(pasts())
def test_what_was_asked_for_and_read_is_not_asked_for_again(past):
    now, span, cursor, covered, owed = past
    span = Span(span.start_date)
    asked = span.windows(now.timestamp(), cursor, covered, owed)
    if asked:
        cursor = max(cursor or 0, asked[0].end)
        covered = [*(covered or ()), *asked]
        assert span.windows(now.timestamp(), cursor, covered, owed) == ()


@given(pasts())
def test_without_knowing_what_was_read_all_before_the_cursor_counts_as_read_but_what_is_owed(past):
    now, span, cursor, _, owed = past
    if cursor:
        asked = span.windows(now.timestamp(), cursor, None, owed)
        fresh = span.window(now.timestamp(), cursor)
        wanted = set().union(*(days_of([window]) for window in owed))
        wanted &= days_of([span.available(now.timestamp())])
        assert days_of(asked) == wanted | days_of([fresh] if fresh else [])


@given(cases())
def test_halves_are_whole_and_make_the_window_again(case):
    now, span, cursor = case
    window = span.window(now.timestamp(), cursor)
    if window is None:
        return
    halves = span.halves(window)
    if halves is None:
        assert len(buckets(span, window)) == 1
    else:
        first, second = halves
        assert buckets(span, first) + buckets(span, second) == buckets(span, window)
        assert buckets(span, first)
        assert buckets(span, second)


@given(moments, granularities)
def test_the_last_bucket_is_the_last_of_the_window(now, granularity):
    span = Span(granularity=granularity)
    window, last = span.window(now.timestamp()), span.last_bucket(now.timestamp())
    assert last.end == window.end
    assert len(buckets(span, last)) == 1


def test_a_year_is_a_period_too_and_today_is_in_one_that_is_not_over():
    now = datetime(2028, 2, 29, 9, tzinfo=UTC).timestamp()
    span = Span(granularity="YEAR", oldest_days=730, with_current=True, start_date=date(2020, 5, 1))
    window = span.window(now)
    assert str(window) == "2027-01-01 to 2029-01-01"
    assert [str(each) for each in span.halves(window)] == [
        "2027-01-01 to 2028-01-01", "2028-01-01 to 2029-01-01",
    ]  # fmt: skip
    assert str(span.bucket(ms(datetime(2028, 12, 31, 23, tzinfo=UTC)))).endswith("to 2029-01-01")


@both
def test_days_and_months_can_be_changed_between_readings(granularity):
    """A cursor among the days of a month begins at that month, and at that day."""
    now = datetime(2026, 11, 22, 9, tzinfo=UTC).timestamp()
    window = Span(granularity=granularity).window(now, ms(datetime(2026, 9, 17, 13, tzinfo=UTC)))
    begin = {"DAY": "2026-09-17 to 2026-11-20", "MONTH": "2026-09-01 to 2026-11-01"}
    assert str(window) == begin[granularity]


@pytest.mark.parametrize(
    ("given_date", "day_meant"),
    [
        (date(2026, 11, 1), date(2026, 11, 1)),
        (datetime(2026, 11, 1, 23, 59, tzinfo=UTC), date(2026, 11, 1)),
        (datetime.fromisoformat("2026-11-01T13:00:00"), date(2026, 11, 1)),
        (datetime(2026, 11, 1, 1, tzinfo=timezone(timedelta(hours=2))), date(2026, 10, 31)),
    ],
)
def test_a_start_date_with_a_time_means_its_day_in_utc(given_date, day_meant):
    assert Span(given_date).start_date == day_meant
    assert type(Span(given_date).start_date) is date


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"granularity": "WEEK"}, "granularity must be one of DAY, MONTH, YEAR, not 'WEEK'"),
        ({"granularity": "day"}, "granularity"),
        ({"lookback_days": -1}, "lookback_days must be from 0 to 365, not -1"),
        ({"lookback_days": 366}, "lookback_days"),
        ({"lookback_days": "3"}, "lookback_days must be from 0 to 365, not '3'"),
    ],
)
def test_what_cannot_be_is_refused(wrong, named):
    with pytest.raises(InvalidArgumentError, match=named):
        Span(**wrong)
