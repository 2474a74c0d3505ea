"""Programs that some tests need. Without them the tests are skipped, or fail in CI."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest


class Required(NamedTuple):
    """The programs that tests need.

    Attributes:
        found: whether each program, by name, is installed.
        install: how to install them, in words.
    """

    found: Mapping[str, Any]
    install: str

    @property
    def reason(self) -> str:
        """What is missing; empty if nothing is."""
        missing = [name for name, there in self.found.items() if not there]
        return f"not installed: {', '.join(missing)} ({self.install})" if missing else ""

    @property
    def mark(self) -> pytest.MarkDecorator:
        """Skips a test if something is missing, but never in CI."""
        return pytest.mark.skipif(bool(self.reason) and not in_ci(), reason=self.reason)

    def demand(self) -> None:
        """Fail if something is missing; only reached in CI, where nothing is skipped."""
        if self.reason:
            pytest.fail(f"{self.reason}; in CI this is not skipped", pytrace=False)


def in_ci() -> bool:
    """Whether this is a CI run, by the variable that all CI systems set."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")
