"""Every method with every hard value, as LinkedIn's own server understands it."""

from __future__ import annotations

import pytest
from clients.shells import SyncShell
from interop.hard_values import TEXTS
from interop.java_server import need_server
from interop.kinds_of_keys import KINDS, Kind
from interop.sides import Sides
from interop.steps import Step, steps

from linkedin_api import RestliClient

need_server()

#: Thousands of requests, on a machine that may be busy.
pytestmark = pytest.mark.timeout(600)
WAYS = ("plain", "tunnelled")


def steps_with(kind: Kind, way: str, text: str, place: int) -> list[Step]:
    """What is done with one value."""
    done = steps(kind, text, place, created=2 * place)
    return [step.long() if way == "tunnelled" else step for step in done]


def test_there_are_enough_values_and_calls():
    calls = [
        step.method
        for kind in KINDS
        for way in WAYS
        for place, text in enumerate(TEXTS)
        for step in steps_with(kind, way, text, place)
    ]

    assert len(set(TEXTS)) >= 100
    assert len(calls) >= 7_000
    assert len(set(calls)) == 14


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_server_receives_what_was_sent_and_the_client_reads_what_it_answers(
    sides: Sides, shell: SyncShell, client, kind: Kind, way: str
):
    # The sandbox once: both clients send the same requests.
    sandbox_too = type(client) is RestliClient

    found = [
        f"{text!r}, {disagreement}"
        for place, text in enumerate(TEXTS)
        for disagreement in sides.disagreements(
            shell, client, steps_with(kind, way, text, place), sandbox_too=sandbox_too
        )
    ]

    assert not found, f"{len(found)} disagreements:\n" + "\n".join(found[:20])
