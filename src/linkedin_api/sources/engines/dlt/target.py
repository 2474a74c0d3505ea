"""The target of a load."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.plan import PAGES_SOURCE

_DUCKDB: Final = "duckdb"
#: Different from any dataset: DuckDB confuses a file and a schema of the same name.
_FILE: Final = Path("linkedin.duckdb")
#: Names that dlt keeps as they are.
_PLAIN: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def schema_name(dataset: str) -> str:
    """Return the name that dlt gives a dataset's schema in the database.

    Args:
        dataset: name of the dataset.

    Raises:
        ModuleNotFoundError: dlt is not installed, and a name like this depends on it.

    Example:
        >>> schema_name("linkedin_pages"), schema_name("LinkedIn-Pages")
        ('linkedin_pages', 'linked_in_pages')
    """
    if _PLAIN.fullmatch(dataset):
        return dataset
    from dlt import Schema

    return Schema(PAGES_SOURCE).naming.normalize_table_identifier(dataset)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to load tables. Each pipeline needs its own dataset.

    Attributes:
        destination: name of one of dlt's destinations, such as `postgres`, or a destination
            object from `dlt.destinations`. dlt's configuration has its credentials.
        dataset: schema of the database; `None` for the pipeline's name. dlt writes `LinkedIn` as
            `linked_in`.
        pipeline_name: name of dlt's pipeline, which keeps the state.
        database: DuckDB file; `None` for `linkedin.duckdb` in the current folder.
        pipelines_dir: dlt's working folder; `None` for its default in the home folder.

    Raises:
        InvalidArgumentError: the DuckDB file and the dataset have the same name.
    """

    destination: Any = field(default=_DUCKDB, repr=False)
    dataset: str | None = None
    pipeline_name: str = PAGES_SOURCE
    database: Path | str | None = None
    pipelines_dir: Path | str | None = None

    def __post_init__(self) -> None:
        catalog = "" if self.file is None else self.file.name.partition(".")[0]
        if catalog.casefold() == self.dataset_name.casefold():
            raise InvalidArgumentError(
                f"database {self.file} and dataset {self.dataset_name} have the same name, which"
                " DuckDB confuses: give one of them another name"
            )

    @property
    def dataset_name(self) -> str:
        """The schema of the database."""
        return schema_name(self.dataset or self.pipeline_name)

    @property
    def file(self) -> Path | None:
        """The DuckDB file; `None` for other destinations."""
        return Path(self.database or _FILE) if self.destination == _DUCKDB else None
