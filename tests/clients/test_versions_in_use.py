"""The warning before a version ends, from both clients."""

import warnings
from datetime import UTC, datetime

import pytest
from clients.shells import SyncShell

from linkedin_api import errors
from linkedin_api.sandbox import Sandbox
from linkedin_api.versions import KNOWN_GOOD, VersionSunsetWarning

NEAR = datetime(2027, 5, 1, tzinfo=UTC).timestamp()  # 202605 ends on the 15th


@pytest.fixture
def client(shell, server):
    client = shell.rest(base_url=server.url, access_token="T", version_string="202605")
    client._conduct.now = lambda: NEAR
    return client


def test_a_version_near_its_end_is_warned_about_where_it_is_used(shell, client):
    with pytest.warns(VersionSunsetWarning, match="202605 .* ends on 2027-05-15") as caught:
        shell.call(client, "get", "/a")

    assert len(caught) == 1
    assert "linkedin_api" not in caught[0].filename


def test_code_without_a_module_is_warned_too(server):
    with SyncShell().rest(base_url=server.url, access_token="T") as client:
        client._conduct.now = lambda: NEAR
        with pytest.warns(VersionSunsetWarning):
            exec("client.get('/a', version_string='202605')", {"client": client})


def test_it_is_warned_about_once_for_each_client_and_version(shell, client):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for version in ("202605", "202605", "202604", "202604", "202612", None):
            shell.call(client, "get", "/a", version_string=version)

    assert [str(w.message).split()[1] for w in caught] == ["202605", "202604"]


@pytest.mark.parametrize("version", ["202606", "202404", "202512", "202712", None])
def test_far_and_unknown_sunsets_are_not_warned_about(shell, client, version):
    assert shell.call(client, "get", "/a", version_string=version).status_code == 200


def test_no_version_is_chosen_for_a_program(shell, server):
    shell.call(shell.rest(base_url=server.url, access_token="T"), "get", "/a")

    assert "linkedin-version" not in server.last.headers


def test_a_refused_version_is_quoted_with_the_one_to_name(shell):
    with Sandbox() as sandbox:
        client = shell.rest(
            base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202404"
        )
        response = shell.call(client, "get", "/adAccounts/512000001")

    with pytest.raises(errors.VersionError, match=f"version_string='{KNOWN_GOOD}'") as caught:
        response.raise_for_status()
    assert (caught.value.version, caught.value.retryable) == ("20240401", False)
