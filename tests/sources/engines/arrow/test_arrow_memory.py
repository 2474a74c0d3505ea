"""The memory of a reading is that of its tables: the records that they were made of are let go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from noon import NOON

from linkedin_api.sandbox import Sandbox

pytestmark = pytest.mark.soak

PROGRAM = """
import json, logging, resource, sys
from linkedin_api.sources import read_pages

logging.disable(logging.WARNING)
tables = read_pages(json.loads(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps([peak, sum(table.nbytes for table in tables.values())]))
"""


class Taken(NamedTuple):
    """Bytes: at most by the process, and by the tables at the end."""

    peak: int
    tables: int


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=100, kept_requests=10, now=NOON) as sandbox:
        yield sandbox


def taken(sandbox: Sandbox, organizations: int) -> Taken:
    numbers = json.dumps(list(sandbox.figures.organizations)[:organizations])
    access = {"LINKEDIN_API_URL": sandbox.url, "LINKEDIN_ACCESS_TOKEN": sandbox.access_token()}
    program = [sys.executable, "-c", PROGRAM, numbers]
    ended = subprocess.run(
        program, env={**os.environ, **access}, capture_output=True, text=True, check=True
    )
    return Taken(*json.loads(ended.stdout))


def test_memory_grows_with_the_tables_not_with_the_records(sandbox: Sandbox):
    few, many = taken(sandbox, 20), taken(sandbox, 100)
    assert many.tables > 4 * few.tables
    assert many.peak - few.peak < 3 * (many.tables - few.tables)
