"""`linkedin pages check`, and the same of the other products: what is missing for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from linkedin_api.cli.connection import access_of, connect
from linkedin_api.cli.error_messages import facts_of
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.mistakes import message_as_typed
from linkedin_api.cli.output import Grid, show
from linkedin_api.cli.products import Product
from linkedin_api.sources.checking.check import Checkup, Finding, check
from linkedin_api.sources.checking.check_results import COMMON
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.scope import Scope

#: By the cause of a finding; other causes have no remedy but time.
_REMEDIES: Final[Mapping[str, str]] = {
    "token": "create a new token, or check the client id, the client secret and the refresh token",
    "version": "set a newer version with --api-version",
    "connection": "check the network connection; proxies come from the environment variables",
    "permission": "add the product to the application, then let the member consent to the"
    " permission and use the new token",
    "limit": "continue after midnight UTC",
}
#: The same where it depends on what a product's rows belong to.
_OF_OWNERS: Final[Mapping[str, Mapping[str, str]]] = {
    "organizations": {
        "role": "ask an administrator of the page to give the member the role, or leave the page"
        " out by naming the others with --org",
        "organization": "check the number: it is in the URL of the page's admin view",
    },
    "accounts": {
        "role": "ask a manager of the account to give the member a role, or leave the account out"
        " by naming the others with --account",
        "organization": "check the number: it is in the URL of the account in Campaign Manager",
    },
}


def check_tables(product: Product, typed: Mapping[str, Any]) -> int:
    """Check tables and print the results.

    Returns:
        The exit code: whether a sync would be complete.
    """
    tables = product.tables(typed["tables"])
    scope = Scope(typed.get("organizations") or None, accounts=typed.get("accounts") or None)
    with connect(product.grant, access_of(typed)) as connection, LoopThread() as loop:
        checkup = loop.run(check(connection.access, scope, tables, now=connection.now))
    document, parts = _document(checkup, product.owners), _parts(checkup, product.owners)
    show(typed, document, *parts)
    return exit_code_of(checkup)


def exit_code_of(checkup: Checkup) -> ExitCode:
    """Return the exit code that a sync would have."""
    causes = {finding.cause for finding in checkup.findings} - {None}
    if causes & COMMON:
        return ExitCode.FAILED
    if "limit" in causes:
        return ExitCode.LIMITED
    return ExitCode.INCOMPLETE if causes else ExitCode.COMPLETE


def _document(checkup: Checkup, owners: str) -> dict[str, Any]:
    return {
        "ok": checkup.is_ok,
        "exit_code": int(exit_code_of(checkup)),
        owners: list(checkup.organizations),
        "findings": [_finding(finding, owners) for finding in checkup.findings],
    }


def _finding(finding: Finding, owners: str) -> dict[str, Any]:
    return {
        "table": finding.table,
        "ok": finding.is_ok,
        "cause": finding.cause,
        "needs": [list(group) for group in finding.needs],
        owners: list(finding.organizations),
        "message": message_as_typed(finding.text),
        "hint": _remedies(owners).get(finding.cause or ""),
        "error": finding.error and facts_of(finding.error),
    }


def _parts(checkup: Checkup, owners: str) -> Iterator[Grid | str]:
    """Give the results for people."""
    rows = [
        (each.table or "all tables", "yes" if each.is_ok else "NO", message_as_typed(each.text))
        for each in checkup.findings
    ]
    yield Grid(("table", "ok", "finding"), rows, wraps=True)
    number = len(checkup.organizations)
    if number:
        yield f"checked for {number:,} {owners if number > 1 else owners.removesuffix('s')}"
    remedies = _remedies(owners)
    causes = dict.fromkeys(each.cause for each in checkup.findings if each.cause in remedies)
    if causes:
        yield "\nwhat to do:"
    for cause in causes:
        yield f"  {cause}: {remedies[cause or '']}"


def _remedies(owners: str) -> Mapping[str, str]:
    return {**_REMEDIES, **_OF_OWNERS[owners]}
