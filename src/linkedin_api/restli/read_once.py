"""A property that is computed once and then kept in `vars()`: `cached_property` without a lock.

Python 3.11 locks on the first access, which costs more than most of the values here. Two threads
that read at the same time get equal values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from functools import cached_property

    read_once = cached_property
else:

    class read_once:  # noqa: N801  used like `property`
        """Compute a property on first access."""

        def __init__(self, read: Callable[[Any], T]) -> None:
            self._read = read
            self._name = read.__name__
            self.__doc__ = read.__doc__

        def __get__(self, owner: Any, kind: type) -> T:
            if owner is None:
                return self
            value = vars(owner)[self._name] = self._read(owner)
            return value
