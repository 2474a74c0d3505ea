"""Runs the notebooks of the documentation in a real kernel.

    PYTHONPATH=tests python -m notebooks [NAME...]

runs them, or some, and keeps their outputs. They read sample data on a fixed day, so that it is
the same every time.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any, Final
from unittest import mock

import nbformat
from nbclient import NotebookClient

_port = re.compile(r"(http://127\.0\.0\.1:)\d+")
FOLDER: Final = Path(__file__).parents[1] / "examples/notebooks"
NOTEBOOKS: Final = ("pages", "ads", "testing")


def committed(name: str) -> Any:
    """The notebook as it is in the repository."""
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def executed(notebook: Any) -> Any:
    """Run all cells of a notebook in a kernel and a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        places = {
            name: str(Path(folder, name.lower())) for name in ("JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        }
        with mock.patch.dict(os.environ, {**places, "MPLBACKEND": ""}):
            client = NotebookClient(
                notebook, timeout=120, record_timing=False, resources={"metadata": {"path": folder}}
            )
            return _without_ports(client.execute())


def _without_ports(notebook: Any) -> Any:
    """The notebook as if each sandbox had the same port."""
    return nbformat.reads(_port.sub(r"\g<1>8000", nbformat.writes(notebook)), as_version=4)


def main() -> None:
    for name in sys.argv[1:] or NOTEBOOKS:
        notebook = executed(committed(name))
        notebook.metadata.pop("language_info", None)  # it names the version of Python
        file = FOLDER / f"{name}.ipynb"
        file.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
