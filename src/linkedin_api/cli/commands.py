"""The commands and their options. Help texts are arguments: `python -OO` drops docstrings."""

from __future__ import annotations

from typing import Any, Final

import click

from linkedin_api.cli.ads import ads
from linkedin_api.cli.api.commands import api
from linkedin_api.cli.auth.commands import auth
from linkedin_api.cli.command import Group, command
from linkedin_api.cli.completion import completion
from linkedin_api.cli.environment import name_variables
from linkedin_api.cli.learning import learning
from linkedin_api.cli.mcp import mcp
from linkedin_api.cli.options import ACCESS, JSON
from linkedin_api.cli.pages import pages
from linkedin_api.cli.parameters import Choice
from linkedin_api.cli.post.commands import post
from linkedin_api.cli.sandbox_options import FITTING
from linkedin_api.version import __version__

_DEMO: Final = """\
Try calls, tables and a report on a local LinkedIn.

Starts a sandbox on this machine, gets a token, calls all fourteen methods over real HTTP and
prints each call. Then loads tables into a DuckDB file and writes a report of them. Nothing
leaves this machine, and you need no account.
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
_DOCTOR: Final = """\
Examine this machine and your account, and say what to do.

Looks at packages, their versions and names, proxy, credentials, clock, API version, token, scopes,
roles and quota. Works without network and credentials, too. Makes at most three calls to LinkedIn.
"""
_DOCTOR_EXAMPLES: Final = (
    "linkedin doctor",
    "linkedin doctor --profile marketing --json",
    "linkedin doctor --sandbox",
)
_ENCODE: Final = """\
Encode a value as Rest.li expects it in URLs.

A VALUE that starts with {, [ or " is read as JSON; anything else is text. A single - reads
standard input.
"""
_DECODE: Final = """\
Decode a value of a URL and print it as JSON.

A single - reads standard input.
"""
_URN: Final = "Show the parts of a URN, and the form it has in a URL."
_VALUE: Final = click.argument("value")
_REDUCED: Final = click.option(
    "--reduced", is_flag=True, help="Use the reduced form, as in headers and bodies."
)


def _oauth_choices(_context: click.Context, _option: click.Parameter, typed: str) -> Any:
    from linkedin_api.sandbox import OAuthChoices

    return OAuthChoices.documented() if typed == "documented" else OAuthChoices()


_SANDBOX_OPTIONS: Final = (
    click.option("--port", default=8686, show_default=True, help="Port; 0 for any free port."),
    click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on."),
    click.option("--seed", default=0, show_default=True, help="The same seed gives the same data."),
    click.option("--organizations", default=10, show_default=True, help="Number of organizations."),
    click.option("--days", default=400, show_default=True, help="Days of statistics before today."),
    click.option("--ad-accounts", default=3, show_default=True, help="Number of ad accounts."),
    click.option(
        "--campaigns", default=20, show_default=True, help="Campaigns of each ad account."
    ),
    click.option("--creatives", default=2, show_default=True, help="Creatives of each campaign."),
    click.option(
        "--ad-days", type=int, help="Days of advertising before today; by default since 2025."
    ),
    click.option(
        "--oauth", type=Choice(["observed", "documented"]), default="observed", show_default=True,
        callback=_oauth_choices,
        help="Follow LinkedIn's observed behaviour or its documentation where they differ.",
    ),
    click.option(
        "--consent", type=Choice(["auto", "page"]), default="auto", show_default=True,
        help="Approve authorizations at once, or show the consent pages.",
    ),
    FITTING,
    click.option("--admin", is_flag=True, help="Allow control over HTTP, under /sandbox/."),
    click.option(
        "--json", "as_json", is_flag=True, help="Print the address and the credentials as JSON."
    ),
)  # fmt: skip

#: The command.
linkedin: Final = Group(
    "linkedin",
    help="Use LinkedIn's APIs from the command line.",
    context_settings={"help_option_names": ["-h", "--help"]},
    commands=[
        command(
            "demo", "demo:show_demo", _DEMO, ["linkedin demo", "linkedin demo --open"],
            click.option("--open", "opens", is_flag=True, help="Show the report in the browser."),
            JSON, reads_linkedin=False,
        ),
        command(
            "sandbox", "sandbox:serve", _SANDBOX, _SANDBOX_EXAMPLES, *_SANDBOX_OPTIONS,
            reads_linkedin=False,
        ),
        command(
            "doctor", "doctor.examination:examine", _DOCTOR, _DOCTOR_EXAMPLES, ACCESS, JSON
        ),
        *(auth, api, post, pages, learning, ads, mcp),
        command(
            "encode", "values:encode", _ENCODE, ["""linkedin encode '{"values": ["a:b", 1]}'"""],
            _VALUE, _REDUCED, JSON, reads_linkedin=False,
        ),
        command(
            "decode", "values:decode", _DECODE, ["linkedin decode '(values:List(a%3Ab,1))'"],
            _VALUE, _REDUCED, JSON, reads_linkedin=False,
        ),
        command(
            "urn", "values:urn", _URN, ["linkedin urn 'urn:li:comment:(urn:li:activity:1,2)'"],
            _VALUE, JSON, reads_linkedin=False,
        ),
        completion,
    ],
)  # fmt: skip
click.version_option(__version__, prog_name="linkedin")(linkedin)
name_variables(linkedin)
