"""Examines everything, prints a line for each result, and says by the exit code what it is like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from linkedin_api.cli import connection
from linkedin_api.cli.connection import (
    AccessOptions,
    access_of,
    renews_itself,
    sandbox_connection,
    without_sunset_warning,
)
from linkedin_api.cli.credentials import CredentialsError, Grant, in_environment, read_access
from linkedin_api.cli.doctor.account import Account, examine_account
from linkedin_api.cli.doctor.network import examine_network
from linkedin_api.cli.doctor.packages import examine_packages
from linkedin_api.cli.doctor.result import WORDS, Result
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.output import Grid, show
from linkedin_api.clients.auth.profiles import DEFAULT_PROFILE, Profile, Profiles
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.configuration import (
    API_URL,
    API_URL_VARIABLE,
    OAUTH_URL,
    OAUTH_URL_VARIABLE,
    resolve_base_url,
)
from linkedin_api.errors import InvalidArgumentError, LinkedInError
from linkedin_api.sources.reading.access import Access

Clock = Callable[[], float]
_NONE: Final = "none: run `linkedin auth login`, or set LINKEDIN_ACCESS_TOKEN"


def examine(typed: Mapping[str, Any]) -> int:
    """Examine this machine and an account.

    Args:
        typed: the values of the command line.

    Returns:
        The exit code: whether something is wrong.
    """
    results = list(examine_packages())
    try:
        results += _examined(access_of(typed))
    except InvalidArgumentError as error:  # an address that the environment names
        results.append(Result("addresses", "problem", str(error)))
    is_well = all(each.state != "problem" for each in results)
    code = ExitCode.COMPLETE if is_well else ExitCode.FAILED
    document = {
        "ok": is_well,
        "exit_code": int(code),
        "results": [each._asdict() for each in results],
    }
    rows = [(each.subject, WORDS[each.state], each.sentence) for each in results]
    show(typed, document, Grid(("subject", "ok", "finding"), rows, wraps=True))
    return code


def _examined(options: AccessOptions) -> list[Result]:
    with _whom(options) as (credentials, account, now), without_sunset_warning():
        found = [*examine_network(account.base_url, account.oauth_url), credentials]
        return [*found, *examine_account(account, now)]


@contextmanager
def _whom(options: AccessOptions) -> Iterator[tuple[Result, Account, Clock]]:
    """Give where the credentials are from, and the account: also without any."""
    if not options.sandbox:
        result, account = _found(options)
        yield result, account, connection.machine_time
        return
    from linkedin_api.sandbox import Sandbox

    with Sandbox() as sandbox:
        made = sandbox_connection(sandbox, Grant.MEMBER, options.api_version)
        account = _of_access(made.access, made.now)
        yield Result("credentials", "ok", "a sandbox's"), account, made.now


def _found(options: AccessOptions) -> tuple[Result, Account]:
    try:
        if options.credentials_file is None and (options.profile or not in_environment()):
            return _of_profile(options)
        access = read_access(Grant.EITHER, options.credentials_file, options.api_version)
    except CredentialsError as error:
        return Result("credentials", "problem", str(error)), _of_nobody(options)
    place = options.credentials_file or "the environment"
    return Result("credentials", "ok", f"from {place}"), _of_access(access, connection.machine_time)


def _of_nobody(options: AccessOptions) -> Account:
    return Account(*_addresses(None, None), options.api_version)


def _addresses(base_url: str | None, oauth_url: str | None) -> tuple[str, str]:
    return (
        resolve_base_url(base_url, API_URL_VARIABLE, API_URL),
        resolve_base_url(oauth_url, OAUTH_URL_VARIABLE, OAUTH_URL),
    )


def _of_access(access: Access, now: Clock) -> Account:
    application = None
    if access.client_id and access.client_secret:
        application = access.client_id, access.client_secret
    return Account(
        *_addresses(access.base_url, access.oauth_url),
        access.version,
        token=lambda: access.provider(clock=now).token(),
        application=application,
        renews_itself=not access.access_token,
        is_member=bool(access.access_token or access.refresh_token),
    )


def _of_profile(options: AccessOptions) -> tuple[Result, Account]:
    profiles = Profiles()
    name = options.profile or DEFAULT_PROFILE
    if not options.profile and name not in profiles.names():
        return Result("credentials", "problem", _NONE), _of_nobody(options)
    try:
        profile = profiles.load(name)
        token = profiles.store(profile).load()
    except LinkedInError as error:
        return Result("credentials", "problem", str(error)), _of_nobody(options)
    place = "the keyring" if profile.place == "keyring" else str(profiles.folder)
    result = Result("credentials", "ok", f"profile {name}, in {place}")
    return result, _account_of(profiles, profile, token, options)


def _account_of(
    profiles: Profiles, profile: Profile, token: Token | None, options: AccessOptions
) -> Account:
    secret = profile.client_secret
    return Account(
        profile.base_url,
        profile.oauth_url,
        options.api_version,
        token=lambda: profiles.provider(profile, clock=connection.machine_time).token(),
        application=(profile.client_id, secret) if secret else None,
        scopes=token.scopes if token and token.scopes else None,
        expires_at=token.expires_at if token else None,
        renews_itself=renews_itself(profile, token),
        is_member=profile.is_member,
    )
