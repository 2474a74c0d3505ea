"""Every method with every hard value, as LinkedIn's own server understands it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from interop.hard_values import TEXTS
from interop.kinds_of_keys import KINDS, Kind
from interop.sides import Sides
from interop.steps import Step, steps

WAYS = ("plain", "tunnelled")


def all_steps(kind: Kind, way: str) -> Iterator[tuple[str, Step]]:
    """What is done with a resource, value by value, each with its value."""
    for place, text in enumerate(TEXTS):
        for step in steps(kind, text, place, created=2 * place):
            yield text, step.long() if way == "tunnelled" else step


def test_there_are_enough_values_and_calls():
    calls = [step.method for kind in KINDS for way in WAYS for _, step in all_steps(kind, way)]

    assert len(set(TEXTS)) >= 100
    assert len(calls) >= 7_000
    assert len(set(calls)) == 14


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_server_receives_what_was_sent_and_the_client_reads_what_it_answers(
    sides: Sides, shell, kind, way
):
    client = shell.rest(base_url=sides.server.url, access_token="any")

    found = [
        f"{text!r}, {disagreement}"
        for text, step in all_steps(kind, way)
        for disagreement in sides.disagreements(shell, client, step)
    ]

    assert not found, f"{len(found)} disagreements:\n" + "\n".join(found[:20])
