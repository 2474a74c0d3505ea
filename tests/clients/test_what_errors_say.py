"""What an error says of the answer, and whether the same call may be sent again."""

import json

import pytest
from canned import Answer

from linkedin_api import errors
from linkedin_api.clients.exchange.retry import Retry


def said(status, **body):
    return Answer(status, {"Content-Type": "application/json"}, json.dumps(body).encode())


@pytest.fixture
def asked(shell, server):
    """Calls a method with a client that raises, and gives what was raised."""

    def ask(answer, method="get", *arguments):
        server.answers.clear()
        server.answers.append(answer)
        client = shell.rest(
            base_url=server.url, access_token="T", raise_for_status=True, retry=Retry.none()
        )
        with pytest.raises(errors.LinkedInError) as caught:
            shell.call(client, method, "/a", *arguments)
        return caught.value

    return ask


KINDS = sorted(name for name in vars(errors) if name.endswith("Error"))


@pytest.mark.parametrize("name", KINDS)
def test_each_error_says_whether_to_try_again(name):
    assert isinstance(getattr(errors, name).retryable, bool | property)


def test_what_turns_robots_away_is_no_call_to_try_again(asked):
    error = asked(Answer(999, {}, b"<html>robots are not welcome</html>"))

    assert (type(error), error.status, error.retryable) == (errors.StatusError, 999, False)


BROKEN = [Answer(201, {"Content-Type": "application/json"}, body) for body in (b"{", b"<html>")]


@pytest.mark.parametrize("answer", BROKEN)
@pytest.mark.parametrize("method", ["create", "batch_create", "action"])
def test_what_was_written_but_cannot_be_read_is_no_call_to_try_again(asked, server, answer, method):
    given = {"create": [{}], "batch_create": [[{}]], "action": ["act"]}[method]

    error = asked(answer, method, *given)

    assert isinstance(error, errors.ResponseFormattingError)
    assert not error.retryable
    assert len(server.received) == 1


def test_a_read_without_its_data_may_be_tried_again(asked):
    error = asked(Answer(200, {"Content-Type": "application/json"}, b"{}"), "finder", "q")

    assert isinstance(error, errors.ResponseFormattingError)
    assert error.retryable


def test_a_bad_request_names_each_input_that_is_wrong(asked):
    wrong = {
        "inputErrors": [
            {
                "code": "MISSING_FIELD",
                "input": {"inputPath": {"fieldPath": "commentary"}},
                "description": "commentary is needed",
            },
            {"code": "TOO_LONG", "description": "at most 3,000 characters"},
        ]
    }

    error = asked(said(400, code="INVALID", message="2 errors", errorDetails=wrong))

    assert (
        "INVALID: 2 errors [MISSING_FIELD at commentary: commentary is needed;"
        " TOO_LONG at most 3,000 characters]"
    ) in str(error)


@pytest.mark.parametrize(
    "details", [7, [], "x", {"inputErrors": 7}, {"inputErrors": [7, None, {}]}]
)
def test_details_of_another_shape_do_not_hide_the_message(asked, details):
    error = asked(said(400, code="INVALID", message="no", errorDetails=details))

    assert "INVALID: no" in str(error)


@pytest.mark.parametrize(
    ("message", "permission"),
    [
        ("Not enough permissions to access: GET /me", "GET /me"),
        ("Not enough permissions to access: me.GET.NO_VERSION", "me.GET.NO_VERSION"),
        ("Not enough permissions to access: FINDER-search /adAccounts", "FINDER-search"),
        ("no", None),
    ],
)
def test_the_missing_permission_is_as_linkedin_names_it(asked, message, permission):
    assert asked(said(403, message=message)).permission == permission
