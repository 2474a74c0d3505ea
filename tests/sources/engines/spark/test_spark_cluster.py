"""The data source in a Spark whose executors are processes of their own: `make soak`."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from noon import NOON, days_ago
from real_spark import CLUSTER, JAVA, RealSpark, SparkFailure, when

from linkedin_api.sandbox import Limit, Match, Sandbox
from linkedin_api.sources import read_learning, read_pages
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.reading.access import Access

pytestmark = [pytest.mark.soak, JAVA.mark]
DAYS = "follower_statistics_time_bound"
STATISTICS = "organizationalEntityFollowerStatistics"
BY_TIME = [name for name, table in PAGES.items() if table.cursor]
MANY = 500


@pytest.fixture(scope="module")
def running_sandbox() -> Iterator[Sandbox]:
    """Enough organizations for the largest test; most tests read fifty of them."""
    with Sandbox(organizations=MANY + 40, days=400, kept_requests=100_000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def secrets(running_sandbox: Sandbox) -> dict[str, str]:
    return {
        "clientSecret": running_sandbox.client_secret,
        "refreshToken": running_sandbox.refresh_token(),
    }


@pytest.fixture(scope="module")
def cluster(
    running_sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealSpark]:
    folder = tmp_path_factory.mktemp("spark")
    with RealSpark(CLUSTER, folder, running_sandbox.clock.ahead) as spark:
        yield spark


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    running_sandbox.faults.clear()
    running_sandbox.quotas.limits = ()
    return running_sandbox


@pytest.fixture(scope="module")
def pages(running_sandbox: Sandbox) -> list[int]:
    """Numbers of the organizations that the member administers."""
    figures = running_sandbox.figures
    return [n for n in figures.organizations if figures.administers(figures.member, n)]


@pytest.fixture
def options(sandbox: Sandbox, pages: list[int], secrets: dict[str, str]):
    def made(table: str, organizations=50, **more: object) -> dict[str, str]:
        numbers = pages[:organizations]
        given = {
            "table": table,
            "clientId": sandbox.client_id,
            **secrets,
            "numPartitions": 2,  # as many as there are executors
            "baseUrl": sandbox.url,
            "oauthUrl": sandbox.url,
            "organizations": ",".join(map(str, numbers)),
            **more,
        }
        return {name: str(value) for name, value in given.items() if value is not None}

    return made


def expected(table: pa.Table) -> tuple[int, dict[str, float]]:
    """The rows of an Arrow table, and the sums of its numbers."""
    numbers = [
        f.name for f in table.schema if pa.types.is_integer(f.type) or pa.types.is_floating(f.type)
    ]
    return table.num_rows, {name: pc.sum(table[name]).as_py() or 0 for name in numbers}


@pytest.fixture(scope="module")
def arrow(running_sandbox: Sandbox, pages: list[int]):
    """All tables, as the Arrow form has them; its own tests compare it with the figures."""
    address = {"base_url": running_sandbox.url, "oauth_url": running_sandbox.url}
    now = running_sandbox.clock.now
    member = Access(running_sandbox.access_token(), **address)
    application = Access(
        client_id=running_sandbox.client_id, client_secret=running_sandbox.client_secret, **address
    )
    tables = read_pages(pages[:50], credentials=member, show_progress=False, now=now)
    learning = read_learning(credentials=application, show_progress=False, now=now)
    return {**dict(tables.items()), **dict(learning.items())}


def test_rows_and_sums_of_all_tables_are_right(cluster, options, arrow):
    for name, table in arrow.items():
        is_learning = name.partition("__")[0] in LEARNING
        more = {"refreshToken": None, "organizations": None} if is_learning else {}
        found = cluster.do("read", options=options(name, **more))
        rows, sums = expected(table)
        assert (name, found["rows"]) == (name, rows)
        assert found["sums"] == pytest.approx(sums), name


@pytest.mark.parametrize("table", BY_TIME)
def test_rows_and_sums_of_all_streams_are_right(cluster, options, arrow, table):
    given = options(table, maxRowsPerTrigger=10_000)
    found = cluster.do("stream", folder=str(cluster.folder / table), options=given)
    rows, sums = expected(arrow[table])
    assert (found["rows"], found["distinct"]) == (rows, rows)
    assert found["sums"] == pytest.approx(sums)


def test_types_and_comments_are_those_of_the_catalogue(cluster, options):
    form = form_of(PAGES["posts"]).tables["posts"]
    schema = cluster.do("schema", options=options("posts"))
    assert {name: comment for name, (_, comment) in schema.items()} == {
        column.name: column.about for column in form.columns
    }
    assert schema["created_at"][0] == "timestamp"


def test_of_500_organizations_no_part_is_asked_twice(cluster, sandbox, options):
    before = len(sandbox.requests)
    found = cluster.do("read", options=options(DAYS, MANY, numPartitions=6))
    requests = sandbox.requests[before:]
    asked = Counter(
        request.params["organizationalEntity"]
        for request in requests
        if request.resource == STATISTICS
    )
    assert found["rows"] == found["distinct"] == 363 * MANY
    assert (len(asked), set(asked.values())) == (MANY, {1})
    assert [request.method for request in requests].count("OAUTH") == 1


def test_filters_are_pushed_down(cluster, sandbox, pages, options):
    page = pages[7]
    before = len(sandbox.requests)
    where = (
        f"organizational_entity = 'urn:li:organization:{page}'"
        f" AND time_range_start >= timestamp '{days_ago(12)}'"
        f" AND time_range_start < timestamp '{days_ago(5)}'"
    )
    found = cluster.do("read", options=options(DAYS), where=where)
    (request,) = [each for each in sandbox.requests[before:] if each.resource == STATISTICS]
    assert found["rows"] == 7
    period = request.params["timeIntervals"]["timeRange"]
    assert int(period["end"]) - int(period["start"]) == 7 * 86_400_000


def test_an_executor_is_killed_in_mid_read_and_the_result_is_exact(cluster, sandbox, options):
    sandbox.faults.add(Match(resource=STATISTICS), delay=0.15)
    before = len(sandbox.requests)
    victims = cluster.executors()
    assert len(victims) == 2
    waiting = cluster.begin("read", options=options(DAYS, 100, numPartitions=6, concurrency=1))
    killing = when(
        lambda: len(sandbox.requests) - before > 30,
        lambda: os.kill(victims[0], signal.SIGKILL),
    )
    found = waiting()
    killing.join()
    assert victims[0] not in cluster.executors()
    assert found["rows"] == found["distinct"] == 363 * 100
    assert len(sandbox.requests) - before > 101  # parts of the killed executor came again


def test_a_limit_of_the_day_ends_a_job_without_hammering(cluster, sandbox, options):
    sandbox.quotas.limits = [Limit(20, resource=STATISTICS)]
    before = len(sandbox.requests)
    with pytest.raises(SparkFailure) as raised:
        cluster.do("read", options=options(DAYS, concurrency=1))
    assert "LinkedIn's limit of the day ends the job, which can go on at" in str(raised.value)
    asked = [each for each in sandbox.requests[before:] if each.resource == STATISTICS]
    assert len(asked) <= 20 + 2  # one for each of the two tasks that ran


def test_secrets_are_in_no_plan_event_log_environment_or_error(
    cluster, sandbox, options, secrets, tmp_path
):
    shown = {
        "plan": str(cluster.do("plan", options=options(DAYS, 3))),
        "environment": str(cluster.do("environments")),
    }
    for name, wrong in (("refused", {"onRefused": "fail"}), ("wrong", {"numPartitions": "few"})):
        sandbox.faults.add(Match(resource=STATISTICS), status=403)
        with pytest.raises(SparkFailure) as raised:
            cluster.do("read", options=options(DAYS, 3, **wrong))
        shown[name] = str(raised.value)
    shown["events"] = "".join(
        path.read_bytes().decode(errors="replace")
        for path in Path(cluster.folder, "events").rglob("*")
        if path.is_file()
    )
    shown["log"] = cluster.log
    assert "linkedin" in shown["plan"]
    assert "SparkListenerJobStart" in shown["events"]
    assert "PYTHON" in shown["environment"]
    assert "403" in shown["refused"]
    for name, text in shown.items():
        for secret in secrets.values():
            assert secret not in text, name
