"""Measure costs independently of the machine's load: CPU time, never wall-clock time.

CPU time still depends on the machine, so tests compare costs with each other, not with seconds.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable


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


def times_as_much(
    more: Callable[[], float], less: Callable[[], float], tries: Iterable[object] = range(5)
) -> float:
    """The ratio of two costs, from the best measurement of each."""
    pairs = [(more(), less()) for _ in tries]
    return min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)
