"""The commands and their options. Help texts are arguments: `python -OO` drops docstrings."""

from __future__ import annotations

from typing import Any, Final

import click

from linkedin_api.cli.ads import ads
from linkedin_api.cli.api.commands import api
from linkedin_api.cli.auth.commands import auth
from linkedin_api.cli.completion import completion
from linkedin_api.cli.doctor.commands import doctor
from linkedin_api.cli.environment import name_variables
from linkedin_api.cli.learning import learning
from linkedin_api.cli.mcp import mcp
from linkedin_api.cli.options import JSON, help_epilog
from linkedin_api.cli.pages import pages
from linkedin_api.cli.parameters import Choice, Group
from linkedin_api.cli.post.commands import post
from linkedin_api.cli.sandbox_options import FITTING
from linkedin_api.cli.values import decode, encode, urn
from linkedin_api.version import __version__


def _oauth_choices(_context: click.Context, _option: click.Parameter, typed: str) -> Any:
    from linkedin_api.sandbox import OAuthChoices

    return OAuthChoices.documented() if typed == "documented" else OAuthChoices()


_DEMO: Final = """\
Try a token, all fourteen methods and tables on a local LinkedIn.

Starts a sandbox on this machine, makes real HTTP calls to it and prints each call. Then
loads tables into a DuckDB file and writes a report of them. Nothing leaves this machine, and
you need no account.
"""
_SANDBOX: Final = """\
Run a LinkedIn on this machine until you press Ctrl-C.

Prints its address, its credentials, and how to connect an unchanged program to it.
"""
_SANDBOX_EXAMPLES: Final = (
    "linkedin sandbox",
    "linkedin sandbox --port 0 --json",
    "linkedin sandbox --organizations 500 --consent page",
    "linkedin sandbox --proxy --redirect-url http://localhost:3000/callback",
)


@click.group(
    cls=Group,
    help="Use LinkedIn's APIs from the command line.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="linkedin")
def linkedin() -> None:
    """Hold all commands."""


@linkedin.command(
    help=_DEMO,
    epilog=help_epilog(["linkedin demo", "linkedin demo --open"], reads_linkedin=False),
)
@click.option("--open", "opens", is_flag=True, help="Show the report in the browser.")
@JSON
def demo(opens: bool, as_json: bool) -> None:
    """Run the demo."""
    from linkedin_api.cli.demo import run_demo
    from linkedin_api.cli.output import Output

    document = run_demo(_silence if as_json else click.echo, shows_progress=not as_json)
    if opens and document["report"]:
        import webbrowser
        from pathlib import Path

        webbrowser.open(Path(document["report"]).absolute().as_uri())
    if as_json:
        Output(as_json=True).show(document)


def _silence(_line: str) -> None:
    """Print nothing."""


@linkedin.command(help=_SANDBOX, epilog=help_epilog(_SANDBOX_EXAMPLES, reads_linkedin=False))
@click.option("--port", default=8686, show_default=True, help="Port; 0 for any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--seed", default=0, show_default=True, help="The same seed gives the same data.")
@click.option("--organizations", default=10, show_default=True, help="Number of organizations.")
@click.option("--days", default=400, show_default=True, help="Days of statistics before today.")
@click.option("--ad-accounts", default=3, show_default=True, help="Number of ad accounts.")
@click.option("--campaigns", default=20, show_default=True, help="Campaigns of each ad account.")
@click.option("--creatives", default=2, show_default=True, help="Creatives of each campaign.")
@click.option(
    "--ad-days", type=int, help="Days of advertising before today; by default since 2025."
)
@click.option(
    "--oauth",
    type=Choice(["observed", "documented"]),
    default="observed",
    show_default=True,
    callback=_oauth_choices,
    help="Follow LinkedIn's observed behaviour or its documentation where they differ.",
)
@click.option(
    "--consent",
    type=Choice(["auto", "page"]),
    default="auto",
    show_default=True,
    help="Approve authorizations at once, or show the consent pages.",
)
@FITTING
@click.option("--admin", is_flag=True, help="Allow control over HTTP, under /sandbox/.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the address and the credentials as JSON."
)
def sandbox(as_json: bool, **typed: Any) -> int:
    """Run a sandbox."""
    from linkedin_api.cli.sandbox import serve

    return serve(typed, click.echo, as_json=as_json)


for _command in (
    *(auth, doctor, api, post, pages, learning, ads, mcp, encode, decode, urn, completion),
):
    linkedin.add_command(_command)
name_variables(linkedin)
