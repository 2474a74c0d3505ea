"""The commands below `linkedin api`, made from the table of methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.api.call import METHODS, Method, TypedCall, typed_call
from linkedin_api.cli.command import Group
from linkedin_api.cli.confirmation import confirm_deletion
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.options import JSON, Decorator, combined, credential_options, help_epilog
from linkedin_api.cli.parameters import TEXT, ApiVersion
from linkedin_api.versions import KNOWN_GOOD

if TYPE_CHECKING:
    from linkedin_api.clients.restli.client import RestliClient

_UNVERSIONED: Final = "none"
_WORDS: Final[Mapping[str, Decorator[Any]]] = {
    "ids": click.argument("ids", nargs=-1, required=True, metavar="KEY..."),
    "finder_name": click.argument("finder_name", metavar="FINDER"),
    "criteria_name": click.argument("criteria_name", metavar="PARAMETER"),
    "action_name": click.argument("action_name", metavar="ACTION"),
}
_COMMON: Final = combined(
    click.option(
        "-p", "--param", "parameters", multiple=True, type=TEXT, metavar="NAME=TEXT",
        help="Query parameter; NAME:=JSON for lists, records, numbers. May be repeated.",
    ),
    click.option(
        "-k", "--key", "keys", multiple=True, type=TEXT, metavar="NAME=TEXT",
        help="Key for {NAME} in the path; NAME:=JSON for a key with several parts.",
    ),
    click.option("--fields", metavar="MASK", help="Fields to return, such as id,name."),
    click.option(
        "--version", "--api-version", "version", type=ApiVersion(_UNVERSIONED), default=KNOWN_GOOD,
        show_default=True, metavar="YYYYMM",
        help="Version of the API; none for the unversioned API under /v2.",
    ),
)  # fmt: skip
_BODY: Final = click.option(
    "-b",
    "--body",
    metavar="JSON",
    help="Body: JSON, @FILE, or - for standard input; a list is in the order of the keys.",
)
_ALL: Final = click.option(
    "--all", "whole", is_flag=True, help="Fetch all pages; print each element as a line."
)
_CURL: Final = click.option(
    "--curl", is_flag=True, help="Print the request for curl, without the token; send nothing."
)
_DRY_RUN: Final = click.option(
    "--dry-run", is_flag=True, help="Print the request as JSON; send nothing."
)
_YES: Final = click.option("--yes", is_flag=True, help="Do not ask before deleting.")
_PATHS: Final = """\
A PATH is what follows /rest in LinkedIn's documentation, such as /adAccounts/512000001. URNs
in it are encoded for you. The output is LinkedIn's answer as JSON."""


#: The commands of the fourteen methods.
api: Final = Group("api", help="Call any resource of LinkedIn's APIs.")


def _add(method: Method) -> None:
    examples = [f"linkedin api {example}" for example in method.examples]

    @api.command(method.name, help=f"{method.about}\n\n{_PATHS}", epilog=help_epilog(examples))
    @click.argument("path")
    @combined(*(_WORDS[name] for name in method.words), _COMMON, *_own_options(method))
    @credential_options
    @JSON
    def command(**typed: Any) -> int:
        """Call a method."""
        return _run(typed_call(method, typed), typed)


def _own_options(method: Method) -> Iterator[Decorator[Any]]:
    if method.body is not None:
        yield _BODY
    if method.lists:
        yield _ALL
    yield _CURL
    if method.body is not None or method.destroys:
        yield _DRY_RUN
    if method.destroys:
        yield _YES


for _method in METHODS:
    _add(_method)


def _run(wanted: TypedCall, typed: Mapping[str, Any]) -> int:
    version = None if typed["version"] == _UNVERSIONED else typed["version"]
    if typed["curl"] or typed.get("dry_run"):
        return _show(wanted, version, as_curl=typed["curl"])
    from linkedin_api.cli.api.known_names import suggesting
    from linkedin_api.cli.calling import calling

    _ask(wanted, confirmed=typed.get("yes", False))
    with calling(typed, version) as client, suggesting(wanted):
        return _call(client, wanted, whole=typed.get("whole", False))


def _show(wanted: TypedCall, version: str | None, *, as_curl: bool) -> int:
    from linkedin_api.cli.api import requests_shown
    from linkedin_api.cli.api.answers import print_document
    from linkedin_api.cli.mistakes import mistakes_shown
    from linkedin_api.clients.configuration import API_URL, API_URL_VARIABLE, resolve_base_url

    base_url = resolve_base_url(None, API_URL_VARIABLE, API_URL)
    with mistakes_shown(is_sent=False):
        request = requests_shown.request_of(wanted.call, base_url, version)
        _check_text(wanted)
    if as_curl:
        click.echo(requests_shown.as_curl(request))
    else:
        print_document(requests_shown.as_document(request))
    return ExitCode.COMPLETE


def _check_text(wanted: TypedCall) -> None:
    """Warn of the text of a post as the client would, if it sent the call."""
    from linkedin_api.clients.restli.commentary import check_posts

    body = wanted.arguments.get(wanted.method.body or "")
    check_posts(wanted.arguments["resource_path"], body if isinstance(body, list) else [body])


def _ask(wanted: TypedCall, *, confirmed: bool) -> None:
    if not wanted.method.destroys:
        return
    what = ", ".join(map(str, wanted.arguments.get("ids", ())))
    path = wanted.arguments["resource_path"].format(**wanted.arguments["path_keys"])
    shown = f"{what} of {path}" if what else path
    confirm_deletion(shown, command=wanted.method.name, is_confirmed=confirmed)


def _call(client: RestliClient, wanted: TypedCall, *, whole: bool) -> int:
    from linkedin_api.cli.api.answers import print_answer, print_lines

    if whole:
        return print_lines(client.paginate(**wanted.arguments))
    return print_answer(getattr(client, wanted.method.python_name)(**wanted.arguments))
