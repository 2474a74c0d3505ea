"""How long reading takes when each answer is late, as LinkedIn's are."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from noon import NOON, days_ago

from linkedin_api import AsyncRestliClient
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.dlt import Plan, Target
from linkedin_api.sources.engines.dlt.extraction import Extractions
from linkedin_api.sources.engines.dlt.pipelines import pipeline_of
from linkedin_api.sources.engines.dlt.source import source_of
from linkedin_api.sources.reading.access import Access

LATENCY, CONCURRENCY, ORGANIZATIONS = 0.1, 16, 200
AT_MOST = 1.3
_processes = multiprocessing.get_context("spawn")


def serve(reported: Any, stop: Event) -> None:
    with Sandbox(organizations=ORGANIZATIONS, now=NOON) as sandbox:
        sandbox.faults.add(delay=LATENCY)
        reported.put((sandbox.url, sandbox.access_token(), list(sandbox.figures.organizations)))
        stop.wait()


@pytest.fixture
def linkedin() -> Iterator[tuple[str, str, list[int]]]:
    """A sandbox in a process of its own, whose work is not in the way."""
    reported, stop = _processes.Queue(), _processes.Event()
    server = _processes.Process(target=serve, args=(reported, stop))
    server.start()
    yield reported.get(timeout=60)
    stop.set()
    server.join()


async def bare(url: str, token: str, calls: int) -> float:
    """Seconds that these calls take when their results are dropped."""
    async with AsyncRestliClient(base_url=url, access_token=token, connections=CONCURRENCY) as api:
        begun = time.monotonic()
        await asyncio.gather(*(api.get("/me") for _ in range(calls)))
        return time.monotonic() - begun


@pytest.mark.soak
def test_reading_takes_little_longer_than_its_calls_at_once(
    linkedin: tuple[str, str, list[int]], tmp_path: Path
):
    url, token, organizations = linkedin
    known = [name for name, table in PAGES.items() if table.known]
    ratios = []
    for attempt in range(3):
        plan = Plan.pages(
            Access(token, base_url=url), organizations, known, start_date=days_ago(12),
            concurrency=CONCURRENCY, now=NOON.timestamp,
        )  # fmt: skip
        extractions = Extractions(plan)
        folder = tmp_path / str(attempt)
        pipeline = pipeline_of(Target(database=folder / "x.duckdb", pipelines_dir=folder))
        begun = time.monotonic()
        pipeline.extract(source_of(plan, extractions, ()))
        seconds = time.monotonic() - begun
        calls = sum(tally.calls for tally in extractions.last.tallies.values())
        ratios.append(seconds / asyncio.run(bare(url, token, calls)))
    assert min(ratios) <= AT_MOST, ratios
