"""`linkedin auth token`, `refresh` and `logout`: what is kept under a profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkedin_api.cli import connection
from linkedin_api.cli.output import show
from linkedin_api.clients.auth.profiles import Profiles
from linkedin_api.clients.auth.token_provider import TokenProvider
from linkedin_api.errors import ProfileError


def show_token(typed: Mapping[str, Any]) -> None:
    """Print a valid access token.

    Raises:
        ProfileError: there is no such profile, or it has no usable token.
    """
    text = _provider(typed["profile"]).token()
    show(typed, {"profile": typed["profile"], "access_token": text}, text)


def refresh(typed: Mapping[str, Any]) -> None:
    """Renew a token, although it is still valid.

    Raises:
        ProfileError: there is no such profile, or its token cannot be renewed.
        LinkedInError: LinkedIn refuses to renew it.
    """
    name = typed["profile"]
    provider = _provider(name)
    if not provider.refuse(provider.token(), "expired"):
        raise ProfileError(f"profile {name!r} cannot renew its token: run `linkedin auth login`")
    provider.token()
    document = {"profile": name, "renewed": True}
    show(typed, document, f"Profile {name} has a new access token.")


def log_out(typed: Mapping[str, Any]) -> None:
    """Remove a profile from this machine.

    Raises:
        ProfileError: there is none of this name.
    """
    name = typed["profile"]
    Profiles().delete(name)
    document = {"profile": name, "removed": True}
    show(typed, document, f"Profile {name} is removed from this machine.")


def _provider(name: str) -> TokenProvider:
    profiles = Profiles()
    return profiles.provider(profiles.load(name), clock=connection.machine_time)
