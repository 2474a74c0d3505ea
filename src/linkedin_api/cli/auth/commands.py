"""The commands below `linkedin auth`."""

from __future__ import annotations

from typing import Any, Final

import click

from linkedin_api.cli.auth.scope_sets import DEFAULT_SCOPES, SCOPE_SETS
from linkedin_api.cli.options import JSON, PROFILE, help_epilog
from linkedin_api.cli.parameters import Group

#: LinkedIn compares it exactly, port and path included, so it never changes by itself.
REDIRECT_URL: Final = "http://localhost:8914/callback"
_LOGIN: Final = """\
Sign in to LinkedIn and keep the token under a profile.

Opens the consent page in a browser and waits for the answer on this machine. Register the
redirect URL below for the application first, exactly as it stands. The application's secret
comes from LINKEDIN_CLIENT_SECRET or is asked for; it is never an argument.
"""
_STATUS: Final = """\
Show whose token a profile has, how long it is valid, and what it allows.

Makes at most two calls to LinkedIn.
"""
_PRINT: Final = """\
Print a valid access token, renewed if necessary, for another program.
"""
_REFRESH: Final = "Renew the access token now, although it is still valid."
_LOGOUT: Final = """\
Remove a profile, its secret and its token from this machine.

The token itself stays valid until it expires: LinkedIn has no call that ends it. The member
can remove the application at https://www.linkedin.com/mypreferences/d/data-sharing-for-permitted-services.
"""
_LOGIN_EXAMPLES: Final = (
    "linkedin auth login --client-id 86abc",
    "linkedin auth login --scope pages --profile marketing",
    "linkedin auth login --paste   # over SSH, or in a container",
    "linkedin auth login --client-credentials   # for LinkedIn Learning",
    "linkedin auth login --with-token   # reads it from standard input",
)
_PRINT_EXAMPLES: Final = (
    "linkedin auth token --profile marketing",
    'curl -H "Authorization: Bearer $(linkedin auth token)" …',
)
_STATUS_EXAMPLES: Final = ("linkedin auth status --json", "linkedin auth status --check")
_SCOPE_HELP: Final = (
    f"Scope to ask for, or one of {', '.join(SCOPE_SETS)}; may be repeated."
    f" [default: {' '.join(DEFAULT_SCOPES)}]"
)


@click.group(cls=Group, help="Sign in, and keep a token that stays valid.")
def auth() -> None:
    """Hold the commands of authentication."""


@auth.command(help=_LOGIN, epilog=help_epilog(_LOGIN_EXAMPLES))
@PROFILE
@click.option(
    "--client-id", envvar="LINKEDIN_CLIENT_ID", metavar="ID", help="The application's id."
)
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help=_SCOPE_HELP)
@click.option(
    "--redirect-url",
    default=REDIRECT_URL,
    show_default=True,
    metavar="URL",
    help="A registered redirect URL; LinkedIn compares it exactly.",
)
@click.option("--paste", is_flag=True, help="Paste the address at the end, instead of listening.")
@click.option(
    "--browser/--no-browser", default=True, help="Open a browser, or only print the address."
)
@click.option("--pkce", is_flag=True, help="For a native application, which has no secret.")
@click.option(
    "--client-credentials", is_flag=True, help="Get the application's own token, without a member."
)
@click.option(
    "--with-token", is_flag=True, help="Read a token of the developer portal from standard input."
)
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for the member.",
)
@JSON
def login(**typed: Any) -> int:
    """Sign in."""
    from linkedin_api.cli.auth.login import login as run

    return run(typed)


@auth.command(help=_STATUS, epilog=help_epilog(_STATUS_EXAMPLES))
@PROFILE
@click.option("--check", is_flag=True, help="Examine everything, as `linkedin doctor` does.")
@JSON
@click.pass_context
def status(context: click.Context, profile: str, check: bool, as_json: bool) -> int:
    """Show the state of a profile."""
    if check:
        from linkedin_api.cli.doctor.commands import doctor

        return int(context.invoke(doctor, profile=profile, as_json=as_json))
    from linkedin_api.cli.auth.status import show_status

    return show_status(profile, as_json=as_json)


@auth.command(help=_PRINT, epilog=help_epilog(_PRINT_EXAMPLES))
@PROFILE
@JSON
def token(profile: str, as_json: bool) -> None:
    """Print a token."""
    from linkedin_api.cli.auth.status import valid_token
    from linkedin_api.cli.output import Output

    text = valid_token(profile)
    Output(as_json).show({"profile": profile, "access_token": text}, text)


@auth.command(help=_REFRESH, epilog=help_epilog(["linkedin auth refresh --profile marketing"]))
@PROFILE
@JSON
def refresh(profile: str, as_json: bool) -> None:
    """Renew a token."""
    from linkedin_api.cli.auth.status import valid_token
    from linkedin_api.cli.output import Output

    valid_token(profile, renew=True)
    document = {"profile": profile, "renewed": True}
    Output(as_json).show(document, f"Profile {profile} has a new access token.")


@auth.command(help=_LOGOUT, epilog=help_epilog(["linkedin auth logout"]))
@PROFILE
@JSON
def logout(profile: str, as_json: bool) -> None:
    """Remove a profile."""
    from linkedin_api.cli.auth.status import forget
    from linkedin_api.cli.output import Output

    forget(profile)
    document = {"profile": profile, "removed": True}
    Output(as_json).show(document, f"Profile {profile} is removed from this machine.")
