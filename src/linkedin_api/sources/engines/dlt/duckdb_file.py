"""dlt's DuckDB destination, but many times faster.

dlt writes SQL statements for DuckDB, and parsing them takes long. DuckDB can read JSON itself. It
needs the columns and their types; otherwise it guesses, and reads text that looks like a date as
a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dlt.common.storages.load_package import ParsedLoadJobFileName
from dlt.destinations import duckdb
from dlt.destinations.impl.duckdb.duck import DuckDbClient, DuckDbCopyJob

from linkedin_api.clients.named_files import refuse_unless_plain
from linkedin_api.errors import InvalidArgumentError

if TYPE_CHECKING:
    from dlt.common.destination import DestinationCapabilitiesContext

_FORMAT: Final = "jsonl"
#: Size in bytes of the three blocks at the start of each DuckDB file.
_BEGINNING: Final = 3 * 4096


class DuckDbFile(duckdb):
    """dlt's DuckDB destination, which loads from JSON."""

    def _raw_capabilities(self) -> DestinationCapabilitiesContext:
        capabilities = super()._raw_capabilities()
        capabilities.preferred_loader_file_format = _FORMAT
        return capabilities

    @property
    def client_class(self) -> type[DuckDbClient]:
        """The client of the database."""
        return _Client


def duckdb_file(path: Path) -> DuckDbFile:
    """Return the destination of a database file.

    Raises:
        InvalidArgumentError: the path is not a regular file; DuckDB would wait for a pipe forever.
    """
    try:
        if path.exists():
            refuse_unless_plain(path, path.stat().st_mode)
    except OSError as error:
        raise InvalidArgumentError(f"database {path} cannot be used: {error.strerror}") from error
    absolute = path.absolute()  # dlt resolves a relative path in the folder of its first run
    return DuckDbFile(str(absolute), destination_name="duckdb")


@contextmanager
def removing_truncated_file(path: Path | None) -> Iterator[None]:
    """Delete a new database file if not even its first blocks could be written.

    This happens on a full disk, and DuckDB would refuse the file forever.

    Args:
        path: path of the file; `None` for another destination.
    """
    is_new = path is not None and not path.exists()
    try:
        yield
    except BaseException:
        if path is not None and is_new and path.exists() and path.stat().st_size < _BEGINNING:
            path.unlink()
        raise


class _Client(DuckDbClient):
    def create_load_job(
        self, table: Any, file_path: str, load_id: str, restore: bool = False
    ) -> Any:
        if ParsedLoadJobFileName.parse(file_path).file_format == _FORMAT:
            return _ReadJson(file_path)
        return super().create_load_job(table, file_path, load_id, restore)


class _ReadJson(DuckDbCopyJob):
    def run(self) -> None:
        client = self._job_client
        sql = client.sql_client
        types = {
            name: client.type_mapper.to_destination_type(column, self._load_table)
            for name, column in self._load_table["columns"].items()
        }
        columns = ", ".join(
            f"{sql.escape_column_name(name)}: '{kind}'" for name, kind in types.items()
        )
        table = sql.make_qualified_table_name(self.load_table_name)
        sql.execute_sql(
            f"INSERT INTO {table} BY NAME SELECT * FROM"  # noqa: S608  names of dlt's, escaped
            f" read_json(%s, format = 'newline_delimited', columns = {{{columns}}})",
            self._file_path,
        )
