"""A sync that wants earlier days than were loaded: it reads them, once, and only them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import dlt
import pytest
from dlt_databases import Database, duckdb_database
from dlt_killed import Moment, Order, sync_and_be_killed
from dlt_moments import MOMENTS
from dlt_plans import FOLLOWERS, NOON, SHARES, TIME_BOUND, VIEWS, access_to, plan_of, refuse, urn

from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.sources.engines.dlt import Report, linkedin_pages, sync
from linkedin_api.sources.windows import Span

#: Days of statistics: those of the first sync, and those of one that wants earlier ones.
FEW, MANY = 20, 60
SOAK = pytest.mark.soak
SAME_DAYS = pytest.mark.timeless("the days are those of the tests before it")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def first_sync(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first sync of few days leaves: the database, and the folder of dlt."""
    folder = tmp_path_factory.mktemp("few")
    with Sandbox(organizations=3, kept_requests=1000, now=NOON) as sandbox:
        assert load(sandbox, duckdb_database(folder), FEW).rows == 3 * FEW
    return folder


@pytest.fixture
def few(first_sync: Path, tmp_path: Path) -> Database:
    """A database in which few days are."""
    shutil.copytree(first_sync, tmp_path, dirs_exist_ok=True)
    return duckdb_database(tmp_path)


def day(sandbox: Sandbox, days: int) -> date:
    """The first of the last days with statistics."""
    return sandbox.figures.last_day - timedelta(days)


@dataclass(frozen=True)
class Synced:
    """The result of a sync.

    Attributes:
        report: its report.
        asked: organization and how many days, and how often they were asked for.
    """

    report: Report
    asked: Counter[tuple[int, int]]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.report.tables)

    @property
    def calls(self) -> int:
        assert sum(table.calls for table in self.report.tables) == self.asked.total()
        return self.asked.total()


def load(
    sandbox: Sandbox, database: Database, days: int | None, *, lookback: int = 0, **options: Any
) -> Synced:
    """Sync the last days; `None` sets no first day."""
    options.setdefault("tables", [FOLLOWERS])
    span = Span(None if days is None else day(sandbox, days), lookback_days=lookback)
    known = len(sandbox.requests)
    report = sync(plan_of(sandbox, span=span, **options), database.target)
    return Synced(report, asked_for(sandbox, known))


def asked_for(sandbox: Sandbox, known: int = 0) -> Counter[tuple[int, int]]:
    """The requests after the first ones."""
    return asked_in(sandbox.requests[known:])


def asked_in(requests: Iterable[Any]) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for request in requests:
        if "timeIntervals" in request.params:
            whose = request.params.get("organizationalEntity") or request.params["organization"]
            window = request.params["timeIntervals"]["timeRange"]
            days = (int(window["end"]) - int(window["start"])) // 86_400_000
            found[int(whose.rpartition(":")[2]), days] += 1
    return found


def each(sandbox: Sandbox, days: int, tables: int = 1) -> dict[tuple[int, int], int]:
    """One request per organization for these days of each table."""
    return {(number, days): tables for number in sandbox.figures.organizations}


def days_in(database: Database, table: str = FOLLOWERS) -> dict[str, tuple[int, int]]:
    """By organization: how many rows there are, and how many different days."""
    whose = "organization" if table == VIEWS else "organizational_entity"
    return {
        number: (rows, days)
        for number, rows, days in database.ask(
            f"SELECT {whose}, count(*), count(DISTINCT time_range_start) FROM {table} GROUP BY 1"
        )
    }


def whole(sandbox: Sandbox, days: int) -> dict[str, tuple[int, int]]:
    """So many days of every organization, each once."""
    return {urn(number): (days, days) for number in sandbox.figures.organizations}


def is_exact(sandbox: Sandbox, database: Database, days: int) -> bool:
    """Whether the days are those of the sandbox, numbers and all."""
    loaded = database.ask(
        "SELECT organizational_entity, time_range_start, follower_gains__organic_follower_gain,"
        f" follower_gains__paid_follower_gain FROM {FOLLOWERS} ORDER BY 1, 2"
    )
    expected = []
    for number in sorted(sandbox.figures.organizations, key=str):
        for ago in range(days, 0, -1):
            then = sandbox.figures.last_day - timedelta(ago)
            gains = sandbox.figures.follower_gains(number, then)
            start = datetime(then.year, then.month, then.day, tzinfo=UTC)
            expected.append((urn(number), start, gains.organic, gains.paid))
    return loaded == expected


def test_the_days_before_are_read_once_and_only_they(sandbox: Sandbox, database: Database):
    first = load(sandbox, database, FEW)
    assert (first.rows, first.asked) == (3 * FEW, each(sandbox, FEW))
    earlier = load(sandbox, database, MANY)
    assert (earlier.rows, earlier.asked) == (3 * (MANY - FEW), each(sandbox, MANY - FEW))
    assert earlier.calls == 3
    assert is_exact(sandbox, database, MANY)
    for days in (MANY, FEW, None):
        assert (again := load(sandbox, database, days)).calls == again.rows == 0
    assert is_exact(sandbox, database, MANY)


def test_all_tables_by_day_get_their_earlier_days(sandbox: Sandbox, duckdb: Database):
    load(sandbox, duckdb, FEW, tables=TIME_BOUND)
    earlier = load(sandbox, duckdb, MANY, tables=TIME_BOUND)
    assert earlier.asked == each(sandbox, MANY - FEW, len(TIME_BOUND))
    for table in TIME_BOUND:
        assert days_in(duckdb, table) == whole(sandbox, MANY)
    figures, last = sandbox.figures, sandbox.figures.today - 3
    shares = [t for n in figures.organizations for t in figures.shares_by_day(n, last - 59, last)]
    assert duckdb.ask(
        f"SELECT sum(total_share_statistics__impression_count) FROM {SHARES}"
    ) == [(sum(day.impressions for day in shares),)]  # fmt: skip


def test_days_before_and_days_since_are_read_together(sandbox: Sandbox, few: Database):
    sandbox.advance(days=2)
    both = load(sandbox, few, MANY)
    assert both.asked == each(sandbox, 2) | each(sandbox, MANY - FEW - 2)
    assert is_exact(sandbox, few, MANY)


@pytest.mark.soak
def test_ever_earlier_days_are_asked_for_one_after_the_other(sandbox: Sandbox, duckdb: Database):
    for before, days in [(0, 5), (5, 12), (12, 40), (40, 363)]:
        assert load(sandbox, duckdb, days).asked == each(sandbox, days - before)
    assert load(sandbox, duckdb, 9_999).calls == 0, "LinkedIn has no earlier ones"
    assert days_in(duckdb) == whole(sandbox, 363)


def test_without_a_first_day_it_goes_on_where_it_stopped(sandbox: Sandbox, few: Database):
    sandbox.advance(days=1)
    assert load(sandbox, few, None).asked == each(sandbox, 1)
    assert days_in(few) == whole(sandbox, FEW + 1)


def test_days_that_a_later_first_day_left_out_are_read_when_they_are_wanted(
    sandbox: Sandbox, few: Database
):
    sandbox.advance(days=10)
    assert load(sandbox, few, 4).asked == each(sandbox, 4)
    assert days_in(few) == whole(sandbox, FEW + 4)
    assert load(sandbox, few, FEW).asked == each(sandbox, 6)
    assert days_in(few) == whole(sandbox, FEW + 10)
    assert load(sandbox, few, FEW).calls == 0


@SAME_DAYS
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("append", "merge"),
        ("replace", "append"),
        *(
            pytest.param(*words, marks=SOAK)
            for words in [("merge", "append"), ("merge", "merge"), ("replace", "merge")]
        ),
    ],
)
def test_earlier_days_are_added_whatever_becomes_of_rows(
    sandbox: Sandbox, duckdb: Database, before: str, after: str
):
    load(sandbox, duckdb, FEW, write_disposition=before)
    earlier = load(sandbox, duckdb, MANY, write_disposition=after)
    assert earlier.asked == each(sandbox, MANY - FEW)
    assert is_exact(sandbox, duckdb, MANY)


def test_a_full_refresh_forgets_the_days_that_it_does_not_read(sandbox: Sandbox, duckdb: Database):
    load(sandbox, duckdb, MANY)
    load(sandbox, duckdb, FEW, write_disposition="replace")
    assert days_in(duckdb) == whole(sandbox, FEW)
    assert load(sandbox, duckdb, MANY).asked == each(sandbox, MANY - FEW)
    assert is_exact(sandbox, duckdb, MANY)


@pytest.mark.soak
def test_one_that_a_full_refresh_left_out_begins_again_from_nothing(
    sandbox: Sandbox, duckdb: Database
):
    numbers = sandbox.figures.organizations
    load(sandbox, duckdb, MANY)
    load(sandbox, duckdb, MANY, organizations=numbers[:2], write_disposition="replace")
    assert load(sandbox, duckdb, FEW).asked == {(numbers[2], FEW): 1}
    assert load(sandbox, duckdb, MANY).asked == {(numbers[2], MANY - FEW): 1}
    assert is_exact(sandbox, duckdb, MANY)


def test_days_that_are_read_again_and_days_before_them_take_one_call(
    sandbox: Sandbox, database: Database
):
    load(sandbox, database, 5)
    both = load(sandbox, database, MANY, lookback=7, write_disposition="merge")
    assert both.asked == each(sandbox, MANY)
    assert is_exact(sandbox, database, MANY)
    assert load(sandbox, database, MANY, lookback=7, write_disposition="merge").asked == each(
        sandbox, 7
    )


def test_months_before_are_read_too(sandbox: Sandbox, duckdb: Database):
    def months(first: date) -> Report:
        span = Span(first, "MONTH")
        return sync(plan_of(sandbox, [FOLLOWERS], span=span), duckdb.target)

    last = sandbox.figures.last_day.replace(day=1)
    two_before = (last - timedelta(40)).replace(day=1)
    six_before = (last - timedelta(160)).replace(day=1)
    few = months(two_before).tables[0].rows
    earlier = months(six_before)
    count = len({(six_before + timedelta(step)).replace(day=1) for step in range(200)
                 if six_before + timedelta(step) < last})  # fmt: skip
    assert (few + earlier.tables[0].rows, earlier.tables[0].calls) == (3 * count, 3)
    assert days_in(duckdb) == whole(sandbox, count)


def test_an_organization_that_joins_later_begins_at_the_day_that_is_wanted_then(
    sandbox: Sandbox, duckdb: Database
):
    first, second, third = sandbox.figures.organizations
    load(sandbox, duckdb, FEW, organizations=[first])
    joined = load(sandbox, duckdb, MANY, organizations=[first, second])
    assert joined.asked == {(first, MANY - FEW): 1, (second, MANY): 1}
    last = load(sandbox, duckdb, FEW, organizations=[first, second, third])
    assert last.asked == {(third, FEW): 1}
    assert load(sandbox, duckdb, MANY).asked == {(third, MANY - FEW): 1}
    assert is_exact(sandbox, duckdb, MANY)


@SAME_DAYS
@pytest.mark.parametrize(
    "next_time", [None, pytest.param(FEW, marks=SOAK), pytest.param(MANY, marks=SOAK)]
)
def test_one_that_refuses_costs_one_call_and_is_caught_up_by_the_next_sync_of_any_first_day(
    sandbox: Sandbox, few: Database, next_time: int | None
):
    _, refusing, _ = sandbox.figures.organizations
    refuse(sandbox, refusing)
    partly = load(sandbox, few, MANY)
    assert partly.asked == each(sandbox, MANY - FEW), "nobody is asked twice"
    (problem,) = partly.report.problems
    assert (problem.organizations, [str(w) for w in problem.windows]) == (
        (refusing,),
        [f"{day(sandbox, MANY)} to {day(sandbox, FEW)}"],
    )
    expected = whole(sandbox, MANY) | {urn(refusing): (FEW, FEW)}
    assert days_in(few) == expected

    still = load(sandbox, few, next_time)
    assert still.asked == {(refusing, MANY - FEW): 1}
    assert days_in(few) == expected

    sandbox.faults.clear()
    caught_up = load(sandbox, few, next_time)
    assert (caught_up.asked, caught_up.rows) == ({(refusing, MANY - FEW): 1}, MANY - FEW)
    assert is_exact(sandbox, few, MANY)
    for days in (MANY, FEW, None):
        assert load(sandbox, few, days).calls == 0


@SAME_DAYS
def test_one_that_refuses_at_its_newest_days_is_not_asked_for_its_earlier_ones(
    sandbox: Sandbox, few: Database
):
    _, refusing, _ = sandbox.figures.organizations
    sandbox.advance(days=1)
    refuse(sandbox, refusing)
    partly = load(sandbox, few, MANY)
    wanted = each(sandbox, 1) | each(sandbox, MANY - FEW - 1)
    del wanted[refusing, MANY - FEW - 1]
    assert partly.asked == wanted
    sandbox.faults.clear()
    assert load(sandbox, few, FEW).asked == {(refusing, 1): 1, (refusing, MANY - FEW - 1): 1}
    assert is_exact(sandbox, few, MANY)


@SAME_DAYS
def test_one_that_refuses_only_its_earlier_days_has_its_newest_ones(
    sandbox: Sandbox, few: Database
):
    refusing = sandbox.figures.organizations[1]
    sandbox.advance(days=1)
    sandbox.faults.add(lambda request: set(asked_in([request])) == {(refusing, MANY)}, status=403)
    partly = load(sandbox, few, MANY + FEW + 1)
    (problem,) = partly.report.problems
    assert [str(window) for window in problem.windows] == [
        f"{day(sandbox, MANY + FEW + 1)} to {day(sandbox, FEW + 1)}"
    ]
    assert [table.organizations for table in partly.report.tables] == [2]
    assert days_in(few)[urn(refusing)] == (FEW + 1, FEW + 1)
    sandbox.faults.clear()
    assert load(sandbox, few, None).asked == {(refusing, MANY): 1}
    assert is_exact(sandbox, few, MANY + FEW + 1)


@SAME_DAYS
def test_one_that_refused_at_the_very_beginning_gets_the_days_that_were_wanted_then(
    sandbox: Sandbox, duckdb: Database
):
    _, refusing, _ = sandbox.figures.organizations
    refuse(sandbox, refusing)
    load(sandbox, duckdb, MANY)
    sandbox.faults.clear()
    assert load(sandbox, duckdb, FEW).asked == {(refusing, MANY): 1}
    assert is_exact(sandbox, duckdb, MANY)


def test_a_limit_of_the_day_leaves_only_what_was_not_read_for_the_next_day(
    sandbox: Sandbox, few: Database
):
    sandbox.quotas.limits = [Limit(1, resource="organizationalEntityFollowerStatistics")]
    limited = load(sandbox, few, MANY, concurrency=1)
    assert limited.report.resumes_at is not None
    assert limited.rows == MANY - FEW
    sandbox.quotas.limits = []
    sandbox.advance(days=1)
    rest = load(sandbox, few, MANY + 1)
    assert Counter(days for _, days in rest.asked) == {1: 3, MANY - FEW: 2}
    assert is_exact(sandbox, few, MANY + 1)


@SAME_DAYS
def test_an_empty_disk_knows_from_the_destination_what_was_read(
    sandbox: Sandbox, database: Database
):
    load(sandbox, database, FEW)
    shutil.rmtree(database.target.pipelines_dir)
    assert load(sandbox, database, MANY).asked == each(sandbox, MANY - FEW)
    shutil.rmtree(database.target.pipelines_dir)
    assert load(sandbox, database, MANY).calls == 0
    assert is_exact(sandbox, database, MANY)


@SAME_DAYS
def test_days_of_which_linkedin_has_nothing_are_not_asked_for_again(
    sandbox: Sandbox, few: Database
):
    sandbox.faults.add(body={"elements": [], "paging": {"start": 0, "count": 10, "links": []}})
    assert load(sandbox, few, MANY).rows == 0
    sandbox.faults.clear()
    assert load(sandbox, few, MANY).calls == 0
    assert days_in(few) == whole(sandbox, FEW)


def test_a_pipeline_of_ones_own_reads_earlier_days_too(sandbox: Sandbox, duckdb: Database):
    def run(days: int) -> Counter[tuple[int, int]]:
        sandbox.reset()
        source = linkedin_pages(
            sandbox.figures.organizations,
            credentials=access_to(sandbox),
            tables=[FOLLOWERS],
            start_date=day(sandbox, days),
            now=sandbox.clock.now,
        )
        dlt.pipeline(
            "mine",
            pipelines_dir=str(duckdb.target.pipelines_dir),
            destination=dlt.destinations.duckdb(str(duckdb.target.database)),
            dataset_name=duckdb.target.dataset_name,
        ).run(source)
        return asked_for(sandbox)

    assert run(FEW) == each(sandbox, FEW)
    assert run(MANY) == each(sandbox, MANY - FEW)
    assert run(MANY) == run(FEW) == {}
    assert is_exact(sandbox, duckdb, MANY)


@pytest.fixture
def killing(sandbox: Sandbox, tmp_path: Any) -> Order:
    """An order for earlier days; the days that are there were loaded before."""
    order = Order(
        sandbox.url,
        sandbox.access_token(),
        sandbox.clock.now(),
        tmp_path / "work",
        tuple(sandbox.figures.organizations),
        first_day=day(sandbox, FEW),
        tables=(FOLLOWERS, SHARES),
    )
    order.folder.mkdir()
    sync(order.plan, order.target)
    return replace(order, first_day=day(sandbox, MANY))


QUICK = ("before it is loaded",)


@SAME_DAYS
@pytest.mark.parametrize(
    "moment",
    [pytest.param(MOMENTS[name], marks=() if name in QUICK else SOAK) for name in MOMENTS],
    ids=list(MOMENTS),
)
def test_one_that_was_killed_is_completed_by_the_next(
    sandbox: Sandbox, killing: Order, moment: Moment
):
    assert sync_and_be_killed(killing, moment)
    sync(killing.plan, killing.target)
    database = duckdb_database(killing.folder)
    assert is_exact(sandbox, database, MANY)
    assert days_in(database, SHARES) == whole(sandbox, MANY)
    sandbox.reset()
    sync(killing.plan, killing.target)
    assert asked_for(sandbox) == {}
