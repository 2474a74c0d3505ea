"""A profile on this machine, as `linkedin auth login` leaves it, whose access token has expired."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from linkedin_api.profiles import Profile, Profiles
from linkedin_api.sandbox import Sandbox
from linkedin_api.tokens import Token


def signed_in(
    sandbox: Sandbox,
    folder: str | os.PathLike[str],
    name: str = "work",
    place: Literal["keyring", "file"] = "file",
) -> Profiles:
    """Keep a profile of the sandbox's member; what uses it has to renew its token first."""
    now = sandbox.clock.now()
    profile = Profile(
        name,
        sandbox.client_id,
        sandbox.client_secret,
        base_url=sandbox.url,
        oauth_url=sandbox.url,
        place=place,
    )
    token = Token(
        "an-expired-token",
        sandbox.client_id,
        now - 3600,
        now - 1,
        refresh_token=sandbox.refresh_token(),
    )
    profiles = Profiles(Path(folder))
    profiles.save(profile, token)
    return profiles


def is_renewed(profiles: Profiles, name: str = "work") -> bool:
    """Whether the profile has another access token now."""
    token = profiles.store(profiles.load(name)).load()
    return token is not None and token.access_token != "an-expired-token"
