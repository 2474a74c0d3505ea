"""`linkedin auth login`: get a token and keep it under a profile."""

from __future__ import annotations

import getpass
import json
import os
import sys
import webbrowser
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from linkedin_api.cli import connection
from linkedin_api.cli.auth.authorization import Authorization
from linkedin_api.cli.auth.callback import Callback, listening, loopback_url
from linkedin_api.cli.auth.scope_sets import doubts_about, scopes_of
from linkedin_api.cli.output import duration
from linkedin_api.clients.auth.client import AuthClient
from linkedin_api.clients.auth.pkce import Pkce
from linkedin_api.clients.auth.profiles import Profile, Profiles
from linkedin_api.clients.auth.token import Token
from linkedin_api.errors import ProfileError, TokenStoreError

_SECRET_VARIABLE: Final = "LINKEDIN_CLIENT_SECRET"  # noqa: S105  a name
#: Seconds after which the likely reason for silence is shown.
_SILENCE: Final = 20.0


def login(typed: Mapping[str, Any]) -> None:
    """Sign in and keep the token.

    Args:
        typed: the values of the command line.

    Raises:
        click.ClickException: there is no token; the message says why and what to do.
        OAuthError: LinkedIn refuses.
    """
    for doubt in doubts_about(typed["scopes"]):
        click.echo(f"Warning: {doubt}", err=True)
    profile = _profile(typed)
    if typed["with_token"]:
        token = _pasted_token(profile)
    elif typed["client_credentials"]:
        profile = replace(profile, is_member=False)
        token = _application_token(profile)
    else:
        token = _member_token(profile, typed)
    _keep(profile, token, typed)


def _profile(typed: Mapping[str, Any]) -> Profile:
    """The profile to write: what is typed, then the environment, then what it was before."""
    name = typed["profile"]
    before = _before(name)
    if typed["with_token"]:
        return Profile.for_environment(name, client_id=typed["client_id"] or "")
    client_id = typed["client_id"] or (before and before.client_id)
    if not client_id:
        raise click.UsageError(
            "pass the application's id with --client-id; it is in the developer portal, under Auth"
        )
    known = before.client_secret if before and before.client_id == client_id else None
    return Profile.for_environment(
        name,
        client_id=client_id,
        client_secret=None if typed["pkce"] else _secret(known),
        redirect_url=typed["redirect_url"],
        scopes=scopes_of(typed["scopes"]),
    )


def _before(name: str) -> Profile | None:
    try:
        return Profiles().load(name)
    except (ProfileError, TokenStoreError):
        return None


def _secret(known: str | None) -> str:
    secret = os.environ.get(_SECRET_VARIABLE, "").strip() or known
    if not secret and sys.stdin.isatty():
        secret = getpass.getpass("Client secret (not shown): ").strip()
    if not secret:
        raise click.UsageError(
            f"set {_SECRET_VARIABLE} to the application's secret, or use --pkce if it has none"
        )
    return secret


def _pasted_token(profile: Profile) -> Token:
    is_asked = sys.stdin.isatty()
    text = getpass.getpass("Access token (not shown): ") if is_asked else sys.stdin.read()
    text = text.strip().removeprefix("Bearer ").strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise click.UsageError("--with-token reads one access token from standard input")
    return Token(text, profile.client_id, issued_at=connection.machine_time())


def _application_token(profile: Profile) -> Token:
    with _auth_client(profile) as client:
        response = client.get_two_legged_access_token()
        return Token.from_response(response, profile.client_id, now=connection.machine_time())


def _member_token(profile: Profile, typed: Mapping[str, Any]) -> Token:
    with _auth_client(profile) as client:
        pkce = Pkce() if typed["pkce"] else None
        authorization = Authorization(client, profile.scopes, pkce)
        if typed["paste"] or _is_remote(typed):
            answer = _pasted_answer(authorization, typed)
        else:
            answer = _awaited_answer(authorization, typed)
        return authorization.token(answer, connection.machine_time())


def _auth_client(profile: Profile) -> AuthClient:
    return AuthClient(
        profile.client_id,
        profile.client_secret,
        profile.redirect_url,
        base_url=profile.oauth_url,
        raise_for_status=True,
    )


def _is_remote(typed: Mapping[str, Any]) -> bool:
    """Whether the person at this terminal has their browser on another machine."""
    opens = typed["browser"] and not typed["as_json"]
    return opens and sys.stdin.isatty() and not _has_browser()


def _has_browser() -> bool:
    """Whether a browser on this machine can be opened: not over SSH, nor in a container."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    if Path("/.dockerenv").exists() and not os.environ.get("DISPLAY"):
        return False
    needs_display = sys.platform.startswith("linux")
    return not needs_display or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER")
    )


def _announce(authorization: Authorization, typed: Mapping[str, Any]) -> None:
    """Show the URL; as JSON, for a program that opens it."""
    redirect_url = typed["redirect_url"]
    if typed["as_json"]:
        line = {
            "url": authorization.url,
            "redirect_url": redirect_url,
            "expires_in": typed["timeout"],
        }
        click.echo(json.dumps(line))
        return
    click.echo(f"The application must have exactly this redirect URL:\n  {redirect_url}", err=True)
    click.echo(f"Sign in and consent here:\n  {authorization.url}", err=True)


def _pasted_answer(authorization: Authorization, typed: Mapping[str, Any]) -> str:
    _announce(authorization, typed)
    click.echo(
        "Then paste the address that the browser ends at; that it shows an error is normal.",
        err=True,
    )
    if sys.stdin.isatty():
        return getpass.getpass("Address (not shown): ").strip()
    return sys.stdin.readline().strip()


def _awaited_answer(authorization: Authorization, typed: Mapping[str, Any]) -> str:
    with listening(loopback_url(typed["redirect_url"])) as callback:
        _announce(authorization, typed)
        if typed["browser"]:
            webbrowser.open(authorization.url)
        answer = _wait(callback, typed)
    if answer is None:
        raise click.ClickException(
            f"the browser did not come back within {typed['timeout']:g} seconds; repeat the"
            " command, or use --paste"
        )
    return answer


def _wait(callback: Callback, typed: Mapping[str, Any]) -> str | None:
    seconds: float = typed["timeout"]
    silence = min(_SILENCE, seconds)
    answer = callback.wait(silence)
    if answer is None and seconds > silence:
        if not typed["as_json"]:
            click.echo(
                "Still waiting. If the browser shows a redirect_uri error, add exactly"
                f" {typed['redirect_url']} to the application's redirect URLs.",
                err=True,
            )
        answer = callback.wait(seconds - silence)
    return answer


def _keep(profile: Profile, token: Token, typed: Mapping[str, Any]) -> None:
    profile = _saved(replace(profile, scopes=token.scopes or profile.scopes), token)
    missing = sorted(set(scopes_of(typed["scopes"])) - set(token.scopes)) if token.scopes else []
    where = "the keyring" if profile.place == "keyring" else str(Profiles().folder)
    if typed["as_json"]:
        click.echo(json.dumps(_document(profile, token, missing)))
        return
    click.echo(f"Signed in. Profile {profile.name} is kept in {where}.")
    if token.expires_at is not None:
        click.echo(f"The access token is valid for {duration(token.expires_at - token.issued_at)}.")
    if token.refresh_token_expires_at is not None:
        renewed = duration(token.refresh_token_expires_at - token.issued_at)
        click.echo(f"It is renewed by itself for {renewed}.")
    if missing:
        click.echo(f"Not granted: {', '.join(missing)}.", err=True)
    click.echo("Next: linkedin auth status")


def _saved(profile: Profile, token: Token) -> Profile:
    """Save to the keyring; where there is none, to private files."""
    profiles = Profiles()
    try:
        kept = replace(profile, place="keyring")
        profiles.save(kept, token)
    except TokenStoreError:
        kept = replace(profile, place="file")
        profiles.save(kept, token)
    return kept


def _document(profile: Profile, token: Token, missing: list[str]) -> dict[str, Any]:
    return {
        "profile": profile.name,
        "place": profile.place,
        "client_id": profile.client_id,
        "scopes": list(token.scopes),
        "missing_scopes": missing,
        "expires_at": token.expires_at,
        "refresh_token_expires_at": token.refresh_token_expires_at,
    }
