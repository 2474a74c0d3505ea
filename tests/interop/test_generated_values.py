"""What holds for any value at all, as far as LinkedIn's own server can say."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import pytest
from clients.shells import SyncShell
from hypothesis import given, settings
from hypothesis import strategies as st
from interop import generated
from interop.java_server import need_server
from interop.kinds_of_keys import NUMBERS_KIND, Kind
from interop.sides import Sides
from interop.steps import Step, search, steps, write_several

from linkedin_api.restli import diff, format_projection

need_server()

#: Thousands of requests, on a machine that may be busy.
pytestmark = pytest.mark.timeout(600)
thoroughly = settings(max_examples=150)
PATH = {"resource_path": "/numbers/{key}", "path_keys": {"key": 1}}


def check(sides: Sides, shell: SyncShell, client: Any, made: list[Step]) -> None:
    """Do steps from an empty beginning, and fail where anything disagrees."""
    sides.reset()
    found = list(sides.disagreements(shell, client, made, sandbox_too=True))
    assert not found, "\n".join(found)


@thoroughly
@given(kind=generated.kinds, text=generated.texts, place=st.integers(0, 10_000), long=st.booleans())
def test_any_text_goes_through_every_method(
    both_sides, shell, client, kind: Kind, text, place, long
):
    made = list(steps(kind, text, place, created=0))

    check(both_sides, shell, client, [step.long() for step in made] if long else made)


@thoroughly
@given(before=generated.leaves, after=generated.leaves)
def test_any_entity_arrives_and_any_change_makes_of_it_what_was_meant(
    both_sides, shell, client, before, after
):
    patch = diff(before, after)

    check(both_sides, shell, client, [
        Step("update", {**PATH, "entity": before}, {"key": 1, "entity": before},
             lambda response: response.status_code, 201),
        Step("partial_update", {**PATH, "patch": patch}, {"key": 1, "patch": {"patch": patch}},
             lambda response: response.entity, after),
        Step("get", PATH, {"key": 1}, lambda response: response.entity, after),
    ])  # fmt: skip


@thoroughly
@given(kind=generated.kinds, query=generated.queries)
def test_any_query_arrives(both_sides, shell, client, kind: Kind, query: dict[str, Any]):
    check(both_sides, shell, client, [search(kind, query)])


@thoroughly
@given(kind=generated.kinds, parts=generated.several_parts, entity=generated.leaves)
def test_any_keys_make_a_batch(both_sides, shell, client, kind: Kind, parts, entity):
    keys = [kind.key(text, number) for text, number in parts]

    check(both_sides, shell, client, list(write_several(kind, keys, entity)))


@thoroughly
@given(entity=generated.leaves, mask=generated.masks)
def test_any_projection_leaves_the_same(both_sides, shell, client, entity, mask):
    fields = format_projection(mask)

    both_sides.reset()
    shell.call(client, "update", **PATH, entity=entity)
    [written] = both_sides.server.take()["requests"]
    both_sides.replay(written)
    arguments = {**PATH, "query_params": {"fields": mask}}
    got = Step("get", arguments, {"key": 1}, attrgetter("status_code"), 200)
    found = list(both_sides.disagreements(shell, client, [got], sandbox_too=True))

    assert not found, f"{fields}: {found}"


@pytest.mark.parametrize("key", ["", ".", ".."])
def test_a_key_that_no_path_can_address_never_gets_to_the_server(both_sides, shell, client, key):
    both_sides.reset()

    with pytest.raises(ValueError, match="cannot be a key in a path"):
        shell.call(client, "get", "/texts/{key}", path_keys={"key": key})
    assert both_sides.server.take()["requests"] == []


def test_a_whole_list_comes_page_by_page(both_sides, shell, client):
    both_sides.reset()
    entities = [{"number": number} for number in range(25)]
    shell.call(client, "batch_create", "/numbers", entities=entities)
    read: list[Any] = []

    shell.each(client.paginate("/numbers", "search", query_params={"count": 4}), read.append)

    assert read == entities
    starts = [call["start"] for call in both_sides.server.take()["calls"] if "start" in call]
    assert starts == [0, 3, 6, 9, 12, 15, 18, 21]  # each page repeats the last element before it


def test_long_queries_are_tunnelled(both_sides, shell, client):
    both_sides.reset()
    made = [step.long() for step in steps(NUMBERS_KIND, "a", 0, created=0)]

    for step in made:
        shell.call(client, step.method, **step.arguments)

    requests = both_sides.server.take()["requests"]
    assert len(requests) == len(made)
    assert all("x-http-method-override" in request["headers"] for request in requests)
