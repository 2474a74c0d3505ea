"""Measure loading into DuckDB: CPU against a program written by hand, and memory.

    python -m bench.loading

The sandbox runs in a separate process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from bench.sources import serving

#: What a sync took when rows still travelled as Python dicts (commit 90d60f5), relative to
#: reading alone; the goal is half of it.
BEFORE = 3.8
REFUSING = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One figure and its goal."""

    label: str
    measured: float
    at_most: float
    unit: str = "x"

    @property
    def is_reached(self) -> bool:
        return self.measured <= self.at_most

    def __str__(self) -> str:
        form = "{:,.0f} {}" if self.unit == "MB" else "{:.2f} {}"
        verdict = "yes" if self.is_reached else "**no**"
        measured, goal = (form.format(n, self.unit) for n in (self.measured, self.at_most))
        return f"| {self.label} | {measured} | ≤ {goal} {verdict} |"


def measure() -> tuple[str, bool]:
    """Return the Markdown table, and whether all goals were reached."""
    rows = [*_cpu(), *_memory(500, 350), *_memory(2_000, 450), *_refusals()]
    head = "| loading into DuckDB | measured | target |\n|---|---:|---|"
    return "\n".join([head, *map(str, rows)]), all(row.is_reached for row in rows)


def _cpu() -> Iterator[Row]:
    with serving(50, 0) as server:
        found = _run("answers", server.settings)
    by_hand = found["loading"] / found["by_hand"]
    yield Row("50 pages, CPU after reading, against a program by hand", by_hand, 2.0)
    whole = found["sync"] / found["reading"]
    yield Row("50 pages, CPU of a sync, against reading alone", whole, BEFORE / 2)


def _memory(pages: int, at_most: float) -> Iterator[Row]:
    with serving(pages, 0) as server, tempfile.TemporaryDirectory() as folder:
        found = _run("sync", server.settings, folder)
    yield Row(f"{pages:,} pages, memory of the first sync", found["memory"], at_most, "MB")


def _refusals() -> Iterator[Row]:
    with serving(200, 0) as server, tempfile.TemporaryDirectory() as folder:
        _run("sync", server.settings, folder)
        none = _run("sync", server.settings, folder)
        server.refuse(REFUSING)
        some = _run("sync", server.settings, folder)
    for name, label in (("cpu", "CPU"), ("memory", "memory")):
        ratio = some[name] / none[name]
        yield Row(f"200 pages of which {REFUSING} refuse, {label} of the second sync", ratio, 1.3)


def _run(mode: str, settings: dict[str, object], *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.load_workload", mode, json.dumps(settings), *arguments]
    found: dict[str, float] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    )
    return found


if __name__ == "__main__":
    print(measure()[0])
