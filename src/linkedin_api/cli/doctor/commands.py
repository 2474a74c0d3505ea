"""The command `linkedin doctor`."""

from __future__ import annotations

from typing import Any, Final

import click

from linkedin_api.cli.options import ACCESS, JSON, combined, help_epilog

_ABOUT: Final = """\
Examine this machine and your account, and say what to do.

Looks at packages, their versions and names, proxy, credentials, clock, API version, token, scopes,
roles and quota. Works without network and credentials, too. Makes at most three calls to LinkedIn.
"""
_EXAMPLES: Final = (
    "linkedin doctor",
    "linkedin doctor --profile marketing --json",
    "linkedin doctor --sandbox",
)


@click.command(help=_ABOUT, epilog=help_epilog(_EXAMPLES))
@combined(ACCESS, JSON)
def doctor(**typed: Any) -> int:
    """Examine this machine and an account."""
    from linkedin_api.cli.doctor.examination import examine

    return examine(typed)
