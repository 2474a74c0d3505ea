"""Batches of any size, over real HTTP, with both clients."""

import asyncio
import json
import re
import threading
from urllib.parse import unquote

import pytest
from canned import Answer
from clients.shells import AsyncShell

from linkedin_api import AsyncRestliClient, errors
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.restli.batches import Batch
from linkedin_api.restli import calls
from linkedin_api.restli.batches import split
from linkedin_api.restli.methods import METHODS
from linkedin_api.sandbox import Sandbox

VERSION = "202608"
GROUPS = "/adAccounts/512000001/adCampaignGroups"
REFUSED = Answer(403, {"x-li-uuid": "U"}, b'{"status": 403, "code": "ACCESS_DENIED"}')
BROKEN_OFF = Answer(200, {}, b'{"results": {', promised=100)


@pytest.fixture
def rest(shell, server):
    """Makes a client of parts of two that talks to the canned server, which knows all ids."""
    server.choose = answer_all

    def make(**options):
        defaults = {"base_url": server.url, "access_token": "T", "batch_size": 2}
        return shell.rest(**defaults | {"retry": Retry.none()} | options)

    return make


def ids_of(received):
    query = received.target.partition("?")[2] or received.body.decode()
    return unquote(re.search(r"ids=List\((.*?)\)", query)[1]).split(",")


def answer_all(received):
    results = {key: {"id": key, "status": 204} for key in reversed(ids_of(received))}
    return Answer(200, {}, json.dumps({"results": results, "errors": {}}).encode())


def failing(*which, answer=REFUSED):
    """Answers everything but the parts that hold one of these ids."""
    return lambda received: answer if {*which} & {*ids_of(received)} else answer_all(received)


def test_ids_go_out_in_parts_and_come_back_as_one(shell, rest, server):
    response = shell.call(rest(), "batch_get", "/a", [5, 4, 3, 2, 1], query_params={"fields": "id"})

    assert sorted(map(ids_of, server.received)) == [["1"], ["3", "2"], ["5", "4"]]
    assert all("fields=id" in received.target for received in server.received)
    assert list(response.results) == ["5", "4", "3", "2", "1"]
    assert response.result_for(3)["id"] == "3"
    assert (response.status_code, response.error, response.errors) == (200, None, {})
    assert type(response).__name__ == "BatchGetResponse"
    assert len(response.content.splitlines()) == 3


@pytest.mark.parametrize("size", [None, 5, 6])
def test_what_fits_goes_out_as_ever(shell, rest, server, size):
    response = shell.call(rest(batch_size=size), "batch_get", "/a", [5, 4, 3, 2, 1])

    (received,) = server.received
    assert received.target == "/v2/a?ids=List(5,4,3,2,1)"
    assert list(response.results) == ["1", "2", "3", "4", "5"]  # as the server wrote them


def test_by_default_any_batch_is_one_request_tunnelled_if_long(shell, rest, server):
    many = list(range(10_000, 12_000))

    response = shell.call(rest(batch_size=None), "batch_get", "/a", many)

    assert [r.headers["x-http-method-override"] for r in server.received] == ["GET"]
    assert len(response.results) == 2000


def test_every_batch_method_goes_out_in_parts(shell, rest):
    group = {"name": "n", "account": "urn:li:sponsoredAccount:512000001", "status": "DRAFT"}
    criteria = [{"status": status} for status in ("ACTIVE", "PAUSED", "DRAFT")]
    ids = [600000001, 600000002, 7]
    with Sandbox() as sandbox:
        token = sandbox.access_token()
        client = rest(base_url=sandbox.url, access_token=token, version_string=VERSION)
        answers = {
            "BATCH_GET": shell.call(client, "batch_get", GROUPS, ids),
            "BATCH_FINDER": shell.call(
                client, "batch_finder", GROUPS, "searchCriteria", ("criteria", criteria)
            ),
            "BATCH_CREATE": shell.call(
                client, "batch_create", GROUPS, [group, {"name": "m"}, group]
            ),
            "BATCH_UPDATE": shell.call(client, "batch_update", GROUPS, ids, [group] * 3),
            "BATCH_PARTIAL_UPDATE": shell.call(
                client, "batch_partial_update", GROUPS, ids, [{"name": "m"}] * 3
            ),
            "BATCH_DELETE": shell.call(client, "batch_delete", GROUPS, ids),
        }
        sent = [r for r in sandbox.requests if "ampaignGroups" in r.path]

    assert set(answers) == {name for name in METHODS if name.startswith("BATCH")}
    assert len(sent) == 12
    assert {name: r.error for name, r in answers.items() if r.error} == {}
    assert answers["BATCH_GET"].result_for(600000002)["name"] == "Campaign group 2"
    assert answers["BATCH_GET"].error_for(7).status == 404
    assert [len(r.elements) for r in answers["BATCH_FINDER"].results] == [3, 3, 4]
    assert [r.status for r in answers["BATCH_CREATE"].elements] == [201, 400, 201]
    for name in ("BATCH_UPDATE", "BATCH_PARTIAL_UPDATE", "BATCH_DELETE"):
        assert answers[name].result_for(600000002).status == 204
        assert (answers[name].error_for(7) or answers[name].result_for(7)).status == 404


@pytest.mark.parametrize("method", ["batch_get", "batch_delete"])
def test_a_part_that_is_refused_decides_the_status_and_loses_nothing(shell, rest, server, method):
    server.choose = failing("3")

    response = shell.call(rest(), method, "/a", [1, 2, 3, 4])

    assert (response.status_code, response.request_id) == (403, "U")
    assert list(response.results) == ["1", "2"]
    assert list(response.errors) == ["3", "4"]
    assert response.error_for(4).code == "ACCESS_DENIED"
    with pytest.raises(errors.ForbiddenError):
        response.raise_for_status()


def test_after_a_part_that_is_refused_no_further_one_is_sent(shell, rest, server):
    server.choose = failing("1")

    options = {"connections": 1} if isinstance(shell, AsyncShell) else {}
    response = shell.call(rest(**options), "batch_get", "/a", [1, 2, 3, 4])

    assert len(server.received) == 1
    assert response.error_for(1).code == "ACCESS_DENIED"
    assert response.error_for(4).message == "not sent, because another part of the batch failed"


def test_a_client_that_raises_raises_with_what_was_done(shell, rest, server):
    server.choose = failing("3")

    with pytest.raises(errors.ForbiddenError) as caught:
        shell.call(rest(raise_for_status=True), "batch_delete", "/a", [1, 2, 3])

    done = caught.value.response
    assert (done.result_for(1).status, done.error_for(3).code) == (204, "ACCESS_DENIED")


def test_a_part_without_an_answer_is_raised_with_what_was_done(shell, rest, server):
    server.choose = failing("3", answer=BROKEN_OFF)

    with pytest.raises(errors.TransportConnectionError) as caught:
        shell.call(rest(), "batch_delete", "/a", [1, 2, 3])

    done = caught.value.response
    assert done.result_for(2).status == 204
    assert done.result_for(3) is None
    assert re.match(r"\w+: ", done.error_for(3).message)


def test_a_batch_without_any_answer_is_raised_alone(shell, rest, server):
    server.choose = failing("1", "3", answer=BROKEN_OFF)

    with pytest.raises(errors.TransportConnectionError) as caught:
        shell.call(rest(), "batch_get", "/a", [1, 2, 3])
    assert caught.value.response is None


def test_a_part_that_cannot_be_read_is_raised_with_the_others(shell, rest, server):
    server.choose = failing("3", answer=Answer(200, {}, b"{}"))

    with pytest.raises(errors.ResponseFormattingError, match="without results") as caught:
        shell.call(rest(), "batch_get", "/a", [1, 2, 3])

    done = caught.value.response
    assert done.result_for(1) is not None
    assert "without results" in done.error_for(3).message


def test_the_own_budget_ends_a_batch_with_what_was_done(shell, rest):
    with pytest.raises(errors.BudgetExceededError) as caught:
        shell.call(rest(budget=RateBudget(1)), "batch_delete", "/a", [1, 2, 3])

    assert len(caught.value.response.results) in (1, 2)


def test_one_wrong_id_keeps_all_parts_from_being_sent(shell, rest, server):
    with pytest.raises(errors.InvalidArgumentError, match="ids"):
        shell.call(rest(), "batch_delete", "/a", [1, 2, 3, object()])
    assert server.received == []


@pytest.mark.parametrize("size", [0, -1])
def test_parts_of_nothing_are_refused(shell, size):
    with pytest.raises(errors.InvalidArgumentError, match="batch_size"):
        shell.rest(batch_size=size)


@pytest.fixture
def batch():
    """Three parts of one id each."""
    return Batch(split(calls.batch_get("/a", [1, 2, 3], None, None), 1))


def test_after_a_part_without_an_answer_no_further_one_is_to_be_sent(batch):
    to_send = batch.to_send()
    next(to_send)

    batch.fail(0, errors.TransportError("no answer"))

    assert list(to_send) == []


def test_of_parts_without_an_answer_the_first_one_says_why_whichever_failed_first(batch):
    first, second = errors.TransportError("no answer"), errors.TransportError("none either")
    batch.fail(2, second)
    batch.fail(1, first)

    with pytest.raises(errors.TransportError) as caught:
        batch.outcome(raises=False)

    assert caught.value is first


def test_each_part_is_tried_again_for_itself(shell, rest, server):
    seen = set()

    def choose(received):
        first = received.target not in seen
        seen.add(received.target)
        return Answer(503) if first and "3" in ids_of(received) else answer_all(received)

    server.choose = choose
    response = shell.call(rest(retry=Retry()), "batch_get", "/a", [1, 2, 3, 4, 5])

    assert (response.status_code, len(response.results)) == (200, 5)
    assert (len(server.received), len(shell.slept)) == (4, 1)


def test_parts_are_sent_at_once_within_the_connections(server):
    barrier = threading.Barrier(3, timeout=30)

    def choose(received):
        barrier.wait()  # answers only when three requests are there
        return answer_all(received)

    async def fetch():
        async with AsyncRestliClient(
            base_url=server.url, access_token="T", batch_size=1, connections=3
        ) as client:
            return await client.batch_get("/a", list(range(6)))

    server.choose = choose
    assert list(asyncio.run(fetch()).results) == ["0", "1", "2", "3", "4", "5"]
    assert len({received.peer for received in server.received}) == 3


def test_a_batch_that_is_cancelled_leaves_no_part_behind(server):
    released = threading.Event()

    def choose(received):
        released.wait(30)
        return answer_all(received)

    async def fetch():
        async with AsyncRestliClient(
            base_url=server.url, access_token="T", batch_size=1, connections=2
        ) as client:
            try:
                async with asyncio.timeout(0.05):
                    await client.batch_get("/a", list(range(6)))
            except TimeoutError:
                left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
                return len(left)
            finally:
                released.set()

    server.choose = choose
    assert asyncio.run(fetch()) == 0
    assert len(server.received) <= 2
