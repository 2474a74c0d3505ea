"""A streaming query that is killed at any moment and started again is exact: `make soak`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from noon import NOON, days_ago
from real_spark import JAVA, RealSpark, SparkFailure, when

from linkedin_api.sandbox import Sandbox

pytestmark = [pytest.mark.soak, JAVA.mark]
TABLE = "share_statistics_time_bound"
DAYS = 120
PAGES = 6


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=PAGES, days=400, kept_requests=100_000, now=NOON) as sandbox:
        yield sandbox


def test_a_query_that_is_killed_at_ten_moments_is_exact(sandbox, tmp_path):
    organizations = sandbox.figures.organizations
    options = {
        "table": TABLE,
        "accessToken": sandbox.access_token(),
        "baseUrl": sandbox.url,
        "organizations": ",".join(map(str, organizations)),
        "startDate": str(days_ago(DAYS + 2)),
        "maxRowsPerTrigger": "36",
        "numPartitions": "2",
    }
    kills = 0
    for moment in range(1, 11):
        with RealSpark("local[2]", tmp_path, sandbox.clock.ahead) as spark:
            before = len(sandbox.requests)
            more = PAGES + 5 * moment % 13
            ending = when(lambda: len(sandbox.requests) - before >= more, spark.kill)  # noqa: B023
            with pytest.raises((SparkFailure, OSError)):
                spark.do("stream", folder=str(tmp_path / "killed"), options=options)
            ending.join()
            kills += 1
    with RealSpark("local[2]", tmp_path, sandbox.clock.ahead) as spark:
        found = spark.do("stream", folder=str(tmp_path / "killed"), options=options)
        whole = spark.do("read", options=options)
    assert kills == 10
    assert found["rows"] == found["distinct"] == DAYS * PAGES
    assert found["sums"] == pytest.approx(whole["sums"])
