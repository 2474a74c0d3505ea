"""Make a page of each executed notebook of `examples/notebooks`, with its outputs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbconvert import MarkdownExporter

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

NOTEBOOKS = Path(__file__).parents[1] / "examples/notebooks"
#: The page of each notebook.
PAGES = {"pages": "notebook.md", "ads": "notebook-ads.md", "testing": "notebook-testing.md"}
#: How a notebook names a page of the documentation.
_DOCS = "](../../docs/"


def on_files(files: Files, *, config: Any) -> Files:
    """Add the pages, their pictures and the notebooks themselves; called by mkdocs."""
    from mkdocs.structure.files import File

    for name, address in PAGES.items():
        markdown, pictures = page(name)
        files.append(File.generated(config, address, content=markdown))
        file = NOTEBOOKS / f"{name}.ipynb"
        files.append(File.generated(config, file.name, content=file.read_bytes()))
        for picture, content in pictures.items():
            files.append(File.generated(config, picture, content=content))
    return files


def page(name: str) -> tuple[str, dict[str, bytes]]:
    """Return a notebook as Markdown, and its pictures by file name."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    notebook.metadata["language_info"] = {"name": "python"}  # otherwise code has no colours
    resources = {"unique_key": f"notebook-{name}"}
    markdown, made = MarkdownExporter().from_notebook_node(notebook, resources)
    return markdown.replace(_DOCS, "]("), made["outputs"]
