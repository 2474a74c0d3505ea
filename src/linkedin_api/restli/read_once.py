"""A property that is read once and then kept in `vars()`: `cached_property` without a lock.

Python 3.11 takes a lock at each first reading, which costs more than most of what is read here.
Two threads that read at once get equal values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from functools import cached_property

    read_once = cached_property
else:

    class read_once:  # noqa: N801  it is used like `property`
        """Read a property when it is first asked for."""

        def __init__(self, read: Callable[[Any], T]) -> None:
            self._read = read
            self._name = read.__name__
            self.__doc__ = read.__doc__

        def __get__(self, owner: Any, kind: type) -> T:
            if owner is None:
                return self
            value = vars(owner)[self._name] = self._read(owner)
            return value
