"""Measure LinkedIn Ads: calls, seconds and memory of the first sync of many accounts, and the next.

    python -m bench.ads

The sandbox and each sync run in processes of their own. Seconds depend on the machine, on which
the sandbox computes the figures too.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"  # before dlt reads it
os.environ["RUNTIME__LOG_LEVEL"] = "CRITICAL"

ACCOUNTS, CAMPAIGNS, DAYS = 100, 50, 365
TABLE = "ad_campaign_daily"
#: A first sync reads two years. A year of 50 campaigns is 18,250 rows, more than an answer has
#: room for; a month of 20 accounts is one answer.
FIRST_CALLS, NEXT_CALLS, MEGABYTES = 2, 0.1, 450
#: Seconds that each answer takes to come, in the last row. With so many rows in an answer, the
#: sync's own work is hidden behind the waiting only if answers are slow.
LATENCY = 8.0
#: How many times the waiting alone the last row may take.
OVERHEAD = 1.3
HEAD = (
    f"| `{TABLE}` of {ACCOUNTS} accounts with {CAMPAIGNS} campaigns for {DAYS} days"
    " | rows | calls per account | seconds per account | of these, own CPU | memory | target |"
)
Found = dict[str, float]


def measure() -> tuple[str, bool]:
    """Return the Markdown table, and whether all targets were reached."""
    with _serving(0.0) as settings, tempfile.TemporaryDirectory() as folder:
        first, following = (_run("load", *settings, folder) for _ in range(2))
    with _serving(LATENCY) as settings, tempfile.TemporaryDirectory() as folder:
        slow = _run("load", *settings, folder)
    most = _most_seconds(slow)
    in_time = slow["seconds"] <= most
    verdict = "yes" if in_time else "**no**"
    rows = (
        HEAD,
        "|---|---:|---:|---:|---:|---:|---|",
        _row("the first sync", first, _target(first, FIRST_CALLS)),
        _row(
            "the next, of the days that are read again", following, _target(following, NEXT_CALLS)
        ),
        _row(
            f"the first sync, each answer {LATENCY:g} s late",
            slow,
            f"≤ {OVERHEAD} times {LATENCY:g} s times {slow['calls']:.0f} calls /"
            f" {DEFAULT_CONCURRENCY} at once = {most:.0f} s: {slow['seconds']:.0f} s, {verdict}",
        ),
    )
    reached = _holds(first, FIRST_CALLS) and _holds(following, NEXT_CALLS) and in_time
    return "\n".join(rows), reached


def _most_seconds(found: Found) -> float:
    return OVERHEAD * LATENCY * found["calls"] / DEFAULT_CONCURRENCY


def _holds(found: Found, calls: float) -> bool:
    return found["calls"] <= calls * ACCOUNTS + 1 and found["memory"] <= MEGABYTES


def _target(found: Found, calls: float) -> str:
    verdict = "yes" if _holds(found, calls) else "**no**"
    return f"≤ {calls:g} calls, ≤ {MEGABYTES} MB: {verdict}"


def _row(label: str, found: Found, target: str) -> str:
    return (
        f"| {label} | {found['rows']:,.0f} | {found['calls'] / ACCOUNTS:.2f}"
        f" | {found['seconds'] / ACCOUNTS:.2f} | {found['cpu'] / ACCOUNTS:.2f}"
        f" | {found['memory']:.0f} MB | {target} |"
    )


def _run(*arguments: str) -> Found:
    command = [sys.executable, "-m", "bench.ads", *arguments]
    found: Found = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    )
    return found


@contextmanager
def _serving(latency: float) -> Iterator[list[str]]:
    """Run the sandbox, whose reports come so many seconds late; gives its URL and a token."""
    command = [sys.executable, "-m", "bench.ads", "serve", str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as it:
        assert it.stdin is not None
        assert it.stdout is not None
        yield json.loads(it.stdout.readline())
        it.stdin.close()


def _serve(latency: float) -> None:
    from linkedin_api.sandbox import Match, Sandbox

    with Sandbox(
        ad_accounts=ACCOUNTS, campaigns=CAMPAIGNS, creatives=1, ad_days=DAYS, kept_requests=1
    ) as sandbox:
        if latency:
            sandbox.faults.add(Match(resource="adAnalytics"), delay=latency)
        print(json.dumps([sandbox.url, sandbox.access_token()]), flush=True)
        sys.stdin.read()


def _load(url: str, token: str, folder: str) -> Found:
    from linkedin_api.sources.engines.dlt import Plan, Target, sync
    from linkedin_api.sources.reading.access import Access

    logging.disable(logging.WARNING)
    target = Target(
        dataset="linkedin_ads",
        pipeline_name="linkedin_ads",
        database=Path(folder) / "linkedin.duckdb",
        pipelines_dir=Path(folder),
    )
    begun = time.perf_counter()
    (table,) = sync(Plan.ads(Access(token, base_url=url), tables=[TABLE]), target).tables
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows": table.rows,
        "calls": table.calls,
        "seconds": seconds,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss / 1024,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _serve(float(sys.argv[2]))
    elif sys.argv[1:2] == ["load"]:
        print(json.dumps(_load(*sys.argv[2:])))
    else:
        print(measure()[0])
