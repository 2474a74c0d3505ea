"""Where a command loads its tables: a DuckDB file, or another destination of dlt."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.loader_errors import is_loader_error
from linkedin_api.cli.products import Product
from linkedin_api.errors import InvalidArgumentError

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Target

_FILE: Final = Path("linkedin.duckdb")
_SANDBOX_FILE: Final = Path("linkedin_sandbox.duckdb")
#: How the names of pipelines end that load from a sandbox, and their datasets.
_OF_SANDBOX: Final = "_sandbox"
#: Settings of dlt, unless the user chose others: no telemetry, and no log lines between those
#: of the command.
SETTINGS: Final = {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "CRITICAL"}


def target_of(product: Product, typed: Mapping[str, Any]) -> Target:
    """Return the loader's target for the options of a command line.

    Data from a sandbox has its own pipeline and place: a file of its own in DuckDB, and a dataset
    of its own elsewhere, unless the options name them.

    Raises:
        UsageError: the options name a DuckDB file for another kind of destination.
        ModuleNotFoundError: the extra `dlt` is not installed.
    """
    destination, sandbox = typed["destination"], typed["sandbox"]
    if typed["database"] is not None and destination != "duckdb":
        raise click.UsageError(
            f"--database names a DuckDB file and cannot be used with {destination}"
        )
    configure_dlt()
    from linkedin_api.sources.engines.dlt import Target

    pipeline = pipeline_name(product, sandbox=sandbox)
    return Target(
        destination=destination,
        dataset=typed["dataset"] or (product.dataset if destination == "duckdb" else pipeline),
        pipeline_name=pipeline,
        database=typed["database"] or (_SANDBOX_FILE if sandbox else None),
    )


def existing_target(product: Product, typed: Mapping[str, Any]) -> Target:
    """Return the target that `sync` has loaded.

    Raises:
        ClickException: there is no such DuckDB file.
        UsageError: as `target_of`.
    """
    target = target_of(product, typed)
    if target.file is not None:
        existing_file(product, {**typed, "database": target.file})
    return target


def pipeline_name(product: Product, *, sandbox: bool) -> str:
    """Return the name of the pipeline that loads a product, from LinkedIn or from a sandbox."""
    return product.dataset + (_OF_SANDBOX if sandbox else "")


def other_origin(target: Target) -> str | None:
    """Return where the tables of a dataset were loaded from, if not by this target's pipeline.

    Example:
        `'a sandbox'` for a target of LinkedIn, `'LinkedIn'` for one of a sandbox; `None` if the
        other has loaded nothing there.
    """
    from linkedin_api.sources.engines.dlt import loaded

    name = target.pipeline_name.removesuffix(_OF_SANDBOX)
    is_sandbox = name != target.pipeline_name
    other = replace(target, pipeline_name=name if is_sandbox else name + _OF_SANDBOX)
    return ("LinkedIn" if is_sandbox else "a sandbox") if loaded(other) else None


def refuse_other_origin(target: Target) -> None:
    """Refuse to mix tables of LinkedIn and of a sandbox, which would replace each other.

    Raises:
        InvalidArgumentError: the dataset has tables from the other one.
    """
    try:
        origin = other_origin(target)
    except Exception as error:
        if not is_loader_error(error):
            raise
        return  # what cannot be opened is for the sync to report, which knows who holds it
    if origin:
        place = f" in {target.file}" if target.file else ""
        raise InvalidArgumentError(
            f"the dataset {target.dataset_name}{place} has tables from {origin}, which this sync"
            " would replace: choose another --dataset" + (" or --database" if target.file else "")
        )


def existing_file(product: Product, typed: Mapping[str, Any]) -> Path:
    """Return the DuckDB file that `sync` created; needs no loader.

    Raises:
        ClickException: there is no such file; the message has the line that creates it.
    """
    sandbox: bool = typed["sandbox"]
    file: Path = typed["database"] or (_SANDBOX_FILE if sandbox else _FILE)
    if not file.is_file():
        sync = f"linkedin {product.name} sync" + (" --sandbox" if sandbox else "")
        raise click.ClickException(
            f"there is no file {file}: load tables with `{sync}`, or name their file with"
            " --database"
        )
    return file


def configure_dlt() -> None:
    """Set dlt's settings before its import; settings of the user stay."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
