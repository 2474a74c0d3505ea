"""A large answer is decoded without the collection of garbage, which goes on afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from linkedin_api.restli.reply import Reply

LARGE = b'{"elements":[' + b",".join([b'{"a":[1]}'] * 40_000) + b"]}"


@pytest.fixture
def collections() -> Iterator[list[str]]:
    """What was collected, in order."""
    found: list[str] = []

    def note(phase: str, _info: object) -> None:
        found.append(phase)

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


@pytest.mark.parametrize("content", [LARGE, LARGE[:-1]], ids=["JSON", "no JSON"])
def test_decoding_a_large_answer_collects_nothing(content, collections):
    reply = Reply(200, {}, content)
    collections.clear()
    assert (reply.json is None) == (content != LARGE)
    assert len(collections) <= 2
    assert gc.isenabled()


def test_a_program_without_collection_stays_without():
    gc.disable()
    try:
        assert Reply(200, {}, LARGE).json is not None
        assert not gc.isenabled()
    finally:
        gc.enable()
