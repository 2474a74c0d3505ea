"""`linkedin demo`: a token, all fourteen methods, then tables, against a local LinkedIn."""

from __future__ import annotations

import re
import textwrap
import time
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
import requests

from linkedin_api import AuthClient, RestliClient
from linkedin_api.cli.demo_tables import FILE, Loaded, show_tables
from linkedin_api.cli.lines_to_type import linkedin_to_type
from linkedin_api.cli.output import print_json, terminal_width
from linkedin_api.clients.response import BaseResponse
from linkedin_api.restli import Urn
from linkedin_api.sandbox import Sandbox

_VERSION = "202608"
_ACCOUNT = 512000001
_GROUPS = f"/adAccounts/{_ACCOUNT}/adCampaignGroups"
_GROUP = {
    "name": "Spring",
    "account": Urn("sponsoredAccount", str(_ACCOUNT)),
    "status": "DRAFT",
}
_IDS = [600000001, 600000002]
_GROUP_PATH = _GROUPS + "/{id}"
_KEYS = {"id": _IDS[0]}
_CRITERIA = ("criteria", [{"status": "ACTIVE"}, {"status": "PAUSED"}])
_OWNER = {"initializeUploadRequest": {"owner": Urn("organization", "2414183")}}
#: Characters for the method's name, for the call, and for the result.
_NAMES: Final = 21
_CALLS: Final = 69
_RESULTS: Final = 52
#: Minimum width of a call: on one line with its result, and on its own line.
_SHORT_CALLS: Final = 40
_SHORTEST: Final = 12

#: What to try next, and why.
_SEE: Final = (f"pages report --database {FILE} --open", "the report, in your browser")
_NEXT: Final = (
    ("sandbox", "a LinkedIn for your own program to call, until you press Ctrl-C"),
    ("pages sync --sandbox", "all tables of sample pages, with what each costs in calls"),
    ("auth login --scope pages", "sign in at LinkedIn, to load your own pages"),
)


class Step(NamedTuple):
    """One method: how to call it, and how to describe the response."""

    method: str
    call: Callable[[RestliClient], Any]
    describe: Callable[[Any], str]


STEPS = (
    Step(
        "get",
        lambda c: c.get("/me", query_params={"fields": ["id", "localizedFirstName"]}),
        lambda r: f"hello, {r.entity['localizedFirstName']}",
    ),
    Step(
        "finder",
        lambda c: c.finder("/adAccounts", "search", query_params={"search": {"test": False}}),
        lambda r: "accounts " + ", ".join(account["name"] for account in r.elements),
    ),
    Step(
        "get_all",
        lambda c: c.get_all(_GROUPS, query_params={"count": 5, "fields": "id"}),
        lambda r: (
            f"{len(r.elements)} of {r.paging.total} campaign groups, then {r.paging.links[0].rel}"
        ),
    ),
    Step(
        "batch_get",
        lambda c: c.batch_get(_GROUPS, [*_IDS, 7]),
        lambda r: f"{len(r.results)} found, 7 is {r.error_for(7).status}",
    ),
    Step(
        "batch_finder",
        lambda c: c.batch_finder(_GROUPS, "searchCriteria", _CRITERIA),
        lambda r: " and ".join(f"{len(result.elements)} found" for result in r.results),
    ),
    Step(
        "create",
        lambda c: c.create(_GROUPS, _GROUP),
        lambda r: f"created {r.entity_id}",
    ),
    Step(
        "batch_create",
        lambda c: c.batch_create(_GROUPS, [_GROUP, {"name": "no account"}]),
        lambda r: f"created {r.elements[0].id}, refused the second ({r.elements[1].status})",
    ),
    Step(
        "update",
        lambda c: c.update(_GROUP_PATH, _GROUP, path_keys=_KEYS),
        lambda _: "replaced",
    ),
    Step(
        "batch_update",
        lambda c: c.batch_update(_GROUPS, [*_IDS, 7], [_GROUP] * 3),
        lambda r: f"{r.result_for(_IDS[1]).status} for the second, {r.error_for(7).status} for 7",
    ),
    Step(
        "partial_update",
        lambda c: c.partial_update(_GROUP_PATH, {"name": "Summer"}, path_keys=_KEYS),
        lambda _: "renamed",
    ),
    Step(
        "batch_partial_update",
        lambda c: c.batch_partial_update(_GROUPS, _IDS, [{"name": "A"}, {"name": "B"}]),
        lambda r: f"renamed {len(r.results)}",
    ),
    Step(
        "delete",
        lambda c: c.delete(_GROUP_PATH, path_keys=_KEYS),
        lambda _: "gone",
    ),
    Step(
        "batch_delete",
        lambda c: c.batch_delete(_GROUPS, [_IDS[1], 7]),
        lambda r: ", ".join(f"{key} {result.status}" for key, result in r.results.items()),
    ),
    Step(
        "action",
        lambda c: c.action("/images", "initializeUpload", action_params=_OWNER),
        lambda r: f"upload to {shortened(r.value['uploadUrl'], 41)}",
    ),
)


def show_demo(typed: Mapping[str, Any]) -> None:
    """Run the demo: print each step, or only a JSON document; open the report, if wanted."""
    as_json = typed["as_json"]
    echo = (lambda _: None) if as_json else click.echo
    document = run_demo(echo, shows_progress=not as_json)
    if typed["opens"] and document["report"]:
        webbrowser.open(Path(document["report"]).absolute().as_uri())
    if as_json:
        print_json(document)


def run_demo(echo: Callable[[str], None], *, shows_progress: bool = True) -> dict[str, Any]:
    """Print a token exchange, the fourteen methods, a tunnelled query, an error, and tables.

    Args:
        echo: prints one line.
        shows_progress: whether a terminal shows how far the tables are.

    Returns:
        The same for programs.

    Raises:
        LinkedInError: a call failed, which would be a bug.
        OSError: the DuckDB file or the report cannot be written.
    """
    begun = time.perf_counter()
    with Sandbox() as sandbox:
        echo(f"A LinkedIn on loopback: {sandbox.url}\n")
        token, first = _fetch_token(sandbox, echo)
        calls = [first]
        with RestliClient(
            base_url=sandbox.url,
            access_token=token,
            version_string=_VERSION,
            raise_for_status=True,
        ) as client:
            for step in STEPS:
                response = step.call(client)
                calls.append(_print(echo, step.method, response, step.describe(response)))
            calls += _show_more(client, echo)
        loaded = show_tables(sandbox, echo, shows_progress=shows_progress)
    seconds = time.perf_counter() - begun
    for line in _summary(len(calls), loaded, seconds):
        echo(line)
    return {
        "calls": calls,
        "tables": [
            {"table": each.table, "rows": each.rows, "calls": each.calls} for each in loaded.tables
        ],
        "database": str(FILE) if loaded.tables else None,
        "report": str(loaded.report) if loaded.report else None,
        "seconds": round(seconds, 3),
    }


def _summary(calls: int, loaded: Loaded, seconds: float) -> Iterator[str]:
    """Say what was done, what it cost, where it is, and what to try next."""
    rows = sum(table.rows for table in loaded.tables)
    tables = f", {len(loaded.tables)} tables of {rows:,} rows" if loaded.tables else ""
    yield f"\nDone:    {len(STEPS)} methods{tables}, real HTTP, {seconds:.1f} s"
    yield f"Cost:    {calls} calls" + (f", and {loaded.calls} for the tables" if tables else "")
    command = linkedin_to_type()
    if loaded.tables:
        yield f"Data:    {FILE}, which any tool that reads DuckDB opens"
    if loaded.report:
        yield f"Report:  {loaded.report}, with charts; works offline, in any browser"
    yield "\nNext:"
    for line, why in (_SEE, *_NEXT) if loaded.report else _NEXT:
        yield f"  {command} {line}\n      {why}"


def _fetch_token(sandbox: Sandbox, echo: Callable[[str], None]) -> tuple[str, dict[str, Any]]:
    """Fetch a token as for a member: consent, code, token."""
    with AuthClient(
        sandbox.client_id,
        sandbox.client_secret,
        sandbox.redirect_url,
        base_url=sandbox.url,
        raise_for_status=True,
    ) as auth:
        code = sandbox.authorization_code("r_basicprofile rw_ads w_organization_social")
        response = auth.exchange_auth_code_for_access_token(code)
        days = round((response.expires_in or 0) / 86_400)
        result = f"{len(response.scopes)} scopes, good for {days} days"
        return str(response.access_token), _print(echo, "token", response, result)


def _show_more(client: RestliClient, echo: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    echo("\nAnd two cases that often cause trouble:")
    many = client.batch_get(_GROUPS, list(range(600000001, 600000601)))
    yield _print(echo, "tunnelled", many, f"600 ids, {len(many.results or {})} found")
    with RestliClient(base_url=client.base_url) as lenient:
        refused = lenient.get("/me", "no-token-of-anybody")
        yield _print(echo, "refused", refused, refused.error.summary if refused.error else "")


def _print(
    echo: Callable[[str], None], name: str, response: BaseResponse, result: str
) -> dict[str, Any]:
    """Print a call, and return it for programs."""
    sent: requests.PreparedRequest = response.response.request
    path = "/" + (sent.url or "").split("/", 3)[3]
    shown = f"{sent.method} {path}"
    for line in _lines(name, shown, response, result):
        echo(line)
    return {"call": name, "request": shown, "status": response.status_code, "result": result}


def _lines(name: str, shown: str, response: BaseResponse, result: str) -> Iterator[str]:
    """Give the line of a call, or two if the terminal is narrow."""
    color = "green" if response.error is None else "yellow"
    status = click.style(str(response.status_code), fg=color)
    first = click.style(f"{name:<{_NAMES}}", bold=True)
    width = terminal_width()
    if width is None:
        yield f"{first}{shown:<{_CALLS - 1}} {status}  {result}"
        return
    calls = min(_CALLS, width - _NAMES - len("200  ") - _RESULTS)
    if calls >= _SHORT_CALLS:
        yield f"{first}{shortened(shown, calls - 1):<{calls}}{status}  {result}"
        return
    calls = max(_SHORTEST, min(_CALLS, width - _NAMES - len("200")))
    yield f"{first}{shortened(shown, calls - 1):<{calls}}{status}"
    indent = " " * min(_NAMES, width // 2)
    yield textwrap.fill(result, width, initial_indent=indent, subsequent_indent=indent,
                        break_long_words=False, break_on_hyphens=False)  # fmt: skip


def shortened(call: str, width: int) -> str:
    """Return a call in at most `width` characters, never cut within a number.

    Example:
        >>> shortened("GET /rest/adAccounts?ids=List(600000001,600000002)", 45)
        'GET /rest/adAccounts?ids=List(600000001,…'
    """
    return call if len(call) <= width else re.sub(r"\d+$", "", call[: width - 1]) + "…"
