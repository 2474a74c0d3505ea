"""Where reading goes on: cursors from the last sync, of the day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from syncs import DAY, END, FIRST, NOW, TIME_BOUND, Kept, sync

from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

FOLLOWERS = PAGES["follower_statistics_time_bound"]
SHARES = PAGES["share_statistics_time_bound"]
THREE = Scope((FIRST, FIRST + 1, FIRST + 2))


@pytest.fixture
def sandbox():
    with Sandbox(organizations=5, days=400, now=NOW, kept_requests=1_000) as sandbox:
        yield sandbox


def starts(kept: Kept, organization: int, table=FOLLOWERS) -> list[int]:
    urn = f"urn:li:organization:{organization}"
    rows = kept.rows[table.name]
    return [row["timeRangeStart"] for row in rows if row[table.organization] == urn]


def asked(sandbox) -> list[tuple[int, int]]:
    """The windows that were asked for."""
    ranges = (r.params["timeIntervals"]["timeRange"] for r in sandbox.requests if r.resource)
    return [(int(each["start"]), int(each["end"])) for each in ranges]


def at(*day: int, hour: int = 0) -> int:
    return int(datetime(*day, hour, tzinfo=UTC).timestamp() * 1000)


def test_a_second_sync_the_same_day_adds_nothing_and_moves_no_cursor(sandbox):
    kept = sync(sandbox, TIME_BOUND, THREE)
    rows, cursors = kept.count(), repr(kept.cursors)
    sandbox.advance(hours=13)
    sync(sandbox, TIME_BOUND, THREE, kept)
    assert (kept.count(), repr(kept.cursors)) == (rows, cursors)


def test_a_sync_a_day_later_adds_one_day_of_each_organization(sandbox):
    kept = sync(sandbox, TIME_BOUND, THREE)
    rows = kept.count()
    sandbox.reset()
    sandbox.advance(days=1)
    sync(sandbox, TIME_BOUND, THREE, kept)
    assert kept.count() == {name: count + 3 for name, count in rows.items()}
    assert asked(sandbox) == [(END, END + DAY)] * 3 * len(TIME_BOUND)


def test_syncs_day_by_day_are_the_same_as_one(sandbox):
    daily = Kept()
    for _ in range(5):
        sync(sandbox, [SHARES], Scope((FIRST,)), daily)
        sandbox.advance(days=1)
    sandbox.advance(days=20)
    sync(sandbox, [SHARES], Scope((FIRST,)), daily)
    span = Span(date(2025, 11, 22))
    whole = sync(sandbox, [SHARES], Scope((FIRST,), span))
    shared = [row for row in daily.rows[SHARES.name] if row in whole.rows[SHARES.name]]
    assert shared == whole.rows[SHARES.name]
    begin, end = at(2025, 11, 22), END + 24 * DAY
    assert starts(daily, FIRST, SHARES) == list(range(begin, end + DAY, DAY))


def test_an_organization_that_is_added_later_starts_from_the_beginning(sandbox):
    kept = sync(sandbox, [FOLLOWERS], Scope((FIRST,)))
    sandbox.advance(days=1)
    sync(sandbox, [FOLLOWERS], Scope((FIRST, FIRST + 1)), kept)
    assert (len(starts(kept, FIRST)), len(starts(kept, FIRST + 1))) == (364, 363)


def test_an_unaligned_cursor_is_floored(sandbox):
    cursor = at(2026, 11, 17, hour=13)
    kept = Kept(cursors={FOLLOWERS.name: {FIRST: cursor}})
    sync(sandbox, [FOLLOWERS], Scope((FIRST,)), kept)
    assert asked(sandbox) == [(at(2026, 11, 17), END)]
    assert kept.cursors[FOLLOWERS.name] == {FIRST: END}


def test_a_start_date_with_a_time_is_floored(sandbox):
    span = Span(datetime(2026, 11, 17, 13, tzinfo=UTC))
    kept = sync(sandbox, [FOLLOWERS], Scope((FIRST,), span))
    assert starts(kept, FIRST) == [at(2026, 11, day) for day in (17, 18, 19)]


def test_a_cursor_of_tomorrow_stays_and_nothing_is_asked(sandbox):
    cursor = at(2026, 12, 24)
    kept = Kept(cursors={FOLLOWERS.name: {FIRST: cursor}})
    sync(sandbox, [FOLLOWERS], Scope((FIRST,)), kept)
    assert (kept.cursors[FOLLOWERS.name], asked(sandbox)) == ({FIRST: cursor}, [])


def test_days_are_read_again_if_that_is_wanted_and_the_cursor_stays(sandbox):
    kept = sync(sandbox, [FOLLOWERS], Scope((FIRST,)))
    before = dict(kept.cursors[FOLLOWERS.name])
    again = Scope((FIRST,), Span(lookback_days=3))
    sandbox.reset()
    sync(sandbox, [FOLLOWERS], again, kept)
    assert asked(sandbox) == [(END - 3 * DAY, END)]
    assert starts(kept, FIRST)[-3:] == [END - 3 * DAY, END - 2 * DAY, END - DAY]
    assert kept.cursors[FOLLOWERS.name] == before


def test_a_cursor_stands_at_the_last_bucket_that_came_not_at_what_was_asked(sandbox):
    """LinkedIn may publish a day later than usual; the reader requests it again then."""
    late = {"elements": [_bucket(END - 2 * DAY)], "paging": {"start": 0, "count": 10, "links": []}}
    sandbox.faults.add(Match(resource=FOLLOWERS.resource), body=late, times=1)
    scope = Scope((FIRST,), Span(date(2026, 11, 18)))
    kept = sync(sandbox, [FOLLOWERS], scope)
    assert kept.cursors[FOLLOWERS.name] == {FIRST: END - DAY}
    sync(sandbox, [FOLLOWERS], scope, kept)
    assert starts(kept, FIRST) == [END - 2 * DAY, END - DAY]


def test_a_window_without_buckets_moves_no_cursor(sandbox):
    sandbox.faults.add(Match(resource=FOLLOWERS.resource), body={"elements": []}, times=1)
    kept = Kept(cursors={FOLLOWERS.name: {FIRST: END - DAY}})
    sync(sandbox, [FOLLOWERS], Scope((FIRST,)), kept)
    assert (kept.cursors[FOLLOWERS.name], kept.problems) == ({FIRST: END - DAY}, [])


def test_buckets_that_were_not_asked_for_are_left_out(sandbox):
    """Else the next sync would have them once more."""
    buckets = [_bucket(END + step * DAY) for step in (-3, -2, -1, 0)]
    sandbox.faults.add(Match(resource=FOLLOWERS.resource), body={"elements": buckets}, times=1)
    kept = sync(sandbox, [FOLLOWERS], Scope((FIRST,), Span(date(2026, 11, 18))))
    assert starts(kept, FIRST) == [END - 2 * DAY, END - DAY]
    assert kept.cursors[FOLLOWERS.name] == {FIRST: END}


def test_a_cursor_never_goes_backwards(sandbox):
    kept = sync(sandbox, TIME_BOUND, THREE, now=sandbox.clock.now)
    before = repr(kept.cursors)
    yesterday = (NOW - timedelta(days=1)).timestamp
    sync(sandbox, TIME_BOUND, Scope((FIRST,), Span(lookback_days=30)), kept, now=yesterday)
    assert repr(kept.cursors) == before


def test_those_that_waited_longest_are_read_first(sandbox):
    kept = sync(sandbox, [PAGES["share_statistics"]], Scope((FIRST + 1,)))
    kept.cursors[SHARES.name] = {FIRST: END - DAY, FIRST + 1: END - 9 * DAY}
    sandbox.reset()
    sync(sandbox, [PAGES["share_statistics"]], THREE, kept, concurrency=1)
    sync(sandbox, [SHARES], THREE, kept, concurrency=1)
    urns = [r.params["organizationalEntity"] for r in sandbox.requests if r.resource]
    order = [int(urn.rpartition(":")[2]) - FIRST for urn in urns]
    assert order == [0, 2, 1, 2, 1, 0]


def _bucket(start: int) -> dict:
    return {
        "timeRange": {"start": start, "end": start + DAY},
        "organizationalEntity": f"urn:li:organization:{FIRST}",
        "followerGains": {"organicFollowerGain": 1, "paidFollowerGain": 0},
    }
