"""Runs the notebook of the documentation in a real kernel.

    PYTHONPATH=tests python -m notebooks

runs it and keeps its outputs. The notebook reads sample pages on a fixed day, so that they are the
same every time.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any, Final
from unittest import mock

import nbformat
from nbclient import NotebookClient

_port = re.compile(r"(http://127\.0\.0\.1:)\d+")
PAGE: Final = Path(__file__).parents[1] / "docs" / "notebook.ipynb"


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
    notebook = executed(nbformat.read(PAGE, as_version=4))
    notebook.metadata.pop("language_info", None)  # it names the version of Python
    PAGE.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
