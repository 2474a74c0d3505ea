"""The commands of the products: `sync`, `check`, `state`, `tables`, `views` and `report`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from linkedin_api.cli.command import command
from linkedin_api.cli.options import (
    ACCESS,
    DATABASE,
    JSON,
    SANDBOX_TABLES,
    Decorator,
    dataset_option,
    destination_options,
    owner_option,
    sync_options,
    table_option,
)
from linkedin_api.cli.parameters import DAY
from linkedin_api.cli.products import Product

_CHECK: Final = """\
Check whether each table can be read, and show what is missing.

Makes as few calls to LinkedIn as possible, and loads nothing.
"""
_STATE: Final = """\
Show how far each table has been loaded.

Reads the destination, and shows each organization or account. Makes no calls to LinkedIn.
"""
_TABLES: Final = """\
List the tables, and what a token needs for each.

Makes no calls.
"""


def product_commands(
    product: Product,
    sync: str,
    examples: Sequence[str],
    *own: Decorator[Any],
    owner: Sequence[Decorator[Any]] = (),
) -> list[click.Command]:
    """Return the commands `sync`, `check`, `state` and `tables` of a product.

    Args:
        product: the product.
        sync: the help of `sync`.
        examples: of `sync`.
        own: options that `sync` of this product alone has.
        owner: the option that chooses organizations or accounts, if there is one.
    """
    linkedin, tables = f"linkedin {product.name}", table_option(product)
    loaded = [owner_option(product, "all in the tables")] if owner else []
    return [
        command(
            "sync", "sync:sync", sync, examples, *owner, *own, sync_options(product),
            given=[product],
        ),
        command(
            "check", "check:check_tables", _CHECK,
            [f"{linkedin} check", f"{linkedin} check --json"],
            *owner, tables, ACCESS, JSON, given=[product],
        ),
        command(
            "state", "state:show_state", _STATE,
            [f"{linkedin} state", f"{linkedin} state --database marketing.duckdb --json"],
            *loaded, tables, destination_options(product), SANDBOX_TABLES, JSON,
            given=[product], reads_linkedin=False,
        ),
        command(
            "tables", "tables:list_tables", _TABLES,
            [f"{linkedin} tables", f"{linkedin} tables --json"],
            JSON, given=[product], reads_linkedin=False,
        ),
    ]  # fmt: skip


def views_command(product: Product, about: str, schema: str, example: str) -> click.Command:
    """Return the command `views` of a product.

    Args:
        product: the product with the tables.
        about: the help.
        schema: the default schema of the views.
        example: options of the second example.
    """
    option = click.option(
        "--schema", default=schema, show_default=True, metavar="NAME",
        help="Schema for the views, in the database with the tables.",
    )  # fmt: skip
    line = f"linkedin {product.name} views"
    return command(
        "views", "views:create_views", about, [line, f"{line} {example}"],
        option, destination_options(product), SANDBOX_TABLES, JSON,
        given=[product], reads_linkedin=False,
    )  # fmt: skip


def report_command(
    product: Product,
    about: str,
    examples: Sequence[str],
    *,
    output: str,
    until: str,
) -> click.Command:
    """Return the command `report` of a product.

    Args:
        product: the product with the tables.
        about: the help.
        examples: command lines.
        output: the default file.
        until: the default last day, in words.
    """
    options = (
        click.option(
            "--output", type=click.Path(path_type=Path, dir_okay=False), default=output,
            show_default=True, metavar="FILE", help="HTML file to write or replace.",
        ),
        click.option(
            "--days", type=click.IntRange(1, 3660), default=30, show_default=True, metavar="N",
            help="Length of the range, in days; the same number of days before is compared with"
            " it.",
        ),
        click.option(
            "--until", type=DAY, metavar="YYYY-MM-DD",
            help=f"Last day of the range. [default: {until}]",
        ),
        owner_option(product, "all in the tables"),
        click.option("--open", "opens", is_flag=True, help="Show the report in the browser."),
    )  # fmt: skip
    return command(
        "report", "report:write_report", about, examples,
        DATABASE, dataset_option(product), *options, SANDBOX_TABLES, JSON,
        given=[product], reads_linkedin=False,
    )  # fmt: skip
