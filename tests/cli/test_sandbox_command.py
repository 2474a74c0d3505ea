import json
import re
import signal
import socket
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from linkedin_api.pytest_plugin import call_loopback_directly


@pytest.fixture
def run():
    """Starts `linkedin sandbox` on a free port and reads until it says so; ends it after."""
    processes = []

    def start(*arguments):
        command = [sys.executable, "-m", "linkedin_api.cli", "sandbox", "--port", "0", *arguments]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_a_program_in_any_language_can_use_it(run, monkeypatch):
    call_loopback_directly(monkeypatch)
    told = json.loads(run("--json").stdout.readline())

    answer = requests.get(
        told["url"] + "/v2/me", headers={"Authorization": f"Bearer {told['access_token']}"}
    )
    token = requests.post(
        told["url"] + "/oauth/v2/accessToken",
        {
            "grant_type": "client_credentials",
            "client_id": told["client_id"],
            "client_secret": told["client_secret"],
        },
    )

    assert answer.json()["localizedFirstName"] == "Ada"
    assert token.json()["access_token"]


@pytest.mark.parametrize(
    ("chosen", "locale"),
    [([], {"country": "US", "language": "en"}), (["--oauth", "documented"], "en-US")],
)
def test_its_answers_can_follow_the_documentation(run, monkeypatch, chosen, locale):
    call_loopback_directly(monkeypatch)
    told = json.loads(run("--json", *chosen).stdout.readline())

    answer = requests.get(
        told["url"] + "/v2/userinfo", headers={"Authorization": f"Bearer {told['access_token']}"}
    )

    assert answer.json()["locale"] == locale


def test_a_sign_in_with_other_scopes_leaves_the_printed_token(run, monkeypatch):
    call_loopback_directly(monkeypatch)
    process = run("--json")
    told = json.loads(process.stdout.readline())
    headers = {"Authorization": f"Bearer {told['access_token']}"}

    for scope in ("openid", "openid,email"):
        params = {
            "response_type": "code", "client_id": told["client_id"], "scope": scope,
            "redirect_uri": told["redirect_url"],
        }  # fmt: skip
        there = requests.get(told["url"] + "/oauth/v2/authorization", params, allow_redirects=False)
        (code,) = parse_qs(urlsplit(there.headers["Location"]).query)["code"]
        form = {
            "grant_type": "authorization_code", "code": code, "client_id": told["client_id"],
            "client_secret": told["client_secret"], "redirect_uri": told["redirect_url"],
        }  # fmt: skip
        assert requests.post(told["url"] + "/oauth/v2/accessToken", form).ok

    assert requests.get(told["url"] + "/v2/me", headers=headers).ok
    assert requests.get(told["url"] + "/v2/nothing", headers=headers).status_code == 404
    process.send_signal(signal.SIGTERM)
    process.wait()
    said = process.stderr.read()
    assert "Ada Lovelace signed in to" in said
    assert "the sandbox has no resource /v2/nothing, which LinkedIn may have" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_it_is_asked_to(run, number):
    process = run("--json")
    process.stdout.readline()

    process.send_signal(number)

    assert process.wait() == 128 + number
    assert process.stderr.read() == "Error: stopped\n"


def test_it_says_how_to_point_a_program_at_it(run):
    process = run()
    text = "".join(iter(process.stdout.readline, "Stop it with Ctrl-C.\n"))

    url = re.search(r"A LinkedIn on loopback: (http://127\.0\.0\.1:\d+)", text)[1]
    assert f"export LINKEDIN_API_URL={url}" in text
    assert f"export LINKEDIN_OAUTH_URL={url}" in text


def test_a_port_that_is_taken_is_an_error_in_one_line(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = run("--port", str(taken.getsockname()[1]))
        _, told = process.communicate()

    assert process.returncode == 1
    assert told.startswith("Error: "), told
    assert "Traceback" not in told


@pytest.mark.parametrize("port", ["99999", "65536", "-1"])
def test_a_port_that_cannot_be_is_an_error_in_one_sentence(run, port):
    process = run("--port", port)
    printed, told = process.communicate()

    assert (process.returncode, printed) == (1, "")
    assert told == f"Error: port must be a number from 0 to 65535, not {port}\n"


def test_a_port_that_is_no_number_is_a_usage_error(run):
    process = run("--port", "http")
    printed, told = process.communicate()

    assert (process.returncode, printed) == (2, "")
    assert told.endswith("Error: Invalid value for '--port': 'http' is not a valid integer.\n")
