"""The JSON files that the platform, or a person, hands to a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, Literal

from linkedin_api.errors import InvalidArgumentError

Kind = Literal["config", "catalog", "state"]
#: What to do about an empty file.
_EMPTY: Final = {
    "state": ": to read from the beginning, leave --state out or write [] into the file"
}


def read_json_file(path: str, kind: Kind) -> Any:
    """Return the content of a file.

    Raises:
        InvalidArgumentError: the file cannot be read, or is not JSON.
    """
    try:
        content = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidArgumentError(f"the {kind} file {path} cannot be read: {error}") from None
    if not content.strip():
        raise InvalidArgumentError(f"the {kind} file {path} is empty{_EMPTY.get(kind, '')}")
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidArgumentError(f"the {kind} file {path} is not JSON: {error}") from None
