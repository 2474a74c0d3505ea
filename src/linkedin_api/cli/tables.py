"""`linkedin pages tables`, and the same of the other products: the tables of a product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkedin_api.cli.output import Grid, show
from linkedin_api.cli.products import Product
from linkedin_api.sources.catalogue.table import Table


def list_tables(product: Product, typed: Mapping[str, Any]) -> None:
    """Print the tables of a product; makes no calls."""
    tables = list(product.catalogue().values())
    rows = [(each.name, each.kind, f"{each.about} {_needs(each)}") for each in tables]
    show(
        typed,
        {"tables": [_document(table) for table in tables]},
        Grid(("table", "kind", "a row is, and what a token needs"), rows, wraps=True),
    )


def _needs(table: Table) -> str:
    """Name the permissions to request; the JSON document also has the alternatives."""
    needs = [group[0] for group in table.permissions]
    needs += [f"the role {table.roles[0]}"] if table.roles else []
    return f"Needs {', '.join(needs)}." if needs else "Needs no permission."


def _document(table: Table) -> dict[str, Any]:
    return {
        "table": table.name,
        "about": table.about,
        "kind": table.kind,
        "primary_key": table.primary_key,
        "cursor": table.cursor,
        "organization": table.organization,
        "optional": table.is_optional,
        "permissions": table.permissions,
        "roles": table.roles,
        "product": table.product or None,
        "calls": table.calls or None,
        "source": table.source or None,
    }
