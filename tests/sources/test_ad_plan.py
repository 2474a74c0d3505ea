"""What is requested of `adAnalytics`: decisions without any request."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.ads import Report
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.ad_joining import Rows, rows_of
from linkedin_api.sources.queries.ad_joining import join as join_chunks
from linkedin_api.sources.queries.ad_metrics import (
    DEFAULT_METRICS,
    METRICS,
    check_metrics,
    metrics_for,
)
from linkedin_api.sources.queries.ad_pacing import Pacer, ValueBudget
from linkedin_api.sources.queries.ad_pivots import PIVOTS, asked_by, check_pivots
from linkedin_api.sources.queries.ad_plan import (
    ALONG,
    MOST_ELEMENTS,
    MOST_METRICS,
    MOST_URNS,
    Cell,
    Cells,
    Course,
    days_in,
    is_cut,
    metric_chunks,
    next_days,
    over,
)
from linkedin_api.sources.queries.ad_reports import report_parts
from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span, Window, joined

DAY = 86_400_000
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
TODAY = int(datetime(2026, 11, 22, tzinfo=UTC).timestamp()) * 1000
DAYS, MONTHS = Span(), Span(granularity="MONTH")


def window(first: int, last: int) -> Window:
    """Whole days, counted from today, which is 0; the last is not in it."""
    return Window(TODAY + first * DAY, TODAY + last * DAY)


def join(answers, names, span: Span = DAYS) -> Rows:
    """Join answers, each to a call for the metrics that its elements have."""
    chunks = []
    for each in answers:
        asked = [name for name in names if any(name in one for one in each)]
        chunks.append(rows_of(each, asked, span, 1))
    return join_chunks(chunks, names)


def only_row(joined: Rows) -> dict:
    """The metrics of the only row."""
    (starts,) = {len(column) for column in (joined.starts, *joined.columns.values())}
    assert starts == 1
    return {name: column[0] for name, column in joined.columns.items()}


def walk(course: Course, per_day: float) -> tuple[list[Window], int]:
    """Follow a course where each day has so many elements: windows that were read, and calls."""
    done, calls = [], 0
    while (each := course.next()) is not None:
        calls += 1
        elements = min(MOST_ELEMENTS, int(per_day * (each.end - each.start) / DAY))
        if elements >= MOST_ELEMENTS and course.cut(each):
            continue
        course.whole(each, elements)
        done.append(each)
    return done, calls


@pytest.mark.parametrize(
    ("entities", "metrics", "most"),
    [
        (100, DEFAULT_METRICS, 13),
        (400, DEFAULT_METRICS, 25),
        (100, tuple(METRICS), 91),
        (400, tuple(METRICS), 175),
    ],
)
def test_two_years_of_an_account_take_few_calls(entities, metrics, most):
    _, windows = walk(Course(Span(), [window(-730, 1)]), entities)
    assert windows * len(metric_chunks(metrics)) <= most


@given(
    per_day=st.floats(0, 40_000),
    bounds=st.lists(st.integers(-4_000, 1), min_size=2, max_size=6, unique=True),
    span=st.sampled_from([Span(), MONTHS]),
)
def test_periods_are_read_once_and_wholly_the_oldest_first(per_day, bounds, span):
    pairs = zip(sorted(bounds)[::2], sorted(bounds)[1::2], strict=False)
    wanted = [window(first, last) for first, last in pairs]
    done, _ = walk(Course(span, reversed(wanted)), per_day)
    assert joined(done) == joined(wanted)
    assert all(one.end <= two.start for one, two in pairwise(done))


@given(days=st.integers(1, 400), elements=st.integers(0, MOST_ELEMENTS - 1))
def test_the_next_period_is_expected_to_fit_and_grows_fourfold_at_most(days, elements):
    found = next_days(days, elements)
    assert 1 <= found <= min(4 * days, 366)
    assert found == 1 or elements * found / days < MOST_ELEMENTS


def test_an_answer_with_as_many_elements_as_linkedin_sends_may_be_cut():
    assert [is_cut(number) for number in (14_999, 15_000)] == [False, True]


@given(
    loads=st.lists(st.integers(1, 20_000), min_size=1, max_size=20),
    days=st.integers(1, 40),
    size=st.integers(1, 10),
)
def test_campaigns_and_days_are_divided_until_each_answer_is_whole(loads, days, size):
    whole, problems = [], []
    cells = Cells(Span(), range(len(loads)), window(-days, 0), size)
    while (cell := cells.next()) is not None:
        length = (cell.window.end - cell.window.start) // DAY
        if sum(loads[number] for number in cell.campaigns) * length < MOST_ELEMENTS:
            whole.append(cell)
        elif not cells.cut(cell):
            problems.append(cell)

    def days_of(cell: Cell) -> list[tuple[int, int]]:
        return [
            (number, day)
            for number in cell.campaigns
            for day in range(cell.window.start, cell.window.end, DAY)
        ]

    seen = [each for cell in whole + problems for each in days_of(cell)]
    assert len(seen) == len(set(seen)) == len(loads) * days
    # Only a single day of a single campaign is too much.
    assert {each for cell in problems for each in days_of(cell)} == {
        (number, day)
        for number, load in enumerate(loads)
        if load >= MOST_ELEMENTS
        for day in range(TODAY - days * DAY, TODAY, DAY)
    }


def test_lists_of_campaigns_fit_into_a_query():
    cells = Cells(Span(), range(2_000), window(-1, 0), 10_000)
    assert len(cells.next().campaigns) == MOST_URNS


@given(st.lists(st.sampled_from(sorted(METRICS)), min_size=1, unique=True))
def test_a_call_has_at_most_twenty_metrics_with_what_comes_along(names):
    chunks = metric_chunks(names)
    assert [name for chunk in chunks for name in chunk] == names
    assert max(map(len, chunks)) + len(ALONG) <= MOST_METRICS


def element(day: int, campaign: int, **metrics: object) -> dict[str, object]:
    found = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(day)
    record = {"year": found.year, "month": found.month, "day": found.day}
    return {
        "dateRange": {"start": record, "end": record},
        "pivotValues": [f"urn:li:sponsoredCampaign:{campaign}"],
        **metrics,
    }


_CELLS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(1, 3)),
    st.dictionaries(st.sampled_from(DEFAULT_METRICS[4:]), st.integers(0, 3)),
)


@given(had=_CELLS, zeros=st.booleans(), size=st.integers(1, 18))
def test_absent_metrics_absent_elements_and_zeros_mean_the_same(had, zeros, size):
    names = DEFAULT_METRICS[4:-1]
    answers = []
    for start in range(0, len(names), size):
        chunk = names[start : start + size]
        answers.append([])
        for (day, campaign), metrics in had.items():
            found = {name: metrics.get(name, 0) for name in chunk}
            if not zeros:
                found = {name: value for name, value in found.items() if value}
            if zeros or found:
                answers[-1].append(element(day, campaign, **found))
    rows = join(answers, names)
    got = {
        (start, rows.values[0][place]): {name: rows.columns[name][place] for name in names}
        for place, start in enumerate(rows.starts)
    }
    first = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp()) * 1000
    assert rows.flaw is None
    assert got == {
        (first + day * DAY, f"urn:li:sponsoredCampaign:{campaign}"): {
            name: metrics.get(name, 0) for name in names
        }
        for (day, campaign), metrics in had.items()
        if any(metrics.get(name) for name in names)
    }


def test_an_average_of_nothing_is_unknown_and_money_of_nothing_is_zero():
    names = ("clicks", "costInUsd", "averageDwellTime", "approximateMemberReach")
    assert only_row(join([[element(0, 1, clicks=1)]], names)) == {
        "clicks": 1,
        "costInUsd": "0",
        "averageDwellTime": None,
        "approximateMemberReach": None,
    }


@pytest.mark.parametrize("money", ["0", "0.0", "0.00", "0E-18", 0, None])
def test_a_row_of_nothing_but_zeros_is_left_out_however_they_are_written(money):
    rows = join([[element(0, 1, clicks=0, costInUsd=money)]], ["clicks", "costInUsd"])
    assert rows.starts == []


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [
        ("clicks", "12", 12),
        ("clicks", 12, 12),
        ("clicks", "many", "many"),
        ("averageDwellTime", "1.5", 1.5),
        ("costInUsd", "19.91833", "19.91833"),
        ("costInUsd", 19.5, "19.5"),
        ("costInUsd", 1e-7, "0.0000001"),
        ("costInUsd", "1.5E-7", "0.00000015"),
        ("costInUsd", "E", "E"),
    ],
)
def test_numbers_that_come_as_text_and_text_that_comes_as_numbers_are_the_same(name, sent, kept):
    value = only_row(join([[element(0, 1, **{name: sent})]], [name]))[name]
    assert (value, type(value)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"pivotValues": []}, "[] as pivotValues"),
        ({"pivotValues": None}, "None as pivotValues"),
        ({"dateRange": {"start": {"year": 2026}}}, "as dateRange"),
        ({"dateRange": None}, "None as dateRange"),
    ],
)
def test_an_element_of_unknown_origin_is_a_flaw_and_the_others_are_kept(wrong, says):
    rows = join([[{**element(0, 1, clicks=1), **wrong}, element(0, 2, clicks=1)]], ["clicks"])
    assert len(rows.starts) == 1
    assert says in (rows.flaw or "")


def test_a_month_is_known_by_its_start_however_much_of_it_was_asked_for():
    rows = join([[element(9, 1, clicks=1)]], ["clicks"], MONTHS)
    assert rows.starts[0] == int(datetime(2026, 11, 1, tzinfo=UTC).timestamp()) * 1000


def test_both_ends_of_a_request_are_days_in_it_and_none_is_to_come():
    month = Window(MONTHS.bucket(TODAY).start, MONTHS.bucket(TODAY).end)
    assert days_in(month, NOW.timestamp()) == {
        "start": {"year": 2026, "month": 11, "day": 1},
        "end": {"year": 2026, "month": 11, "day": 22},
    }


def test_today_and_this_month_are_read_but_not_over():
    assert over(window(-2, 1), Span(), NOW.timestamp()) == (window(-2, 0),)
    assert over(window(0, 1), Span(), NOW.timestamp()) == ()
    month = MONTHS.bucket(TODAY)
    assert over(month, MONTHS, NOW.timestamp()) == ()


def parts(scope: Scope, past: Past, pivot: str = "CAMPAIGN") -> list[tuple[int, int]]:
    """The windows of the only account, in days from today."""
    found = report_parts(scope, past, NOW.timestamp(), "DAY", (pivot,))
    return [
        ((one - TODAY) // DAY, (two - TODAY) // DAY) for part in found for one, two in part.windows
    ]


@pytest.mark.parametrize(
    ("start", "pivot", "expected"),
    [
        (None, "CAMPAIGN", -730),
        (None, "MEMBER_SENIORITY", -729),
        ("2010-01-01", "CAMPAIGN", -3650),
        ("2010-01-01", "MEMBER_SENIORITY", -729),
        ("2026-11-01", "CAMPAIGN", -21),
    ],
)
def test_reports_begin_where_linkedin_keeps_them(start, pivot, expected):
    begin = datetime.fromisoformat(start).date() if start else None
    assert parts(Scope(accounts=(5,), span=Span(begin)), Past(), pivot) == [(expected, 1)]


@pytest.mark.parametrize("lookback", [0, 7, 30])
def test_a_later_sync_reads_today_and_the_days_that_are_restated(lookback):
    past = Past({5: TODAY}, {5: (window(-730, 0),)})
    scope = Scope(accounts=(5,), span=Span(lookback_days=lookback))
    assert parts(scope, past) == [(-lookback, 1)]


def test_each_account_goes_on_from_its_own_end():
    past = Past({5: TODAY, 6: TODAY - 100 * DAY}, {})
    found = report_parts(
        Scope(accounts=(5, 6, 7), span=Span()), past, NOW.timestamp(), "DAY", ("CAMPAIGN",)
    )
    begins = {part.organizations[0]: (part.windows[-1].start - TODAY) // DAY for part in found}
    assert begins == {7: -730, 6: -100, 5: 0}


def test_five_minutes_have_room_for_so_many_values():
    budget = ValueBudget()
    budget.note(30_000_000, now=0.0)
    budget.note(9_000_000, now=100.0)
    assert budget.wait(1_000_000, now=110.0) == 0
    assert budget.wait(2_000_000, now=110.0) == pytest.approx(190.0)
    assert budget.wait(35_000_000, now=110.0) == pytest.approx(290.0)
    assert budget.wait(39_000_000, now=300.5) == pytest.approx(99.5)
    assert budget.wait(40_000_000, now=400.5) == 0


def test_linkedin_has_117_metrics_of_which_the_usual_ones_fit_into_a_call():
    assert len(METRICS) == 117
    assert len(metric_chunks(DEFAULT_METRICS)) == 1


@pytest.mark.parametrize(
    ("pivots", "missing"),
    [
        (("CAMPAIGN",), set()),
        (("MEMBER_COMPANY",), {"conversionValueInLocalCurrency"}),
        (("CAMPAIGN", "IMPRESSION_DEVICE_TYPE"), set(DEFAULT_METRICS[-4:])),
    ],
)
def test_metrics_that_do_not_exist_for_a_pivot_are_not_requested(pivots, missing):
    assert set(DEFAULT_METRICS) - set(metrics_for(DEFAULT_METRICS, pivots)) == missing


@pytest.mark.parametrize("names", [["impression"], []])
def test_metrics_that_linkedin_does_not_have_are_refused(names):
    with pytest.raises(InvalidArgumentError, match="metric"):
        check_metrics(names)


def test_as_many_full_answers_are_under_way_as_a_table_has_workers_and_no_more():
    async def most_at_once(pacer: Pacer) -> int:
        under_way = most = 0

        async def call() -> None:
            nonlocal under_way, most
            async with pacer.holding("ad_campaign_daily", MOST_ELEMENTS):
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0)
                under_way -= 1

        await asyncio.gather(*(call() for _ in range(3 * DEFAULT_CONCURRENCY)))
        return most

    assert asyncio.run(most_at_once(Pacer(float))) == DEFAULT_CONCURRENCY


def test_tables_of_the_same_report_do_not_wait_for_each_other():
    one, other = (Report(name, ("CAMPAIGN",)).table().query for name in ("one", "other"))
    pacer = Pacer(float)

    async def hold_both() -> None:
        async with pacer.holding(one, 16 * MOST_ELEMENTS), pacer.holding(other, MOST_ELEMENTS):
            pass

    asyncio.run(asyncio.wait_for(hold_both(), 5))


@pytest.mark.parametrize(
    ("pivots", "says"),
    [
        ((), "must have 1 to 3"),
        (("CAMPAIGN", "CAMPAIGN"), "must have 1 to 3"),
        (("CAMPAIGN", "CREATIVE", "SHARE", "ACCOUNT"), "must have 1 to 3"),
        (("CAMPAIGNS",), "not 'CAMPAIGNS'; did you mean CAMPAIGN?"),
        (("CAMPAIGN", "MEMBER_SENIORITY"), "must be the only one"),
    ],
)
def test_pivots_that_linkedin_does_not_combine_are_refused(pivots, says):
    with pytest.raises(InvalidArgumentError, match=says):
        check_pivots(pivots)


@pytest.mark.parametrize("name", PIVOTS)
def test_a_single_pivot_is_asked_of_the_finder_that_has_it(name):
    finder, _ = asked_by([name])
    assert finder == ("statistics" if name == "OBJECTIVE_TYPE" else "analytics")
