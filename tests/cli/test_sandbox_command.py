import errno
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import warm
from click.testing import CliRunner
from required_programs import Required

from linkedin_api.cli import sandbox as command
from linkedin_api.cli.commands import linkedin
from linkedin_api.pytest_plugin import call_loopback_directly
from linkedin_api.sandbox import Sandbox

needs_curl = Required({"curl": shutil.which("curl")}, "curl is Debian's").mark
COMMAND = ("-m", "linkedin_api.cli", "sandbox", "--port", "0")
NO_DAYS = pytest.mark.timeless("how it starts and ends is no matter of days")


@pytest.fixture
def run():
    """Starts `linkedin sandbox` on a free port and ends it after."""
    processes = []

    def start(*arguments):
        processes.append(warm.start(*COMMAND, *arguments))
        return processes[-1]

    yield start
    for process in processes:
        process.terminate()  # in order, so that it takes its certificates with it
        process.communicate()


def test_a_program_in_any_language_can_use_it(monkeypatch):
    call_loopback_directly(monkeypatch)
    process = subprocess.Popen(
        [sys.executable, *COMMAND, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    told = json.loads(process.stdout.readline())

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
    process.terminate()
    assert process.communicate() == ("", "stopped\n")


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


@NO_DAYS
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_it_is_asked_to(run, number):
    process = run("--json")
    process.stdout.readline()

    process.send_signal(number)

    assert process.wait() == 128 + number
    assert process.stderr.read() == "stopped\n"  # as it says it is to be ended: no error


def test_that_others_can_reach_it_is_said_in_one_line(run):
    process = run("--json", "--host", "0.0.0.0")
    process.stdout.readline()
    process.terminate()
    _, said = process.communicate()

    warned, stopped = said.splitlines()
    assert warned.startswith("the sandbox listens on 0.0.0.0, not on loopback: everybody ")
    assert stopped == "stopped"


def test_it_says_how_to_point_a_program_at_it(run):
    process = run()
    text = "".join(iter(process.stdout.readline, "Stop it with Ctrl-C.\n"))

    url = re.search(r"A LinkedIn on loopback: (http://127\.0\.0\.1:\d+)", text)[1]
    assert f"export LINKEDIN_API_URL={url}" in text
    assert f"export LINKEDIN_OAUTH_URL={url}" in text


def told(run, *arguments):
    """What it prints for people, line by line."""
    return list(iter(run(*arguments).stdout.readline, "Stop it with Ctrl-C.\n"))


@NO_DAYS
@pytest.mark.parametrize("arguments", [[], ["--tls"], ["--proxy"], ["--tls", "--proxy"]])
def test_what_it_prints_is_short_and_fits_80_columns(run, arguments):
    lines = told(run, *arguments)

    assert len(lines) <= 20
    assert [line for line in lines if len(line.rstrip()) > 80 and "TOKEN=" not in line] == []
    assert "".join(lines).count("AQ") == 1  # only the token itself cannot be shortened


@needs_curl
@pytest.mark.parametrize("arguments", [[], ["--tls"], ["--proxy"]])
def test_what_it_prints_to_try_works(run, arguments, monkeypatch):
    call_loopback_directly(monkeypatch)
    assert_it_works("".join(told(run, *arguments)))


@needs_curl
@pytest.mark.parametrize("excepted", [None, "intranet.example"])
def test_it_works_in_a_shell_whose_proxy_has_no_way_to_this_machine(run, monkeypatch, excepted):
    for name in ("no_proxy", "NO_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    if excepted:
        monkeypatch.setenv("NO_PROXY", excepted)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        lines = told(run)
        assert all(len(line.rstrip()) <= 80 for line in lines if "TOKEN=" not in line)
        assert_it_works("".join(lines))


def test_a_shell_that_reaches_this_machine_directly_needs_no_more(run, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    assert "export no_proxy" not in "".join(told(run))


def assert_it_works(text):
    exports = re.findall(r"^  (export .*)$", text, re.MULTILINE)
    curl = re.search(r"^  (curl .*\\\n.*)$", text, re.MULTILINE)[1]

    script = "\n".join([*exports, f"exec {curl} --silent --show-error"])
    ended = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)

    assert json.loads(ended.stdout or "null"), ended.stderr
    assert json.loads(ended.stdout)["localizedFirstName"] == "Ada"


def facts(run, *arguments):
    return json.loads(run("--json", *arguments).stdout.readline())


def test_the_application_can_be_made_to_fit_a_program(run, monkeypatch):
    call_loopback_directly(monkeypatch)
    urls = ["http://localhost:3000/api/auth/callback/linkedin", "https://app.example/done"]
    told = facts(
        run, "--redirect-url", urls[0], "--redirect-url", urls[1], "--app-scopes", "openid,profile"
    )

    def ask(redirect_uri, scope):
        params = {
            "response_type": "code", "client_id": told["client_id"],
            "redirect_uri": redirect_uri, "scope": scope,
        }  # fmt: skip
        return requests.get(f"{told['url']}/oauth/v2/authorization", params, allow_redirects=False)

    assert told["redirect_url"] == urls[0]
    for url in urls:
        assert ask(url, "openid profile").headers["Location"].startswith(f"{url}?code=")
    assert ask("http://localhost:3000/oauth", "openid").status_code == 401
    assert "unauthorized_scope_error" in ask(urls[0], "openid email").headers["Location"]


def test_the_printed_token_has_the_applications_scopes(run, monkeypatch):
    call_loopback_directly(monkeypatch)
    told = facts(run, "--app-scopes", "openid,profile")
    headers = {"Authorization": f"Bearer {told['access_token']}", "LinkedIn-Version": "202608"}

    statuses = [
        requests.get(told["url"] + path, headers=headers).status_code
        for path in ("/v2/userinfo", "/rest/adAccounts/512000001")
    ]

    assert statuses == [200, 403]


def test_old_months_answer_if_they_are_named(run, monkeypatch):
    call_loopback_directly(monkeypatch)
    told = facts(run, "--api-versions", "202502, 202511")

    statuses = [
        requests.get(
            told["url"] + "/rest/me",
            headers={
                "Authorization": f"Bearer {told['access_token']}", "LinkedIn-Version": version
            },
        ).status_code
        for version in ("202502", "202511", "202608")
    ]  # fmt: skip

    assert statuses == [200, 200, 426]


def test_programs_are_told_how_they_reach_it(run):
    told = facts(run, "--tls", "--proxy", "--public-url", "https://linkedin.test/")

    assert told["url"].startswith("https://127.0.0.1:")
    assert told["public_url"] == "https://linkedin.test"
    assert told["proxy_url"] == told["url"].replace("https", "http")
    assert "BEGIN CERTIFICATE" in Path(told["ca_file"]).read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_certificates_go_when_it_is_stopped(run, number):
    process = run("--json", "--tls")
    file = Path(json.loads(process.stdout.readline())["ca_file"])

    process.send_signal(number)
    process.wait()

    assert not file.parent.exists()


@NO_DAYS
@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--redirect-url", "/callback", "must be an absolute http or https URL without #"),
        ("--redirect-url", "http://a.test/#b", "must be an absolute http or https URL without #"),
        ("--redirect-url", "app://callback", "must be an absolute http or https URL without #"),
        ("--public-url", "linkedin.test", "must be an http or https address without a path"),
        ("--api-versions", "202513", "must be months, such as 202608, not '202513'"),
        ("--api-versions", "202502,", "must be months, such as 202608, not ''"),
        ("--app-scopes", "r-ads", "must be names of scopes, such as openid,profile,email"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_its_option(type_, option, value, said):
    ended = type_(f"sandbox --port 0 {option} '{value}'")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].startswith(f"Error: Invalid value for '{option}': {said}")


@NO_DAYS
@pytest.mark.parametrize("line", ["sandbox --port", "mcp --sandbox --http"])
def test_a_port_that_is_taken_is_an_error_in_one_line(type_, line):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = type_(f"{line} {port}")

    option = line.split()[-1]
    assert ended.code == 1
    assert ended.err == (
        f"Error: cannot listen on 127.0.0.1:{port}: {os.strerror(errno.EADDRINUSE)};"
        f" choose another port with {option}, or 0 for any free one\n"
    )


@NO_DAYS
@pytest.mark.parametrize(
    ("option", "value", "right"),
    [
        ("port", "65536", "a whole number from 0 to 65535"),
        ("port", "-1", "a whole number from 0 to 65535"),
        ("campaigns", "5001", "a whole number from 0 to 5000"),
        ("ad-days", "0", "a whole number, 1 or more"),
    ],
)
def test_a_number_that_cannot_be_is_a_usage_error(type_, option, value, right):
    ended = type_(f"sandbox --{option} {value}")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"Error: --{option} must be {right}, not {value}\n")


@NO_DAYS
def test_a_port_that_is_no_number_is_a_usage_error(type_):
    ended = type_("sandbox --port http")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("Error: Invalid value for '--port': 'http' is not a valid integer.\n")


def test_sizes_of_advertising_are_options(monkeypatch):
    made = []
    monkeypatch.setattr(command, "Sandbox", lambda **arguments: made.append(Sandbox(**arguments)))
    sizes = ["--ad-accounts", "4", "--campaigns", "7", "--creatives", "3", "--ad-days", "90"]

    CliRunner().invoke(linkedin, ["sandbox", *sizes])

    ads = made[0].figures.ads
    creatives = ads.creatives(ads.accounts[3].number)
    assert (len(ads.accounts), len(creatives), ads.today - ads.began) == (4, 7 * 3, 90)
