"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.exit_codes import MEANINGS
from linkedin_api.cli.products import Product

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Function], Function]


def _each(read: Callable[[str], Any]) -> Callable[..., tuple[Any, ...]]:
    """Return what reads all values of an option; what is wrong with one is a usage error."""

    def callback(_context: click.Context, _option: click.Parameter, typed: Any) -> tuple[Any, ...]:
        try:
            return tuple(dict.fromkeys(map(read, typed)))
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return callback


def _organization(text: str) -> int:
    from linkedin_api.sources.scope import read_organization

    return read_organization(text)


def _locale(text: str) -> Any:
    from linkedin_api.sources.scope import Locale

    return Locale.parse(text)


def _table_names(product: Product) -> Callable[..., tuple[str, ...]]:
    """Return what reads names of tables, with commas between or from several options."""

    def read(name: str) -> str:
        (table,) = product.tables([name])
        return table.name

    def callback(
        context: click.Context, option: click.Parameter, typed: tuple[str, ...]
    ) -> tuple[str, ...]:
        names = (name.strip() for text in typed for name in text.split(","))
        return _each(read)(context, option, filter(None, names))

    return callback


def combined(*options: Decorator[Any]) -> Decorator[Any]:
    """Make one decorator of several options, shown in this order."""
    return lambda function: reduce(lambda f, option: option(f), reversed(options), function)


def table_option(product: Product) -> Decorator[Any]:
    """Return `--tables` for the tables of a product."""
    return click.option(
        "--tables", multiple=True, metavar="NAME,...", callback=_table_names(product),
        help=f"Which tables; may be repeated. [default: all; see linkedin {product.name} tables]",
    )  # fmt: skip


ORGANIZATION: Final = click.option(
    "--org", "organizations", multiple=True, metavar="NUMBER", callback=_each(_organization),
    help="An organization's number or URN; may be repeated."
    " [default: all that the member administers]",
)  # fmt: skip
SANDBOX: Final = click.option(
    "--sandbox", is_flag=True, help="Ask a LinkedIn on this machine; no account is needed."
)
JSON: Final = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document, errors too."
)
LOCALE: Final = click.option(
    "--locale", "locales", multiple=True, metavar="en_US", callback=_each(_locale),
    help="Language and country; may be repeated. [default: en_US]",
)  # fmt: skip
ACCESS: Final = combined(
    SANDBOX,
    click.option(
        "--credentials-file", type=click.Path(path_type=Path), metavar="FILE",
        help="Private file of NAME=value lines, in place of the environment.",
    ),
    click.option(
        "--api-version", metavar="YYYYMM", help="Version of LinkedIn's API. [default: a good one]"
    ),
)  # fmt: skip


def destination_options(product: Product) -> Decorator[Any]:
    """Return the options that say where tables are."""
    return combined(
        click.option(
            "--destination", default="duckdb", show_default=True, metavar="NAME",
            help="A destination of dlt, such as postgres or bigquery.",
        ),
        click.option(
            "--dataset", default=product.dataset, show_default=True, metavar="NAME",
            help="Schema of the database that holds the tables.",
        ),
        click.option(
            "--database", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
            help="DuckDB file. [default: linkedin.duckdb, with --sandbox linkedin_sandbox.duckdb]",
        ),
    )  # fmt: skip


def sync_options(product: Product) -> Decorator[Any]:
    """Return the options that `sync` of every product has."""
    return combined(
        table_option(product),
        destination_options(product),
        click.option(
            "--nested", type=click.Choice(["tables", "json"]), default="tables",
            show_default=True, help="Lists inside rows: tables of their own, or JSON.",
        ),
        click.option(
            "--concurrency", type=click.IntRange(1, 128), default=16, show_default=True,
            help="Calls at once.",
        ),
        click.option(
            "--max-calls-per-day", type=click.IntRange(1), metavar="N",
            help="Calls of this sync to one endpoint in a UTC day; ends with exit code 4.",
        ),
        ACCESS,
        JSON,
    )  # fmt: skip


def help_epilog(examples: Iterable[str], *, reads_linkedin: bool = True) -> str:
    """Return what the help of a command ends with: examples, environment, exit codes."""
    parts = {"Examples": list(examples)}
    if reads_linkedin:
        parts["Environment"] = [f"{name:<24}{about}" for name, about in _ENVIRONMENT]
        parts["Exit codes"] = [f"{int(code):<5}{meaning}" for code, meaning in MEANINGS.items()]
    return "\n\n".join("\n  ".join((f"\b\n{heading}:", *lines)) for heading, lines in parts.items())


_TOKEN, _ID, _SECRET, _REFRESH = VARIABLES
_ENVIRONMENT: Final = (
    (_TOKEN, "a token, or what one is made from:"),
    (_ID, "the application's id"),
    (_SECRET, "its secret"),
    (_REFRESH, "as it came after the member's consent"),
    ("LINKEDIN_API_URL", "another address than LinkedIn's, such as a sandbox's"),
    ("LINKEDIN_OAUTH_URL", "the same for tokens"),
)
