"""`linkedin auth status`: whose token a profile has, how long it is valid, what it allows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.assistants.account import as_documented
from linkedin_api.cli import connection
from linkedin_api.cli.connection import AccessOptions, renews_itself
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.mistakes import message_as_typed
from linkedin_api.cli.output import DAY, Grid, duration, show
from linkedin_api.cli.products import ADS, LEARNING, PAGES, Product
from linkedin_api.clients.auth.profiles import Profile, Profiles
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.restli.client import RestliClient
from linkedin_api.errors import LinkedInError
from linkedin_api.sources.queries.organization_roles import organization_of
from linkedin_api.versions import KNOWN_GOOD, sunset_of

_SHOWN_ROLES: Final = 10


@dataclass(frozen=True, slots=True)
class Account:
    """What LinkedIn says of a token.

    Attributes:
        member: name of the member; `None` if no scope allows reading it.
        roles: role by URN of each page.
        problem: why LinkedIn refuses the token; `None` if it does not.
    """

    member: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    problem: str | None = None


def show_status(typed: Mapping[str, Any]) -> int:
    """Print the state of a profile; examine everything, if that is wanted.

    Returns:
        The exit code: whether the token can be used.
    """
    name = typed["profile"]
    if typed["check"]:
        from linkedin_api.cli.doctor.examination import examine

        options = AccessOptions(profile=name)
        return examine({**options._asdict(), "as_json": typed["as_json"]})
    profiles = Profiles()
    profile = profiles.load(name)
    token = profiles.store(profile).load()
    account = _account(profile, token)
    document = _document(profile, token, account)
    show(typed, document, Grid(("", name), list(_rows(document)), wraps=True))
    return ExitCode.COMPLETE if account.problem is None else ExitCode.FAILED


def _account(profile: Profile, token: Token | None) -> Account:
    """Ask LinkedIn who the token belongs to: a call for the member, and one for each 100 roles.

    HTTP: `GET /v2/userinfo` or `GET /v2/me`; `GET /rest/organizationAcls?q=roleAssignee`
    """
    scopes = frozenset(token.scopes if token else ())
    try:
        with (
            connection.without_sunset_warning(),
            RestliClient.from_profile(
                profile.name,
                version_string=KNOWN_GOOD,
                raise_for_status=True,
                clock=connection.machine_time,
            ) as client,
        ):
            return Account(_member(client, scopes), _roles(client, scopes))
    except LinkedInError as error:
        return Account(problem=message_as_typed(error))


@as_documented()
def _member(client: RestliClient, scopes: frozenset[str]) -> str | None:
    if {"openid", "profile"} <= scopes:
        name: str | None = client.get("/userinfo", version_string=None).entity.get("name")
        return name
    if "r_basicprofile" in scopes:
        entity = client.get("/me", version_string=None).entity
        return f"{entity.get('localizedFirstName')} {entity.get('localizedLastName')}"
    return None


@as_documented()
def _roles(client: RestliClient, scopes: frozenset[str]) -> tuple[tuple[str, str], ...]:
    if not scopes & {"rw_organization_admin", "r_organization_admin"}:
        return ()
    elements = client.paginate("/organizationAcls", "roleAssignee")
    return tuple(
        (organization_of(each), each["role"])
        for each in elements
        if each.get("state") == "APPROVED"
    )


def _document(profile: Profile, token: Token | None, account: Account) -> dict[str, Any]:
    scopes = token.scopes if token else ()
    return {
        "profile": profile.name,
        "place": profile.place,
        "application": profile.client_id or None,
        "api": profile.base_url,
        "is_member": profile.is_member,
        "member": account.member,
        "usable": account.problem is None,
        "problem": account.problem,
        "scopes": list(scopes),
        "access_token_days": _days(token.expires_at if token else None),
        "refresh_token_days": _days(token.refresh_token_expires_at if token else None),
        "renews_itself": renews_itself(profile, token),
        "version": KNOWN_GOOD,
        "version_ends": str(sunset_of(KNOWN_GOOD)),
        "pages": [{"organization": urn, "role": role} for urn, role in account.roles],
        "tables": {
            product.name: _tables(product, scopes)
            for product in _products(profile)
            if scopes or not profile.is_member  # unknown scopes say nothing
        },
    }


def _products(profile: Profile) -> tuple[Product, ...]:
    """The products with tables for this kind of token."""
    return (PAGES, ADS) if profile.is_member else (LEARNING,)


def _days(ends: float | None) -> float | None:
    return None if ends is None else round((ends - connection.machine_time()) / DAY, 4)


def _tables(product: Product, scopes: Collection[str]) -> dict[str, list[str]]:
    """Tables that the scopes allow, those that need another scope, and that scope."""
    lacking = product.lacking(scopes)
    refused = set().union(*lacking.values())
    names = [table.name for table in product.tables(())]
    return {
        "allowed": [name for name in names if name not in refused],
        "refused": [name for name in names if name in refused],
        "lacking": list(lacking),
    }


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "application", document["application"] or "unknown: the token was pasted"
    unknown = "no scope allows reading it" if document["scopes"] else "the scopes are unknown"
    if document["is_member"]:
        yield "member", document["member"] or f"unknown: {unknown}"
    else:
        yield "member", "none: the token is the application's own"
    yield "access token", _validity(document["access_token_days"])
    if document["refresh_token_days"] is not None:
        yield "refresh token", _validity(document["refresh_token_days"])
    yield "renewal", "automatic" if document["renews_itself"] else "by `linkedin auth login`"
    without = "unknown" if document["is_member"] else "those of the application's products"
    yield "scopes", ", ".join(document["scopes"]) or without
    yield "API version", f"{document['version']}, until {document['version_ends']}"
    yield from _role_rows(document["pages"])
    for name, tables in document["tables"].items():
        count = len(tables["allowed"])
        yield f"{name} tables", f"{count} of {count + len(tables['refused'])} by scope"
        if tables["lacking"]:
            yield "for the others", ", ".join(tables["lacking"])
    yield "kept in", document["place"]
    if document["problem"]:
        yield "problem", document["problem"]


def _role_rows(pages: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    for page in pages[:_SHOWN_ROLES]:
        yield page["organization"].rpartition(":")[2], page["role"].lower()
    if len(pages) > _SHOWN_ROLES:
        yield "further pages", str(len(pages) - _SHOWN_ROLES)


def _validity(days: float | None) -> str:
    if days is None:
        return "valid for an unknown time"
    if days <= 0:
        return "expired"
    return f"valid for {duration(days * DAY)}"
