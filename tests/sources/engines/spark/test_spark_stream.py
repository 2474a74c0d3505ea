"""A streaming query gives each day once, in order, whenever it is stopped and started."""

from __future__ import annotations

import logging
from collections import Counter

import pytest
from noon import NOON, days_ago
from without_spark import Driver, Query

from linkedin_api.errors import LinkedInError
from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.spark.job_end import JobEndedError
from linkedin_api.sources.engines.spark.offsets import advanced
from linkedin_api.sources.engines.spark.options import OptionError
from linkedin_api.sources.windows import Span

TABLE = "follower_statistics_time_bound"
STATISTICS = "organizationalEntityFollowerStatistics"
DAY = 86_400_000
BY_TIME = [name for name, table in PAGES.items() if table.cursor]


@pytest.fixture
def some(pages):
    return pages[:3]


@pytest.fixture
def options(some):
    """Of three organizations, the last thirty days."""
    organizations = ",".join(map(str, some))
    return {"organizations": organizations, "startDate": str(days_ago(32))}


def days(rows):
    """How often each day of each organization came."""
    named = ("organizational_entity", "organization")
    return Counter(
        (next(row[name] for name in named if name in row), row["time_range_start"]) for row in rows
    )


def is_once(rows, organizations, wanted):
    found = days(rows)
    return set(found.values()) == {1} and len(found) == organizations * wanted


@pytest.mark.parametrize("table", BY_TIME)
def test_a_stream_gives_each_day_once(driver, options, table):
    assert is_once(driver.stream(table, **options).all(), 3, 30)


def test_a_stream_has_the_rows_that_a_batch_has(driver, options):
    streamed = driver.stream(TABLE, **options).all()
    assert Counter(map(repr, streamed)) == Counter(map(repr, driver.read(TABLE, **options)))


@pytest.mark.parametrize("rows", [1, 2, 3, 10, 40, 1000])
def test_a_micro_batch_has_at_most_the_rows_that_are_wanted(driver, options, rows):
    query = driver.stream(TABLE, **{**options, "startDate": days_ago(8)}, maxRowsPerTrigger=rows)
    found = []
    while query.plan():
        batch = query.read()
        assert 0 < len(batch) <= rows
        found += batch
    assert is_once(found, 3, 6)


def test_a_restarted_query_reads_what_it_planned_again_and_then_the_rest(driver, options):
    first = driver.stream(TABLE, **options, maxRowsPerTrigger=21)
    done = []
    for _ in range(2):
        first.plan()
        done += first.read()
    first.plan()  # and the driver dies before it is read, or while it is
    lost = first.read()[:5]
    assert lost
    again = Query(driver.source(TABLE, **options, maxRowsPerTrigger=21), first.checkpoint)
    done += again.read()
    done += again.all()
    assert is_once(done, 3, 30)


@pytest.fixture
def moving():
    """A sandbox whose clock can be moved, with a driver that lives at the same time."""
    with Sandbox(organizations=3, days=400, now=NOON) as sandbox:
        yield sandbox


def test_a_later_day_comes_when_it_is_there(moving):
    driver = Driver(moving)
    page = moving.figures.organizations[0]
    query = driver.stream(TABLE, organizations=page, startDate=days_ago(5))
    assert len(query.all()) == 3
    assert query.all() == []
    moving.advance(days=2)
    driver.source_type.ahead = 2 * 86_400.0
    later = Query(driver.source(TABLE, organizations=page, startDate=days_ago(5)), query.checkpoint)
    assert is_once(later.all(), 1, 2)


def test_nothing_new_costs_no_call(driver, sandbox, options):
    query = driver.stream(TABLE, **options)
    query.all()
    before = len(sandbox.requests)
    for _ in range(50):
        assert not query.plan()
    assert len(sandbox.requests) == before


def test_a_day_that_is_published_late_is_not_passed_and_not_lost(driver, sandbox, options, some):
    late = f"urn:li:organization:{some[1]}"
    sandbox.faults.add(
        lambda request: late in str(request.params), status=200, body={"elements": []}
    )
    query = driver.stream(TABLE, **options)
    rows = query.all()
    assert late not in {row["organizational_entity"] for row in rows}
    sandbox.faults.clear()
    again = Query(driver.source(TABLE, **options), query.checkpoint)
    rows += again.all()
    assert is_once(rows, 3, 30)


def test_what_is_not_published_is_not_asked_for_all_the_time(driver, sandbox, options):
    sandbox.faults.add(Match(resource=STATISTICS), status=200, body={"elements": []})
    query = driver.stream(TABLE, **options)
    assert not query.plan()
    before = len(sandbox.requests)
    for _ in range(20):
        assert not query.plan()
    assert len(sandbox.requests) == before


def test_an_organization_that_is_added_later_begins_at_the_first_day(driver, options, some, pages):
    query = driver.stream(TABLE, **options)
    rows = query.all()
    more = {**options, "organizations": f"{options['organizations']},{pages[5]}"}
    again = Query(driver.source(TABLE, **more), query.checkpoint)
    rows += again.all()
    assert is_once(rows, 4, 30)


def test_an_organization_that_is_left_out_keeps_its_place(driver, options, some):
    query = driver.stream(TABLE, **options, maxRowsPerTrigger=30)
    query.plan()
    rows = query.read()
    fewer = {**options, "organizations": str(some[0])}
    without = Query(driver.source(TABLE, **fewer), query.checkpoint)
    rows += without.all()
    again = Query(driver.source(TABLE, **options), without.checkpoint)
    rows += again.all()
    assert is_once(rows, 3, 30)


def test_available_now_ends_with_what_there_is(driver, sandbox, options):
    query = driver.stream(TABLE, **options, maxRowsPerTrigger=45)
    query.reader.prepareForTriggerAvailableNow()
    driver.source_type.ahead = 86_400.0
    assert is_once(query.all(), 3, 30)
    driver.source_type.ahead = 0.0


def test_a_refused_organization_waits_and_the_others_go_on(driver, pages, refused, caplog):
    numbers = f"{pages[0]},{refused}"
    with caplog.at_level(logging.WARNING):
        query = driver.stream(TABLE, organizations=numbers, startDate=days_ago(12))
        rows = query.all()
    assert is_once(rows, 1, 10)
    assert f"skipped: {TABLE} of {refused}: 403" in caplog.text


def test_a_refused_organization_fails_the_query_if_that_is_wanted(driver, pages, refused):
    numbers = f"{pages[0]},{refused}"
    query = driver.stream(TABLE, organizations=numbers, onRefused="fail")
    with pytest.raises(LinkedInError, match="403"):
        query.plan()


def test_an_organization_that_is_refused_once_it_is_planned_is_not_skipped(
    driver, sandbox, options, some
):
    query = driver.stream(TABLE, **options)
    query.plan()
    sandbox.faults.add(lambda request: str(some[0]) in str(request.params), status=403)
    with pytest.raises(JobEndedError, match="403"):
        query.read()
    sandbox.faults.clear()
    assert is_once(query.read(), 3, 30)


def test_a_table_that_is_read_as_a_whole_has_no_stream(driver):
    with pytest.raises(
        OptionError, match="posts cannot be streamed, since LinkedIn only returns all"
    ):
        driver.stream("posts")


def test_the_table_of_problems_has_no_stream(driver):
    with pytest.raises(OptionError, match="sync_problems can be read by a batch query only"):
        driver.source("sync_problems").streamReader(None)


def test_what_a_stream_sends_to_executors_has_no_secrets(driver, options):
    given = driver.options(TABLE, **options)
    query = driver.stream(TABLE, **options, refreshToken=given["refreshToken"])
    query.plan()
    sent = repr(query.function) + repr(query.reader.partitions(*query.checkpoint[-2:]))
    assert given["refreshToken"] not in sent
    assert given["clientSecret"] not in sent


def test_a_stream_fetches_one_token(driver, sandbox, options):
    before = len(sandbox.requests)
    driver.stream(TABLE, **options, maxRowsPerTrigger=12).all()
    methods = [request.method for request in sandbox.requests[before:]]
    assert methods.count("OAUTH") == 1


@pytest.mark.parametrize("most", [1, 2, 5, 7, 12])
def test_the_organizations_that_are_furthest_behind_come_first(most):
    start = {"1": 5 * DAY, "2": 0, "3": 3 * DAY, "4": 9 * DAY}
    end = advanced(start, dict.fromkeys((1, 2, 3, 4), 9 * DAY), Span(), most)
    moved = {name: (end[name] - start[name]) // DAY for name in start}
    assert 0 < sum(moved.values()) <= most
    assert moved["2"] == max(moved.values())
    assert moved["4"] == 0


def test_months_advance_by_whole_months(driver, pages):
    query = driver.stream(
        TABLE, organizations=pages[0], timeGranularity="MONTH", maxRowsPerTrigger=2
    )
    months = []
    while query.plan():
        batch = query.read()
        assert len(batch) <= 2
        months += [row["time_range_start"] for row in batch]
    assert months == sorted(set(months))
    everything = driver.read(TABLE, organizations=pages[0], timeGranularity="MONTH")
    assert months == sorted(row["time_range_start"] for row in everything)


@pytest.mark.parametrize(
    ("table", "options"),
    [("share_statistics_time_bound", {}), (TABLE, {"timeGranularity": "MONTH"})],
)
def test_the_checkpoint_of_another_query_is_refused(driver, pages, table, options):
    """Its days say nothing about another table, of which nothing would be read."""
    query = driver.stream(TABLE, organizations=pages[0])
    query.all()

    other = Query(driver.source(table, organizations=pages[0], **options), query.checkpoint)

    with pytest.raises(OptionError, match=rf"is that of a query of {TABLE} by DAY, and this"):
        other.plan()


def test_a_checkpoint_of_an_earlier_version_goes_on(driver, pages):
    query = driver.stream(TABLE, organizations=pages[0])
    query.all()
    for offset in query.checkpoint:
        del offset["of"]

    later = Query(driver.source(TABLE, organizations=pages[0]), query.checkpoint)

    assert later.all() == []
