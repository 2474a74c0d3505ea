"""A host that cannot be reached is one sentence, however many calls failed."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.log_lines import unreachable_said_once
from linkedin_api.versions import KNOWN_GOOD, sunset_of

pytestmark = pytest.mark.usefixtures("impatient")
HOST = "linkedin.invalid"  # no such name has an address
TOKEN, ID, SECRET, REFRESH = VARIABLES


@pytest.fixture(params=[f"https://{HOST}", "http://127.0.0.1:9"], ids=["no address", "refused"])
def nowhere(request, monkeypatch):
    for name in ("LINKEDIN_API_URL", "LINKEDIN_OAUTH_URL"):
        monkeypatch.setenv(name, request.param)
    monkeypatch.setenv(TOKEN, "AQXsecret")
    return request.param.partition("://")[2]


@pytest.fixture(autouse=True)
def _version_is_current(monkeypatch):
    """The command says nothing of the end of a version."""
    ends = datetime.combine(sunset_of(KNOWN_GOOD), datetime.min.time(), UTC)
    before = (ends - timedelta(100)).timestamp()
    monkeypatch.setattr("linkedin_api.cli.connection.machine_time", lambda: before)


@pytest.mark.parametrize(
    "line",
    [
        "api get /me",
        "api finder /posts author -p author=urn:li:organization:1 --all",
        "post create hello",
        "post list --as urn:li:organization:1",
        "pages sync --org 2414183 --org 2414184",
        "pages sync",
        "learning sync",
    ],
)
def test_a_command_says_it_once(nowhere, type_, line, capfd):
    ended = type_(line)

    first, hint = (ended.err + capfd.readouterr().err).splitlines()
    assert (ended.code, ended.out) == (1, "")
    assert first.startswith(f"Error: {nowhere} cannot be reached: ")
    assert hint.startswith("  hint: check the network connection")


@pytest.mark.parametrize("line", ["pages check", "learning check"])
def test_a_check_has_one_finding(nowhere, type_, line, capfd):
    ended = type_(line)

    assert (ended.code, ended.err + capfd.readouterr().err) == (1, "")
    assert ended.out.count(f"LinkedIn did not answer: {nowhere} cannot be reached: ") == 1


def test_signing_in_says_it_once(nowhere, type_, monkeypatch, capfd):
    monkeypatch.setenv(ID, "the-id")
    monkeypatch.setenv(SECRET, "the-secret")

    ended = type_("auth login --client-credentials")

    first, _hint = (ended.err + capfd.readouterr().err).splitlines()
    assert first.startswith(f"Error: {nowhere} cannot be reached: ")


def test_a_proxy_is_named_as_what_cannot_be_reached(monkeypatch, type_, capfd):
    monkeypatch.setenv(TOKEN, "AQXsecret")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")

    for line in ("api get /me", "pages sync --org 1 --tables posts"):
        ended = type_(line)

        assert ended.err.startswith("Error: the proxy 127.0.0.1:9 cannot be reached: ")
    assert capfd.readouterr().err == ""


def test_connections_that_failed_and_then_did_not_are_counted_in_one_line(
    asked, type_, monkeypatch, caplog
):
    def fail_twice(_typed):
        for attempt in (1, 2):
            logging.getLogger("linkedin_api").warning(
                "%s: %s (attempt %d)", "GET /me", "ConnectFailed", attempt
            )
        return 0

    monkeypatch.setattr("linkedin_api.cli.post.reading.show_posts", fail_twice)

    ended = type_("post list")

    assert ended.err == "Warning: the connection failed 2 times; the calls were repeated\n"
    assert caplog.text == ""


def test_other_retries_keep_their_lines(caplog):
    with unreachable_said_once() as lines:
        logging.getLogger("linkedin_api").warning("%s: %s", "GET /me", 503)

    assert "GET /me: 503" in caplog.text
    assert lines.left_out == 0
