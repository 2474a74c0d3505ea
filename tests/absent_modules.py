"""Modules as if they were not installed, or not imported yet."""

from __future__ import annotations

import sys

import pytest


def forget(monkeypatch: pytest.MonkeyPatch, *beginnings: str) -> None:
    """Forget modules until the end of a test, those in a package before the package.

    A module is also an attribute of its package. The next import sets that to a new module, and
    it has to come back together with the old one.
    """
    for name in [name for name in sys.modules if name.startswith(beginnings)]:
        parent, _, child = name.rpartition(".")
        if hasattr(sys.modules.get(parent), child):
            monkeypatch.setattr(sys.modules[parent], child, sys.modules[name])
        monkeypatch.delitem(sys.modules, name)
