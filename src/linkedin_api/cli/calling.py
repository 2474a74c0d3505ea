"""A client for the commands that make single calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from linkedin_api.cli.connection import access_of, connect
from linkedin_api.cli.credentials import Grant
from linkedin_api.cli.mistakes import mistakes_shown
from linkedin_api.clients.restli.client import RestliClient
from linkedin_api.versions import KNOWN_GOOD


@contextmanager
def calling(typed: Mapping[str, Any], version: str | None) -> Iterator[RestliClient]:
    """Give a client that raises for every status other than 2xx.

    Args:
        typed: the values of the command line, with those of `credential_options`.
        version: of the API; `None` for the unversioned API.

    Raises:
        CredentialsError: there are no credentials.
    """
    options = access_of({**typed, "api_version": version or KNOWN_GOOD})
    with (
        mistakes_shown(is_sent=True),
        connect(Grant.EITHER, options) as connection,
        RestliClient(
            base_url=connection.access.base_url,
            access_token=connection.access.provider(clock=connection.now),
            version_string=version,
            raise_for_status=True,
            clock=connection.now,
        ) as client,
    ):
        yield client
