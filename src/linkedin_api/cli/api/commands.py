"""The commands below `linkedin api`, made from the table of methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import click

from linkedin_api.cli.api.call import METHODS, UNVERSIONED, Method
from linkedin_api.cli.command import Group, command
from linkedin_api.cli.options import JSON, Decorator, combined, credential_options
from linkedin_api.cli.parameters import TEXT, ApiVersion
from linkedin_api.versions import KNOWN_GOOD

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
        "--version", "--api-version", "version", type=ApiVersion(UNVERSIONED), default=KNOWN_GOOD,
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


def _command(method: Method) -> click.Command:
    return command(
        method.name,
        "api.running:run",
        f"{method.about}\n\n{_PATHS}",
        [f"linkedin api {example}" for example in method.examples],
        click.argument("path"),
        *(_WORDS[name] for name in method.words),
        _COMMON,
        *_own_options(method),
        credential_options,
        JSON,
        given=[method],
    )


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


#: The commands of the fourteen methods.
api: Final = Group(
    "api", help="Call any resource of LinkedIn's APIs.", commands=list(map(_command, METHODS))
)
