"""dlt's destination of a DuckDB file, which uses little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dlt.destinations import duckdb
from dlt.destinations.impl.duckdb.configuration import DuckDbClientConfiguration, DuckDbCredentials

from linkedin_api.clients.named_files import refuse_unless_plain
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.engines.dlt.hints import FILLED_AT_ONCE

#: Size in bytes of the three blocks at the start of each DuckDB file.
_BEGINNING: Final = 3 * 4096
#: DuckDB writes what needs more memory to disk. Several threads need several times as much.
_LIMITS: Final = {"memory_limit": "100MB", "threads": 1}


class _DuckDBFile(duckdb):
    """The destination of one file, which resolves its settings once.

    dlt asks for them several times for each table. All clients with the same settings also share
    one connection; otherwise each of them would open the file, and write it back at the end.

    One file is loaded after another, as each that waits for the database needs memory. They are
    loaded in another thread: with dlt's option `load.workers=1`, a second Ctrl-C gets lost in the
    main thread, and dlt waits forever for the file that it interrupted.
    """

    def __init__(self, credentials: DuckDbCredentials) -> None:
        super().__init__(
            credentials,
            destination_name="duckdb",
            replace_strategies_selector=_strategies,
            max_parallel_load_jobs=1,
        )
        self._resolved: dict[tuple[str, bool], DuckDbClientConfiguration] = {}

    @property
    def destination_type(self) -> str:
        """The name by which dlt knows the destination."""
        return "dlt.destinations.duckdb"

    def configuration(
        self, initial_config: DuckDbClientConfiguration, accept_partial: bool = False
    ) -> DuckDbClientConfiguration:
        """Return the settings for a dataset, as resolved the first time."""
        options = {name: initial_config[name] for name in initial_config if name != "credentials"}
        key = str(options), accept_partial
        if key not in self._resolved:
            self._resolved[key] = super().configuration(initial_config, accept_partial)
        return self._resolved[key]


def _strategies(supported: Sequence[str], /, *, table_schema: Any) -> list[str]:
    """How a table's rows are replaced: in one step, unless it is filled for the first time."""
    is_new = table_schema.get(FILLED_AT_ONCE)
    preferred = "truncate-and-insert" if is_new else "insert-from-staging"
    return [preferred, *(each for each in supported if each != preferred)]


def duckdb_file(path: Path) -> duckdb:
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
    limits: dict[str, Any] = dict(_LIMITS)
    credentials = DuckDbCredentials(str(absolute), global_config=limits)
    return _DuckDBFile(credentials)


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
