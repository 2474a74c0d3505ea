import os
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
import requests
from canned import CannedServer

from linkedin_api import AuthClient, RestliClient

pytest_plugins = ["pytester"]
#: Plugins that these tests have and that a stranger need not have; to load them takes a while.
ALONE = [f"-pno:{name}" for name in ("cacheprovider", "anyio", "hypothesispytest", "pytest_cov")]


def test_clients_without_address_talk_to_the_fixture(linkedin_sandbox):
    with RestliClient(access_token=linkedin_sandbox.access_token()) as client:
        assert client.get("/me").entity["localizedFirstName"] == "Ada"
    with AuthClient(linkedin_sandbox.client_id, linkedin_sandbox.client_secret) as auth:
        assert auth.get_two_legged_access_token().status_code == 200


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_finds_the_first_state(linkedin_sandbox, turn):
    path = "/adAccounts/512000001"
    token = linkedin_sandbox.access_token()
    with RestliClient(access_token=token, version_string="202608") as client:
        assert client.get(path).entity["name"] == "Lovelace Engines"
        client.partial_update(path, {"name": f"changed in turn {turn}"}).raise_for_status()


def test_a_stranger_needs_no_import_and_no_configuration(pytester):
    pytester.makepyfile(
        """
        import os

        def test_it(linkedin_sandbox):
            assert os.environ["LINKEDIN_API_URL"] == linkedin_sandbox.url
        """
    )

    result = pytester.runpytest_subprocess(*ALONE)

    result.assert_outcomes(passed=1)


def test_options_are_overridden_in_a_conftest(pytester):
    pytester.makeconftest(
        """
        import pytest

        @pytest.fixture(scope="session")
        def linkedin_sandbox_options():
            return {"kept_requests": 1}
        """
    )
    pytester.makepyfile(
        """
        import requests

        def test_it(linkedin_sandbox):
            for _ in range(3):
                requests.get(linkedin_sandbox.url + "/v2/me")
            assert len(linkedin_sandbox.requests) == 1
        """
    )

    result = pytester.runpytest_subprocess(*ALONE)

    result.assert_outcomes(passed=1)


@pytest.mark.parametrize("variable", ["http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("own", ["", "intra.example"])
def test_no_program_under_test_sends_the_fixture_to_a_proxy(request, monkeypatch, variable, own):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", own)
    with CannedServer() as proxy:
        monkeypatch.setenv(variable, proxy.url)
        url = request.getfixturevalue("linkedin_sandbox").url

        assert requests.get(f"{url}/v2/me").status_code == 401
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{url}/v2/me")
        assert proxy.received == []
        assert not own or urllib.request.proxy_bypass(own)


def test_an_environment_without_proxies_is_left_alone(request, monkeypatch):
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)

    request.getfixturevalue("linkedin_sandbox")

    assert not any(name.lower() == "no_proxy" for name in os.environ)


def test_an_environment_that_excepts_everything_goes_on_doing_so(request, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "*")

    request.getfixturevalue("linkedin_sandbox")

    assert os.environ["no_proxy"] == "*"


def test_strict_tests_of_a_stranger_still_pass_when_the_version_has_ended(pytester):
    pytester.makepyfile(
        """
        from linkedin_api import RestliClient
        from linkedin_api.versions import KNOWN_GOOD

        def test_it(linkedin_sandbox):
            client = RestliClient(
                access_token=linkedin_sandbox.access_token(),
                version_string=KNOWN_GOOD,
                clock=lambda: 4_000_000_000,  # in 2096
            )
            assert client.get("/adAccounts/512000001").status_code == 200
            client.close()
        """
    )

    result = pytester.runpytest_subprocess(*ALONE, "-W", "error")

    result.assert_outcomes(passed=1)


def test_a_run_that_does_not_ask_for_it_loads_none_of_it():
    code = "import sys, linkedin_api.pytest_plugin; print(*sys.modules)"

    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()

    ours = [name for name in loaded if name.startswith("linkedin_api.")]
    assert ours == ["linkedin_api.pytest_plugin"]
    assert {"starlette", "uvicorn", "requests"}.isdisjoint(loaded)
