"""Measure costs independently of the machine's load: CPU time, never wall-clock time.

CPU time still depends on the machine, so tests compare costs with each other, not with seconds.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

#: Pairs of measurements after which a cost is believed to be as high as it seems.
AT_MOST: Final = 40


def work_of(do: Callable[[], object]) -> float:
    """The CPU seconds that a function takes in this thread."""
    begun = time.thread_time()
    do()
    return time.thread_time() - begun


def work_of_all(do: Callable[[], object]) -> float:
    """The same for all threads of this process, including those that serve a sandbox."""
    begun = time.process_time()
    do()
    return time.process_time() - begun


def work_of_python(*arguments: str) -> float:
    """The CPU seconds of a separate Python process, from start to end."""
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime


class Ratio:
    """How much more one thing costs than another: `assert times_as_much(more, less) < 3`.

    Noise only ever adds to a cost, so the least of many measurements is the truest. What is asked
    whether it stays below a bound is measured until it does, or until no noise explains the rest.
    """

    def __init__(self, more: Callable[[], float], less: Callable[[], float], at_least: int) -> None:
        self._costs = more, less
        self._least = [math.inf, math.inf]
        self._pairs = 0
        while self._pairs < at_least:
            self._measure()

    def __lt__(self, bound: float) -> bool:
        while self.value >= bound and self._pairs < AT_MOST:
            self._measure()
        return self.value < bound

    def __repr__(self) -> str:
        return f"{self.value:.3g} times as much, from {self._pairs} pairs"

    @property
    def value(self) -> float:
        """The ratio of the least costs that were measured."""
        return self._least[0] / self._least[1]

    def _measure(self) -> None:
        """Measure one and then the other, so that both see the machine as it is."""
        self._least = [*map(min, self._least, [cost() for cost in self._costs])]
        self._pairs += 1


def times_as_much(more: Callable[[], float], less: Callable[[], float], at_least: int = 3) -> Ratio:
    """Compare two costs that depend on nothing but what is compared.

    Args:
        more: measures what may cost more.
        less: measures what it is compared with, on the same day and with the same kind of data.
        at_least: how many pairs to measure, whatever comes of them.
    """
    return Ratio(more, less, at_least)
