"""Whose token it is, what it allows, and which Pages it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from linkedin_api.assistants.account import as_documented
from linkedin_api.assistants.answers import (
    Cursor,
    Facts,
    Limit,
    Live,
    Origin,
    Rows,
    iso,
    present,
    provenance,
)
from linkedin_api.assistants.cursors import cursor_of, place_of
from linkedin_api.assistants.refusals import NotSyncedError
from linkedin_api.assistants.setup import Permission
from linkedin_api.assistants.tools.offered import Tools, tool
from linkedin_api.errors import ForbiddenError
from linkedin_api.resource_access import RESOURCES, AnyOf, products_of
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.queries.organization_roles import organization_of
from linkedin_api.sources.scope import urn_of
from linkedin_api.versions import find_version

_DAY: Final = 86_400
#: Tables that a tool reads, by tool.
_READS: Final[Mapping[str, tuple[str, ...]]] = {
    "page_totals": ("total_follower_count", "share_statistics", "page_statistics"),
    "page_series": (
        "follower_statistics_time_bound",
        "share_statistics_time_bound",
        "page_statistics_time_bound",
    ),
    "follower_breakdown": ("follower_statistics",),
    "list_posts": ("posts",),
    "post_report": ("post_statistics", "social_metadata"),
    "top_posts": ("posts", "post_statistics"),
    "sync_tables": tuple(PAGES),
}
#: Resources that a kind of change writes.
_WRITES: Final[Mapping[Permission, str]] = {
    "post": "posts",
    "edit": "posts",
    "delete": "posts",
    "comment": "comments",
    "react": "reactions",
}
_NAMES: Final = (
    "SELECT 'urn:li:organization:' || id AS urn, localized_name AS name, vanity_name"
    " FROM organization_lookup"
)
_FOLLOWERS: Final = (
    "SELECT organizational_entity AS urn, first_degree_size AS followers FROM total_follower_count"
)
#: Pages among other facts; `list_pages` has all of them.
_SHOWN_PAGES: Final = 50
#: Roles of one call, LinkedIn's maximum. Few members have more.
_ROLES_AT_ONCE: Final = 100


class _Need(NamedTuple):
    """What a tool needs: one permission of each group, and one of the roles."""

    tool: str
    groups: tuple[AnyOf, ...]
    roles: AnyOf


class AccessTools(Tools):
    """The tools."""

    @tool(
        "What works",
        "Whose token it is, its permissions and days left, the API version and its end,"
        " the Pages with roles, what is synced, and for each tool whether it works and"
        " what is missing. Call it first, and whenever LinkedIn refuses something.",
    )
    def check_access(self, live: Live = False) -> Facts:
        """Say what works."""
        account = self._account
        moments = self._synced.moments()
        asks = live or "organization_acls" not in moments
        grant = account.grant() if asks else account.known_grant()
        facts: dict[str, Any] = {"token": "a member's" if grant.is_member else "the application's"}
        if asks:
            facts["member"] = account.acting_member()
        facts["scopes"] = sorted(grant.scopes) if grant.scopes else "unknown; live=true may know"
        if grant.expires_at is not None:
            facts["expires_in_days"] = round((grant.expires_at - account.now()) / _DAY, 1)
        facts |= self._version()
        roles, refused = self._roles(asks=asks)
        pages = [{"page": urn, "roles": sorted(of)} for urn, of in roles.items()]
        facts["pages"] = pages[:_SHOWN_PAGES]
        if len(pages) > _SHOWN_PAGES:
            facts["pages_left_out"] = f"{len(pages) - _SHOWN_PAGES}, which list_pages has"
        if refused:
            facts["pages_refused"] = refused
        held = set().union(*roles.values()) or None  # unknown, if nothing was asked
        facts["tools"] = [_judged(need, grant.scopes, held) for need in self._needs()]
        facts["writing_allowed"] = sorted(self._setup.allowed)
        facts["synced"] = {name: iso(moment) for name, moment in sorted(moments.items())}
        if asks:
            return Facts(facts=facts, **provenance(account, "LinkedIn, now"))
        loaded_at = moments["organization_acls"]
        return Facts(facts=facts, **provenance(account, "synced tables", loaded_at))

    @tool(
        "Pages",
        "The LinkedIn Pages that the member has a role at: number, name, role and"
        " followers. Other tools need the number.",
    )
    def list_pages(self, limit: Limit = 10, cursor: Cursor = None, live: Live = False) -> Rows:
        """List Pages."""
        place = place_of(cursor, f"pages {live}")
        roles, refused = self._roles(asks=live)
        numbers = sorted({urn for urn in roles if urn.startswith("urn:li:organization:")})
        shown = numbers[place : place + limit]
        known = self._live_names(shown) if live else self._synced_names(shown)
        rows = [
            {
                "page": urn,
                "id": int(urn.rpartition(":")[2]),
                "roles": sorted(roles[urn]),
                **known.get(urn, {}),
            }
            for urn in shown
        ]
        more = place + limit < len(numbers)
        loaded_at = None if live else self._synced.loaded_at(["organization_acls"])
        source: Origin = "LinkedIn, now" if live else "synced tables"
        return Rows(
            rows=rows,
            next_cursor=cursor_of(place + limit, f"pages {live}") if more else None,
            total={"pages": len(numbers)},
            **provenance(self._account, source, loaded_at, refused),
        )

    def _version(self) -> dict[str, Any]:
        version = self._account.access.version
        known = find_version(version)
        notice = self._account.access.sunset_notice(self._account.now(), "--api-version {}")
        return present(
            {
                "api_version": version,
                "api_version_ends": str(known.sunset) if known else None,
                "api_version_warning": notice,
            }
        )

    @as_documented()
    def _roles(self, *, asks: bool) -> tuple[dict[str, set[str]], str | None]:
        """The roles of the member by Page, and why they are unknown.

        HTTP: `GET /rest/organizationAcls?q=roleAssignee&state=APPROVED`, one call for each 100
        """
        if not asks:
            return self._synced_roles(), None
        query = {"state": "APPROVED", "count": _ROLES_AT_ONCE}
        listing = "/organizationAcls", "roleAssignee"
        try:
            roles = self._account.client.finder(*listing, query_params=query).elements
            if len(roles) == _ROLES_AT_ONCE:
                query["start"] = _ROLES_AT_ONCE
                roles = [*roles, *self._account.client.paginate(*listing, query_params=query)]
        except ForbiddenError as error:
            return {}, str(error.hint or error)
        return _by_page((organization_of(each), each["role"]) for each in roles), None

    def _synced_roles(self) -> dict[str, set[str]]:
        """The synced Pages; with the member's roles, if this server has learnt who that is."""
        rows = self._synced.rows(
            "SELECT organization, role, role_assignee FROM organization_acls"
            " WHERE state = 'APPROVED' ORDER BY organization"
        )
        found: dict[str, set[str]] = {row["organization"]: set() for row in rows}
        for row in rows:
            if row["role_assignee"] == self._account.member:
                found[row["organization"]].add(row["role"])
        return found

    def _live_names(self, urns: Sequence[str]) -> dict[str, dict[str, Any]]:
        """HTTP: `GET /rest/organizations?ids=List(…)`"""
        if not urns:
            return {}
        numbers = [int(urn.rpartition(":")[2]) for urn in urns]
        try:
            found = self._account.client.batch_get("/organizations", numbers).results
        except ForbiddenError:
            return {}
        return {
            urn_of(int(number)): {
                "name": each.get("localizedName"),
                "vanity_name": each.get("vanityName"),
            }
            for number, each in found.items()
        }

    def _synced_names(self, urns: Sequence[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for sql in (_NAMES, _FOLLOWERS):
            try:
                rows = self._synced.rows(sql)
            except NotSyncedError:
                continue
            for row in rows:
                if (urn := row.pop("urn")) in urns:
                    found.setdefault(urn, {}).update(row)
        return found

    def _needs(self) -> Iterable[_Need]:
        for name, tables in _READS.items():
            chosen = [PAGES[table] for table in tables]
            groups = {group: None for table in chosen for group in table.permissions}
            roles = {role: None for table in chosen for role in table.roles}
            yield _Need(name, tuple(groups), tuple(roles))
        comments = RESOURCES["comments"]
        yield _Need("list_comments", (comments.reads,), comments.read_roles)
        for permission in sorted(self._setup.allowed):
            resource = RESOURCES[_WRITES[permission]]
            yield _Need(f"confirm: {permission}", (resource.writes,), resource.write_roles)


def _by_page(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for urn, role in sorted(pairs):
        found.setdefault(urn, set()).add(role)
    return found


def _judged(
    need: _Need, scopes: Sequence[str] | None, roles: Iterable[str] | None
) -> dict[str, Any]:
    """Say whether a tool works, and what is missing."""
    if scopes is None:
        return {"tool": need.tool, "works": "unknown", "needs": [*map(" or ".join, need.groups)]}
    lacking = [group for group in need.groups if not set(group) & set(scopes)]
    missing = [
        f"permission {' or '.join(group)} (product: {' or '.join(products_of(group))})"
        for group in lacking
    ]
    if roles is not None and need.roles and not set(roles) & set(need.roles):
        missing.append(f"role {' or '.join(need.roles)} at the Page")
    return {"tool": need.tool, "works": not missing, **({"missing": missing} if missing else {})}
