"""Credentials for LinkedIn."""

from __future__ import annotations

import pytest
from syncs import FIRST, NOW, access_to, sync

from linkedin_api.errors import MissingArgumentError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope
from linkedin_api.versions import KNOWN_GOOD

COUNT = PAGES["total_follower_count"]
ONE = Scope((FIRST,))
SECRETS = {"access_token": "ACCESS", "client_secret": "SECRET", "refresh_token": "REFRESH"}


@pytest.fixture
def sandbox():
    with Sandbox(organizations=1, days=5, now=NOW) as sandbox:
        yield sandbox


def methods(sandbox):
    return [request.method for request in sandbox.requests]


def test_a_token_is_used_as_it_is(sandbox):
    sync(sandbox, [COUNT], ONE, access=access_to(sandbox, sandbox.access_token()))
    assert methods(sandbox) == ["GET"]


def test_a_refresh_token_makes_a_token_of_the_member(sandbox):
    sync(sandbox, [COUNT], ONE)
    assert methods(sandbox) == ["OAUTH", "GET"]
    assert sandbox.requests[-1].member is not None


def test_client_id_and_secret_make_a_token_of_the_application(sandbox):
    access = access_to(sandbox, refresh_token=None)
    sync(sandbox, [LEARNING["learning_classifications"]], access=access)
    assert sandbox.requests[-1].member is None


def test_a_token_goes_before_what_makes_one(sandbox):
    access = access_to(sandbox, access_token=sandbox.access_token())
    sync(sandbox, [COUNT], ONE, access=access)
    assert methods(sandbox) == ["GET"]


def test_the_version_is_one_that_is_known_to_be_good_unless_another_is_named(sandbox):
    sync(sandbox, [COUNT], ONE)
    sync(sandbox, [COUNT], ONE, access=access_to(sandbox, version="202605"))
    versions = [r.headers["linkedin-version"] for r in sandbox.requests if r.method == "GET"]
    assert versions == [KNOWN_GOOD, "202605"]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"client_id": "x"},
        {"client_secret": "x"},
        {"refresh_token": "x"},
        {"client_id": "x", "refresh_token": "x"},
        {"access_token": "", "client_id": "", "client_secret": ""},
    ],
)
def test_what_is_missing_is_said_before_anything_is_sent(given):
    with pytest.raises(
        MissingArgumentError, match="access_token is missing: set it, or set client_id"
    ):
        Access(**given).checked()


def test_credentials_that_are_enough_are_returned():
    for given in ({"access_token": "x"}, {"client_id": "x", "client_secret": "x"}):
        assert Access(**given).checked() == Access(**given)


def test_secrets_are_not_shown():
    shown = repr(Access(client_id="CLIENT", **SECRETS))
    assert "CLIENT" in shown
    assert [secret for secret in SECRETS.values() if secret in shown] == []


def test_secrets_are_in_no_message_of_a_sync_that_fails(sandbox, caplog):
    """Neither in errors nor in logs, not even at the finest level."""
    access = access_to(sandbox, **SECRETS | {"access_token": None})
    with caplog.at_level(0), pytest.raises(Exception, match="invalid") as caught:
        sync(sandbox, [COUNT], ONE, access=access)
    reported = f"{caught.value!r} {caught.value} {caplog.text}"
    assert [secret for secret in SECRETS.values() if secret in reported] == []
