"""The page's switches: faults and the clock, steered by a person's browser alone."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from raw_http import Raw, asking

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.exposure import why_not_steered
from linkedin_api.sandbox.faults.fault import Match
from linkedin_api.sandbox.quotas import Limit
from linkedin_api.sandbox.status.faults import SWITCHES


@pytest.fixture(scope="module")
def running():
    limits = (Limit(3), Limit(1, per="member", resource="adAccounts"))
    with asking(admin=True, quotas=limits) as raw:
        yield raw


@pytest.fixture
def ask(running):
    running.sandbox.reset()
    running.defaults["Authorization"] = f"Bearer {running.sandbox.access_token()}"
    return running


def send(ask, origin="", **fields):
    return ask(
        "POST",
        "/sandbox/form",
        content=urlencode(fields),
        Content_Type="application/x-www-form-urlencoded",
        Authorization=None,
        Origin=origin or ask.sandbox.url,
    )


def page(ask):
    return ask("GET", "/", Authorization=None).content.decode()


@pytest.mark.parametrize("name", SWITCHES)
def test_every_switch_makes_a_fault(ask, name):
    reply = send(ask, action="add_fault", fault=name, resource="", times="2")
    assert (reply.status, reply.headers["location"]) == (303, "/#faults")
    [count] = ask.sandbox.faults.list()
    assert (str(count.fault), count.fault.times) == (str(SWITCHES[name][1]), 2)


def test_a_fault_strikes_the_resource_it_was_made_for(ask):
    send(ask, action="add_fault", fault="throttle", resource="me", times="1")
    assert ask("GET", "/v2/userinfo").status == 200
    assert ask("GET", "/v2/me").status == 429
    assert "fault: 429" in page(ask)
    assert "struck 1 of 1" in page(ask)


def test_a_fault_is_taken_away(ask):
    ask.sandbox.faults.add(status=500)
    ask.sandbox.faults.add(status=502)
    assert send(ask, action="remove_fault", number="1").status == 303
    assert [count.fault.status for count in ask.sandbox.faults.list()] == [502]
    assert send(ask, action="clear_faults").status == 303
    assert ask.sandbox.faults.list() == ()


def test_taking_a_fault_away_twice_does_no_harm(ask):
    assert send(ask, action="remove_fault", number="7").status == 303


def test_the_clock_is_moved(ask):
    before = ask.sandbox.clock.now()
    reply = send(ask, action="advance", days="61")
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert ask.sandbox.clock.now() - before == pytest.approx(61 * 86_400, abs=5)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"action": "nothing"},
        {"action": "add_fault"},
        {"action": "add_fault", "fault": "unknown"},
        {"action": "add_fault", "fault": "error", "times": "0"},
        {"action": "add_fault", "fault": "error", "times": "1001"},
        {"action": "add_fault", "fault": "error", "times": "-1"},
        {"action": "add_fault", "fault": "error", "times": "9" * 5000},
        {"action": "advance", "days": "0"},
        {"action": "advance", "days": "1e9"},
        {"action": "advance", "days": "999999999"},
    ],
)
def test_a_form_that_makes_no_sense_is_refused(ask, fields):
    assert send(ask, **fields).status == 400
    assert ask.sandbox.faults.list() == ()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_other_sites_cannot_press_a_button(ask, origin):
    assert send(ask, origin, action="add_fault", fault="error").status == 403
    assert ask.sandbox.faults.list() == ()


def test_a_name_that_points_here_cannot_press_a_button(ask):
    reply = ask(
        "POST",
        "/sandbox/form",
        content="action=clear_faults",
        Content_Type="application/x-www-form-urlencoded",
        Origin="http://evil.example:8686",
        Host="evil.example:8686",
    )
    assert reply.status == 403


@pytest.mark.parametrize(
    ("host", "trusted"),
    [
        ("localhost:8686", True),
        ("127.0.0.1:8686", True),
        ("[::1]:8686", True),
        ("192.168.1.2:8686", True),
        ("localhost.evil.example:8686", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_addresses_are_trusted_and_names_are_not(host, trusted):
    headers = {"host": host, "origin": f"http://{host}"}
    assert (why_not_steered(headers, "http://127.0.0.1:8686") == "") is trusted


def test_the_sandboxs_own_name_is_trusted():
    headers = {"host": "sandbox.test:8686", "origin": "https://sandbox.test:8686"}
    assert why_not_steered(headers, "https://sandbox.test:8686") == ""
    assert "is another site" in why_not_steered(headers, "http://sandbox.test:8686")


def test_a_form_without_an_origin_is_refused(ask):
    reply = ask(
        "POST",
        "/sandbox/form",
        content="action=clear_faults",
        Content_Type="application/x-www-form-urlencoded",
    )
    assert reply.status == 403


def test_nothing_can_be_switched_unless_it_was_asked_for():
    with Sandbox() as sandbox:
        ask = Raw(sandbox)
        assert send(ask, action="add_fault", fault="error").status == 404
        text = page(ask)
        assert sandbox.faults.list() == ()
        assert text.count("<button") == text.count("disabled>") - 3  # and three fields
        assert "Move the clock" not in text
        ask.close()


def test_what_is_left_of_quotas_is_shown(ask):
    for _ in range(2):
        ask("GET", "/rest/adAccounts?q=search")
    ask("GET", "/v2/me")
    text = page(ask)
    for expected in ("2 of 3 left", "0 of 1 left", "1 today", "no limit"):
        assert expected in text


def test_a_reset_connection_is_shown_as_no_answer(ask):
    ask.sandbox.faults.add(Match(resource="me"), reset_connection=True)
    with pytest.raises(ConnectionError):
        ask("GET", "/v2/me")
    text = page(ask)
    assert ">none</span>" in text
    assert "fault: connection reset" in text


def test_a_form_that_is_too_large_is_refused(ask):
    reply = ask(
        "POST",
        "/oauth/v2/accessToken",
        content=b"x" * (16 * 1024 * 1024 + 1),
        Content_Type="application/x-www-form-urlencoded",
        Authorization=None,
    )
    assert reply.status == 413
