"""`linkedin pages tables` and `linkedin learning tables`: what there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linkedin_api.cli.screen import Grid, Screen
from linkedin_api.cli.subjects import Subject

if TYPE_CHECKING:
    from linkedin_api.sources.table import Table


def tell_tables(subject: Subject, typed: Mapping[str, Any]) -> int:
    """Print the tables of a subject; asks nobody."""
    tables = list(subject.catalogue().values())
    rows = [(each.name, each.kind, _permissions(each), _role(each), each.about) for each in tables]
    Screen(typed["as_json"]).tell(
        {"tables": [_document(table) for table in tables]},
        Grid(("table", "kind", "permission", "role", "a row is"), rows, wraps=True),
    )
    return 0


def _permissions(table: Table) -> str:
    """Name the permissions to ask for; others that would do are in the JSON document."""
    return ", ".join(group[0] for group in table.permissions) or "-"


def _role(table: Table) -> str:
    return table.roles[0] if table.roles else "-"


def _document(table: Table) -> dict[str, Any]:
    return {
        "table": table.name,
        "about": table.about,
        "kind": table.kind,
        "primary_key": table.primary_key,
        "cursor": table.cursor,
        "organization": table.organization,
        "permissions": table.permissions,
        "roles": table.roles,
        "product": table.product or None,
        "calls": table.calls or None,
        "source": table.source or None,
    }
