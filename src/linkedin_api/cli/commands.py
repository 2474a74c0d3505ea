"""The commands and their options; each runs a function of a module of its own."""

from __future__ import annotations

from typing import Any, Final

import click

from linkedin_api.cli.learning import learning
from linkedin_api.cli.options import ending
from linkedin_api.cli.pages import pages
from linkedin_api.cli.sandbox_options import FITTING
from linkedin_api.version import __version__

_SANDBOXES: Final = (
    "linkedin sandbox",
    "linkedin sandbox --port 0 --json",
    "linkedin sandbox --organizations 500 --consent page",
    "linkedin sandbox --proxy --redirect-url http://localhost:3000/callback",
)


def _oauth_choices(_context: click.Context, _option: click.Parameter, typed: str) -> Any:
    from linkedin_api.sandbox import OAuthChoices

    return OAuthChoices.documented() if typed == "documented" else OAuthChoices()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="linkedin")
def linkedin() -> None:
    """LinkedIn's APIs from the command line."""


@linkedin.command()
def demo() -> None:
    """Show a token, all fourteen methods and tables against a local LinkedIn.

    Starts a sandbox on loopback, makes real HTTP calls to it and prints each of them; then
    loads tables into a DuckDB file. Nothing leaves this machine and no account is needed.
    """
    from linkedin_api.cli.demo import run_demo

    run_demo(click.echo)


@linkedin.command(epilog=ending(_SANDBOXES, reads_linkedin=False))
@click.option("--port", default=8686, show_default=True, help="Port; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--seed", default=0, show_default=True, help="The same seed, the same data.")
@click.option("--organizations", default=10, show_default=True, help="How many pages there are.")
@click.option("--days", default=400, show_default=True, help="How far back their figures go.")
@click.option(
    "--oauth",
    type=click.Choice(["observed", "documented"]),
    default="observed",
    show_default=True,
    callback=_oauth_choices,
    help="Whose word counts where LinkedIn's answers and its documentation differ.",
)
@click.option(
    "--consent",
    type=click.Choice(["auto", "page"]),
    default="auto",
    show_default=True,
    help="Approve authorizations at once, or show a member the pages.",
)
@FITTING
@click.option("--admin", is_flag=True, help="Let it be steered over HTTP, under /sandbox/.")
@click.option("--json", "as_json", is_flag=True, help="Tell address and credentials as JSON.")
def sandbox(as_json: bool, **options: Any) -> int:
    """Run a LinkedIn on loopback until Ctrl-C.

    Prints its address, credentials, and how to point an unchanged program at it.
    """
    from linkedin_api.cli.sandbox import SandboxOptions, serve

    return serve(SandboxOptions(options, as_json), click.echo)


linkedin.add_command(pages)
linkedin.add_command(learning)
