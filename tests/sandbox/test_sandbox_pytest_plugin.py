import subprocess
import sys

import pytest

from linkedin_api import AuthClient, RestliClient

pytest_plugins = ["pytester"]


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

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")

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

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=1)


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

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-W", "error")

    result.assert_outcomes(passed=1)


def test_a_run_that_does_not_ask_for_it_loads_none_of_it():
    code = "import sys, linkedin_api.pytest_plugin; print(*sys.modules)"

    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()

    ours = [name for name in loaded if name.startswith("linkedin_api.")]
    assert ours == ["linkedin_api.pytest_plugin"]
    assert {"starlette", "uvicorn", "requests"}.isdisjoint(loaded)
