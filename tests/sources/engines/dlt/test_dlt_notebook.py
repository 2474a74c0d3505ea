"""A real notebook: cells that load and ask, one that is interrupted: `make soak`.

What a loop that runs does to a sync is among the quick tests, without a kernel.
"""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from linkedin_api.sandbox import Sandbox

pytestmark = pytest.mark.soak
PAGE = Path(__file__).parents[4] / "docs" / "dlt.md"
SETUP = """
from dataclasses import replace
from pathlib import Path
import duckdb
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.engines.dlt import Plan, Target, linkedin_pages, sync

access = Access(token, base_url=url, oauth_url=url)
target = Target(database=Path("linkedin.duckdb"), pipelines_dir=Path("pipelines"))
tables = ["total_follower_count", "follower_statistics_time_bound"]
plan = Plan.pages(access, None, tables, now=lambda: now)

def days(dataset):
    with duckdb.connect("linkedin.duckdb") as database:
        sql = f"SELECT count(*) FROM {dataset}.follower_statistics_time_bound"
        return database.sql(sql).fetchall()[0][0]
"""


class Notebook:
    """A notebook with a kernel of its own."""

    def __init__(self, client: NotebookClient) -> None:
        self._client = client
        self._cells = client.nb.cells

    def run(self, code: str) -> Any:
        """Run a cell; returns the value of its last line."""
        cell = nbformat.v4.new_code_cell(code)
        self._cells.append(cell)
        self._client.execute_cell(cell, len(self._cells) - 1)
        results = [each for each in cell.outputs if each.output_type == "execute_result"]
        return results[0].data["text/plain"] if results else None

    def interrupt(self) -> None:
        """Do what the button with the square does."""
        os.kill(self._client.km.provisioner.pid, signal.SIGINT)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=5, kept_requests=1000) as sandbox:
        yield sandbox
        sandbox.faults.clear()


@pytest.fixture(scope="module")
def notebook(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebook]:
    folder = tmp_path_factory.mktemp("notebook")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "DLT_DATA_DIR"):
            patch.setenv(name, str(folder / name.lower()))
        patch.setenv("LINKEDIN_API_URL", sandbox.url)
        patch.setenv("LINKEDIN_OAUTH_URL", sandbox.url)
        client = NotebookClient(
            nbformat.v4.new_notebook(), timeout=60, resources={"metadata": {"path": str(folder)}}
        )
        with client.setup_kernel():
            notebook = Notebook(client)
            notebook.run(f"token, url = {sandbox.access_token()!r}, {sandbox.url!r}")
            notebook.run(f"now = {sandbox.clock.now()}")
            notebook.run(SETUP)
            yield notebook


def test_a_cell_loads_the_next_one_asks_and_the_first_can_be_run_again(notebook: Notebook):
    load = "[table.rows for table in sync(plan, target).tables]"
    assert notebook.run("import asyncio; asyncio.get_running_loop().is_running()") == "True"
    assert notebook.run(load) == f"[5, {5 * 363}]"
    assert notebook.run("days('linkedin_pages')") == str(5 * 363)
    assert notebook.run(load) == "[5, 0]"
    assert notebook.run("days('linkedin_pages')") == str(5 * 363)


def test_a_cell_that_awaits_can_load_too(notebook: Notebook):
    load = "target = replace(target, dataset='awaited', pipeline_name='awaited')"
    notebook.run(f"{load}; await asyncio.sleep(0); report = sync(plan, target)")
    assert notebook.run("days('awaited')") == str(5 * 363)


def test_a_cell_runs_a_pipeline_of_ones_own(notebook: Notebook):
    notebook.run("import dlt; mine = dlt.destinations.duckdb('mine.duckdb')")
    notebook.run("source = linkedin_pages(credentials=access, tables=['total_follower_count'])")
    notebook.run("info = dlt.pipeline('mine', destination=mine).run(source)")
    assert notebook.run("info.has_failed_jobs") == "False"


def test_a_cell_that_was_interrupted_stops_and_the_next_ones_work(
    notebook: Notebook, sandbox: Sandbox
):
    notebook.run("target = replace(target, dataset='stopped', pipeline_name='stopped')")
    sandbox.faults.add(delay=0.2)
    asked = len(sandbox.requests)

    def interrupt_when_it_reads() -> None:
        while len(sandbox.requests) < asked + 3:
            time.sleep(0.01)
        notebook.interrupt()

    watching = threading.Thread(target=interrupt_when_it_reads)
    watching.start()
    with pytest.raises(CellExecutionError, match="KeyboardInterrupt"):
        notebook.run("sync(replace(plan, concurrency=1), target)")
    watching.join()
    sandbox.faults.clear()
    sent = len(sandbox.requests)
    assert sent < asked + 10, "it goes on behind the back of whoever stopped it"
    assert notebook.run("[table.rows for table in sync(plan, target).tables]") == f"[5, {5 * 363}]"
    assert notebook.run("days('stopped')") == str(5 * 363)
    threads = "[t.name for t in threading.enumerate() if t.name == 'linkedin reader']"
    assert notebook.run(f"import threading; {threads}") == "[]"


INTERRUPTED_ONCE = """
import os, signal
from dlt.destinations.impl.duckdb.duck import DuckDbCopyJob

run = DuckDbCopyJob.run

def run_and_interrupt(self):
    DuckDbCopyJob.run = run
    os.kill(os.getpid(), signal.SIGINT)
    run(self)

DuckDbCopyJob.run = run_and_interrupt
"""


def test_a_cell_that_was_interrupted_while_it_loads_is_completed_by_the_next(notebook: Notebook):
    notebook.run("target = replace(target, dataset='half', pipeline_name='half')")
    notebook.run(INTERRUPTED_ONCE)
    with pytest.raises(CellExecutionError, match=r"KeyboardInterrupt|SignalReceived"):
        notebook.run("sync(plan, target)")
    notebook.run("sync(plan, target)")
    assert notebook.run("days('half')") == str(5 * 363)


def test_the_notebook_of_the_documentation_works(notebook: Notebook):
    section = PAGE.read_text(encoding="utf-8").partition("\n## In a notebook\n")[2]
    section = section.partition("\n## ")[0]
    cells = re.findall(r"^```python\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert len(cells) == 3
    for cell in cells:
        notebook.run(cell)
    assert notebook.run("len(followers)") == "5"
    rows = int(notebook.run("sum(table.rows for table in again.tables)"))
    assert rows in (5, 5 + 5), "but for a midnight in between there is nothing new of days"
