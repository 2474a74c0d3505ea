"""What a process that was forked must not share with its parent.

A child inherits open connections, so it could read an answer to its parent's request; it
inherits locks as they are, so it could wait for a thread that it does not have. Whatever has
either registers here; each child calls its `after_fork` before any other Python code runs there.
"""

from __future__ import annotations

import os
from typing import Any, Final, Protocol
from weakref import WeakSet


class Forkable(Protocol):
    """Something with connections or locks."""

    def after_fork(self) -> None:
        """Leave to the parent what is the parent's; called in the child."""


_living: Final[WeakSet[Any]] = WeakSet()


def renew_in_children(thing: Forkable) -> None:
    """Have `thing.after_fork` called in each process that is forked from now on."""
    _living.add(thing)


def _renew() -> None:
    for thing in list(_living):
        thing.after_fork()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_renew)
