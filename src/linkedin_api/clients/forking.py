"""Protect forked processes from state that they must not share with their parent.

A child inherits open connections, so it could read an answer to its parent's request. It inherits
locks in their current state, so it could wait for a thread that does not exist there. Objects with
either register here; each child calls their `after_fork` before it runs other Python code.
"""

from __future__ import annotations

import os
from typing import Any, Final, Protocol
from weakref import WeakSet


class Forkable(Protocol):
    """An object with connections or locks."""

    def after_fork(self) -> None:
        """Drop everything that belongs to the parent; called in the child."""


_living: Final[WeakSet[Any]] = WeakSet()


def renew_in_children(thing: Forkable) -> None:
    """Call `thing.after_fork` in each process that is forked from now on."""
    _living.add(thing)


def _renew() -> None:
    for thing in list(_living):
        thing.after_fork()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_renew)
