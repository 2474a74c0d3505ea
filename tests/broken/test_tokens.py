"""Broken answers of the authorization server, to both clients and to what renews tokens."""

from __future__ import annotations

import itertools

import pytest
from broken.answers import JSON, whole
from broken.calling import TIMEOUT
from broken.examining import SECRET, examine
from broken.raw_server import RawServer

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import LinkedInError
from linkedin_api.tokens import ClientCredentials, MemoryStore, RefreshToken, Token

#: As they stand in JSON, since some of them Python would not write.
VALUES = (
    *("null", "true", "false", "0", "-1", "7", "1e400", "-1e400", "NaN", "1.5", '"60"', '"x"'),
    *("9" * 400, "9" * 5_000, "-" + "9" * 400, '"' + "9" * 400 + '"', '"1e400"', '""', '" "'),
    *('"\\ud800"', '"a\\nb"', '"a\\u0000b"', '"a b"', '"\\u00fc"', '"٣"', "[]", "[1]", '["x"]'),
    *("{}", '{"a": 1}', "[" * 300 + "]" * 300, "[" * 900 + "]" * 900, '"' + "x" * 100_000 + '"'),
)
GOOD_FIELDS = (
    *("access_token", "expires_in", "refresh_token", "refresh_token_expires_in", "scope"),
    *("active", "expires_at", "created_at", "authorized_at", "status", "auth_type", "client_id"),
)
BAD_FIELDS = ("error", "error_description", "message", "serviceErrorCode", "code", "status")
GOOD = {"access_token": '"t0ken"', "expires_in": "60", "active": "true"}
WHOLE = ("", " ", "null", "[]", "7", '"x"', "{", "[" * 100_000, "<html>", "\ufeff{}", "{}", "[{}]")
CALLS = (
    ("get_two_legged_access_token",),
    ("exchange_auth_code_for_access_token", "code"),
    ("exchange_refresh_token_for_access_token", "refresh"),
    ("introspect_access_token", "token"),
)


def written(fields):
    return "{" + ", ".join(f'"{name}": {value}' for name, value in fields.items()) + "}"


def told():
    """Name, status and body of each answer."""
    for name, value in itertools.product(GOOD_FIELDS, VALUES):
        yield f"{name} {value[:20]}", "200 OK", written({**GOOD, name: value})
    for name, value in itertools.product(BAD_FIELDS, VALUES):
        yield f"400 {name} {value[:20]}", "400 x", written({name: value})
    for status, body in itertools.product(("200 OK", "201 x", "401 x", "503 x", "999 x"), WHOLE):
        yield f"{status} {body[:20]}", status, body
    yield "same field twice", "200 OK", '{"access_token": "a", "access_token": 7}'


ANSWERS = [whole(name, body.encode(), status, JSON) for name, status, body in told()]
OPTIONS = {"timeout": TIMEOUT, "retry": Retry(1, wait_initial=0, wait_max=0, jitter=0)}


@pytest.fixture(scope="module")
def server():
    with RawServer(ANSWERS) as server:
        yield server


def test_there_are_more_than_a_hundred_answers():
    assert len(ANSWERS) > 500


@pytest.mark.parametrize("call", CALLS, ids=[name for name, *_ in CALLS])
def test_a_broken_answer_is_readable_or_an_error_of_ours(shell, server, call):
    client = shell.auth("id", "c1ient", "https://a.example/", base_url=server.url, **OPTIONS)
    for number in range(CALLS.index(call) % 2, len(ANSWERS), 2):
        answer, server.default = ANSWERS[number], number
        try:
            response = shell.call(client, *call)
        except LinkedInError as error:
            examine(error)
        else:
            examine(response)
            _examine_token(response, answer)


def _examine_token(response, answer):
    """A token is made of what is good, and can be written down and read again."""
    if not hasattr(type(response), "access_token"):
        return
    try:
        token = Token.from_response(response, "id", now=0.0)
        read = Token.from_json(token.to_json())
    except LinkedInError:  # also for a token that no header can hold
        return
    assert read == token, answer.name
    assert token.state(1e9) in ("fresh", "stale", "expired")
    assert "t0ken" not in repr(token)


PROVIDERS = {
    "of the application": lambda **options: ClientCredentials("id", "c1ient", **options),
    "of a member": lambda **options: RefreshToken("id", "c1ient", "refresh", **options),
}


@pytest.mark.parametrize("make", PROVIDERS.values(), ids=PROVIDERS)
def test_a_call_whose_token_cannot_be_renewed_is_an_error_of_ours(shell, server, make):
    """The answer to the call itself has the same body, and is read like any other."""
    options = {"base_url": server.url, "retry": OPTIONS["retry"]}
    for number in range(0, len(ANSWERS), 3):
        server.default = number
        provider = make(store=MemoryStore(), **options)
        client = shell.rest(base_url=server.url, access_token=provider, **OPTIONS)
        try:
            examine(shell.call(client, "get", "/me"))
        except LinkedInError as error:
            examine(error)
        repr(provider)


def test_a_token_that_no_header_can_hold_is_refused_and_not_quoted(shell):
    for value in (f"{SECRET}\nX: y", f"{SECRET}\ud800", f"{SECRET} ", f"\x00{SECRET}"):
        client = shell.rest(base_url="http://127.0.0.1:9")
        with pytest.raises(LinkedInError, match="access_token must not contain") as caught:
            shell.call(client, "get", "/me", value)
        examine(caught.value)
        with pytest.raises(LinkedInError, match="access_token must not contain") as caught:
            shell.rest(base_url="http://127.0.0.1:9", access_token=value)
        examine(caught.value)
