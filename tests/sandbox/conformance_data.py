"""LinkedIn's own conformance data, where it is at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("LINKEDIN_CONFORMANCE") or _ROOT.parent / "shared" / "conformance")

needs_folder = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the conformance data is not here; LINKEDIN_CONFORMANCE names its folder",
)


def load(name: str) -> dict[str, Any]:
    """Return a file of the folder, empty where the folder is absent."""
    path = FOLDER / name
    return json.loads(path.read_text()) if path.is_file() else {}
