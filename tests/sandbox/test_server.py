"""The sandbox as a server: starts, stops, several at once, and remembers what it was asked."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from absent_modules import forget
from ports import free_port
from raw_http import Raw

from linkedin_api.sandbox import Clock, Sandbox, SandboxError
from linkedin_api.sandbox.addresses import read_place
from linkedin_api.sandbox.protocol.keys import CompoundKey
from linkedin_api.sandbox.protocol.resource import Action, Resource


def ask_once(sandbox: Sandbox, verb: str, target: str, body=None, **headers):
    raw = Raw(sandbox)
    try:
        return raw(verb, target, body, **headers)
    finally:
        raw.close()


def test_it_is_ready_when_entered_and_frees_its_port_when_left():
    port = free_port()
    with Sandbox(port=port) as sandbox:
        assert ask_once(sandbox, "GET", "/v2/me").status == 200
    with socket.socket() as probe, pytest.raises(OSError, match="refused"):
        probe.connect(("127.0.0.1", port))


@pytest.mark.parametrize("port", [-1, 65_536, 99_999, "8686", None])
def test_a_port_that_cannot_be_is_refused_at_once(port):
    with pytest.raises(
        ValueError, match=f"port must be a whole number from 0 to 65535, not {port!r}"
    ):
        Sandbox(port=port)


def test_a_program_that_runs_uvicorn_keeps_its_access_log():
    access = logging.getLogger("uvicorn.access")
    handler, before = logging.NullHandler(), access.propagate
    handlers = [*access.handlers, handler]
    access.addHandler(handler)
    try:
        with Sandbox():
            assert access.propagate is before
            assert access.handlers == handlers
    finally:
        access.removeHandler(handler)


def test_it_leaves_no_threads_behind():
    before = set(threading.enumerate())
    with Sandbox():
        assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) <= before


def test_it_stops_although_a_connection_is_open():
    with Sandbox() as sandbox:
        raw = Raw(sandbox)
        raw("GET", "/v2/me")
    raw.close()


#: The one account that can be deleted.
DRAFT = "/rest/adAccounts/512000003"


def test_several_run_at_once_and_know_nothing_of_each_other():
    with Sandbox() as one, Sandbox() as two:
        assert one.url != two.url
        ask_once(one, "DELETE", DRAFT)
        assert ask_once(one, "GET", DRAFT).status == 404
        assert ask_once(two, "GET", DRAFT).status == 200


def test_it_can_be_started_again_and_keeps_what_was_written():
    sandbox = Sandbox()
    with sandbox:
        ask_once(sandbox, "DELETE", DRAFT)
    with sandbox:
        assert ask_once(sandbox, "GET", DRAFT).status == 404


def test_reset_forgets_what_was_written():
    with Sandbox() as sandbox:
        ask_once(sandbox, "DELETE", DRAFT)
        sandbox.reset()
        assert sandbox.requests == []
        assert ask_once(sandbox, "GET", DRAFT).status == 200


def test_the_same_seed_gives_the_same_entities():
    target = "/rest/adAccounts/512000001/adCampaignGroups"
    contents = []
    for seed in (1, 1, 2):
        with Sandbox(seed=seed) as sandbox:
            contents.append(ask_once(sandbox, "GET", target).content)
    assert contents[0] == contents[1] != contents[2]


def test_a_port_can_be_asked_for():
    port = free_port()
    with Sandbox(port=port), pytest.raises(OSError, match=f"in use: '127.0.0.1:{port}'"):
        Sandbox(port=port).start()
    with Sandbox(port=port) as again:
        assert again.url.endswith(f":{port}")


def test_it_cannot_be_started_twice():
    with Sandbox() as sandbox, pytest.raises(SandboxError, match="running already"):
        sandbox.start()


def test_a_sandbox_that_does_not_run_has_no_url():
    with pytest.raises(SandboxError, match="with Sandbox"):
        _ = Sandbox().url


def test_stopping_twice_is_no_error():
    sandbox = Sandbox().start()
    sandbox.stop()
    sandbox.stop()
    assert repr(sandbox) == "<Sandbox not running>"


def test_importing_it_loads_no_server():
    code = (
        "import sys, linkedin_api.sandbox; "
        "print([name for name in ('uvicorn', 'starlette', 'asyncio') if name in sys.modules])"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": str(source)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    forget(monkeypatch, "linkedin_api.sandbox.server")
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(SandboxError, match=r"linkedin-api-client\[sandbox\]"):
        Sandbox().start()


def test_requests_are_remembered_decoded():
    with Sandbox() as sandbox:
        ask_once(
            sandbox,
            "GET",
            "/rest/adAccounts?q=search&search=(status:(values:List(ACTIVE)))&fields=id",
        )
        noted = sandbox.requests[-1]
    assert (noted.method, noted.name, noted.resource, noted.status) == (
        "FINDER",
        "search",
        "adAccounts",
        200,
    )
    assert noted.params["search"] == {"status": {"values": ["ACTIVE"]}}
    assert (noted.version, noted.member) == ("20260901", "782bbtaQ")
    assert noted.ms > 0
    assert "authorization" not in noted.headers


def test_keys_and_bodies_are_remembered():
    with Sandbox() as sandbox:
        body = {"patch": {"$set": {"name": "x"}}}
        ask_once(sandbox, "POST", "/rest/adAccounts/512000001", body)
        noted = sandbox.requests[-1]
    assert (noted.method, noted.keys, noted.body) == ("PARTIAL_UPDATE", ("512000001",), body)


def test_only_the_last_requests_are_remembered():
    with Sandbox(kept_requests=2) as sandbox:
        raw = Raw(sandbox)
        for number in range(4):
            raw("GET", f"/v2/me?n={number}")
        raw.close()
        assert [noted.params["n"] for noted in sandbox.requests] == ["2", "3"]


def test_of_huge_requests_only_the_line_is_remembered():
    with Sandbox() as sandbox:
        body = {"patch": {"$set": {"name": "x" * 200_000}}}
        ask_once(sandbox, "POST", "/rest/adAccounts/512000001", body)
        noted = sandbox.requests[-1]
    assert (noted.method, noted.status, noted.body) == ("PARTIAL_UPDATE", 204, None)


@pytest.mark.parametrize("size", [66_000, 200_000])
def test_an_address_that_no_parser_takes_is_too_long_too(size):
    with Sandbox() as sandbox:
        answer = ask_once(sandbox, "GET", "/rest/posts?ids=List(" + size * "1" + ")")

    assert answer.status == 414


def test_a_sandbox_needs_an_application():
    with pytest.raises(ValueError, match="application"):
        Sandbox(apps=())


def test_versions_are_data():
    with Sandbox(versions={"202404"}) as sandbox:
        statuses = [
            ask_once(sandbox, "GET", "/rest/me", LinkedIn_Version=version).status
            for version in ("202404", "202609")
        ]
    assert statuses == [200, 426]


def test_a_fault_in_a_resource_looks_like_linkedins():
    broken = Resource(
        "broken", kind="actions", roots=("",), actions=(Action("x", lambda c: 1 / 0),)
    )
    with Sandbox(resources=(broken,)) as sandbox:
        reply = ask_once(sandbox, "POST", "/broken?action=x", {})
    assert (reply.status, reply.json["code"]) == (500, "INTERNAL_ERROR")


def test_a_chunked_body_is_read_whole():
    entity = {
        "author": "urn:li:person:782bbtaQ", "commentary": "x", "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "NONE"}, "lifecycleState": "DRAFT",
        "adContext": {
            "dscAdAccount": "urn:li:sponsoredAccount:512000001", "dscName": "x" * 300_000,
        },
    }  # fmt: skip
    text = json.dumps(entity).encode()
    with Sandbox() as sandbox:
        raw = Raw(sandbox)
        pieces = (text[at : at + 1000] for at in range(0, len(text), 1000))
        reply = raw("POST", "/rest/posts", content=pieces, Content_Type="application/json")
        raw.close()
    assert reply.status == 201


def test_the_clock_moves_only_forward():
    clock = Clock(datetime(2026, 1, 1, tzinfo=UTC))
    clock.advance(hours=36)
    assert clock.date_time().date().isoformat() == "2026-01-02"
    with pytest.raises(ValueError, match="forward"):
        clock.advance(days=-1)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match=r"time zone, such as datetime\(2030, 5, 1, tzinfo=UTC\)"):
        Sandbox(now=datetime(2030, 5, 1))  # noqa: DTZ001


def test_a_sandbox_can_begin_at_another_moment():
    moment = datetime(2030, 5, 1, tzinfo=UTC)
    with Sandbox(now=moment) as sandbox:
        body = {"initializeUploadRequest": {"owner": "urn:li:organization:2414183"}}
        value = ask_once(sandbox, "POST", "/rest/images?action=initializeUpload", body).json[
            "value"
        ]
    assert value["uploadUrlExpiresAt"] // 86_400_000 == int(moment.timestamp()) // 86_400 + 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Resource("x", methods=frozenset({"FETCH"})),
        lambda: Resource("x", kind="association"),
    ],
)
def test_a_wrong_declaration_is_refused(wrong):
    with pytest.raises(ValueError, match="x"):
        wrong()


def test_a_declaration_of_an_association_needs_a_compound_key():
    key = CompoundKey({"a": "long"})
    assert Resource("x", kind="association", key=key).key is key


def test_an_empty_host_is_every_address_and_has_a_url():
    assert read_place("", 0, tls=False, proxy=False, public_url=None).url(80) == "http://0.0.0.0:80"
