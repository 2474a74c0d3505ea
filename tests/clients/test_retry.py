"""When a call is sent again and after how long: the decision alone, without a clock."""

import time

import pytest

from linkedin_api.clients.exchange.retry import Attempt, Outcome, Retry, Verdict
from linkedin_api.restli.reply import Reply

ANSWERED = "Sun, 22 Nov 2026 10:30:00 GMT"
ANSWERED_AT = 1_795_343_400.0


def verdict(policy, number=0, **headers):
    """What a policy decides of a read that was answered 503; no part of a wait is random."""
    reply = Reply(503, {name.replace("_", "-"): value for name, value in headers.items()})
    attempt = Attempt("GET", "/a", True, number, Outcome(reply))
    return policy.decide(attempt, uniform=lambda: 0.0, now=lambda: ANSWERED_AT)


def wait(policy, number=0, **answer):
    return verdict(policy, number, **answer).wait


def test_a_wait_that_linkedin_names_does_not_shorten_that_of_the_policy():
    assert wait(Retry(wait_initial=5), retry_after="2") == 5
    assert wait(Retry(wait_initial=5), retry_after="7") == 7


def test_a_date_to_wait_for_is_held_against_that_of_the_answer():
    later = "Sun, 22 Nov 2026 10:30:07 GMT"

    assert wait(Retry(), retry_after=later, date=ANSWERED) == 7
    assert wait(Retry(), retry_after=later, date="Sun, 22 Nov 2026 10:30:02 GMT") == 5


def test_an_answer_without_a_date_of_its_own_came_now():
    assert wait(Retry(), retry_after="Sun, 22 Nov 2026 10:30:07 GMT") == 7


@pytest.mark.parametrize("date", [ANSWERED, "Sun, 22 Nov 2026 10:29:00 GMT"])
def test_a_date_that_has_come_asks_for_no_wait(date):
    at_once = Retry(wait_initial=0, wait_max=0)

    assert wait(at_once, retry_after=date, date=ANSWERED) == 0


@pytest.fixture
def far_from_utc(monkeypatch):
    """A machine whose time is not UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("far_from_utc")
@pytest.mark.parametrize("zone", ["GMT", "+0000", "-0000", ""])
def test_a_date_is_read_as_utc_wherever_the_machine_is(zone):
    assert wait(Retry(), retry_after=f"Sun, 22 Nov 2026 10:30:07 {zone}".strip()) == 7


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 -2300",  # after the last moment that there is in UTC
        "Sun, 22 Nov 2026 99:30:00 GMT",
        "soon",
    ],
)
def test_a_date_that_cannot_be_asks_for_nothing(date):
    policy = Retry(wait_initial=3)

    assert wait(policy, retry_after=date, date=ANSWERED) == 3
    assert wait(policy, retry_after="Sun, 22 Nov 2026 10:30:07 GMT", date=date) == 7


def test_the_longest_wait_that_linkedin_may_impose_is_kept_and_no_longer_one():
    assert wait(Retry(), retry_after="60") == 60
    assert verdict(Retry(), retry_after="61") is None


@pytest.mark.parametrize(
    ("says", "is_sent_again"), [(False, False), (None, True), (True, True), (Verdict(9, "x"), True)]
)
def test_a_hook_that_says_no_ends_it_and_one_that_says_nothing_leaves_it_to_the_policy(
    says, is_sent_again
):
    assert (verdict(Retry(hook=lambda _: says)) is not None) is is_sent_again


@pytest.mark.parametrize("number", [1_024, 100_000])
def test_a_call_that_is_sent_again_for_days_waits_the_longest_wait(number):
    assert wait(Retry(10**6, wait_max=8), number=number) == 8
