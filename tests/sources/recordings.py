"""Where recordings of the known connector lie, and the mark for tests that need them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("LINKEDIN_PAGES_RECORDINGS") or ROOT.parent / "shared" / "pages")

needs_recordings = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the recordings are not here; LINKEDIN_PAGES_RECORDINGS names their folder",
)


def recorded(name: str) -> dict[str, Any]:
    """A file of the folder, empty where the folder is absent."""
    path = FOLDER / name
    return json.loads(path.read_text()) if path.is_file() else {}
