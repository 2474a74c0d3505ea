"""Profiles: what is kept of an application and its token, and what can be wrong with it."""

import copy
import json
import pickle

import pytest
from signed_in import is_renewed, signed_in

from linkedin_api import RestliClient
from linkedin_api.clients.named_files import write_private
from linkedin_api.errors import ProfileError, TokenStoreError
from linkedin_api.profiles import Profile, Profiles


@pytest.mark.usefixtures("keyring_of_files")
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_the_copy_of_a_client_renews_the_token_of_the_same_profile(sandbox, tmp_path, copied):
    profiles = signed_in(sandbox, tmp_path / "profiles", place="keyring")
    provider = profiles.provider(profiles.load("work"), clock=sandbox.clock.now)
    client = copied(RestliClient(base_url=sandbox.url, access_token=provider))

    assert client.get("/me").status_code == 200
    assert is_renewed(profiles)


@pytest.mark.parametrize(
    "settings",
    [
        5,
        [],
        {"scopes": None},
        {"scopes": 5},
        {"scopes": [5]},
        {"client_id": 5},
        {"client_secret": ["s"]},
        {"is_member": "no"},
        {"base_url": 7},
        {"place": "cellar"},
    ],
)
def test_settings_that_no_profile_has_are_an_error_that_names_their_file(tmp_path, settings):
    write_private(tmp_path / "work.json", json.dumps(settings))

    with pytest.raises(ProfileError, match=r"work\.json is not a profile; sign in again"):
        Profiles(tmp_path).load("work")


def test_what_a_later_release_keeps_beside_them_is_passed_over(tmp_path):
    write_private(tmp_path / "work.json", json.dumps({"client_id": "a", "colour": 5}))

    assert Profiles(tmp_path).load("work") == Profile("work", "a")


def test_a_folder_that_cannot_be_made_is_an_error_of_the_profile(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ProfileError, match=r"work\.json cannot be written: .*exists"):
        Profiles(tmp_path / "file").save(Profile("work"), None)


@pytest.mark.usefixtures("keyring_of_files")
def test_a_lock_that_cannot_be_taken_is_an_error_of_the_store(sandbox, tmp_path):
    profiles = signed_in(sandbox, tmp_path / "profiles", place="keyring")
    (tmp_path / "profiles" / ".work.lock").mkdir()

    with pytest.raises(TokenStoreError, match="work> cannot be locked"):
        profiles.store(profiles.load("work")).try_lock()
