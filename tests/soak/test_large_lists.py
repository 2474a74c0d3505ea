"""A million elements in little memory, and a large batch in little time: `make soak`."""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linkedin_api import AsyncRestliClient

pytestmark = pytest.mark.soak

MEGABYTES = 50
TIMES_THE_SLOWEST = 1.3
READ_ALL = """
import asyncio, json, re, sys
from pathlib import Path
from linkedin_api import AsyncRestliClient, RestliClient

url, kind = sys.argv[1:]
LIST = {"resource_path": "/things", "query_params": {"count": 1000}}


def note(count):
    if count in (10_000, 1_000_000):
        status = Path("/proc/self/status").read_text()
        peaks.append(int(re.search(r"VmHWM:\\s*(\\d+) kB", status)[1]))


def read():
    with RestliClient(base_url=url, access_token="T") as client:
        for count, _ in enumerate(client.paginate(**LIST), 1):
            note(count)


async def read_async(ahead):
    async with AsyncRestliClient(base_url=url, access_token="T") as client:
        count = 0
        async for _ in client.paginate(**LIST).prefetch(ahead):
            count += 1
            note(count)


peaks = []
read() if kind == "sync" else asyncio.run(read_async(4 if kind == "ahead" else 0))
print(json.dumps(peaks))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's own figures")
@pytest.mark.parametrize("kind", ["sync", "async", "ahead"])
def test_a_million_elements_are_read_in_little_memory(url, kind):
    begun = time.perf_counter()
    output = subprocess.check_output([sys.executable, "-c", READ_ALL, url, kind], text=True)
    first, last = json.loads(output)  # kilobytes, after 1 % and after all

    grown = (last - first) / 1024
    told = f"{kind}: grew by {grown:.1f} MB in {time.perf_counter() - begun:.0f} s"
    print(told)  # noqa: T201  a figure to keep
    assert grown < MEGABYTES


def test_2000_ids_take_hardly_longer_than_the_slowest_part(url):
    async def measure():
        slowest = []
        async with AsyncRestliClient(
            base_url=url,
            access_token="T",
            batch_size=100,
            observer=lambda event: slowest.append(event.seconds),
        ) as client:
            ratios = []
            for _ in range(7):
                slowest.clear()
                begun = time.perf_counter()
                response = await client.batch_get("/a", list(range(600_000_000, 600_002_000)))
                assert len(response.results) == 2000
                ratios.append((time.perf_counter() - begun) / max(slowest))
        return ratios

    ratios = asyncio.run(measure())
    told = f"{statistics.median(ratios):.2f} times the slowest part"
    print(told)  # noqa: T201  a figure to keep
    assert statistics.median(ratios) <= TIMES_THE_SLOWEST
