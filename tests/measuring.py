"""What something costs, however busy the machine is: work of the processor, never time on a clock.

Even that depends on the machine, so costs are held against each other, not against seconds.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable


def work_of(do: Callable[[], object]) -> float:
    """Seconds of work that something makes this thread do."""
    begun = time.thread_time()
    do()
    return time.thread_time() - begun


def work_of_all(do: Callable[[], object]) -> float:
    """The same of all threads of this process, such as those that serve a sandbox."""
    begun = time.process_time()
    do()
    return time.process_time() - begun


def work_of_python(*arguments: str) -> float:
    """Seconds of work of a Python of its own, from its start to its end."""
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime


def times_as_much(
    more: Callable[[], float], less: Callable[[], float], tries: Iterable[object] = range(5)
) -> float:
    """How many times as much work one thing is as another, in the quietest moments of both."""
    pairs = [(more(), less()) for _ in tries]
    return min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)
