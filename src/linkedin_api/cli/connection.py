"""Whom a command asks: LinkedIn, as the credentials say, or a LinkedIn on loopback."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from linkedin_api.cli.credentials import read_access
from linkedin_api.cli.products import Product

if TYPE_CHECKING:
    from linkedin_api.sandbox import Sandbox
    from linkedin_api.sources.reading.access import Access

#: LinkedIn's time, as this machine knows it.
machine_time: Callable[[], float] = time.time


class Connection(NamedTuple):
    """Who is asked.

    Attributes:
        access: as whom, and where.
        now: gives its time, in seconds since 1970.
    """

    access: Access
    now: Callable[[], float]


class AccessOptions(NamedTuple):
    """What was typed of it.

    Attributes:
        sandbox: whether to ask a LinkedIn on loopback.
        credentials_file: where credentials are; `None` for the environment.
        api_version: such as `202608`; `None` for one that is known to be good.
    """

    sandbox: bool = False
    credentials_file: Path | None = None
    api_version: str | None = None


def access_of(typed: Mapping[str, Any]) -> AccessOptions:
    """Return what was typed of it."""
    return AccessOptions(*(typed[name] for name in AccessOptions._fields))


@contextmanager
def connect(product: Product, options: AccessOptions) -> Iterator[Connection]:
    """Give whom to ask; a sandbox is started, and stopped after.

    Raises:
        CredentialsError: there are none, or the file of them cannot be used.
        SandboxError: the extra `sandbox` is not installed.
        UsageError: a file of credentials is named for a sandbox.
    """
    if options.sandbox and options.credentials_file:
        raise click.UsageError("--sandbox has credentials of its own; leave --credentials-file out")
    if not options.sandbox:
        access = read_access(product, options.credentials_file, options.api_version)
        with _sunset_shown(access):
            yield Connection(access, machine_time)
        return
    from linkedin_api.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox_connection(sandbox, product, options.api_version)


@contextmanager
def _sunset_shown(access: Access) -> Iterator[None]:
    """Say in a sentence that the version ends, where Python would show a line of its source."""
    from linkedin_api.versions import VersionSunsetWarning

    notice = access.sunset_notice(machine_time(), "--api-version {}")
    if notice is not None:
        click.echo(f"Warning: {notice}", err=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionSunsetWarning)
        yield


def sandbox_connection(
    sandbox: Sandbox, product: Product, version: str | None = None
) -> Connection:
    """Return a sandbox as whom to ask, with credentials from which a token is made."""
    from linkedin_api.sources.reading.access import Access
    from linkedin_api.versions import KNOWN_GOOD

    access = Access(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        refresh_token=sandbox.refresh_token() if product.needs_member else None,
        version=version or KNOWN_GOOD,
        base_url=sandbox.url,
        oauth_url=sandbox.url,
    )
    return Connection(access, sandbox.clock.now)
