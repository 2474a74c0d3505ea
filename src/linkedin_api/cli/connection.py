"""The connection of a command: to LinkedIn with the user's credentials, or to a sandbox."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from linkedin_api.cli.credentials import Grant, in_environment, read_access
from linkedin_api.clients.auth.profiles import DEFAULT_PROFILE, Profile, Profiles
from linkedin_api.clients.auth.token import Token
from linkedin_api.sources.reading.access import Access
from linkedin_api.versions import KNOWN_GOOD, VersionSunsetWarning

if TYPE_CHECKING:
    from linkedin_api.sandbox import Sandbox

#: The clock of this machine, which stands for LinkedIn's.
machine_time: Callable[[], float] = time.time


class Connection(NamedTuple):
    """How a command connects.

    Attributes:
        access: credentials and addresses.
        now: clock of the server, in seconds since 1970.
    """

    access: Access
    now: Callable[[], float]


class AccessOptions(NamedTuple):
    """The options of the command line that choose a connection.

    Attributes:
        sandbox: whether to start and use a sandbox.
        credentials_file: file with credentials; `None` for the environment.
        profile: name of a profile; `None` for the environment, otherwise the default profile.
        api_version: such as `202608`.
    """

    sandbox: bool = False
    credentials_file: Path | None = None
    profile: str | None = None
    api_version: str = KNOWN_GOOD


def access_of(typed: Mapping[str, Any]) -> AccessOptions:
    """Return the options of the connection."""
    return AccessOptions(*(typed[name] for name in AccessOptions._fields))


@contextmanager
def connect(grant: Grant, options: AccessOptions) -> Iterator[Connection]:
    """Give a connection; start a sandbox if wanted, and stop it afterwards.

    Raises:
        CredentialsError: there are no credentials, or their file cannot be used.
        SandboxError: the extra `sandbox` is not installed.
        UsageError: the options name a credentials file for a sandbox.
    """
    if options.sandbox and options.credentials_file:
        raise click.UsageError("--sandbox uses its own credentials; remove --credentials-file")
    if options.profile and options.credentials_file:
        raise click.UsageError("use --profile or --credentials-file, not both")
    if not options.sandbox:
        access = _access(grant, options)
        with _sunset_shown(access):
            yield Connection(access, machine_time)
        return
    from linkedin_api.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox_connection(sandbox, grant, options.api_version)


def _access(grant: Grant, options: AccessOptions) -> Access:
    """The credentials of a profile, a file or the environment, in this order."""
    profile = options.profile
    if not profile and options.credentials_file is None and not in_environment():
        profile = DEFAULT_PROFILE if DEFAULT_PROFILE in Profiles().names() else None
    if profile:
        return Access.from_profile(profile, version=options.api_version, clock=machine_time)
    return read_access(grant, options.credentials_file, options.api_version)


def renews_itself(profile: Profile, token: Token | None) -> bool:
    """Whether the token of a profile is renewed without the member."""
    has_grant = not profile.is_member or bool(token and token.refresh_token)
    return has_grant and profile.client_secret is not None


@contextmanager
def _sunset_shown(access: Access) -> Iterator[None]:
    """Print that the version ends soon; Python's warning would show a line of source code."""
    notice = access.sunset_notice(machine_time(), "--api-version {}")
    if notice is not None:
        click.echo(f"Warning: {notice}", err=True)
    with without_sunset_warning():
        yield


@contextmanager
def without_sunset_warning() -> Iterator[None]:
    """Leave out Python's warning of a version that ends: the command says so in its own words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionSunsetWarning)
        yield


def sandbox_connection(sandbox: Sandbox, grant: Grant, version: str = KNOWN_GOOD) -> Connection:
    """Return a connection to a sandbox, with credentials to fetch a token."""
    access = Access(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        refresh_token=None if grant is Grant.APPLICATION else sandbox.refresh_token(),
        version=version,
        base_url=sandbox.url,
        oauth_url=sandbox.url,
    )
    return Connection(access, sandbox.clock.now)
