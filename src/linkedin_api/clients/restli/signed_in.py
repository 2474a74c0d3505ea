"""Clients that act for a profile of `linkedin auth login`."""

from __future__ import annotations

import time
from typing import Any, Self


class SignedIn:
    """A client that can be made from a profile."""

    @classmethod
    def from_profile(cls, name: str | None = None, **options: Any) -> Self:
        """Return a client that uses the token of a profile, and renews it in time.

        It talks to the server that the profile signed in to.

        HTTP: none; a token that must be renewed is renewed at the first call.

        Args:
            name: of the profile; `None` for `LINKEDIN_PROFILE`, otherwise `default`.
            options: the other arguments of the client, such as `version_string`.

        Raises:
            ProfileError: there is no such profile, or it has no usable token; the message says
                how to sign in.
            TokenStoreError: its secret or its token cannot be read.

        Example:
            >>> RestliClient.from_profile("nobody")
            Traceback (most recent call last):
            linkedin_api.errors.ProfileError: there is no profile 'nobody' in ...
        """
        from linkedin_api.clients.auth.profiles import Profiles

        profiles = Profiles()
        profile = profiles.load(name)
        provider = profiles.provider(profile, clock=options.get("clock", time.time))
        return cls(**{"base_url": profile.base_url, "access_token": provider, **options})
