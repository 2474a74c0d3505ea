"""The commands that products have beside `sync`: `check`, `state`, `tables`, `views`, `report`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

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
from linkedin_api.cli.parameters import DAY
from linkedin_api.cli.products import Product

_CHECK: Final = """\
Check whether each table can be read, and show what is missing.

Makes as few calls to LinkedIn as possible, and loads nothing.
"""
_STATE: Final = """\
Show how far each table has been loaded, by organization or account.

Reads the destination. Makes no calls to LinkedIn.
"""
_TABLES: Final = """\
List the tables, and what a token needs for each.

Makes no calls.
"""


def add_check(group: click.Group, product: Product, *more: Decorator[Any]) -> None:
    """Add the command `check` to a group; `more` are its own options."""
    examples = [f"linkedin {product.name} check", f"linkedin {product.name} check --json"]

    @group.command(help=_CHECK, epilog=help_epilog(examples))
    @combined(*more, table_option(product), ACCESS, JSON)
    def check(**typed: Any) -> int:
        """Check tables."""
        from linkedin_api.cli.check import check_tables

        return check_tables(product, typed)


def add_state(group: click.Group, product: Product, *more: Decorator[Any]) -> None:
    """Add the command `state` to a group; `more` are its own options."""
    examples = [
        f"linkedin {product.name} state",
        f"linkedin {product.name} state --database marketing.duckdb --json",
    ]

    @group.command(help=_STATE, epilog=help_epilog(examples, reads_linkedin=False))
    @combined(*more, table_option(product), destination_options(product), SANDBOX, JSON)
    def state(**typed: Any) -> int:
        """Show the state of tables."""
        from linkedin_api.cli.state import show_state

        return show_state(product, typed)


def add_tables(group: click.Group, product: Product) -> None:
    """Add the command `tables` to a group."""
    examples = [f"linkedin {product.name} tables", f"linkedin {product.name} tables --json"]

    @group.command(help=_TABLES, epilog=help_epilog(examples, reads_linkedin=False))
    @JSON
    def tables(**typed: Any) -> int:
        """List tables."""
        from linkedin_api.cli.tables import list_tables

        return list_tables(product, typed)


def add_views(group: click.Group, product: Product, text: str, schema: str, example: str) -> None:
    """Add the command `views` to a group.

    Args:
        group: the group.
        product: the product with the tables.
        text: the help.
        schema: the default schema of the views.
        example: options of the second example.
    """
    examples = [
        f"linkedin {product.name} views",
        f"linkedin {product.name} views {example}",
    ]

    @group.command(help=text, epilog=help_epilog(examples, reads_linkedin=False))
    @click.option(
        "--schema", default=schema, show_default=True, metavar="NAME",
        help="Schema for the views, in the database with the tables.",
    )  # fmt: skip
    @combined(destination_options(product), SANDBOX, JSON)
    def views(**typed: Any) -> int:
        """Create views."""
        from linkedin_api.cli.views import create_views

        return create_views(product, typed)


def add_report(
    group: click.Group,
    product: Product,
    *more: Decorator[Any],
    text: str,
    output: str,
    until: str,
    examples: Sequence[str],
) -> None:
    """Add the command `report` to a group.

    Args:
        group: the group.
        product: the product with the tables.
        more: options of its own.
        text: the help.
        output: the default file.
        until: the default last day, in words.
        examples: examples.
    """

    @group.command(help=text, epilog=help_epilog(examples, reads_linkedin=False))
    @click.option(
        "--database",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="DuckDB file. [default: linkedin.duckdb, with --sandbox linkedin_sandbox.duckdb]",
    )
    @click.option(
        "--dataset",
        default=product.dataset,
        show_default=True,
        metavar="NAME",
        help="Database schema that holds the tables.",
    )
    @click.option(
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        default=output,
        show_default=True,
        metavar="FILE",
        help="HTML file to write or replace.",
    )
    @click.option(
        "--days",
        type=click.IntRange(1, 3660),
        default=30,
        show_default=True,
        metavar="N",
        help="Length of the range, in days; the same number of days before is compared with it.",
    )
    @click.option(
        "--until",
        type=DAY,
        metavar="YYYY-MM-DD",
        help=f"Last day of the range. [default: {until}]",
    )
    @combined(*more)
    @click.option("--open", "opens", is_flag=True, help="Show the report in the browser.")
    @combined(SANDBOX, JSON)
    def report(**typed: Any) -> int:
        """Write a report."""
        from linkedin_api.cli.report import write_report

        return write_report(product, typed)
