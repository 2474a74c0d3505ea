"""The commands below `linkedin auth`."""

from __future__ import annotations

from typing import Final

import click

from linkedin_api.cli.auth.scope_sets import DEFAULT_SCOPES, SCOPE_SETS
from linkedin_api.cli.command import Group, command
from linkedin_api.cli.options import JSON, PROFILE, combined

#: LinkedIn compares it exactly, port and path included, so it never changes by itself.
REDIRECT_URL: Final = "http://localhost:8914/callback"
_LOGIN: Final = """\
Sign in to LinkedIn and keep the token under a profile.

Opens the consent page in a browser and waits for the answer on this machine. Register the
redirect URL below for the application first, exactly as it stands. The application's secret
comes from LINKEDIN_CLIENT_SECRET or is asked for; it is never an argument.
"""
_STATUS: Final = """\
Show whose token it is, how long it is valid, and more.

Makes a call to LinkedIn for the member, and one for each 100 roles.
"""
_PRINT: Final = """\
Print a valid access token for another program.

Renews it first if necessary.
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
_REFRESH_EXAMPLES: Final = ("linkedin auth refresh --profile marketing",)
_LOGOUT_EXAMPLES: Final = ("linkedin auth logout",)
_SCOPE_HELP: Final = (
    f"Scope to ask for, or one of {', '.join(SCOPE_SETS)}; may be repeated."
    f" [default: {' '.join(DEFAULT_SCOPES)}]"
)


_CLIENT_ID: Final = click.option(
    "--client-id", envvar="LINKEDIN_CLIENT_ID", metavar="ID", help="The application's id."
)
_HOW: Final = combined(
    click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help=_SCOPE_HELP),
    click.option(
        "--redirect-url", default=REDIRECT_URL, show_default=True, metavar="URL",
        help="A registered redirect URL; LinkedIn compares it exactly.",
    ),
    click.option(
        "--paste", is_flag=True, help="Paste the address at the end, instead of listening."
    ),
    click.option(
        "--browser/--no-browser", default=True, help="Open a browser, or only print the address."
    ),
    click.option("--pkce", is_flag=True, help="For a native application, which has no secret."),
    click.option(
        "--client-credentials", is_flag=True,
        help="Get the application's own token, without a member.",
    ),
    click.option(
        "--with-token", is_flag=True,
        help="Read a token of the developer portal from standard input.",
    ),
    click.option(
        "--timeout", type=click.FloatRange(1), default=300.0, show_default=True, metavar="SECONDS",
        help="How long to wait for the member.",
    ),
)  # fmt: skip
_CHECK: Final = click.option(
    "--check", is_flag=True, help="Examine everything, as `linkedin doctor` does."
)

#: The commands of authentication.
auth: Final = Group(
    "auth",
    help="Sign in, and keep a token that stays valid.",
    commands=[
        command(
            "login", "auth.login:login", _LOGIN, _LOGIN_EXAMPLES, PROFILE, _CLIENT_ID, _HOW, JSON
        ),
        command(
            "status", "auth.status:show_status", _STATUS, _STATUS_EXAMPLES, PROFILE, _CHECK, JSON
        ),
        command("token", "auth.tokens:show_token", _PRINT, _PRINT_EXAMPLES, PROFILE, JSON),
        command("refresh", "auth.tokens:refresh", _REFRESH, _REFRESH_EXAMPLES, PROFILE, JSON),
        command("logout", "auth.tokens:log_out", _LOGOUT, _LOGOUT_EXAMPLES, PROFILE, JSON),
    ],
)
