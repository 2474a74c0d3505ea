"""Faults on the way: five attempts for everything, and tables that are exact all the same."""

from __future__ import annotations

import logging
import re

import pytest
from storms import FAULTS, Storm
from syncs import FIRST, NOW, Kept, sync

from linkedin_api import errors
from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.queries.completeness import missing_field
from linkedin_api.sources.reading.retry_policy import ATTEMPTS, source_retry
from linkedin_api.sources.scope import Scope

COUNT = PAGES["total_follower_count"]
SHARES = PAGES["share_statistics_time_bound"]


@pytest.fixture(scope="module")
def running():
    with Sandbox(organizations=20, days=90, now=NOW, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running):
    running.reset()
    return running


@pytest.fixture(scope="module")
def undisturbed(running) -> Kept:
    running.reset()
    return sync(running, PAGES.values())


@pytest.mark.parametrize("seed", [1, 2])
def test_tables_are_exact_though_one_answer_of_ten_goes_wrong(sandbox, undisturbed, seed):
    storm = Storm(sandbox, seed)
    kept = sync(sandbox, PAGES.values())
    assert kept.problems == []
    assert len(storm.struck) == len(FAULTS)
    assert 0.07 < sum(storm.struck.values()) / len(sandbox.requests) < 0.13
    assert kept.sorted() == undisturbed.sorted()


def test_learning_is_exact_too(sandbox):
    clean = sync(sandbox, LEARNING.values())
    Storm(sandbox, 5)
    assert sync(sandbox, LEARNING.values()).sorted() == clean.sorted()


@pytest.mark.parametrize("fault", [*FAULTS, {"body": {}}, {"body": {"access_token": ""}}])
def test_the_call_for_a_token_has_five_attempts(sandbox, fault):
    sandbox.faults.add(Match(method="OAUTH"), **fault, times=4)
    kept = sync(sandbox, [COUNT], Scope((FIRST,)))
    assert len(kept.rows[COUNT.name]) == 1


@pytest.mark.parametrize("fault", [{"body": {}}, {"html": "<p>Sorry</p>"}, {"status": 500}])
def test_without_a_token_reading_ends(sandbox, fault):
    sandbox.faults.add(Match(method="OAUTH"), **fault)
    with pytest.raises(errors.LinkedInError, match=r"without access_token|not JSON|500"):
        sync(sandbox, [COUNT], Scope(tuple(range(FIRST, FIRST + 20))))
    assert {request.method for request in sandbox.requests} == {"OAUTH"}
    assert len(sandbox.requests) <= 5 * 2


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["organization_lookup", "total_follower_count", "posts"])
def test_each_kind_of_call_has_five_attempts(sandbox, name, fault):
    table = PAGES[name]
    sandbox.faults.add(Match(resource=table.resource), **fault, times=4)
    kept = sync(sandbox, [table], Scope((FIRST,)))
    assert (kept.problems, bool(kept.rows[name])) == ([], True)


def test_after_five_attempts_a_part_is_given_up_and_said_why(sandbox):
    sandbox.faults.add(Match(resource=COUNT.resource), status=503)
    kept = sync(sandbox, [COUNT], Scope((FIRST,)))
    [problem] = kept.problems
    assert str(problem) == (
        f"total_follower_count of {FIRST}: 503 UNDER_MAINTENANCE: Under maintenance"
        f" (GET {sandbox.url}/rest/networkSizes/urn%3Ali%3Aorganization%3A{FIRST});"
        " gave up after 5 attempts"
    )
    assert kept.tallies[COUNT.name].calls == 5


@pytest.mark.parametrize(
    ("fault", "reported"),
    [
        ({"html": "<p>Sorry</p>"}, "that are not JSON"),
        ({"body": {}}, "without elements"),
        ({"body": {"elements": {}}}, "without elements"),
        ({"body": [1]}, "without elements"),
        ({"body": "12"}, "without elements"),
        ({"body": "null"}, "without elements"),
    ],
)
def test_a_good_status_with_a_bad_body_is_no_success(sandbox, fault, reported):
    sandbox.faults.add(Match(resource=SHARES.resource), **fault)
    kept = sync(sandbox, [SHARES], Scope((FIRST,)))
    [problem] = kept.problems
    assert reported in str(problem)
    assert (kept.rows[SHARES.name], kept.cursors[SHARES.name], problem.attempts) == ([], {}, 5)


@pytest.mark.parametrize("body", [{}, [], 7, "true", "null", {"x": 1}, {"firstDegreeSize": None}])
def test_an_entity_that_is_none_is_no_success(sandbox, body):
    sandbox.faults.add(Match(resource=COUNT.resource), body=body)
    kept = sync(sandbox, [COUNT], Scope((FIRST,)))
    problem = str(kept.problems[0])
    assert "lacks firstDegreeSize" in problem or "200 without a value" in problem
    assert problem.endswith("gave up after 5 attempts")
    assert kept.rows[COUNT.name] == []


def test_a_retry_is_logged_with_its_reason_attempt_and_wait(sandbox, caplog):
    sandbox.faults.add(Match(resource=SHARES.resource), body={}, times=1)
    sandbox.faults.add(Match(resource=SHARES.resource), status=429, times=1)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        sync(sandbox, [SHARES], Scope((FIRST,)))
    first, second = (record.getMessage() for record in caplog.records)
    assert re.search(r"200 .*\(attempt 1, .*retry in 0.0 s: 200, but without elements", first)
    assert re.search(r"429 .*\(attempt 2, .*retry in 0.0 s: 429 \(MINUTE\)", second)


def test_what_was_tried_in_vain_is_logged(sandbox, caplog):
    sandbox.faults.add(Match(resource=COUNT.resource), status=500)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        sync(sandbox, [COUNT], Scope((FIRST,)))
    assert caplog.records[-1].getMessage().endswith("gave up after 5 attempts")
    assert len(caplog.records) == 5


def test_a_refusal_after_one_that_was_tried_often_was_tried_once(sandbox):
    match = {"path": f"/rest/networkSizes/urn%3Ali%3Aorganization%3A{FIRST}"}
    sandbox.faults.add(Match(**match, resource=COUNT.resource), status=500)
    sandbox.faults.add(Match(resource=COUNT.resource), status=403)
    kept = sync(sandbox, [COUNT], Scope((FIRST, FIRST + 1)), concurrency=1)
    assert [problem.attempts for problem in kept.problems] == [5, 1]


def test_a_problem_keeps_nothing_but_the_answer(sandbox):
    sandbox.faults.add(Match(resource=COUNT.resource), status=403)
    [problem] = sync(sandbox, [COUNT], Scope((FIRST,))).problems
    assert problem.error.__traceback__ is None
    assert problem.error.status == 403


def test_what_is_refused_for_good_is_tried_once(sandbox):
    sandbox.faults.add(Match(resource=COUNT.resource), status=400)
    kept = sync(sandbox, [COUNT], Scope((FIRST,)))
    assert [problem.attempts for problem in kept.problems] == [1]
    assert "gave up" not in str(kept.problems[0])
    assert kept.tallies[COUNT.name].calls == 1


def test_one_organization_of_a_batch_that_could_not_be_served_is_asked_for_again(sandbox):
    lookup = PAGES["organization_lookup"]
    key = str(FIRST + 1)
    broken = {"results": {str(FIRST): {"id": FIRST}}, "errors": {key: {"status": 503}}}
    sandbox.faults.add(Match(resource=lookup.resource), body=broken, times=2)
    kept = sync(sandbox, [lookup], Scope((FIRST, FIRST + 1)))
    assert [row["localizedName"] for row in kept.rows[lookup.name]] == [
        "Lovelace Engines",
        "Babbage & Sons",
    ]
    assert kept.tallies[lookup.name].calls == 3


@pytest.mark.parametrize(("status", "calls"), [(499, 1), (500, 2), (503, 2)])
def test_part_of_a_batch_is_asked_for_again_if_the_fault_was_linkedins(sandbox, status, calls):
    lookup = PAGES["organization_lookup"]
    errors = {str(FIRST + 1): {"status": status}}
    broken = {"results": {str(FIRST): {"id": FIRST}}, "errors": errors}
    sandbox.faults.add(Match(resource=lookup.resource), body=broken, times=1)
    kept = sync(sandbox, [lookup], Scope((FIRST, FIRST + 1)))
    assert kept.tallies[lookup.name].calls == calls


def test_an_entity_without_any_field_lacks_something_whatever_the_resource():
    assert missing_field("/organizations/{id}", {}) == "an object with fields"
    assert missing_field("/organizations/{id}", {"id": 1}) is None


def test_waits_double_and_are_bounded():
    """A limit per minute is outlasted by four waits."""
    waits = [_wait(source_retry(), number, 500) for number in range(ATTEMPTS)]
    assert waits[-1] is None
    for wait, most in zip(waits, (1, 2, 4, 8), strict=False):
        assert most / 2 <= wait <= most
    per_minute = [_wait(source_retry(), number, 429) for number in range(ATTEMPTS - 1)]
    assert sum(per_minute) > 60


@pytest.mark.parametrize("body", [b"{}", b"[]"])
def test_waits_for_a_whole_answer_double_too(body):
    waits = [_wait(source_retry(), number, 200, body) for number in range(ATTEMPTS)]
    assert waits[-1] is None
    for wait, most in zip(waits, (1, 2, 4, 8), strict=False):
        assert most / 2 <= wait <= most


def test_a_wait_that_linkedin_names_is_kept():
    headers = {"retry-after": "42"}
    assert _wait(source_retry(), 0, 429, _minute(), headers) == 42


def _minute() -> bytes:
    return b'{"message": "throttle APPLICATION MINUTE limit"}'


def _wait(retry, number, status, body=None, headers=None):
    from linkedin_api.clients.exchange.retry import Attempt, Outcome
    from linkedin_api.restli.promise import ELEMENTS
    from linkedin_api.restli.reply import Reply

    if body is None:
        body = _minute() if status == 429 else b"{}"
    reply = Reply(status, headers or {}, body, ELEMENTS)
    verdict = retry.decide(Attempt("FINDER", "/things", True, number, Outcome(reply)))
    return None if verdict is None else verdict.wait
