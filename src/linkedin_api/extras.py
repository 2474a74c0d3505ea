"""Libraries that come with extras: loaded when they are needed, and named when they are missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def missing_library(what: str, error: ModuleNotFoundError, extra: str) -> str:
    """Return the message for a library that is not installed.

    Example:
        >>> print(missing_library("the report", ModuleNotFoundError(name="bokeh"), "report"))
        the report needs 'bokeh': pip install "linkedin-api-client[report]"
    """
    library = (error.name or "").partition(".")[0]
    return f"{what} needs '{library}': pip install \"linkedin-api-client[{extra}]\""


def names_on_demand(
    package: str, homes: Mapping[str, str], what: str, extra: str
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return a package's `__getattr__` and `__dir__`, which load each name when it is first used.

    Args:
        package: the package's `__name__`.
        homes: the module of each name, relative to the package: `plan`, or `..plan` two levels up.
        what: what needs the extra, for the message if it is not installed.
        extra: the extra that brings the libraries.
    """

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        try:
            return getattr(import_module(f".{homes[name]}", package), name)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] == "linkedin_api":
                raise
            message = missing_library(what, error, extra)
            raise ModuleNotFoundError(message, name=error.name) from error

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes})

    return load, names
