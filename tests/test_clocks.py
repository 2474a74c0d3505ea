"""Almost no code may read the machine's clock: the time comes from a clock argument."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
#: The modules and functions that read the time of day.
_TELLERS = {
    "time": {"time", "time_ns", "gmtime", "localtime", "strftime", "ctime"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
}
_METHODS = {rf"{of}\.{what}" for of, names in _TELLERS.items() for what in names}
_STOPWATCHES = {"perf_counter", "monotonic", "perf_counter_ns", "monotonic_ns"}

#: The exceptions, where there cannot be a clock argument.
ALLOWED = {
    "src/linkedin_api/sandbox/clock.py": "the sandbox's clock is the machine's, moved",
    "src/linkedin_api/clients/auth/token.py": "Token.from_response(now=None)",
    "src/linkedin_api/sandbox/certificates.py": "TLS goes by the machine's clock",
    "src/linkedin_api/errors.py": "an answer that is not dated",
    "src/linkedin_api/sources/engines/dlt/lease.py": "since when a process holds a lease",
    "src/linkedin_api/sources/engines/spark/job_end.py": "files are dated by the machine",
    "src/linkedin_api/sources/engines/spark/source.py": "Spark makes it; a subclass has a clock",
    "tests/sources/engines/spark/spark_program.py": "a program whose clock is ahead",
    "tests/noon.py": "today, once",
    "tests/clients/test_both_clients.py": "an answer that is not dated",
    "tests/sandbox/test_dates.py": "what a sandbox must not reveal",
    "tests/clock/days.py": "moments as seen from now",
}


@cache
def texts(folder: str) -> list[tuple[str, str]]:
    paths = sorted((_ROOT / folder).rglob("*.py"))
    return [(str(path.relative_to(_ROOT)), path.read_text()) for path in paths]


def trees(folder: str, names: Iterable[str]) -> Iterator[tuple[str, ast.AST]]:
    """The files that have one of the names; to parse all others takes seconds."""
    has_one = re.compile(rf"\b(?:{'|'.join(names)})\b").search
    return ((name, ast.parse(text)) for name, text in texts(folder) if has_one(text))


def calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The calls of a method, as object and method names, such as `time` and `time`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            yield (of.id if isinstance(of, ast.Name) else ""), node.func.attr


@pytest.mark.parametrize("folder", ["src", "tests"])
def test_the_time_of_day_comes_from_the_clock_that_is_given(folder):
    asking = {
        name
        for name, tree in trees(folder, _METHODS)
        if any(what in _TELLERS.get(of, ()) for of, what in calls(tree))
    }

    assert asking == {name for name in ALLOWED if name.startswith(folder)}


def test_no_test_holds_a_stopwatch_against_a_bound():
    def is_hasty(node: ast.AST) -> bool:
        hasty = isinstance(node, ast.Compare) and isinstance(node.ops[-1], ast.Lt | ast.LtE)
        return hasty and any(what in _STOPWATCHES for _, what in calls(node))

    assert [
        f"{name}:{node.lineno}"
        for name, tree in trees("tests", _STOPWATCHES)
        for node in ast.walk(tree)
        if is_hasty(node)
    ] == []
