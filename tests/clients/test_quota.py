"""Daily limits: LinkedIn's, which close an endpoint, and the program's own."""

import logging
import threading
from datetime import UTC, datetime

import pytest
from canned import Answer

from linkedin_api.clients.exchange.quota import (
    SECONDS_OF_A_DAY,
    DayThrottles,
    RateBudget,
    endpoint_of,
)
from linkedin_api.clients.exchange.retry import Outcome, Retry
from linkedin_api.errors import (
    BudgetExceededError,
    InvalidArgumentError,
    RateLimitError,
    TransportTimeoutError,
)
from linkedin_api.restli.reply import Reply
from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.sandbox.members import ADA

NOON = 20_000 * SECONDS_OF_A_DAY + SECONDS_OF_A_DAY / 2
DAY = Answer(
    429,
    {},
    b'{"status": 429, "message": "Resource level throttle APPLICATION DAY limit for calls"}',
)
OF_MEMBER = DAY.body.replace(b"APPLICATION", b"APPLICATION_AND_MEMBER")
GOOD = Answer(200, {}, b'{"id": 1}')


@pytest.fixture
def client(shell, server):
    client = shell.rest(base_url=server.url, access_token="T")
    client._conduct.now = lambda: NOON
    return client


@pytest.mark.parametrize(
    ("resource", "endpoint"),
    [
        ("/me", "me"),
        ("/adAccounts/{id}", "adAccounts"),
        ("/adAccounts/512000001/adCampaigns/{x}", "adAccounts/adCampaigns"),
        ("/posts/urn%3Ali%3Ashare%3A1", "posts"),
        ("/posts/urn:li:share:1", "posts"),
        ("/adAccountUsers/(account:1,user:2)", "adAccountUsers"),
        ("/x?a=b", "x"),
    ],
)
def test_a_path_counts_for_its_resources_without_keys(resource, endpoint):
    assert endpoint_of(resource) == endpoint


def test_an_endpoint_that_linkedin_closed_for_the_day_is_not_called_again(shell, client, server):
    server.answers.clear()
    server.answers.extend([DAY, GOOD])

    first = shell.call(client, "get", "/a/{id}", path_keys={"id": 1})
    second = shell.call(client, "get", "/a/{id}", path_keys={"id": 2})

    assert (first.status_code, second.status_code) == (429, 429)
    assert len(server.received) == 1
    with pytest.raises(RateLimitError) as caught:
        second.raise_for_status()
    assert caught.value.window == "DAY"


def test_calls_that_are_under_way_together_are_told_once_that_it_is_closed(caplog):
    throttles = DayThrottles()
    closed = Outcome(Reply(DAY.status, DAY.headers, DAY.body))

    with caplog.at_level("WARNING", "linkedin_api"):
        for _ in range(16):
            throttles.note("/posts", "T", closed, now=NOON)
        throttles.note("/posts", "T", closed, now=NOON + SECONDS_OF_A_DAY)

    assert [record.message for record in caplog.records] == [
        "the daily limit for posts is reached: no calls to it until midnight UTC"
    ] * 2


def test_how_far_midnight_is_follows_from_the_date_of_the_answer():
    """The clock of the program may be wrong by hours."""
    throttles = DayThrottles()
    headers = {"date": "Sun, 22 Nov 2026 23:59:00 GMT"}
    closed = Outcome(Reply(DAY.status, headers, DAY.body))

    throttles.note("/posts", "T", closed, now=NOON)

    assert throttles.answer("/posts", "T", NOON + 59) is closed
    assert throttles.answer("/posts", "T", NOON + 60) is None


def test_other_endpoints_stay_open(shell, client, server):
    server.answers.clear()
    server.answers.extend([DAY, GOOD])

    shell.call(client, "get", "/a/1")

    assert shell.call(client, "get", "/b/1").status_code == 200


@pytest.mark.parametrize(("per", "others"), [("application", 429), ("member", 200)])
def test_a_members_limit_closes_an_endpoint_for_that_member_alone(shell, per, others):
    with Sandbox(quotas=[Limit(1, per=per, resource="me")]) as sandbox:
        ada, grace = (sandbox.access_token(member=who) for who in (ADA.id, "sandbox0B"))
        client = shell.rest(base_url=sandbox.url, retry=Retry.none(), clock=sandbox.clock.now)
        asked = [shell.call(client, "get", "/me", ada).status_code for _ in range(3)]
        other = shell.call(client, "get", "/me", grace)

    assert asked == [200, 429, 429]
    assert other.status_code == others
    assert [request.status for request in sandbox.requests].count(429) == 1


def test_what_midnight_has_opened_is_forgotten():
    throttles = DayThrottles()
    for number in range(3):
        now = NOON + number * SECONDS_OF_A_DAY
        throttles.note("/posts", f"T{number}", Outcome(Reply(429, {}, OF_MEMBER)), now)

    assert len(throttles._closed) == 1


def test_midnight_opens_it_again(shell, client, server):
    server.answers.clear()
    server.answers.extend([DAY, GOOD])
    shell.call(client, "get", "/a")
    client._conduct.now = lambda: NOON + SECONDS_OF_A_DAY / 2

    assert shell.call(client, "get", "/a").status_code == 200


def test_a_budget_refuses_before_linkedin_does(shell, server):
    budget = RateBudget({"a": 2})
    client = shell.rest(base_url=server.url, access_token="T", budget=budget)
    client._conduct.now = lambda: NOON

    for _ in range(2):
        shell.call(client, "get", "/a/1")
    with pytest.raises(BudgetExceededError, match="budget of 2 calls per day for a") as caught:
        shell.call(client, "get", "/a/2")

    assert caught.value.endpoint == "a"
    assert caught.value.resets_at == datetime.fromtimestamp(20_001 * SECONDS_OF_A_DAY, UTC)
    assert len(server.received) == 2
    assert (budget.used("a"), budget.left("a"), budget.left("b")) == (2, 0, None)


def test_retries_count(shell, server):
    budget = RateBudget(10)
    server.answers.clear()
    server.answers.extend([Answer(503), Answer(503), GOOD])
    client = shell.rest(base_url=server.url, access_token="T", budget=budget)

    shell.call(client, "get", "/a")

    assert budget.used("a") == 3


def test_a_budget_begins_anew_at_midnight():
    budget = RateBudget(1)
    budget.claim("/a", NOON)

    assert budget.claim("/a", NOON + SECONDS_OF_A_DAY) == 0


def test_a_warning_is_logged_once_on_the_way(caplog):
    budget = RateBudget(10, warn_at=0.5)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        for _ in range(10):
            budget.claim("/a", NOON)

    assert [r.getMessage() for r in caplog.records] == ["5 of 10 calls per day for a are used"]


def test_a_budget_of_which_the_warning_is_less_than_one_call_warns_at_the_first(caplog):
    budget = RateBudget(1, warn_at=0.5)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        budget.claim("/a", NOON)

    assert [r.getMessage() for r in caplog.records] == ["1 of 1 calls per day for a are used"]


@pytest.mark.parametrize("name", ["adAccounts/adCampaigns", "/adAccounts/{id}/adCampaigns"])
def test_a_budget_takes_the_path_of_an_endpoint_for_its_name(name):
    budget = RateBudget({name: 1})
    budget.claim("/adAccounts/1/adCampaigns/2", NOON)

    assert (budget.used(name), budget.left(name)) == (1, 0)
    with pytest.raises(BudgetExceededError, match="for adAccounts/adCampaigns is used up"):
        budget.claim("/adAccounts/3/adCampaigns", NOON)


def test_calls_are_spread_over_the_second():
    budget = RateBudget(per_second=4)

    waits = [budget.claim("/a", NOON, elapsed=7.0) for _ in range(4)]
    other = budget.claim("/b", NOON, elapsed=7.0)

    assert waits == pytest.approx([0, 0.25, 0.5, 0.75])
    assert other == 0


def test_no_call_waits_for_its_turn_longer_than_it_may_take(shell, server):
    budget = RateBudget(per_second=0.1)
    client = shell.rest(base_url=server.url, access_token="T", budget=budget, total_timeout=3)
    client._conduct.clock = lambda: 7.0 + sum(shell.slept)
    shell.call(client, "get", "/a")

    with pytest.raises(TransportTimeoutError, match="no time is left") as caught:
        shell.call(client, "get", "/a")

    assert not caught.value.maybe_seen
    assert shell.slept == [3.0]
    assert len(server.received) == 1


def test_the_client_waits_its_turn(shell, server):
    client = shell.rest(base_url=server.url, access_token="T", budget=RateBudget(per_second=2))
    client._conduct.clock = lambda: 7.0

    for _ in range(3):
        shell.call(client, "get", "/a")

    assert shell.slept == pytest.approx([0.5, 1.0])


def test_threads_share_a_budget_to_the_last_call():
    budget = RateBudget(1_000)
    refused = []

    def work():
        for _ in range(200):
            try:
                budget.claim("/a", NOON)
            except BudgetExceededError:
                refused.append(1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (budget.used("a"), len(refused)) == (1_000, 600)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"warn_at": 0}, "warn_at must be above 0 and at most 1"),
        ({"warn_at": 2}, "warn_at must be above 0 and at most 1"),
        ({"per_second": 0}, "per_second must be positive"),
    ],
)
def test_a_budget_that_makes_no_sense_is_refused(arguments, complaint):
    with pytest.raises(InvalidArgumentError, match=complaint):
        RateBudget(**arguments)


@pytest.mark.parametrize("seconds", [1, 3600, SECONDS_OF_A_DAY])
def test_a_clock_that_is_set_back_makes_no_call_wait(seconds):
    budget = RateBudget(per_second=1000)
    budget.claim("/a", NOON, elapsed=100.0)

    assert budget.claim("/a", NOON - seconds, elapsed=100.5) == 0


@pytest.mark.parametrize("seconds", [1, 3600, SECONDS_OF_A_DAY])
def test_a_clock_that_is_set_back_gives_no_calls_back(seconds):
    budget = RateBudget(2)
    budget.claim("/a", NOON)
    budget.claim("/a", NOON - seconds)

    with pytest.raises(BudgetExceededError):
        budget.claim("/a", NOON - seconds)
    with pytest.raises(BudgetExceededError):
        budget.claim("/a", NOON)


def test_a_clock_that_is_set_back_opens_no_endpoint(shell, client, server):
    server.answers.clear()
    server.answers.extend([DAY, GOOD])
    shell.call(client, "get", "/a")
    client._conduct.now = lambda: NOON - SECONDS_OF_A_DAY

    assert shell.call(client, "get", "/a").status_code == 429
    assert len(server.received) == 1


def test_threads_that_use_new_tokens_at_once_do_not_disturb_each_other(client):
    conduct = client._conduct
    failures = []

    def work(name):
        try:
            for number in range(2_000):
                conduct.is_fresh(f"{name}-{number}")
        except RuntimeError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(conduct._first_uses) <= 64


def test_midnight_is_that_of_the_sandbox_when_its_clock_was_moved(shell):
    limits = [Limit(1, resource="me")]
    with Sandbox(quotas=limits, now=datetime(2031, 5, 6, 23, 50, tzinfo=UTC)) as sandbox:
        clock = [0.0]  # a machine whose clock is wrong
        client = shell.rest(
            base_url=sandbox.url, access_token=sandbox.access_token(), clock=lambda: clock[0]
        )
        asked = [shell.call(client, "get", "/me").status_code for _ in range(3)]
        sandbox.advance(minutes=10)
        clock[0] += 9 * 60
        asked.append(shell.call(client, "get", "/me").status_code)
        clock[0] += 2 * 60
        asked.append(shell.call(client, "get", "/me").status_code)

    assert asked == [200, 429, 429, 429, 200]


def test_a_client_with_the_sandboxs_clock_is_let_in_on_the_next_day(shell):
    with Sandbox(quotas=[Limit(1, resource="me")], now=datetime(2031, 5, 6, tzinfo=UTC)) as sandbox:
        client = shell.rest(
            base_url=sandbox.url, access_token=sandbox.access_token(), clock=sandbox.clock.now
        )
        asked = [shell.call(client, "get", "/me").status_code for _ in range(2)]
        sandbox.advance(days=1)
        asked.append(shell.call(client, "get", "/me").status_code)

    assert asked == [200, 429, 200]


def test_a_budget_is_of_the_day_of_the_clients_clock(shell, server):
    client = shell.rest(
        base_url=server.url, access_token="T", budget=RateBudget(0), clock=lambda: NOON
    )

    with pytest.raises(BudgetExceededError) as caught:
        shell.call(client, "get", "/a")

    assert caught.value.resets_at == datetime.fromtimestamp(20_001 * SECONDS_OF_A_DAY, UTC)
