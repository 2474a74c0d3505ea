"""A `Token` is taken wherever an access token is."""

import sys
import threading

import pytest
from clients.least_calls import CALLS

from linkedin_api import InvalidArgumentError, Token
from linkedin_api.clients.refresh_tokens import note_refresh_token

ME = "/me"


@pytest.fixture
def token():
    return Token("held", "client", issued_at=0.0)


def bearer(server):
    return server.received[-1].headers["authorization"]


@pytest.mark.parametrize("method", CALLS)
def test_each_method_takes_a_token(shell, server, token, method):
    client = shell.rest(base_url=server.url)

    shell.call(client, method, *CALLS[method], access_token=token)

    assert bearer(server) == "Bearer held"


def test_a_client_takes_a_token(shell, server, token):
    client = shell.rest(base_url=server.url, access_token=token)

    shell.call(client, "get", ME)

    assert bearer(server) == "Bearer held"


def test_a_function_may_return_a_token(shell, server, token):
    client = shell.rest(base_url=server.url, access_token=lambda: token)

    shell.call(client, "get", ME)

    assert bearer(server) == "Bearer held"


def test_a_token_can_be_inspected(shell, linkedin_sandbox):
    auth = shell.auth(
        linkedin_sandbox.client_id, linkedin_sandbox.client_secret, base_url=linkedin_sandbox.url
    )
    token = Token(linkedin_sandbox.access_token(), linkedin_sandbox.client_id, issued_at=0.0)

    assert shell.call(auth, "introspect_access_token", token).active


def test_a_refused_token_is_not_replaced(shell, linkedin_sandbox):
    client = shell.rest(
        base_url=linkedin_sandbox.url, access_token=Token("old", "client", issued_at=0.0)
    )

    assert shell.call(client, "get", ME).status_code == 401


def test_what_has_no_token_is_refused_where_it_is_given(shell):
    with pytest.raises(InvalidArgumentError, match=r"access_token must be .*Token.*, not int"):
        shell.rest(access_token=7)


def test_threads_that_see_many_refresh_tokens_at_once_do_not_disturb_each_other(monkeypatch):
    monkeypatch.setattr("linkedin_api.clients.refresh_tokens._MOST", 3)
    interval = sys.getswitchinterval()
    failures = []

    def work(name):
        try:
            for number in range(2_000):
                note_refresh_token(f"{name}-{number}")
        except RuntimeError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    sys.setswitchinterval(1e-7)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)

    assert failures == []
