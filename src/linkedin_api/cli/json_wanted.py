"""Whether a command line asks for JSON, known before it is parsed: errors are JSON then, too."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

_OPTION: Final = "--json"
#: As click reads them.
_YES: Final = frozenset({"1", "true", "t", "yes", "y", "on"})
#: A group of commands, and a command.
_DEPTH: Final = 2


def is_json_wanted(typed: Sequence[str]) -> bool:
    """Whether `--json` was typed, or the variable of the command says so.

    Args:
        typed: the arguments after `linkedin`.

    Example:
        >>> is_json_wanted(["pages", "sync", "--json"]), is_json_wanted(["pages", "sync"])
        (True, False)
    """
    if _OPTION in typed:
        return True
    path = list(takewhile(lambda word: not word.startswith("-"), typed))[:_DEPTH]
    names = (variable_of(path[: length + 1], "json") for length in range(len(path)))
    return any(os.environ.get(name, "").strip().lower() in _YES for name in names)


def variable_of(path: Sequence[str], option: str) -> str:
    """Return the environment variable of an option.

    Args:
        path: the names of the command.
        option: the name of the option, without hyphens before it.

    Example:
        >>> variable_of(("pages", "sync"), "max-calls-per-day")
        'LINKEDIN_PAGES_SYNC_MAX_CALLS_PER_DAY'
    """
    return "_".join(("LINKEDIN", *path, option)).replace("-", "_").upper()
