"""What an assistant may read without calling a tool."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from linkedin_api.assistants.account import Account
from linkedin_api.assistants.answers import iso
from linkedin_api.assistants.refusals import NotSyncedError
from linkedin_api.assistants.synced import Synced
from linkedin_api.resource_access import RESOURCES, products_of
from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.columns import columns
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.versions import CALENDAR, KNOWN_GOOD

#: All tables that are synced here, by the person or by `sync_tables`.
_TABLES: Final = {**PAGES, **ADS}
JSON_TYPE: Final = "application/json"


class Readable(NamedTuple):
    """A resource.

    Attributes:
        uri: its address.
        title: its name for people.
        description: what it holds.
        read: returns it.
    """

    uri: str
    title: str
    description: str
    read: Callable[..., str]


class Resources:
    """The resources.

    Args:
        account: the credentials.
        synced: the synced tables of LinkedIn Pages.
        ads: those of LinkedIn Ads.
        coverage: returns what a sandbox has of LinkedIn; `None` for LinkedIn itself.
    """

    def __init__(
        self,
        account: Account,
        synced: Synced,
        ads: Synced,
        coverage: Callable[[], Any] | None,
    ) -> None:
        self._account = account
        self._synced = synced
        self._ads = ads
        self._coverage = coverage

    def readable(self) -> tuple[Readable, ...]:
        """Return the resources."""
        return (*self._of_linkedin(), *self._of_sandbox())

    def _of_sandbox(self) -> tuple[Readable, ...]:
        coverage = self._coverage
        if coverage is None:
            return ()
        about = "What the sandbox has of LinkedIn: paths, methods, finders and actions."
        uri = "linkedin://sandbox/coverage"
        return (Readable(uri, "The sandbox", about, lambda: _json(coverage())),)

    def _of_linkedin(self) -> tuple[Readable, ...]:
        return (
            Readable(
                "linkedin://tables",
                "Tables",
                "All tables: what a row is, its key, and what to know about the numbers.",
                self.tables,
            ),
            Readable(
                "linkedin://tables/{name}",
                "Columns of a table",
                "The columns of a table and of the lists in it, as SQL names them.",
                self.table,
            ),
            Readable(
                "linkedin://permissions",
                "Permissions",
                "Which permission, product and role each resource of LinkedIn needs.",
                self.permissions,
            ),
            Readable(
                "linkedin://versions",
                "API versions",
                "The versions of LinkedIn's API and when each one ends.",
                self.versions,
            ),
            Readable(
                "linkedin://state",
                "Last sync",
                "When each table was loaded, and what LinkedIn refused then.",
                self.state,
            ),
            Readable(
                "linkedin://quota",
                "Calls",
                "The calls that this server made, and what is left of its own limit.",
                self.quota,
            ),
        )

    def tables(self) -> str:
        """Return the tables."""
        return _json(
            {
                name: {
                    "about": table.about,
                    "key": table.primary_key,
                    "kind": "by day" if table.cursor else "as of the last sync",
                    "notes": table.notes,
                }
                for name, table in _TABLES.items()
            }
        )

    def table(self, name: str) -> str:
        """Return the columns of a table."""
        if name not in _TABLES:
            return _json({"error": f"there is no table {name!r}", "tables": list(_TABLES)})
        about = {each.name: each.about for each in columns(_TABLES[name].schema)}
        synced = self._ads if name in ADS else self._synced
        try:
            found = synced.columns()
        except NotSyncedError as error:
            return _json({"fields": about, "synced": str(error)})
        of = {each: dict(pairs) for each, pairs in found.items() if _belongs(each, name)}
        return _json({"schema": synced.dataset, "fields": about, "columns": of})

    def permissions(self) -> str:
        """Return what resources need."""
        return _json(
            {
                name: {
                    "read": row.reads,
                    "write": row.writes,
                    "products": products_of((*row.reads, *row.writes)),
                    "roles_to_read": row.read_roles,
                    "roles_to_write": row.write_roles,
                }
                for name, row in RESOURCES.items()
            }
        )

    def versions(self) -> str:
        """Return the versions."""
        return _json(
            {
                "in_use": self._account.access.version,
                "known_to_work": KNOWN_GOOD,
                "ends": {each.month: str(each.sunset) for each in CALENDAR},
            }
        )

    def state(self) -> str:
        """Return when tables were loaded."""
        moments = self._synced.moments()
        document: dict[str, Any] = {"loaded": {name: iso(at) for name, at in moments.items()}}
        try:
            document["refused"] = self._synced.rows(
                "SELECT table_name, organization, status, message FROM sync_problems LIMIT 20"
            )
        except NotSyncedError as error:
            document["refused"] = str(error)
        return _json(document)

    def quota(self) -> str:
        """Return the calls."""
        budget = self._account.budget
        return _json(
            {
                "calls_of_this_server": self._account.calls,
                "left_today": {name: budget.left(name) for name in RESOURCES if budget.used(name)},
                "used_today": {name: budget.used(name) for name in RESOURCES if budget.used(name)},
                "note": "LinkedIn does not say how many calls are left; days end at midnight UTC.",
            }
        )


def _belongs(table: str, name: str) -> bool:
    return table == name or table.startswith(f"{name}__")


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)
