"""What LinkedIn says: its clock, the version, the token, its scopes, roles and the quota."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from linkedin_api.assistants.account import as_documented, introspected
from linkedin_api.cli.doctor.result import Result, State
from linkedin_api.cli.error_messages import hints_of
from linkedin_api.cli.mistakes import message_as_typed
from linkedin_api.cli.output import DAY, counted, duration
from linkedin_api.cli.products import ADS, PAGES
from linkedin_api.clients.auth.response import IntrospectTokenResponse
from linkedin_api.clients.auth.scopes import split_scopes
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.loopback import is_on_loopback
from linkedin_api.clients.restli.client import RestliClient
from linkedin_api.errors import (
    ForbiddenError,
    InvalidArgumentError,
    LinkedInError,
    RateLimitError,
    StatusError,
    TransportError,
    UnauthorizedError,
    VersionError,
)
from linkedin_api.sources.queries.organization_roles import organization_of
from linkedin_api.versions import find_version, newer_than, sunset_notice

#: Seconds by which a clock may differ.
_TOLERANCE: Final = 60
#: Seconds to connect, and to wait for an answer.
_TIMEOUT: Final = (5.0, 15.0)
#: Stands for a token where there is none: LinkedIn's refusal has its time, too.
_NO_TOKEN: Final = "none"  # noqa: S105
#: Roles that are asked for; a member may have more.
_MOST_ROLES: Final = 100
_ANALYTICS: Final = "https://www.linkedin.com/developers/apps, under Analytics"
_SIGN_IN: Final = "run `linkedin auth login`"
_UNASKED: Final = "not checked, since LinkedIn cannot be asked"


@dataclass(frozen=True, slots=True)
class Account:
    """Whose token it is, as far as this machine knows.

    Attributes:
        base_url: where the API is.
        oauth_url: where tokens are.
        version: of the API.
        token: fetches the token; `None` if there are no credentials.
        application: id and secret of the application; `None` if one is unknown.
        scopes: of the token; `None` if they are unknown.
        expires_at: when the token expires, in seconds since 1970; `None` if it is unknown.
        renews_itself: whether the token is renewed without the member.
        is_member: whether it is a member's.
    """

    base_url: str
    oauth_url: str
    version: str
    token: Callable[[], str] | None = None
    application: tuple[str, str] | None = None
    scopes: tuple[str, ...] | None = None
    expires_at: float | None = None
    renews_itself: bool = False
    is_member: bool = True


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back from LinkedIn.

    Attributes:
        seconds: how long it took.
        moment: LinkedIn's time, in seconds since 1970; `None` if it did not say.
        roles: role by URN of each page; `None` if LinkedIn refused.
        error: why it refused, or why it did not answer.
    """

    seconds: float
    moment: float | None = None
    roles: Sequence[tuple[str, str]] | None = None
    error: LinkedInError | None = None


def examine_account(account: Account, now: Callable[[], float]) -> Iterator[Result]:
    """Ask LinkedIn, with as few calls as possible and without retries.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee`; `POST /oauth/v2/introspectToken` if the
    application is known; a request for the token if it is not stored

    Args:
        account: whose token it is.
        now: the clock, in seconds since 1970.
    """
    token, refusal = _fetched(account)
    answer = _asked(account, token or _NO_TOKEN, now)
    yield _connection(account, answer)
    yield _clock(answer, now())
    yield _version(account, answer, now())
    if token is None:
        if refusal is not None:
            yield Result("token", "problem", message_as_typed(refusal), hints_of(refusal))
        return
    found = None
    if account.application and _has_answered(answer):
        options = {"base_url": account.oauth_url, "retry": Retry.none(), "timeout": _TIMEOUT}
        found = introspected(account.application, token, **options)
    if found is not None:
        account = _known_better(account, found)
    yield _token(account, answer, found, now())
    yield _scopes(account)
    yield _roles(account, answer)
    yield _quota(answer)


def _fetched(account: Account) -> tuple[str | None, LinkedInError | None]:
    """Return the token, or why there is none."""
    try:
        return (account.token() if account.token else None), None
    except LinkedInError as error:
        return None, error


def _asked(account: Account, token: str, now: Callable[[], float]) -> _Answer:
    begun = time.perf_counter()
    try:
        with RestliClient(
            base_url=account.base_url,
            access_token=token,
            version_string=account.version,
            raise_for_status=True,
            retry=Retry.none(),
            timeout=_TIMEOUT,
            clock=now,
        ) as client:
            query = {"count": _MOST_ROLES}
            page = client.finder("/organizationAcls", "roleAssignee", query_params=query)
            with as_documented():
                roles = [(organization_of(each), each["role"]) for each in page.elements]
    except LinkedInError as error:
        response = getattr(error, "response", None)
        return _Answer(time.perf_counter() - begun, _moment(response), error=error)
    return _Answer(time.perf_counter() - begun, _moment(page.response), roles)


def _moment(response: Any) -> float | None:
    """The time in the header `Date`."""
    with suppress(AttributeError, LookupError, TypeError, ValueError):  # there is none
        return parsedate_to_datetime(response.headers["Date"]).timestamp()
    return None


def _has_answered(answer: _Answer) -> bool:
    return not isinstance(answer.error, TransportError | InvalidArgumentError)


def _connection(account: Account, answer: _Answer) -> Result:
    if isinstance(answer.error, TransportError):
        return Result(
            "connection", "problem", message_as_typed(answer.error), hints_of(answer.error)
        )
    if not _has_answered(answer):  # the token cannot be sent
        return Result("connection", "note", _UNASKED)
    return Result(
        "connection", "ok", f"{account.base_url} answers in {answer.seconds * 1000:,.0f} ms"
    )


def _clock(answer: _Answer, now: float) -> Result:
    if answer.moment is None:
        return Result("clock", "note", f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d %H:%M} UTC,"
                      f" {_UNASKED}")  # fmt: skip
    ahead = now - answer.moment
    if abs(ahead) <= _TOLERANCE:
        return Result("clock", "ok", f"within {abs(ahead):.0f} s of LinkedIn's")
    side = "ahead of" if ahead > 0 else "behind"
    remedy = "set the clock, since tokens and days are judged by it"
    return Result("clock", "problem", f"{duration(abs(ahead))} {side} LinkedIn's", remedy)


def _version(account: Account, answer: _Answer, now: float) -> Result:
    version, spelled = account.version, "--api-version {}"
    if isinstance(answer.error, VersionError):
        remedy = f"use {newer_than(version, spelled)}"
        return Result("API version", "problem", f"LinkedIn does not serve {version}", remedy)
    known = find_version(version)
    if known is None:
        remedy = f"use {newer_than('', spelled)}"
        return Result(
            "API version", "note", f"this release does not know the version {version}", remedy
        )
    today = datetime.fromtimestamp(now, UTC).date()
    about = "" if known.source == "documented" else "about "
    text = f"{version}, which LinkedIn serves until {about}{known.sunset}"
    notice = None if is_on_loopback(account.base_url) else sunset_notice(version, today, spelled)
    if notice is None:
        return Result("API version", "ok", text)
    state = "problem" if known.sunset <= today else "note"
    return Result("API version", state, notice)  # type: ignore[arg-type]


def _known_better(account: Account, found: IntrospectTokenResponse) -> Account:
    """Return the account with what LinkedIn knows of its token."""
    return replace(
        account,
        scopes=split_scopes(found.scope) if found.scope else account.scopes,
        expires_at=found.expires_at or account.expires_at,
        is_member=found.auth_type != "2L",
    )


def _token(
    account: Account, answer: _Answer, found: IntrospectTokenResponse | None, now: float
) -> Result:
    if found is not None and not found.active:
        return Result("token", "problem", f"it is {found.status or 'not active'}", _SIGN_IN)
    if isinstance(answer.error, UnauthorizedError | InvalidArgumentError):
        remedy = hints_of(answer.error) or "set LINKEDIN_ACCESS_TOKEN to the token alone"
        return Result("token", "problem", message_as_typed(answer.error), remedy)
    ends = account.expires_at
    whose = "a member's" if account.is_member else "the application's own"
    if not _has_answered(answer):
        whose += f", {_UNASKED}"
    if ends is None:
        state: State = "ok" if _has_answered(answer) else "note"
        return Result("token", state, f"{whose}; its end is unknown")
    renewal = "renewed automatically" if account.renews_itself else f"then {_SIGN_IN}"
    text = f"{whose}, valid for {duration(max(0.0, ends - now))}, {renewal}"
    if ends <= now:
        return Result("token", "problem", f"{whose}, expired", _SIGN_IN)
    is_soon = ends - now < DAY * 7 and not account.renews_itself
    return Result("token", "note" if is_soon else "ok", text)


def _scopes(account: Account) -> Result:
    scopes = account.scopes
    if not account.is_member:
        return Result("scopes", "ok", "an application's token has those of its products")
    if scopes is None:
        remedy = "set LINKEDIN_CLIENT_ID and LINKEDIN_CLIENT_SECRET to look them up"
        return Result("scopes", "note", "unknown", remedy)
    counts, needed = [], dict[str, None]()
    for product in (PAGES, ADS):
        lacking = product.lacking(scopes)
        tables = len(product.tables(()))
        refused = set().union(*lacking.values())
        counts.append(f"{tables - len(refused)} of {tables} tables of {product.title}")
        needed |= dict.fromkeys(lacking)
    text = f"{', '.join(scopes) or 'none'}; {' and '.join(counts)}"
    if not needed:
        return Result("scopes", "ok", text)
    remedy = f"for the others, sign in again with {', '.join(needed)}"
    return Result("scopes", "note", text, f"{remedy}; see docs/permissions.md and docs/ads.md")


def _roles(account: Account, answer: _Answer) -> Result:
    if not account.is_member:
        return Result("roles", "ok", "an application's token needs none")
    if not _has_answered(answer):
        return Result("roles", "note", _UNASKED)
    if answer.roles is None:
        if not isinstance(answer.error, ForbiddenError):
            return Result("roles", "note", "not checked, since LinkedIn refused to list them")
        remedy = "sign in with r_organization_admin or rw_organization_admin to read pages"
        return Result("roles", "note", "the token may not list them", remedy)
    if not answer.roles:
        remedy = "ask an administrator of a page for a role there"
        return Result("roles", "note", "the member has no role on any page", remedy)
    pages = counted(len({urn for urn, _ in answer.roles}), "pages")
    counts = sorted(Counter(role.lower() for _, role in answer.roles).items())
    shown = ", ".join(f"{count} {role}" for role, count in counts)
    among = f"; of its first {_MOST_ROLES} roles" if len(answer.roles) >= _MOST_ROLES else ""
    return Result("roles", "ok", f"on {pages}: {shown}{among}")


def _quota(answer: _Answer) -> Result:
    if not _has_answered(answer):
        return Result("quota", "note", _UNASKED)
    error = answer.error
    if isinstance(error, RateLimitError):
        return Result(
            "quota", "problem", message_as_typed(error), hints_of(error) or "wait a minute"
        )
    if isinstance(error, StatusError) and error.status >= 500:
        return Result("quota", "note", message_as_typed(error), "try again later")
    text = "not used up; LinkedIn does not say how many calls are left"
    return Result("quota", "ok", text, f"see {_ANALYTICS}")
