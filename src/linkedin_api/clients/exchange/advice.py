"""What to do about an error that LinkedIn answered, from what was asked and with which token.

`ANSWERED` is the table of the mistakes that are recognised; the rows of `hints.WRITTEN` apply too.
LinkedIn asks programs not to parse messages: a hint may, since nothing is decided by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from linkedin_api.clients.exchange.provider import Provider
from linkedin_api.clients.exchange.quota import endpoint_of
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.refresh_tokens import is_refresh_token
from linkedin_api.error_records import missing_permission, refused_version, token_reason
from linkedin_api.hints import written_hint
from linkedin_api.resource_access import RESOURCES, Access, AnyOf, products_of
from linkedin_api.restli.reply import Reply
from linkedin_api.versions import KNOWN_GOOD, newer_than


class Asked(NamedTuple):
    """What was asked of LinkedIn.

    Attributes:
        method: the Rest.li method, such as `GET_ALL`.
        is_read: whether it changes nothing.
        path: as the program passed it.
        resource: the name of the last resource in the path.
        query: encoded; empty if it was sent in the body.
        version: of the API; `None` for the unversioned API.
        scopes: those of the token, as far as known; empty if unknown.
        token_hint: what to do about a mistake that the token shows.
    """

    method: str
    is_read: bool
    path: str
    resource: str
    query: str = ""
    version: str | None = None
    scopes: tuple[str, ...] = ()
    token_hint: str | None = None

    @property
    def access(self) -> Access | None:
        """What is known of the resource."""
        return RESOURCES.get(self.resource)

    @property
    def finders(self) -> str:
        """The finders that are known of the resource, as a hint names them."""
        return " or ".join(map(repr, self.access.finders)) if self.access else ""


#: What LinkedIn said: an error record.
Record = Mapping[str, Any]

#: LinkedIn's code for a resource, or a finder, that the versioned API does not have.
_NO_RESOURCE: Final = "RESOURCE_NOT_FOUND"
#: What the names of the permissions have in common that a member needs to act for an organization.
_OF_PAGES: Final = "organization"
REFRESH_TOKEN: Final = (
    "this is a refresh token: pass the access token that came with it, or a RefreshToken provider,"  # noqa: S105
    " which gets access tokens for it"
)


def _unknown_token(_: Asked, record: Record) -> str | None:
    if token_reason(record) != "invalid":
        return None
    return (
        "LinkedIn does not know this token: pass the whole access token, not a refresh token,"
        " an authorization code or a client secret"
    )


def _no_version(asked: Asked, record: Record) -> str | None:
    row = asked.access
    is_missing = asked.version is None and row is not None and "/v2" not in row.bases
    if not is_missing and record.get("code") != "VERSION_MISSING":
        return None
    return (
        f"{asked.resource} is in the versioned API alone: pass a version, such as"
        f" version_string={KNOWN_GOOD!r}"
    )


def _needless_version(asked: Asked, _: Record) -> str | None:
    row = asked.access
    if asked.version is None or row is None or "/rest" in row.bases:
        return None
    return f"{asked.resource} is in the unversioned API alone: pass version_string=None"


def _is_lacking(record: Record) -> bool:
    """Whether LinkedIn says that the resource lacks what was asked of it."""
    return record.get("code") == _NO_RESOURCE or _says_it_is_unsupported(record)


def _says_it_is_unsupported(record: Record) -> bool:
    return "not supported" in str(record.get("message"))


def _no_finder(asked: Asked, record: Record) -> str | None:
    last = asked.path.partition("?")[0].rstrip("/").rpartition("/")[2]
    if asked.method not in ("GET", "GET_ALL") or last != asked.resource:
        return None
    if asked.finders and _is_lacking(record):
        return f"{asked.resource} is read by finders: use `finder` with the name {asked.finders}"
    if not _says_it_is_unsupported(record):
        return None
    return (
        f"if LinkedIn's documentation has q=… for {asked.resource}, use `finder` with the name"
        " after q="
    )


def _other_finder(asked: Asked, record: Record) -> str | None:
    found = re.search(r"(?:^|&)q=([^&]*)", asked.query)
    if asked.method != "FINDER" or found is None or asked.access is None:
        return None
    if not asked.finders or found[1] in asked.access.finders or not _is_lacking(record):
        return None
    return f"no finder {found[1]!r} of {asked.resource} is known: use {asked.finders}"


def _scalar(asked: Asked, _: Record) -> str | None:
    names = "|".join((*(asked.access.lists if asked.access else ()), "ids"))
    found = re.search(
        rf"(?:^|&)(?P<name>{names})=(?!List\()|[(,](?P<field>values):(?!List\()", asked.query
    )
    return found and f"{found['name'] or found['field']} is a list: pass […] even for one value"


def _access(asked: Asked, record: Record) -> str | None:
    row = asked.access
    needs, roles = _needs(asked, row)
    if not needs:
        what = missing_permission(record)
        return what and (
            f"the application needs a product that grants {what}: see its Products tab in"
            " LinkedIn's developer portal"
        )
    role = f"the role {' or '.join(roles)} in the organization" if roles else ""
    held = [name for name in needs if name in asked.scopes]
    of_pages = tuple(name for name in needs if _OF_PAGES in name)
    if held and of_pages and not any(_OF_PAGES in name for name in held):
        lacks = _permission(of_pages, role, "for an organization it needs")
        return f"the token has the permission {held[0]}, but {lacks}"
    if held:
        lacks = f"its member lacks {role}" if role else "its member may not do this here"
        return f"the token has the permission {held[0]}, so {lacks}"
    if role and "VisibilityReduction" in str(record.get("message")):
        return f"the token's member needs {role}"
    return _permission(needs, role, "the token lacks" if asked.scopes else "the token needs")


def _needs(asked: Asked, row: Access | None) -> tuple[AnyOf, AnyOf]:
    """The permissions and the roles; one of each is needed."""
    if row is None:
        return (), ()
    return (row.reads, row.read_roles) if asked.is_read else (row.writes, row.write_roles)


def _permission(needs: AnyOf, role: str, begins: str) -> str:
    said = f"{begins} the permission {' or '.join(needs)}"
    if products := " or ".join(products_of(needs)):
        said += f" (product: {products})"
    if role:
        said += f", and its member needs {role}"
    return f"{said}; after adding a product or a permission, let the member consent again"


class Answered(NamedTuple):
    """A mistake that LinkedIn's answer shows.

    Attributes:
        name: what the mistake is.
        statuses: the HTTP statuses that it is looked for in.
        hint: what to do about it; `None` if it is another mistake.
    """

    name: str
    statuses: frozenset[int]
    hint: Callable[[Asked, Record], str | None]


#: The first row that has a hint gives it.
ANSWERED: Final = (
    Answered(
        "a refresh token as access token", frozenset({401}), lambda asked, _: asked.token_hint
    ),
    Answered("a token that LinkedIn does not know", frozenset({401}), _unknown_token),
    Answered(
        "a path that is not one",
        frozenset({400, 403, 404, 405}),
        lambda asked, _: written_hint("resource_path", asked.path),
    ),
    Answered(
        "a versioned resource without a version", frozenset({400, 403, 404, 410}), _no_version
    ),
    Answered("an unversioned resource with a version", frozenset({403, 404}), _needless_version),
    Answered("a finder without q", frozenset({400, 404, 405}), _no_finder),
    Answered("a finder that the resource lacks", frozenset({400, 404}), _other_finder),
    Answered("one value where a list is wanted", frozenset({400}), _scalar),
    Answered("a permission, a product or a role missing", frozenset({403}), _access),
    Answered(
        "a version that LinkedIn does not serve",
        frozenset({426}),
        lambda _, record: f"use {newer_than(refused_version(record) or '')}",
    ),
)


def answered_hint(status: int, asked: Asked, record: Record) -> str | None:
    """Return the hint for an error that LinkedIn answered; `None` if no mistake is recognised.

    Example:
        >>> answered_hint(404, Asked("GET", True, "/userinfo", "userinfo", "", "202608"), {})
        'userinfo is in the unversioned API alone: pass version_string=None'
    """
    for row in ANSWERED:
        if status in row.statuses and (hint := row.hint(asked, record)):
            return hint
    return None


def advice(task: Task, reply: Reply, url: str, token: str, source: Any) -> str | None:
    """Return the hint for an answer to a task; `source` is the token, or the provider it is of."""
    if not task.needs_token or reply.is_success or reply.error is None:
        return None
    asked = Asked(
        task.method,
        task.is_read,
        task.resource,
        endpoint_of(task.resource).rpartition("/")[2],
        url.partition("?")[2],
        task.version,
        source.known_scopes if isinstance(source, Provider) else (),
        REFRESH_TOKEN if is_refresh_token(token) else written_hint("access_token", token),
    )
    return answered_hint(reply.status, asked, reply.error)
