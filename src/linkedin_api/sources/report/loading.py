"""Loads what a package of reports offers when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def load(package: str, homes: Mapping[str, str], name: str) -> Any:
    """Return what a package offers by a name.

    Args:
        package: its name.
        homes: the module below it with each name.
        name: what is wanted.

    Raises:
        AttributeError: there is no such name.
        ModuleNotFoundError: the extra `report` is not installed; the message says how.
    """
    if name not in homes:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{package}.{homes[name]}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "linkedin_api":
            raise
        raise ModuleNotFoundError(
            f"the report needs '{error.name}': pip install \"linkedin-api-client[report]\"",
            name=error.name,
        ) from error
