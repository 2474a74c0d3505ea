"""Insert files of the checkout into the pages, so that what is shown is what is tested.

The comment `<!-- file: examples/deploying/prefect_flow.py -->` marks the place for the file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LANGUAGES = {".py": "python", ".yml": "yaml", "": "docker"}
_mark = re.compile(r"<!-- file: ([\w./-]+) -->")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in the files of a page; called by mkdocs."""
    return _mark.sub(lambda match: block(ROOT / match[1]), markdown)


def block(file: Path) -> str:
    """Return a file as a block of code with its name above it."""
    language = LANGUAGES[file.suffix]
    return f'```{language} title="{file.relative_to(ROOT)}"\n{file.read_text().rstrip()}\n```'
