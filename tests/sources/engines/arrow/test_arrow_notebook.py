"""What happens in a notebook, in a real kernel."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from noon import NOON

from linkedin_api.sandbox import Sandbox


class Notebook:
    """A notebook with a kernel of its own."""

    def __init__(self, client: NotebookClient) -> None:
        self._client = client
        self._cells = client.nb.cells

    def run(self, code: str) -> list[Any]:
        """Run a cell; returns its outputs."""
        cell = nbformat.v4.new_code_cell(code)
        self._cells.append(cell)
        self._client.execute_cell(cell, len(self._cells) - 1)
        return cell.outputs

    def value(self, code: str) -> str:
        """Run a cell; returns what its last line shows."""
        return next(
            each.data["text/plain"]
            for each in self.run(code)
            if each.output_type == "execute_result"
        )

    def interrupt(self) -> None:
        """Do what the button with the square does."""
        os.kill(self._client.km.provisioner.pid, signal.SIGINT)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=5, now=NOON, kept_requests=1000) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def notebook(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebook]:
    folder = tmp_path_factory.mktemp("notebook")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(folder / name.lower()))
        patch.setenv("LINKEDIN_API_URL", sandbox.url)
        patch.setenv("LINKEDIN_ACCESS_TOKEN", sandbox.access_token())
        client = NotebookClient(
            nbformat.v4.new_notebook(), timeout=60, resources={"metadata": {"path": str(folder)}}
        )
        with client.setup_kernel():
            notebook = Notebook(client)
            notebook.run("import asyncio\nfrom linkedin_api.sources import read_pages")
            yield notebook


def test_a_cell_reads_although_the_kernel_runs_an_event_loop(notebook):
    read = "read_pages(tables=['total_follower_count'])['total_follower_count'].num_rows"
    assert notebook.value("asyncio.get_running_loop().is_running()") == "True"
    assert notebook.value(read) == "5"
    assert notebook.value(f"await asyncio.sleep(0); {read}") == "5"


def test_a_cell_shows_what_was_read_and_a_list_of_the_tables(notebook):
    progress, tables = notebook.run("read_pages(tables=['posts', 'total_follower_count'])")
    assert progress.data["text/html"].startswith("Read from LinkedIn: 10 of 10 parts, ")
    assert "<caption>6 tables of LinkedIn</caption>" in tables.data["text/html"]


def test_a_cell_shows_no_progress_if_none_is_wanted(notebook):
    read = "read_pages(tables=['total_follower_count'], show_progress=False)"
    assert [each.output_type for each in notebook.run(read)] == ["execute_result"]


def test_a_cell_that_was_interrupted_stops_and_the_next_one_works(notebook, sandbox):
    sandbox.faults.add(lambda _: True, delay=0.2)
    asked = len(sandbox.requests)

    def interrupt_when_it_reads() -> None:
        while len(sandbox.requests) < asked + 3:
            time.sleep(0.01)
        notebook.interrupt()

    watching = threading.Thread(target=interrupt_when_it_reads)
    watching.start()
    with pytest.raises(CellExecutionError, match="KeyboardInterrupt"):
        notebook.run("read_pages(concurrency=1)")
    watching.join()
    sandbox.faults.clear()
    assert len(sandbox.requests) < asked + 10, "it goes on behind the back of whoever stopped it"
    threads = "[t.name for t in threading.enumerate() if t.name == 'linkedin reader']"
    assert notebook.value(f"import threading; {threads}") == "[]"
    assert notebook.value("len(read_pages(tables=['posts']))") == "5"
