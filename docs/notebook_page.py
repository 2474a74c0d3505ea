"""Make a page of the executed notebook, with its outputs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbconvert import MarkdownExporter

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

NOTEBOOK = Path(__file__).parent / "notebook.ipynb"


def on_files(files: Files, *, config: Any) -> Files:
    """Add the page and its pictures; called by mkdocs."""
    from mkdocs.structure.files import File

    markdown, pictures = page()
    files.append(File.generated(config, "notebook.md", content=markdown))
    for name, picture in pictures.items():
        files.append(File.generated(config, name, content=picture))
    return files


def page() -> tuple[str, dict[str, bytes]]:
    """Return the notebook as Markdown, and its pictures by file name."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.metadata["language_info"] = {"name": "python"}  # otherwise code has no colours
    resources = {"unique_key": NOTEBOOK.stem}
    markdown, made = MarkdownExporter().from_notebook_node(notebook, resources)
    return markdown, made["outputs"]
