"""One measured load, in a process of its own; prints a JSON object with its figures.

python -m bench.load_workload answers SETTINGS     the same answers, kept in memory
python -m bench.load_workload sync SETTINGS FOLDER
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"  # before dlt reads it
os.environ["RUNTIME__LOG_LEVEL"] = "CRITICAL"

from bench import by_hand
from linkedin_api.sources.access import Access
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.engines.dlt import Plan, Target, sync
from linkedin_api.sources.engines.dlt.extraction import Extraction
from linkedin_api.sources.pages import PAGES
from linkedin_api.sources.past import Past
from linkedin_api.sources.reader import Batch, Reader
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.sources.scope import Scope


class _NoPandas:
    """Hide pandas, as where only the extra `dlt` is installed: pyarrow imports it if it can."""

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, _NoPandas())
TABLES = tuple(PAGES.values())
TURNS = 5


def main() -> None:
    logging.disable(logging.WARNING)
    mode, settings, *folder = sys.argv[1:]
    access, scope = _access_and_scope(json.loads(settings))
    plan = Plan(access, scope, TABLES, retry=source_retry(0, 0))
    figures = _answers(plan) if mode == "answers" else _sync(plan, Path(folder[0]))
    print(json.dumps(figures))


def _access_and_scope(settings: dict[str, Any]) -> tuple[Access, Scope]:
    url, numbers = settings.pop("url"), tuple(settings.pop("organizations"))
    return Access(**settings, base_url=url, oauth_url=url), Scope(numbers)


def _sync(plan: Plan, folder: Path) -> dict[str, float]:
    import duckdb  # noqa: F401  its import is not what is measured

    target = Target(database=folder / "linkedin.duckdb", pipelines_dir=folder)
    cpu = _cpu(lambda: sync(plan, target))
    return {"cpu": cpu, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _answers(plan: Plan) -> dict[str, float]:
    """CPU seconds of reading, and of loading what was read: with dlt, and by hand."""
    readings = [_cpu(lambda: asyncio.run(_read(plan))) for _ in range(3)]
    batches = asyncio.run(_read(plan))
    records = [
        (
            by_hand.shape_of(form_of(table)),
            [row for each in batches[table.name] for row in each.records],
        )
        for table in TABLES
    ]
    gc.freeze()  # to look through what is kept here is no work of either
    loads: dict[str, list[float]] = {"sync": [], "loading": [], "by_hand": []}
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "by_hand.duckdb"
            loads["by_hand"].append(_cpu(partial(by_hand.load, records, file)))
        loads["sync"].append(_loaded(plan))

    def read(_: Extraction, table: Table, __: Past) -> Iterator[Batch]:
        yield from batches[table.name]

    Extraction._read = read
    loads["loading"] += [_loaded(plan) for _ in range(TURNS)]
    return {"reading": min(readings)} | {name: min(each) for name, each in loads.items()}


def _loaded(plan: Plan) -> float:
    with tempfile.TemporaryDirectory() as folder:
        target = Target(database=Path(folder) / "linkedin.duckdb", pipelines_dir=Path(folder))
        return _cpu(lambda: sync(plan, target))


async def _read(plan: Plan) -> dict[str, list[Batch]]:
    async with Reader(plan.access, plan.scope, TABLES) as reader:

        async def all_of(table: Any) -> list[Batch]:
            return [batch async for batch in reader.read(table)]

        found = await asyncio.gather(*map(all_of, TABLES))
    return {table.name: batches for table, batches in zip(TABLES, found, strict=True)}


def _cpu(work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
