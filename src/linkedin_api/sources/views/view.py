"""A view over LinkedIn's tables, and the SQL that creates it.

It is the same SQL on DuckDB and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of

#: The lists of records that columns refer to, by the word in their SQL.
_LISTS: Final = {
    "images": "posts__content__multi_image__images",
    "cards": "posts__content__carousel__cards",
}
_NO_NUMBER: Final = "CAST(NULL AS NUMERIC)"
#: When the last sync ended. Each sync replaces the tables below.
_SYNCED: Final = "(SELECT max(inserted_at) FROM {dataset}._dlt_loads)"


@dataclass(frozen=True, slots=True)
class View:
    """A view.

    Attributes:
        name: its name.
        table: the table of the catalogue with its rows.
        columns: SQL by column; `{images}` and `{cards}` stand for those of a post.
        where: SQL that rows must meet.
        is_optional: whether there is no such view if its table is not loaded.
    """

    name: str
    table: str
    columns: Mapping[str, str]
    where: str = "true"
    is_optional: bool = False


def same(*names: str) -> dict[str, str]:
    """Columns with the same name as in the table."""
    return {name: name for name in names}


def within(theirs: str, ours: str, *names: str) -> dict[str, str]:
    """Columns of a record, which have two underscores in the table."""
    return {f"{theirs}_{each}": f"{ours}__{each}" for each in names}


def view_sql(view: View, dataset: str, schema: str, tables: Mapping[str, Container[str]]) -> str:
    """Return the statement that creates a view.

    Args:
        view: the view.
        dataset: the schema of the tables, quoted if it needs quotes.
        schema: the schema of the view, the same.
        tables: the tables that are there, and their columns. A metric that was not loaded is
            null.
    """
    lists = {word: _items(name, dataset, tables) for word, name in _LISTS.items()}
    known = tables[view.table]
    columns = {
        **{
            name: _NO_NUMBER if sql.isidentifier() and sql not in known else sql
            for name, sql in view.columns.items()
        },
        "_fivetran_synced": _SYNCED.replace("{dataset}", dataset),
    }
    listed = ", ".join(f"{_with(sql, lists)} AS {name}" for name, sql in columns.items())
    return (
        f"CREATE VIEW {schema}.{view.name} AS SELECT {listed}"  # noqa: S608  names of ours, or quoted
        f" FROM {dataset}.{view.table} AS own WHERE {view.where}"
    )


def _items(name: str, dataset: str, tables: Iterable[str]) -> str:
    """The items of a list in a row; none if lists were not loaded into tables."""
    form = form_of(PAGES["posts"]).tables[name]
    if name in tables:
        return f"{dataset}.{name} AS item WHERE item.id = own.id"
    nothing = ", ".join(
        f"NULL AS {column.name}" for column in form.columns if column.kind == "text"
    )
    return f"(SELECT {nothing}) AS item WHERE false"


def _with(sql: str, lists: Mapping[str, str]) -> str:
    for word, items in lists.items():
        sql = sql.replace(f"{{{word}}}", items)
    return sql
