"""A sandbox steered over HTTP, and one that does not let itself be steered."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from raw_http import Raw, Reply

from linkedin_api.sandbox import Limit, Sandbox, SandboxExposed
from linkedin_api.sandbox.admin.routes import PREFIX, ROUTES
from linkedin_api.sandbox.faults.fault import Match
from linkedin_api.sandbox.protocol.resource import ALL_METHODS, Resource

NOTES = Resource(
    "notes", methods=ALL_METHODS, seed=lambda seeding: [(number, {"id": number}) for number in (1,)]
)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
JSON = "application/json"


@pytest.fixture
def steered() -> Iterator[Sandbox]:
    with Sandbox(resources=(NOTES,), admin=True, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def ask(steered: Sandbox) -> Iterator[Callable[..., Reply]]:
    raw = Raw(steered)

    def send(verb, target, body=None, **headers) -> Reply:
        return raw(verb, target, body, **{"Content_Type": JSON, **headers})

    yield send
    raw.close()


def test_it_is_off_unless_asked_for_and_says_how_to_have_it():
    with Sandbox(resources=(NOTES,)) as sandbox:
        raw = Raw(sandbox)
        for verb, path in (("POST", "/sandbox/reset"), ("GET", "/sandbox/"), ("GET", "/sandbox/x")):
            reply = raw(verb, path, content="" if verb == "POST" else None)
            assert reply.status == 404
            assert reply.json["error"].startswith("the admin paths are off; Sandbox(admin=True)")
        raw.close()


def test_it_lists_its_paths(ask):
    paths = ask("GET", "/sandbox/").json["paths"]
    assert [(each["verb"], each["path"]) for each in paths] == [
        (route.verb, PREFIX + route.path) for route in ROUTES
    ]
    assert all(each["does"] for each in paths)


@pytest.mark.parametrize("route", [route for route in ROUTES if route.example])
def test_the_examples_of_bodies_are_taken(ask, route):
    import json

    assert ask(route.verb, PREFIX + route.path, json.loads(route.example)).status == 200


def test_no_token_is_needed(ask):
    assert ask("GET", "/sandbox/clock", Authorization=None).status == 200


def test_reset_forgets_writes_requests_faults_and_used_quotas(ask, steered):
    ask("DELETE", "/rest/notes/1")
    steered.faults.add(Match(resource="none"), status=500)
    assert ask("POST", "/sandbox/reset").json == {}
    assert (steered.requests, steered.faults.list(), steered.quotas.list()) == ([], (), ())
    assert ask("GET", "/rest/notes/1").status == 200


def test_the_clock_is_told_and_moved(ask, steered):
    assert ask("GET", "/sandbox/clock").json["utc"].startswith("2026-09-01T12:00:0")
    moved = ask("POST", "/sandbox/clock", {"days": 61, "hours": 0.5}).json
    assert moved["utc"].startswith("2026-11-01T12:30:0")
    assert abs(moved["now"] - steered.clock.now()) < 5


def test_a_fault_is_added_listed_struck_and_cleared(ask):
    fault = {
        "match": {"resource": "notes", "method": "GET"},
        "status": 429,
        "body": {"message": "slow down"},
        "headers": {"Retry-After": "1"},
        "times": 2,
        "probability": 1,
        "delay": 0,
        "when": "after",
    }
    added = ask("POST", "/sandbox/faults", fault)
    assert (added.status, added.json["number"], added.json["left"]) == (200, 1, 2)
    refused = ask("GET", "/rest/notes/1")
    assert (refused.status, refused.json) == (429, {"message": "slow down"})
    assert ask("GET", "/sandbox/faults").json == {
        "faults": [
            {
                "number": 1,
                "fault": {
                    "match": {"resource": "notes", "method": "GET"},
                    "status": 429,
                    "body": {"message": "slow down"},
                    "headers": {"Retry-After": "1"},
                    "times": 2,
                    "when": "after",
                },
                "matched": 1,
                "struck": 1,
                "left": 1,
            }
        ]
    }
    assert ask("DELETE", "/sandbox/faults").json == {}
    assert ask("GET", "/rest/notes/1").status == 200


def test_a_fault_with_a_function_is_listed_too(ask, steered):
    steered.faults.add(lambda request: False, status=500)
    (listed,) = ask("GET", "/sandbox/faults").json["faults"]
    assert listed["fault"] == {"match": "a function", "status": 500}


def test_one_fault_is_taken_away_by_its_number(ask, steered):
    steered.faults.add(status=500)
    steered.faults.add(Match(resource="none"), status=503)
    assert ask("DELETE", "/sandbox/faults/1").status == 200
    assert [count.number for count in steered.faults.list()] == [2]
    assert ask("DELETE", "/sandbox/faults/1").json == {"error": "there is no fault number 1"}


def test_requests_are_listed_and_forgotten(ask):
    for key in (1, 2, 3):
        ask("GET", f"/rest/notes/{key}")
    listed = ask("GET", "/sandbox/requests").json["requests"]
    assert [
        (each["resource"], each["method"], each["keys"], each["status"]) for each in listed
    ] == [
        ("notes", "GET", ["1"], 200),
        ("notes", "GET", ["2"], 404),
        ("notes", "GET", ["3"], 404),
    ]
    assert not [each for each in listed if "authorization" in each["headers"]]
    last = ask("GET", "/sandbox/requests?last=2").json["requests"]
    assert [each["keys"] for each in last] == [["2"], ["3"]]
    assert len(ask("GET", "/sandbox/requests?last=99").json["requests"]) == 3
    assert ask("GET", "/sandbox/requests?last=0").json == {"requests": []}
    ask("DELETE", "/sandbox/requests")
    assert ask("GET", "/sandbox/requests").json == {"requests": []}


def test_quotas_are_set_told_and_forgotten(ask, steered):
    limit = {"calls": 1, "per": "application", "window": "day", "resource": None, "older": False}
    told = ask("PUT", "/sandbox/quotas", {"limits": [{"calls": 1}]}).json
    assert told == {"limits": [limit], "usage": []}
    assert [ask("GET", "/rest/notes/1").status for _ in range(2)] == [200, 429]
    told = ask("GET", "/sandbox/quotas").json
    assert told["limits"] == [limit]
    assert {
        "resource": "notes",
        "client_id": steered.client_id,
        "member": None,
        "window": "day",
        "used": 1,
        "limit": 1,
        "ends": datetime(2026, 9, 2, tzinfo=UTC).timestamp(),
        "left": 0,
    } in told["usage"]
    assert ask("DELETE", "/sandbox/quotas").json["usage"] == []
    assert ask("GET", "/rest/notes/1").status == 200
    assert steered.quotas.limits == (Limit(1),)


def test_a_token_is_made(ask, steered):
    made = ask("POST", "/sandbox/tokens", {"scopes": "r_ads", "expires_in": 60}).json
    token = steered.tokens.find(made["access_token"])
    assert (token.scopes, token.expires - token.created) == ({"r_ads"}, 60)


@pytest.mark.parametrize(
    ("verb", "path", "body", "status", "error"),
    [
        ("GET", "/sandbox/nothing", None, 404, "there is no /sandbox/nothing; GET /sandbox/ lists"),
        ("GET", "/sandbox/faults/1/2", None, 404, "there is no /sandbox/faults/1/2"),
        ("POST", "/sandbox/requests", {}, 405, "/sandbox/requests takes GET, DELETE, not POST"),
        ("PATCH", "/sandbox/faults/1", {}, 405, "takes DELETE, not PATCH"),
        ("DELETE", "/sandbox/faults/x", None, 404, "there is no fault number x"),
        ("POST", "/sandbox/clock", {"weeks": 1}, 400, "has no 'weeks'; it can have: days, hours"),
        ("POST", "/sandbox/clock", {"days": "1"}, 400, "days must be a number, not '1'"),
        ("POST", "/sandbox/clock", {"days": True}, 400, "must be a number"),
        ("POST", "/sandbox/clock", {"days": -1}, 400, "a clock only moves forward"),
        ("POST", "/sandbox/clock", {"days": 1e300}, 400, "beyond the year 9997"),
        ("POST", "/sandbox/clock", {"days": -1e300}, 400, "a clock only moves forward"),
        ("POST", "/sandbox/clock", {"days": 10**400}, 400, "days must be a number"),
        ("POST", "/sandbox/tokens", {"expires_in": 10**400}, 400, "expires_in must be a number"),
        ("POST", "/sandbox/faults", {"delay": 10**400}, 400, "delay must be a number, 0 or more"),
        ("POST", "/sandbox/clock", [1], 400, "a step of the clock must be an object"),
        ("POST", "/sandbox/faults", {}, 400, "a fault needs a status"),
        ("POST", "/sandbox/faults", {"status": 42}, 400, "from 200 to 599, not 42"),
        ("POST", "/sandbox/faults", {"status": "500"}, 400, "status must be a whole number"),
        ("POST", "/sandbox/faults", {"state": 500}, 400, "a fault has no 'state'; it can have: m"),
        ("POST", "/sandbox/faults", {"status": 500, "match": "posts"}, 400, "'match' must be an"),
        ("POST", "/sandbox/faults", {"status": 500, "match": {"name": "x"}}, 400, "has no 'name'"),
        ("POST", "/sandbox/faults", {"status": 500, "when": "later"}, 400, "when must be before"),
        ("POST", "/sandbox/faults", {"status": 500, "when": []}, 400, "when must be before or"),
        ("PUT", "/sandbox/quotas", {"limits": [{"calls": 1, "per": []}]}, 400, "per must be"),
        ("POST", "/sandbox/faults", {"status": 500, "headers": {"X": 1}}, 400, "texts of one line"),
        ("POST", "/sandbox/faults", {"status": 500, "headers": {"X": "1\r\n"}}, 400, "of one line"),
        ("POST", "/sandbox/faults", {"status": 500, "headers": {"X Y": "1"}}, 400, "a mapping"),
        ("GET", "/sandbox/requests?last=-1", None, 400, "'last' must be a whole number, not '-1'"),
        ("PUT", "/sandbox/quotas", {}, 400, "the body needs 'limits'"),
        ("PUT", "/sandbox/quotas", {"limits": [{}]}, 400, "a limit needs 'calls'"),
        ("PUT", "/sandbox/quotas", {"limits": [{"calls": -1}]}, 400, "calls must be a whole"),
        ("PUT", "/sandbox/quotas", {"limits": [{"calls": 1, "per": "me"}]}, 400, "per must be"),
        ("PUT", "/sandbox/quotas", {"limits": 5}, 400, "the body needs 'limits', a list"),
        ("POST", "/sandbox/tokens", {"scopes": 5}, 400, "scopes must be a list of str, not int"),
        ("POST", "/sandbox/tokens", {"scopes": [5]}, 400, "scopes must be a list of str, not of"),
        ("POST", "/sandbox/tokens", {"member": 5}, 400, "member must be a string"),
        ("POST", "/sandbox/tokens", {"expires_in": "1"}, 400, "expires_in must be a number"),
        ("POST", "/sandbox/faults", {"match": {"verb": 5}}, 400, "verb must be a string, such as"),
        ("POST", "/sandbox/faults", {"reset_connection": 1}, 400, "must be True or False"),
        ("POST", "/sandbox/faults", {"status": 500, "skip": None}, 400, "skip must be a whole"),
        ("PUT", "/sandbox/quotas", {"limits": [{"calls": 1, "resource": 5}]}, 400, "resource must"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(ask, verb, path, body, status, error):
    reply = ask(verb, path, body)
    assert reply.status == status
    assert error in reply.json["error"]


def test_a_body_that_is_no_json_is_refused(steered):
    raw = Raw(steered)
    reply = raw("POST", "/sandbox/faults", content="{", Content_Type=JSON)
    assert reply.status == 400
    assert reply.json["error"].startswith("the body is not JSON")
    raw.close()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_body_must_say_that_it_is_json(steered, kind):
    raw = Raw(steered)
    reply = raw("POST", "/sandbox/tokens", content="{}", Content_Type=kind)
    assert (reply.status, reply.json) == (415, {"error": "send Content-Type: application/json"})
    raw.close()


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("POST", "/sandbox/reset"),
        ("POST", "/sandbox/tokens"),
        ("POST", "/sandbox/clock"),
        ("DELETE", "/sandbox/faults"),
        ("DELETE", "/sandbox/requests"),
        ("DELETE", "/sandbox/quotas"),
    ],
)
@pytest.mark.parametrize("kind", [JSON, "application/x-www-form-urlencoded", None])
def test_no_body_is_needed_where_it_says_nothing(ask, verb, path, kind):
    assert ask(verb, path, Content_Type=kind).status == 200


EVERY_PATH = [(route.verb, PREFIX + route.path.replace("{number}", "1")) for route in ROUTES]


@pytest.mark.parametrize(("verb", "path"), EVERY_PATH)
def test_a_name_that_somebody_lets_point_here_cannot_steer_it(ask, steered, verb, path):
    reply = ask(verb, path, Host="evil.example:8686")
    assert (reply.status, reply.json) == (
        403,
        {"error": f"the Host 'evil.example:8686' is not this sandbox: call it by {steered.url}"},
    )


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize(("verb", "path"), EVERY_PATH)
def test_a_page_of_another_site_cannot_steer_it(ask, verb, path, origin):
    reply = ask(verb, path, Origin=origin)
    assert reply.status == 403
    assert reply.json["error"].startswith(f"the Origin '{origin}' is another site")
    assert not [name for name in reply.headers if name.startswith("access-control-")]


def test_its_own_pages_may_steer_it(ask, steered):
    assert ask("POST", "/sandbox/reset", Origin=steered.url).status == 200


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}"])
def test_it_is_steered_by_any_address_of_this_machine(ask, steered, host):
    port = steered.url.rpartition(":")[2]
    assert ask("GET", "/sandbox/clock", Host=host.format(port=port)).status == 200


def test_what_is_steered_is_not_among_the_requests(ask, steered):
    ask("POST", "/sandbox/reset")
    ask("GET", "/sandbox/requests")
    assert steered.requests == []


# Who can reach it.


def test_on_loopback_it_is_silent():
    with warnings.catch_warnings(record=True) as caught, Sandbox(resources=(NOTES,)) as sandbox:
        assert "machines" not in repr(sandbox)
    assert caught == []


@pytest.mark.parametrize(("admin", "what"), [(False, "use it"), (True, "steer it and make tokens")])
def test_elsewhere_it_warns_and_its_repr_says_so(admin, what):
    sandbox = Sandbox(resources=(NOTES,), host="0.0.0.0", admin=admin)
    with pytest.warns(SandboxExposed, match=f"0.0.0.0, not on loopback: everybody .* can {what}"):
        sandbox.start()
    try:
        assert repr(sandbox) == f"<Sandbox {sandbox.url}, open to other machines>"
    finally:
        sandbox.stop()
