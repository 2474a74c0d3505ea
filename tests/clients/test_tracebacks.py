"""Tracebacks that show variables, as `pytest --showlocals` and error collectors make them."""

from collections.abc import Mapping
from traceback import TracebackException, walk_tb

import pytest
from canned import Answer, CannedServer

from linkedin_api import (
    AsyncAuthClient,
    AsyncRestliClient,
    AuthClient,
    LinkedInError,
    RestliClient,
)
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.sandbox import Sandbox
from linkedin_api.tokens import ClientCredentials, RefreshToken

TOKEN = "AQtracebacktoken-one"
SECRET = "traceback-secret-two"
RENEWING = "AQtracebackrefresh-three"
ANSWERS = {
    "refused": Answer(400, {}, b'{"status": 400, "error": "invalid_request"}'),
    "unreadable": Answer(200, {}, b"<html>"),
    "cut off": Answer(200, {}, b"{", promised=10),
}
CALLS = {
    "get": ("get", "/me"),
    "create": ("create", "/posts", {}),
    "wrong body": ("create", "/posts", {"a": object()}),
    "batch_get": ("batch_get", "/posts", [1, 2]),
}


@pytest.fixture(params=ANSWERS)
def broken(request):
    with CannedServer(ANSWERS[request.param]) as server:
        yield server


def shown(error):
    """The traceback of an error and its causes, with the variables of every frame."""
    text = "".join(TracebackException.from_exception(error, capture_locals=True).format())
    return text + "".join(map(opened, variables_of_others(error)))


def variables_of_others(error):
    """The variables of all frames but those of the program, which is this file."""
    while error is not None:
        for frame, _ in walk_tb(error.__traceback__):
            if frame.f_globals["__name__"] != __name__:
                yield dict(frame.f_locals)
        error = error.__cause__ or error.__context__


def opened(value):
    """A value as error collectors send it: they look into tuples, lists and dictionaries."""
    if isinstance(value, Mapping):
        return "".join(f"{key}: {opened(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return "".join(map(opened, value))
    return repr(value)


def strict(shell, server, source=TOKEN):
    options = {"retry": Retry.none(), "raise_for_status": True, "batch_size": 1}
    return shell.rest(base_url=server.url, access_token=source, **options)


@pytest.mark.parametrize("call", CALLS)
def test_no_variable_holds_the_token_of_a_failed_call(shell, broken, call):
    client = strict(shell, broken)

    with pytest.raises(LinkedInError) as caught:
        shell.call(client, *CALLS[call])

    text = shown(caught.value)
    assert TOKEN not in text
    assert "test_no_variable_holds" in text


def test_no_variable_holds_the_token_of_a_failed_upload(shell, broken):
    client = strict(shell, broken)

    with pytest.raises(LinkedInError) as caught:
        shell.call(client.uploads, "image", b"x", "urn:li:person:a")

    assert TOKEN not in shown(caught.value)


def test_no_variable_holds_the_secret_of_a_failed_grant(shell, broken):
    auth = shell.auth("id", SECRET, base_url=broken.url, retry=Retry.none(), raise_for_status=True)

    with pytest.raises(LinkedInError) as caught:
        shell.call(auth, "get_two_legged_access_token")

    assert SECRET not in shown(caught.value)


@pytest.mark.parametrize("kind", [ClientCredentials, RefreshToken])
def test_no_variable_holds_the_secrets_of_a_provider(shell, broken, kind):
    own = [RENEWING] if kind is RefreshToken else []
    provider = kind("id", SECRET, *own, base_url=broken.url)
    del own
    provider._conduct.retry = Retry.none()
    client = strict(shell, broken, provider)

    with pytest.raises(LinkedInError) as caught:
        shell.call(client, "get", "/me")

    text = shown(caught.value)
    assert SECRET not in text
    assert RENEWING not in text


def test_the_variables_of_the_program_are_shown():
    with CannedServer() as server, RestliClient(base_url=server.url, access_token=TOKEN) as client:

        def hook(answer):
            seen_by_the_hook = answer.status_code
            raise LookupError(seen_by_the_hook)

        client.session.hooks["response"].append(hook)
        with pytest.raises(LookupError) as caught:
            client.get("/me")

    text = shown(caught.value)
    assert "seen_by_the_hook = 200" in text
    assert TOKEN not in text


@pytest.mark.parametrize(
    "make",
    [
        lambda: RestliClient(base_url=5),
        lambda: AsyncRestliClient(base_url=5),
        lambda: AuthClient(5),
        lambda: AsyncAuthClient(5),
        lambda: ClientCredentials(5, "s"),
        lambda: RefreshToken(5, "s", "r"),
        lambda: Sandbox(seed="x"),
        lambda: Sandbox(versions=5),
    ],
)
def test_an_object_whose_constructor_fails_can_be_shown(make):
    with pytest.raises(ValueError, match="must") as caught:
        make()

    assert "unfinished" in shown(caught.value)
