"""Thousands of broken answers to all fourteen methods: each can be read, or is an error of ours.

The quick tests try each answer with a method or two, which change from answer to answer;
`make soak` tries all answers with all methods.
"""

from __future__ import annotations

import resource
import sys

import pytest
from broken.answers import TABLES
from broken.calling import METHODS, Try, faults
from broken.examining import SECRET, Unreadable, examine
from broken.raw_server import RawServer

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.errors import ForbiddenError

#: Of the quick tests: one try of so many. What is tried together has no common divisor.
SPARED = {"fields": 149}
ONE_OF = 23
#: MiB that no answer may cost more than; they are at most 4 MB large, or refused.
MOST_MEMORY = 150
CLIENTS = pytest.mark.parametrize("kind", [RestliClient, AsyncRestliClient])


def peak() -> float:
    """MiB that this process has had at the most."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def tries(number: int, one_of: int) -> list[Try]:
    every = [Try(method, n) for n in range(number) for method in METHODS]
    return every[::one_of]


def found(kind: type, table: str, one_of: int) -> list[str]:
    answers = list(TABLES[table]())
    before = peak()
    with RawServer(answers) as server:
        wrong = faults(kind, server, tries(len(answers), one_of))
    assert peak() - before < MOST_MEMORY
    return wrong


@CLIENTS
@pytest.mark.parametrize("table", TABLES)
def test_a_broken_answer_is_readable_or_an_error_of_ours(kind, table):
    assert found(kind, table, SPARED.get(table, ONE_OF)) == []


@pytest.mark.soak
@CLIENTS
@pytest.mark.parametrize("table", TABLES)
def test_every_broken_answer_to_every_method_is_readable_or_an_error_of_ours(kind, table):
    assert found(kind, table, 1) == []


def test_there_are_more_than_five_hundred_different_answers():
    answers = [answer.steps for table in TABLES.values() for answer in table()]
    assert len(set(answers)) > 4_000


def test_the_quick_tests_try_every_method_with_every_table():
    for name, table in TABLES.items():
        sample = tries(len(list(table())), SPARED.get(name, ONE_OF))
        assert {each.method for each in sample} == set(METHODS), name


class Odd(ForbiddenError):
    """An error with something that cannot be read."""

    __module__ = "linkedin_api.odd"

    @property
    def reason(self):
        raise KeyError("x")

    def __reduce__(self):
        return ForbiddenError, ("no",)


def test_what_cannot_be_read_is_noticed():
    with pytest.raises(Unreadable, match="reason: KeyError"):
        examine(Odd("no"))
    with pytest.raises(Unreadable, match="a secret is in"):
        examine(ForbiddenError(f"no, {SECRET}"))
