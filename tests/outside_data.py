"""Folders of recorded data that are not part of this project, and the tests that need them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


class OutsideData:
    """A folder of JSON files.

    Args:
        variable: of the environment, which names the folder.
        name: of the folder, where the environment does not say.
        what: names the data, with the verb.
    """

    def __init__(self, variable: str, name: str, what: str) -> None:
        self.folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / name)
        self.needed = pytest.mark.skipif(
            not self.folder.is_dir(), reason=f"{what} not here; {variable} names the folder"
        )

    def load(self, name: str) -> dict[str, Any]:
        """A file of the folder, empty where the folder is absent."""
        path = self.folder / name
        return json.loads(path.read_text()) if path.is_file() else {}
