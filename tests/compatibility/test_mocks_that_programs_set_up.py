"""Mocks in the place of sessions and answers, as the tests of programs for 0.3 have them."""

import types
from unittest import mock

import pytest
import requests
from canned import Answer, CannedServer

from linkedin_api import AuthClient, RestliClient

BODY = {
    "id": "x",
    "elements": [{"id": 1}],
    "paging": {"start": 0, "count": 10, "total": 1},
    "access_token": "A",
    "expires_in": 60,
}


class Written:
    """An answer that a test writes itself."""

    status_code = 200

    def json(self):
        return BODY


def replaced():
    answer = requests.Response()
    answer.status_code = 200
    answer.json = lambda: BODY
    return answer


ANSWERS = {
    "a mock": lambda: mock.Mock(status_code=200, **{"json.return_value": BODY}),
    "a magic mock": lambda: mock.MagicMock(status_code=200, **{"json.return_value": BODY}),
    "a mock of a response": lambda: mock.Mock(
        spec=requests.Response, status_code=200, headers={}, **{"json.return_value": BODY}
    ),
    "a class": Written,
    "a namespace": lambda: types.SimpleNamespace(status_code=200, json=lambda: BODY),
    "a text": lambda: types.SimpleNamespace(status_code=200, headers={}, text='{"id": "x"}'),
    "a response with another json": replaced,
}
SESSIONS = {
    "a mock": mock.Mock,
    "a magic mock": mock.MagicMock,
    "a mock of a session": lambda: mock.Mock(spec=requests.Session),
    "an object with a send": lambda: types.SimpleNamespace(send=mock.Mock()),
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("session", SESSIONS)
def test_a_session_needs_a_send_alone_and_an_answer_a_status_and_a_json(session, answer):
    client = RestliClient()
    client.session = SESSIONS[session]()
    client.session.send.return_value = ANSWERS[answer]()

    response = client.get(resource_path="/me", access_token="T")

    assert (response.status_code, response.entity["id"]) == (200, "x")
    (sent,) = client.session.send.call_args.args
    assert (sent.method, sent.url) == ("GET", "https://api.linkedin.com/v2/me")
    assert sent.headers["Authorization"] == "Bearer T"


@pytest.mark.parametrize("answer", [name for name in ANSWERS if name != "a text"])
def test_a_send_may_be_patched_to_return_any_of_them(answer):
    client, auth = RestliClient(), AuthClient(client_id="id", client_secret="secret")

    with mock.patch("requests.Session.send", return_value=ANSWERS[answer]()):
        page = client.finder(resource_path="/posts", finder_name="author", access_token="T")
        token = auth.get_two_legged_access_token()

    assert (page.elements, page.paging.total) == ([{"id": 1}], 1)
    assert token.access_token == "A"


@pytest.mark.parametrize("name", ["x-restli-id", "X-RestLi-Id"])
def test_the_id_of_a_created_entity_comes_from_a_mocks_headers(name):
    client = RestliClient()
    client.session = mock.Mock()
    client.session.send.return_value = mock.Mock(
        status_code=201,
        headers={name: "urn:li:share:1"},
        **{"json.side_effect": ValueError("no body")},
    )

    response = client.create(resource_path="/posts", entity={}, access_token="T")

    assert response.entity_id == "urn:li:share:1"


def test_a_wrapper_of_a_session_keeps_the_settings_of_the_session():
    class Wrapper:
        def __init__(self, session):
            self.wrapped = session

        def __getattr__(self, name):
            return getattr(self.wrapped, name)

    with CannedServer(Answer(body=b'{"id": "x"}')) as server, requests.Session() as session:
        session.headers["X-Team"] = "ads"
        session.cookies.set("chosen", "1")
        client = RestliClient(base_url=server.url, access_token="T")
        client.session = Wrapper(session)

        assert client.get("/me").entity == {"id": "x"}
        assert server.last.headers["x-team"] == "ads"
        assert server.last.headers["cookie"] == "chosen=1"
