"""Where a command finds its tables: a DuckDB file, or another destination of dlt."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from linkedin_api.cli.products import Product

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Target

_SANDBOX_FILE: Final = Path("linkedin_sandbox.duckdb")
#: Settings of dlt that hold unless the user chose others: nothing is told to anybody, and
#: its log does not stand between the lines of the command.
SETTINGS: Final = {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "CRITICAL"}


class Destination(NamedTuple):
    """What was typed of it.

    Attributes:
        destination: dlt's name of it.
        dataset: schema of the database.
        database: DuckDB file; `None` for the usual one.
    """

    destination: str
    dataset: str
    database: Path | None = None

    def target(self, product: Product, *, sandbox: bool) -> Target:
        """Return it as the loader wants it; what a sandbox told is kept apart.

        Raises:
            UsageError: a DuckDB file is named for a destination that is none.
            ModuleNotFoundError: the extra `pages` is not installed.
        """
        if self.database is not None and self.destination != "duckdb":
            raise click.UsageError(f"--database is for duckdb, not for {self.destination}")
        configure_dlt()
        from linkedin_api.sources.engines.dlt import Target

        return Target(
            destination=self.destination,
            dataset=self.dataset,
            pipeline_name=f"linkedin_{product.name}" + ("_sandbox" if sandbox else ""),
            database=self.database or (_SANDBOX_FILE if sandbox else None),
        )


def destination_of(typed: Mapping[str, Any]) -> Destination:
    """Return what was typed of it."""
    return Destination(*(typed[name] for name in Destination._fields))


def configure_dlt() -> None:
    """Set what dlt shall do, before it is imported; what the user set is left alone."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)


def line_to_type(sql: str, database: Path | None) -> str:
    """Return what to type to see the answer to a query.

    Args:
        sql: the query.
        database: DuckDB file; `None` for another database, whose own tools are needed.

    Example:
        >>> line_to_type("SELECT 1", None)
        'SELECT 1'
    """
    if database is None:
        return sql
    if shutil.which("duckdb"):
        return f"duckdb {_quoted(str(database))} {_quoted(sql)}"
    code = f"import duckdb; duckdb.connect({str(database)!r}).sql({sql!r}).show()"
    return f"{_python()} -c {_quoted(code)}"


def _quoted(text: str) -> str:
    """Quote for a shell, so that it can be read."""
    is_plain = not any(character in text for character in '"$`\\!')
    return f'"{text}"' if is_plain and " " in text else shlex.quote(text)


def _python() -> str:
    """The interpreter that has DuckDB, as short as it can be written."""
    executable = Path(sys.executable)
    if shutil.which("python") == str(executable):
        return "python"
    if executable.is_relative_to(Path.cwd()):
        return _quoted(str(executable.relative_to(Path.cwd())))
    return _quoted(str(executable))
