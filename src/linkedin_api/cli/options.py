"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, Final, TypeVar

import click

from linkedin_api.cli.parameters import API_VERSION, Choice
from linkedin_api.cli.products import Product
from linkedin_api.versions import KNOWN_GOOD

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Function], Function]


def imported(name: str) -> Callable[..., Any]:
    """Return a function of this package that is imported when it is called.

    Args:
        name: as `module:function`.
    """

    def function(*arguments: Any) -> Any:
        return resolve_name(f"linkedin_api.{name}")(*arguments)

    return function


def each(read: Callable[[str], Any]) -> Callable[..., tuple[Any, ...]]:
    """Return a callback that reads each value of an option; a wrong value is a usage error."""

    def callback(_context: click.Context, _option: click.Parameter, typed: Any) -> tuple[Any, ...]:
        try:
            return tuple(dict.fromkeys(map(read, typed)))
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return callback


def each_name(read: Callable[[str], Any] = str) -> Callable[..., tuple[Any, ...]]:
    """Return a callback that reads names, separated by commas or in several options."""

    def callback(
        context: click.Context, option: click.Parameter, typed: tuple[str, ...]
    ) -> tuple[Any, ...]:
        names = (name.strip() for text in typed for name in text.split(","))
        return each(read)(context, option, filter(None, names))

    return callback


def combined(*options: Decorator[Any]) -> Decorator[Any]:
    """Combine several options into one decorator; the help shows them in this order."""
    return lambda function: reduce(lambda f, option: option(f), reversed(options), function)


def table_option(product: Product) -> Decorator[Any]:
    """Return the option `--tables` of a product."""
    return click.option(
        "--tables", multiple=True, metavar="NAME,...",
        callback=each_name(lambda name: product.tables([name])[0].name),
        help=f"Tables to use; may be repeated. [default: all; see linkedin {product.name} tables]",
    )  # fmt: skip


#: By what a product's rows belong to: the option, what it takes, and what reads that.
_OWNERS: Final = {
    "organizations": ("--org", "an organization", "sources.scope:read_organization"),
    "accounts": ("--account", "an advertising account", "sources.scope:read_account"),
}


def owner_option(product: Product, default: str) -> Decorator[Any]:
    """Return the option that chooses organizations or accounts, `--org` or `--account`.

    Args:
        product: says which of both.
        default: what is read without it, for the help.
    """
    name, what, reader = _OWNERS[product.owners]
    return click.option(
        name, product.owners, multiple=True, metavar="NUMBER", callback=each(imported(reader)),
        help=f"Number or URN of {what}; may be repeated. [default: {default}]",
    )  # fmt: skip


PROFILE: Final = click.option(
    "--profile", envvar="LINKEDIN_PROFILE", default="default", show_default=True, metavar="NAME",
    help="Name of the application and member to use.",
)  # fmt: skip
SANDBOX: Final = click.option(
    "--sandbox", is_flag=True, help="Use a LinkedIn on this machine; you need no account."
)
#: Of commands that only read what `sync` has loaded.
SANDBOX_TABLES: Final = click.option(
    "--sandbox", is_flag=True, help="Use the tables that `sync --sandbox` loaded."
)
JSON: Final = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document, also for errors."
)
credential_options: Final = combined(
    SANDBOX,
    click.option(
        "--credentials-file", type=click.Path(path_type=Path), metavar="FILE",
        help="Private file of NAME=value lines, instead of environment variables.",
    ),
    click.option(
        "--profile", envvar="LINKEDIN_PROFILE", metavar="NAME",
        help="Profile of `linkedin auth login`. [default: the environment, otherwise default]",
    ),
)  # fmt: skip
VERSION: Final = click.option(
    "--api-version", type=API_VERSION, default=KNOWN_GOOD, show_default=True, metavar="YYYYMM",
    help="Version of LinkedIn's API.",
)  # fmt: skip
ACCESS: Final = combined(credential_options, VERSION)


DATABASE: Final = click.option(
    "--database", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="DuckDB file. [default: linkedin.duckdb, with --sandbox linkedin_sandbox.duckdb]",
)  # fmt: skip


def _as_stored(_context: click.Context, _option: click.Parameter, dataset: str) -> str:
    """The name of a dataset's schema; `sync` may have been given another spelling."""
    from linkedin_api.cli.destinations import configure_dlt
    from linkedin_api.sources.engines.dlt.target import schema_name

    configure_dlt()
    try:
        return schema_name(dataset)
    except ValueError:
        raise click.BadParameter("must name a schema, such as linkedin_pages") from None
    except ModuleNotFoundError:  # without dlt, the name is used as typed
        return dataset


def dataset_option(product: Product) -> Decorator[Any]:
    """Return the option `--dataset` of a command that reads DuckDB alone."""
    return click.option(
        "--dataset", default=product.dataset, show_default=True, metavar="NAME",
        callback=_as_stored,
        help="Database schema that holds the tables.",
    )  # fmt: skip


def destination_options(product: Product) -> Decorator[Any]:
    """Return the options that say where the tables are."""
    return combined(
        click.option(
            "--destination", default="duckdb", show_default=True, metavar="NAME",
            help="Destination of dlt, such as postgres or bigquery.",
        ),
        click.option(
            "--dataset", metavar="NAME",
            help=f"Database schema that holds the tables. [default: {product.dataset}; with"
            f" --sandbox, in another database than DuckDB, {product.dataset}_sandbox]",
        ),
        DATABASE,
    )  # fmt: skip


def sync_options(product: Product) -> Decorator[Any]:
    """Return the options that `sync` of every product has."""
    return combined(
        table_option(product),
        destination_options(product),
        click.option(
            "--nested", type=Choice(["tables", "json"]), default="tables",
            show_default=True, help="Load lists inside rows as separate tables or as JSON.",
        ),
        click.option(
            "--concurrency", type=click.IntRange(1, 128), default=16, show_default=True,
            help="Maximum number of concurrent calls.",
        ),
        click.option(
            "--max-calls-per-day", type=click.IntRange(1), metavar="N",
            help="Limit of calls to one endpoint per UTC day; exit code 4 when it is reached.",
        ),
        ACCESS,
        JSON,
    )  # fmt: skip
