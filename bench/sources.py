"""Measure the sources: calls and seconds of a sync, and rows per second into DuckDB.

    python -m bench.sources

The sandbox runs in a separate process and answers each call after 100 ms, as LinkedIn does.
Times depend on the machine; the ratio to the latency of the calls does not.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from linkedin_api.sources.access import Access
from linkedin_api.sources.pages import PAGES
from linkedin_api.sources.reader import Reader
from linkedin_api.sources.scope import Scope

ORGANIZATIONS = 200
LATENCY = 0.1
CONCURRENCY = 16
#: The longest a sync may take, as a multiple of the time of its calls alone.
AT_MOST = 1.3
#: Calls per organization of the first sync of Airbyte's connector (observed): 363 for each of
#: the two daily streams, and four more.
KNOWN_CALLS = 730
KNOWN = [table for table in PAGES.values() if table.known]


@dataclass
class Server:
    """The sandbox process and the credentials for it."""

    process: subprocess.Popen[str]
    access: Access
    scope: Scope
    settings: dict[str, object]

    def refuse(self, organizations: int) -> None:
        """Refuse all requests about the first organizations."""
        self.process.stdin.write(f"refuse {organizations}\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def calls(self) -> int:
        """Return the number of requests since the last call."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def serving(organizations: int, latency: float) -> Iterator[Server]:
    command = [sys.executable, "-m", "bench.sandbox_of_pages", str(organizations), str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as it:
        found = json.loads(it.stdout.readline())
        settings = dict(found)
        url, numbers = settings.pop("url"), tuple(settings.pop("organizations"))
        yield Server(it, Access(**settings, base_url=url, oauth_url=url), Scope(numbers), found)
        it.stdin.close()


@dataclass(order=True)
class Measured:
    """One sync; they sort by speed."""

    seconds: float
    calls: int
    cursors: dict[str, dict[int, int]] = field(repr=False, compare=False)

    @property
    def ratio(self) -> float:
        """The total time relative to the time of the calls alone."""
        return self.seconds / (self.calls * LATENCY / CONCURRENCY)


async def _sync(server: Server, cursors: dict[str, dict[int, int]]) -> None:
    async with Reader(server.access, server.scope, KNOWN, concurrency=CONCURRENCY) as reader:

        async def take(table) -> None:
            known = cursors.setdefault(table.name, {})
            async for batch in reader.read(table, dict(known)):
                known |= batch.cursors

        await asyncio.gather(*map(take, KNOWN))


def measure_sync(server: Server, cursors: dict[str, dict[int, int]] | None = None) -> Measured:
    cursors = cursors or {}
    server.calls()
    begun = time.perf_counter()
    asyncio.run(_sync(server, cursors))
    return Measured(time.perf_counter() - begun, server.calls(), cursors)


@dataclass
class Loaded:
    """One load of all tables into DuckDB."""

    rows: int
    seconds: float
    reading: float

    def __str__(self) -> str:
        whole, alone = self.rows / self.seconds, self.rows / (self.seconds - self.reading)
        return f"{whole:,.0f} rows/s, without reading {alone:,.0f} rows/s"


def measure_load(server: Server) -> Loaded:
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"  # before dlt reads it
    import dlt

    from linkedin_api.sources.engines.dlt import Plan, Target, sync

    with tempfile.TemporaryDirectory() as folder:
        target = Target(database=Path(folder) / "linkedin.duckdb", pipelines_dir=Path(folder))
        report = sync(Plan(server.access, server.scope, tuple(PAGES.values())), target)
        pipeline = dlt.attach(target.pipeline_name, pipelines_dir=folder)
        steps = {step.step: step for step in pipeline.last_trace.steps}
        reading = steps["extract"].finished_at - steps["extract"].started_at
    rows = sum(table.rows for table in report.tables)
    return Loaded(rows, report.seconds, reading.total_seconds())


HEAD = "| a sync of the six Airbyte streams | calls per page | seconds per page | target |"


def measure() -> tuple[str, bool]:
    """Return the Markdown table, and whether all targets were reached."""
    logging.disable(logging.WARNING)  # some pages refuse, as at LinkedIn
    with serving(ORGANIZATIONS, LATENCY) as server:
        firsts, seconds = [], []
        for _ in range(3):
            firsts.append(measure_sync(server))
            seconds.append(measure_sync(server, firsts[-1].cursors))
    with serving(50, 0) as server:
        loads = [measure_load(server) for _ in range(3)]
    first, second = (statistics.median_low(many) for many in (firsts, seconds))
    load = min(loads, key=lambda load: load.seconds)
    rows = (
        HEAD,
        "|---|---:|---:|---|",
        _row(f"the first, of {ORGANIZATIONS} pages", first, 5.1),
        _row("the next, on the same day", second, 4.1),
        f"| the first, with Airbyte's connector | {KNOWN_CALLS} | | |",
        "",
        f"{load.rows:,} rows of all {len(PAGES)} tables of 50 pages into DuckDB: {load}.",
    )
    return "\n".join(rows), all(_holds(*each) for each in ((first, 5.1), (second, 4.1)))


def _holds(measured: Measured, most_calls: float) -> bool:
    return measured.calls <= most_calls * ORGANIZATIONS + 1 and measured.ratio <= AT_MOST


def _row(label: str, measured: Measured, most_calls: float) -> str:
    calls, seconds = measured.calls / ORGANIZATIONS, measured.seconds / ORGANIZATIONS
    verdict = "yes" if _holds(measured, most_calls) else "**no**"
    wanted = f"≤ {most_calls} calls, ≤ {AT_MOST} x the latency of the calls"
    reached = f"{measured.ratio:.2f} x {verdict}"
    return f"| {label} | {calls:.2f} | {seconds:.4f} | {wanted}: {reached} |"


if __name__ == "__main__":
    print(measure()[0])
