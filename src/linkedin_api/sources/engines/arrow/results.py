"""What was read: tables by name, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from linkedin_api.sources.reading.problems import Problem

__all__ = ["Tables"]


class Tables(Mapping[str, pa.Table]):
    """Arrow tables by name, from one reading.

    A list of records inside a table is a table too. It has the key of the row that contains the
    list, and `position`.

    Args:
        tables: the tables.
        problems: what could not be read.

    Attributes:
        problems: what LinkedIn refused, or what else could not be read; everything else is here.

    Example:
        >>> from linkedin_api.sources import read_pages
        >>> linkedin = read_pages([2414183], tables=["follower_statistics"], credentials=token)
        >>> followers = linkedin["follower_statistics__follower_counts_by_seniority"].to_pandas()
        >>> list(followers.columns)[:3]
        ['organizational_entity', 'position', 'seniority']
        >>> linkedin.is_complete
        True
    """

    def __init__(self, tables: Mapping[str, pa.Table], problems: Sequence[Problem] = ()) -> None:
        self._tables = dict(tables)
        self.problems = tuple(problems)

    @property
    def is_complete(self) -> bool:
        """Whether everything was read."""
        return not self.problems

    def __getitem__(self, name: str) -> pa.Table:
        try:
            return self._tables[name]
        except KeyError:
            raise KeyError(
                f"there is no table {name!r}; the tables are {', '.join(self)}"
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def to_parquet(self, folder: str | Path) -> list[Path]:
        """Write each table to a Parquet file, which replaces an earlier one.

        Args:
            folder: where to write; it is created if it does not exist.

        Returns:
            The files: the name of each table, with `.parquet`.

        Raises:
            OSError: a file cannot be written.

        Example:
            >>> import tempfile
            >>> from linkedin_api.sources import read_pages
            >>> linkedin = read_pages([2414183], tables=["posts"], credentials=token)
            >>> files = linkedin.to_parquet(tempfile.mkdtemp())
            >>> [file.name for file in files][:2]
            ['posts.parquet', 'posts__content__multi_image__images.parquet']
        """
        folder = Path(folder).expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(table, folder / f"{name}.parquet") for name, table in self.items()]

    def __repr__(self) -> str:
        wide = max(map(len, self), default=0)
        rows = [f"{table.num_rows:,}" for table in self.values()]
        wide_rows = max(map(len, rows), default=0)
        lines = [f"  {n:{wide}}  {r:>{wide_rows}} rows" for n, r in zip(self, rows, strict=True)]
        return "\n".join([_headline(self), *lines, *_complaints(self.problems)])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="text-align:left">{escape(name)}</td><td>{table.num_rows:,}</td>'
            f'<td style="text-align:left">{escape(_about(table))}</td></tr>'
            for name, table in self.items()
        )
        problems = "".join(f"<li>{escape(str(problem))}</li>" for problem in self.problems)
        return (
            f"<table><caption>{escape(_headline(self))}</caption>"
            "<thead><tr><th>table</th><th>rows</th><th>each row</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
            + (f"<p>Could not be read:</p><ul>{problems}</ul>" if problems else "")
        )


def _headline(tables: Tables) -> str:
    number = len(tables.problems)
    missing = f", and {number} problem{'s' * (number > 1)}" if number else ""
    return f"{len(tables)} table{'s' * (len(tables) != 1)} of LinkedIn{missing}"


def _complaints(problems: Sequence[Problem]) -> list[str]:
    return ["could not be read:", *(f"  {each}" for each in problems)] if problems else []


def _about(table: pa.Table) -> str:
    about: bytes = (table.schema.metadata or {}).get(b"description", b"")
    return about.decode()


def _write(table: pa.Table, file: Path) -> Path:
    """Write a file, which appears only when it is whole."""
    part = file.with_suffix(".part")
    try:
        parquet.write_table(table, part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return file
