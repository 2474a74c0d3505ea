"""The commands and their options; each runs a function of a module of its own."""

from __future__ import annotations

import sys

import click

from linkedin_api.errors import LinkedInError
from linkedin_api.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="linkedin")
def linkedin() -> None:
    """LinkedIn's APIs from the command line."""


@linkedin.command()
def demo() -> None:
    """Show a token and all fourteen methods against a local LinkedIn.

    Starts a sandbox on loopback, makes real HTTP calls to it and prints each of them.
    Nothing leaves this machine and no account is needed.
    """
    from linkedin_api.cli.demo import run_demo
    from linkedin_api.sandbox import SandboxError

    try:
        run_demo(click.echo)
    except (LinkedInError, SandboxError) as error:
        click.secho(f"error: {error}", fg="red", err=True)
        sys.exit(1)
