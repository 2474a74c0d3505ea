"""A fourth engine: tables as CSV files in a folder, exact even if it is killed at any moment.

It exists to prove that an engine needs no more of a table than `ReadableTable`. Rows and cursors
change together: `state.json` counts the bytes of each file that are valid, and is replaced after
they are written. Bytes after them are left from a killed sync, and the next one cuts them off.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from linkedin_api.sources.past import Past
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch, Reader
from linkedin_api.sources.scope import Scope, urn_of
from linkedin_api.sources.windows import Window, joined, without

#: The last column: fields that the schema does not name, as JSON.
OTHERS = "other_fields"


class CsvFolder:
    """A folder with a file for each table."""

    def __init__(
        self, folder: Path, access: Access, scope: Scope, now: Callable[[], float]
    ) -> None:
        self._folder = folder
        self._access = access
        self._scope = scope
        self._now = now
        state = folder / "state.json"
        self._state: dict[str, Any] = json.loads(state.read_text()) if state.exists() else {}

    def sync(self, tables: Iterable[ReadableTable]) -> list[Problem]:
        """Bring the files up to date, and return what could not be read."""
        return asyncio.run(self._sync(list(tables)))

    def rows(self, table: ReadableTable) -> list[dict[str, Any]]:
        """Read a file back, without what a killed sync left behind."""
        content = self._file(table).read_bytes()[: self._state[table.name]["bytes"]]
        lines = csv.DictReader(io.StringIO(content.decode(), newline=""))
        return [{name: json.loads(cell) for name, cell in line.items() if cell} for line in lines]

    async def _sync(self, tables: list[ReadableTable]) -> list[Problem]:
        async with Reader(self._access, self._scope, tables, now=self._now) as reader:
            for table in tables:
                add = self._append if table.kind == "append" else self._replace
                await add(reader, table)
            return reader.problems

    async def _append(self, reader: Reader, table: ReadableTable) -> None:
        known = self._state.setdefault(
            table.name, {"bytes": 0, "cursors": {}, "covered": {}, "owed": {}}
        )
        cursors = {int(number): cursor for number, cursor in known["cursors"].items()}
        past = Past(cursors, _windows(known["covered"]), _windows(known["owed"]))
        async for batch in reader.read(table, past):
            self._write(table, batch.records, known["bytes"])
            known["cursors"] |= {str(n): cursor for n, cursor in batch.cursors.items()}
            for number in map(str, batch.organizations):
                _note(known, number, batch)
            self._commit()

    async def _replace(self, reader: Reader, table: ReadableTable) -> None:
        """Replace the rows of the organizations that were read; the others stay."""
        rows, read = [], set()
        async for batch in reader.read(table):
            rows += batch.records
            read |= {urn_of(number) for number in batch.organizations}
        unread = [each for each in reader.problems if each.table == table.name]
        if unread and table.name in self._state:
            rows += [row for row in self.rows(table) if row.get(table.organization) not in read]
        self._state[table.name] = {"bytes": 0, "file": self._next_file(table)}
        self._write(table, rows, 0)
        self._commit()

    def _write(self, table: ReadableTable, rows: list[dict[str, Any]], start: int) -> None:
        names = list(table.schema["properties"])
        text = io.StringIO(newline="")
        lines = csv.DictWriter(text, [*names, OTHERS])
        if not start:
            lines.writeheader()
        for row in rows:
            cells = {name: json.dumps(row[name]) for name in names if row.get(name) is not None}
            others = {name: value for name, value in row.items() if name not in names}
            lines.writerow(cells | ({OTHERS: json.dumps(others)} if others else {}))
        with self._file(table).open("ab") as file:
            file.truncate(start)
            file.write(text.getvalue().encode())
            self._state[table.name]["bytes"] = file.tell()

    def _commit(self) -> None:
        new = self._folder / "state.json.new"
        new.write_text(json.dumps(self._state))
        new.replace(self._folder / "state.json")

    def _file(self, table: ReadableTable) -> Path:
        return self._folder / self._state[table.name].get("file", f"{table.name}.csv")

    def _next_file(self, table: ReadableTable) -> str:
        """The other of two files, so that the valid one stays until the state names this one."""
        last = self._state.get(table.name, {}).get("file")
        return f"{table.name}.{2 if last == f'{table.name}.1.csv' else 1}.csv"


def _windows(kept: dict[str, list[list[int]]]) -> dict[int, tuple[Window, ...]]:
    return {int(n): tuple(Window(*each) for each in windows) for n, windows in kept.items()}


def _note(known: dict[str, Any], number: str, batch: Batch) -> None:
    """Note which days came, and which LinkedIn left out."""
    covered = joined([*_of(known, "covered", number), *batch.covered])
    known["covered"][number] = covered
    known["owed"][number] = without([*_of(known, "owed", number), *batch.left_out], covered)


def _of(known: dict[str, Any], what: str, number: str) -> list[Window]:
    return [Window(*each) for each in known[what].get(number, ())]
