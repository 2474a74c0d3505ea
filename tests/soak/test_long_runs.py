"""50,000 calls of one client: memory and open files stay as they are: `make soak`."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.soak

CALLS = 50_000
#: Kilobytes that the memory may grow between the first tenth of the calls and the last.
GROWTH = 4_000
PROGRAM = """
import asyncio, json, os, re, sys
from pathlib import Path
from linkedin_api import AsyncRestliClient, RestliClient

url, kind, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])
SETTINGS = {"base_url": url, "access_token": "T"}
seen = []


def note(number):
    if number in (calls // 10, calls - 1):
        memory = re.search(r"VmRSS:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1]
        seen.append((int(memory), len(os.listdir("/proc/self/fd"))))


def run():
    with RestliClient(**SETTINGS) as client:
        for number in range(calls):
            client.get_all("/things", query_params={"count": 10})
            note(number)


async def run_async():
    async with AsyncRestliClient(**SETTINGS) as client:
        numbers = iter(range(calls))

        async def work():
            for number in numbers:
                await client.get_all("/things", query_params={"count": 10})
                note(number)

        await asyncio.gather(*(work() for _ in range(10)))


run() if kind == "sync" else asyncio.run(run_async())
print(json.dumps(seen))
"""


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_memory_and_open_files_stay_flat(url, kind):
    command = [sys.executable, "-c", PROGRAM, url, kind, str(CALLS)]

    (memory, files), (memory_after, files_after) = json.loads(
        subprocess.check_output(command, text=True)
    )

    assert memory_after - memory < GROWTH
    assert files_after <= files + 1
