"""The tables as `linkedin pages sync` loaded them into a DuckDB file; reading makes no calls."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any, Final, NamedTuple

from linkedin_api.assistants import sql_process
from linkedin_api.assistants.refusals import NotSyncedError, Refusal
from linkedin_api.assistants.setup import Setup
from linkedin_api.sources.catalogue.pages import PAGES

#: Rows, characters of a cell and of all cells, and seconds of a query.
MOST_ROWS: Final = 200
LONGEST_CELL: Final = 500
_CHARACTERS: Final = 60_000
_SECONDS: Final = 5.0
#: Seconds to wait for another reader, or a sync of this server.
_PATIENCE: Final = 0.8

Row = dict[str, Any]


class Selected(NamedTuple):
    """The result of a query.

    Attributes:
        columns: their names.
        rows: their values.
        is_truncated: whether there are more rows.
    """

    columns: list[str]
    rows: list[list[Any]]
    is_truncated: bool


class Synced:
    """The synced tables.

    Args:
        setup: says where they are.
    """

    def __init__(self, setup: Setup) -> None:
        self.file = setup.database
        self.dataset = setup.dataset
        self._remedy = "call sync_tables, or pass live=true where a tool has it"
        self._lock = threading.Lock()

    def beside(self, dataset: str, remedy: str) -> Synced:
        """Return the tables of another schema in the same file.

        Args:
            dataset: the schema.
            remedy: what to do if a table is missing.
        """
        other = copy(self)  # which shares the lock
        other.dataset = dataset
        other._remedy = remedy  # noqa: SLF001  of the same class
        return other

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep everybody else in this process from the file, as a sync needs.

        Raises:
            Refusal: somebody else needs it.
        """
        if not self._lock.acquire(timeout=_PATIENCE):
            raise Refusal("a sync or another query of this server is running: try again later")
        try:
            yield
        finally:
            self._lock.release()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return the rows of a query of this package's own.

        Raises:
            NotSyncedError: a table that it reads was not loaded.
        """
        import duckdb

        with self._opened() as database:
            try:
                found = database.execute(sql, list(parameters))
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                raise self._missing(str(error)) from error
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def select(self, sql: str) -> Selected:
        """Return the rows of somebody's query, in a process of its own and in at most 5 s.

        Raises:
            Refusal: it is no SELECT, it is wrong, or it takes too long.
            NotSyncedError: nothing was loaded.
        """
        self._check_file()
        request = {
            "database": str(self.file),
            "dataset": self.dataset,
            "sql": sql,
            "rows": MOST_ROWS,
            "cell": LONGEST_CELL,
            "characters": _CHARACTERS,
        }
        with self.alone():
            answer = _answer(request)
        if "error" in answer:
            raise Refusal(f"the query failed: {answer['error']}")
        return Selected(answer["columns"], answer["rows"], answer["truncated"])

    def columns(self) -> dict[str, list[tuple[str, str]]]:
        """Return the names and types of the columns by table."""
        sql = (
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = ? AND table_name NOT LIKE '\\_dlt%' ESCAPE '\\'"
            " ORDER BY table_name, ordinal_position"
        )
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self.rows(sql, [self.dataset]):
            found.setdefault(row["table_name"], []).append((row["column_name"], row["data_type"]))
        return found

    def has(self, table: str) -> bool:
        """Whether a table was loaded."""
        return table in self.columns()

    def loaded_at(self, tables: Sequence[str]) -> float:
        """Return when the oldest of some tables was loaded, in seconds since 1970.

        Raises:
            NotSyncedError: one of them was never loaded.
        """
        moments = self.moments()
        if missing := [table for table in tables if table not in moments]:
            verb = "is" if len(missing) == 1 else "are"
            raise NotSyncedError(f"{' and '.join(missing)} {verb} not synced: {self._remedy}")
        return min(moments[table] for table in tables)

    def moments(self) -> Mapping[str, float]:
        """Return when each table was loaded; empty if nothing was loaded.

        A table that each sync reads completely has the time of its last reading, of the Page that
        was read first. A table by day has the time of the last sync.
        """
        try:
            states = self.rows(
                "SELECT state FROM _dlt_pipeline_state ORDER BY version DESC LIMIT 1"
            )
            (last,) = self.rows("SELECT epoch(max(inserted_at)) AS moment FROM _dlt_loads")
        except NotSyncedError:
            return {}
        from dlt.common.versioned_state import decompress_state

        from linkedin_api.sources.reading.table_state import loaded_in

        if not states or last["moment"] is None:
            return {}
        found: dict[str, float] = {}
        for name, of in loaded_in(decompress_state(states[0]["state"])).items():
            if name in PAGES and PAGES[name].cursor is None and of:
                found[name] = min(each.cursor for each in of.values()) / 1000
            else:
                found[name] = float(last["moment"])
        return found

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        import duckdb

        self._check_file()
        with self.alone():
            try:
                database = duckdb.connect(
                    str(self.file), read_only=True, config=sql_process.CONFIGURATION
                )
            except duckdb.Error as error:
                raise Refusal(
                    "the synced tables cannot be opened now: another program is writing to"
                    f" them, or the file is not a DuckDB file ({type(error).__name__})"
                ) from error
            with database:
                try:
                    database.execute('USE "' + self.dataset.replace('"', '""') + '"')
                except duckdb.CatalogException as error:
                    raise self._missing(str(error)) from error
                yield database

    def _check_file(self) -> None:
        if not self.file.exists():
            raise NotSyncedError(f"nothing is synced yet: {self._remedy}")

    def _missing(self, reason: str) -> NotSyncedError:
        first = reason.partition("\n")[0]
        return NotSyncedError(f"the synced tables lack what is needed ({first}): {self._remedy}")


def _answer(request: Mapping[str, Any]) -> Mapping[str, Any]:
    """Run a query in a process without credentials, and end it if it takes too long."""
    script = Path(sql_process.__file__)
    with subprocess.Popen(  # noqa: S603  a script of this package
        [sys.executable, "-I", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        text=True,
    ) as process:
        try:
            out, _ = process.communicate(json.dumps(request), timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Refusal(
                f"the query took more than {_SECONDS:.0f} s and was stopped: read less, or"
                " aggregate"
            ) from None
    if process.returncode != 0 or not out:
        raise Refusal("the query needed too much memory and was stopped: read less, or aggregate")
    answer: Mapping[str, Any] = json.loads(out)
    return answer
