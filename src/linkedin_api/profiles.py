"""Profiles: applications and their tokens under a name, as `linkedin auth login` keeps them.

Example:
    >>> from linkedin_api.profiles import Profile, Profiles
    >>> Profile("work", client_id="86abc")
    Profile(name='work', client_id='86abc', ...)
"""

from __future__ import annotations

import os

from linkedin_api.clients.auth.profiles import (
    DEFAULT_PROFILE,
    PROFILE_VARIABLE,
    Profile,
    Profiles,
)
from linkedin_api.clients.auth.token_provider import TokenProvider

__all__ = ["DEFAULT_PROFILE", "Profile", "Profiles", "token_of"]


def token_of(name: str | None = None) -> TokenProvider:
    """Return a provider of a profile's tokens, for the `access_token` of a client.

    It renews the token in time and keeps it for the next program. It is for the server that the
    profile signed in to.

    Args:
        name: of the profile; `None` for `LINKEDIN_PROFILE`, otherwise `default`.

    Raises:
        ProfileError: there is no such profile, or it has no usable token.
        TokenStoreError: its secret or its token cannot be read.
    """
    profiles = Profiles()
    return profiles.provider(
        profiles.load(name or os.environ.get(PROFILE_VARIABLE) or DEFAULT_PROFILE)
    )
