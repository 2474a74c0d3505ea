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

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"  # before dlt reads it
os.environ["RUNTIME__LOG_LEVEL"] = "CRITICAL"

ACCOUNTS, CAMPAIGNS, DAYS = 100, 50, 365
TABLE = "ad_campaign_daily"
#: A first sync reads two years. A year of 50 campaigns is 18,250 rows, more than an answer has
#: room for.
FIRST_CALLS, NEXT_CALLS, MEGABYTES = 5, 1, 450
HEAD = (
    f"| `{TABLE}` of {ACCOUNTS} accounts with {CAMPAIGNS} campaigns for {DAYS} days"
    " | rows | calls per account | seconds per account | memory | target |"
)
Found = dict[str, float]


def measure() -> tuple[str, bool]:
    """Return the Markdown table, and whether all targets were reached."""
    with _serving() as settings, tempfile.TemporaryDirectory() as folder:
        first, following = (_run("load", *settings, folder) for _ in range(2))
    rows = (
        HEAD,
        "|---|---:|---:|---:|---:|---|",
        _row("the first sync", first, FIRST_CALLS),
        _row("the next, of the days that are read again", following, NEXT_CALLS),
    )
    return "\n".join(rows), _holds(first, FIRST_CALLS) and _holds(following, NEXT_CALLS)


def _holds(found: Found, calls: int) -> bool:
    return found["calls"] <= calls * ACCOUNTS + 1 and found["memory"] <= MEGABYTES


def _row(label: str, found: Found, calls: int) -> str:
    verdict = "yes" if _holds(found, calls) else "**no**"
    return (
        f"| {label} | {found['rows']:,.0f} | {found['calls'] / ACCOUNTS:.2f}"
        f" | {found['seconds'] / ACCOUNTS:.2f} | {found['memory']:.0f} MB"
        f" | ≤ {calls} calls, ≤ {MEGABYTES} MB: {verdict} |"
    )


def _run(*arguments: str) -> Found:
    command = [sys.executable, "-m", "bench.ads", *arguments]
    found: Found = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    )
    return found


@contextmanager
def _serving() -> Iterator[list[str]]:
    """Run the sandbox; gives its URL and a token."""
    command = [sys.executable, "-m", "bench.ads", "serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as it:
        assert it.stdin is not None
        assert it.stdout is not None
        yield json.loads(it.stdout.readline())
        it.stdin.close()


def _serve() -> None:
    from linkedin_api.sandbox import Sandbox

    with Sandbox(
        ad_accounts=ACCOUNTS, campaigns=CAMPAIGNS, creatives=1, ad_days=DAYS, kept_requests=1
    ) as sandbox:
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
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.perf_counter() - begun
    return {"rows": table.rows, "calls": table.calls, "seconds": seconds, "memory": memory}


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _serve()
    elif sys.argv[1:2] == ["load"]:
        print(json.dumps(_load(*sys.argv[2:])))
    else:
        print(measure()[0])
