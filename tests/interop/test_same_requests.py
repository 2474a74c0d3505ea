"""Some 400 requests to LinkedIn's server and to the sandbox: both answer alike, or it is known."""

from __future__ import annotations

from collections import Counter

import pytest
from interop.asked_requests import FIRST, REQUESTS
from interop.java_server import need_server
from interop.sides import Sides, as_answered, differing
from sandbox_tables.differences import DIFFERENCES

need_server()

#: Each request that is known to be answered differently, with the status of LinkedIn's server.
KNOWN = {request: each.status for each in DIFFERENCES for request in each.requests}


def test_there_are_enough_requests_and_each_stands_there_once():
    named = [request for each in DIFFERENCES for request in each.requests]

    assert len(REQUESTS) >= 90
    assert not [text for text, times in Counter(map(str, REQUESTS)).items() if times > 1]
    assert not [text for text, times in Counter(named).items() if times > 1]
    assert not set(named) - set(map(str, REQUESTS))


def test_most_requests_are_answered_alike():
    assert len(KNOWN) < len(REQUESTS) / 3


@pytest.fixture
def stocked(sides: Sides) -> Sides:
    for request in FIRST:
        theirs, ours = sides.ask_both(request)
        assert theirs.status == ours.status < 300
    return sides


@pytest.mark.parametrize("asked", REQUESTS, ids=str)
def test_both_answer_alike_or_the_difference_is_known(stocked: Sides, asked):
    theirs, ours = stocked.ask_both(asked)

    found = list(differing(as_answered(theirs), as_answered(ours)))
    if str(asked) in KNOWN:
        assert found, "they answer alike now: take it out of `differences`"
        assert theirs.status == KNOWN[str(asked)]
    else:
        assert not found, f"server: {theirs.content!r}, sandbox: {ours.content!r}"
