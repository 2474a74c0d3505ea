"""Runs a command below `linkedin api`: shows the request, or sends it and prints the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkedin_api.cli.api import requests_shown
from linkedin_api.cli.api.answers import print_answer, print_document, print_lines
from linkedin_api.cli.api.call import UNVERSIONED, Method, TypedCall, typed_call
from linkedin_api.cli.api.known_names import suggesting
from linkedin_api.cli.calling import calling
from linkedin_api.cli.confirmation import confirm_deletion
from linkedin_api.cli.mistakes import mistakes_shown
from linkedin_api.cli.output import show
from linkedin_api.clients.configuration import API_URL, API_URL_VARIABLE, resolve_base_url
from linkedin_api.clients.restli.commentary import check_posts
from linkedin_api.restli.paths import fill_path


def run(method: Method, typed: Mapping[str, Any]) -> int:
    """Call a method, or show what would be sent.

    Returns:
        The exit code: whether each entry of a batch succeeded.
    """
    wanted = typed_call(method, typed)
    version = None if typed["version"] == UNVERSIONED else typed["version"]
    if typed["curl"] or typed.get("dry_run"):
        _show(wanted, version, typed)
        return 0
    if method.destroys:
        confirm_deletion(_what(wanted), command=method.name, is_confirmed=typed["yes"])
    with calling(typed, version) as client, suggesting(wanted):
        if typed.get("whole"):
            return print_lines(client.paginate(**wanted.arguments))
        return print_answer(getattr(client, method.python_name)(**wanted.arguments))


def _show(wanted: TypedCall, version: str | None, typed: Mapping[str, Any]) -> None:
    base_url = resolve_base_url(None, API_URL_VARIABLE, API_URL)
    with mistakes_shown(is_sent=False):
        request = requests_shown.request_of(wanted.call, base_url, version)
        _check_text(wanted)
    if typed["curl"]:
        line = requests_shown.as_curl(request)
        show(typed, {"curl": line}, line)
    else:
        print_document(requests_shown.as_document(request))


def _check_text(wanted: TypedCall) -> None:
    """Warn of the text of a post as the client would, if it sent the call."""
    body = wanted.arguments.get(wanted.method.body or "")
    check_posts(wanted.arguments["resource_path"], body if isinstance(body, list) else [body])


def _what(wanted: TypedCall) -> str:
    """What is deleted.

    Raises:
        InvalidArgumentError: the path is wrong; nobody is asked about it.
    """
    keys = ", ".join(map(str, wanted.arguments.get("ids", ())))
    template, path_keys = wanted.arguments["resource_path"], wanted.arguments["path_keys"]
    fill_path(template, path_keys)
    path: str = template.format(**path_keys)
    return f"{keys} of {path}" if keys else path
