"""The commands that each product has beside `sync`: `check`, `state` and `tables`."""

from __future__ import annotations

from typing import Any

import click

from linkedin_api.cli.options import (
    ACCESS,
    JSON,
    SANDBOX,
    Decorator,
    combined,
    destination_options,
    help_epilog,
    table_option,
)
from linkedin_api.cli.products import Product


def add_check(group: click.Group, product: Product, *more: Decorator[Any]) -> None:
    """Give a group the command `check`; `more` are options of its own."""
    examples = [f"linkedin {product.name} check", f"linkedin {product.name} check --json"]

    @group.command(epilog=help_epilog(examples))
    @combined(*more, table_option(product), ACCESS, JSON)
    def check(**typed: Any) -> int:
        """Tell table by table whether it may be read, and else what is missing.

        Asks LinkedIn for as little as possible; nothing is loaded.
        """
        from linkedin_api.cli.check import check_tables

        return check_tables(product, typed)


def add_state(group: click.Group, product: Product, *more: Decorator[Any]) -> None:
    """Give a group the command `state`; `more` are options of its own."""
    examples = [
        f"linkedin {product.name} state",
        f"linkedin {product.name} state --database marketing.duckdb --json",
    ]

    @group.command(epilog=help_epilog(examples, reads_linkedin=False))
    @combined(*more, table_option(product), destination_options(product), SANDBOX, JSON)
    def state(**typed: Any) -> int:
        """Tell up to where each table was read, by organization.

        Reads the destination; LinkedIn is not asked.
        """
        from linkedin_api.cli.state import show_state

        return show_state(product, typed)


def add_tables(group: click.Group, product: Product) -> None:
    """Give a group the command `tables`."""
    examples = [f"linkedin {product.name} tables", f"linkedin {product.name} tables --json"]

    @group.command(epilog=help_epilog(examples, reads_linkedin=False))
    @JSON
    def tables(**typed: Any) -> int:
        """Tell which tables there are, and what a token needs for each.

        Nobody is asked.
        """
        from linkedin_api.cli.tables import list_tables

        return list_tables(product, typed)
