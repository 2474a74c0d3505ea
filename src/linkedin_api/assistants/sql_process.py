"""Runs one statement of an assistant in a process of its own: `sql_process.py`, a script.

The process has no credentials, opens the database for reading, and may be killed at any moment.
DuckDB can be interrupted between two pieces of work, but a single one may take a minute.

It reads a request as JSON from standard input and prints the result as JSON. It imports nothing of
this package, so that it starts fast.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any, Final

import duckdb

#: Read only, no files, no network, no extensions; and none of this can be changed back.
CONFIGURATION: Final[dict[str, Any]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "200MB",
    "temp_directory": "",
    "threads": "1",
}
#: Bytes of memory that the process may reserve.
_MEMORY: Final = 2 << 30


def main() -> None:
    """Read a request, and print its result or the reason why there is none."""
    request = json.load(sys.stdin)
    _limit_memory()
    try:
        result = _select(request)
    except (duckdb.OutOfMemoryException, MemoryError):  # DuckDB would advise to raise the limit
        result = {"error": "it needs more memory than there is for it: read fewer rows"}
    except duckdb.Error as error:
        result = {"error": str(error).partition("\n\nLINE")[0]}
    json.dump(result, sys.stdout)


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _select(request: dict[str, Any]) -> dict[str, Any]:
    statements = duckdb.extract_statements(request["sql"])
    if len(statements) != 1:
        return {"error": f"sql must be one statement, not {len(statements)}"}
    if statements[0].type != duckdb.StatementType.SELECT:
        kind = statements[0].type.name
        return {"error": f"sql must be a SELECT, not {kind}: the tables can only be read"}
    with duckdb.connect(request["database"], read_only=True, config=CONFIGURATION) as database:
        with suppress(duckdb.CatalogException):  # there may be other datasets
            database.execute('USE "' + request["dataset"].replace('"', '""') + '"')
        inner = statements[0].query.rstrip().rstrip(";")
        most = request["rows"] + 1
        found = database.execute(f"SELECT * FROM ({inner}\n) LIMIT {most}")  # noqa: S608  bounded
        names = [column[0] for column in found.description or ()]
        return _rows(names, found, request)


def _rows(names: list[str], found: Any, request: dict[str, Any]) -> dict[str, Any]:
    """The rows, as long as they fit."""
    rows: list[list[Any]] = []
    room = request["characters"]
    while (row := found.fetchone()) is not None:
        cells = [_cell(value, request["cell"]) for value in row]
        room -= sum(len(str(cell)) for cell in cells)
        if len(rows) == request["rows"] or room < 0:
            return {"columns": names, "rows": rows, "truncated": True}
        rows.append(cells)
    return {"columns": names, "rows": rows, "truncated": False}


def _cell(value: Any, longest: int) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)  # JSON has no NaN
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= longest else text[:longest] + "…"


if __name__ == "__main__":
    main()
