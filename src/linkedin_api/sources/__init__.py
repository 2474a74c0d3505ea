"""LinkedIn as tables, for data engineers and for people with a notebook.

A table is data: its name, schema, key, cursor, permissions, and the query that reads it. One
reader reads all tables; one Arrow form holds them; the engines only translate.

    scope, past, windows   what to read, what was read before, and which days
    queries                how to read from LinkedIn: one module for each kind of resource
    readable               what an engine needs of a table
    catalogue              the tables of each product: `pages`, `learning`, `ads`
    columnar               the Arrow form of each table: schemas, and records as columns
    reading                one reader for all tables, its retry policy, and its problems
    checking               checks that tables can be read
    engines                Arrow in memory (`read_pages`, `read_learning`, `read_ads`), dlt (DuckDB
                           and every other destination of dlt), Spark, and Airbyte, which takes
                           records as they are

A package imports only those above it in this list. The other modules here are public addresses:
programs import `linkedin_api.sources.pages`, and the code may move.

One batch from LinkedIn to an engine: `reading.reader` → `reading.table_reader` (one table) →
`queries` → `queries.session` (what tables share) → the asynchronous client, with
`reading.retry_policy`. What could not be read becomes a `Problem`.
"""

from typing import TYPE_CHECKING

from linkedin_api.extras import names_on_demand

if TYPE_CHECKING:
    from linkedin_api.sources.engines.arrow.reading import read_ads, read_learning, read_pages
    from linkedin_api.sources.engines.arrow.results import Tables

__all__ = ["Tables", "read_ads", "read_learning", "read_pages"]

_HOMES = {
    "Tables": "engines.arrow.results",
    "read_ads": "engines.arrow.reading",
    "read_learning": "engines.arrow.reading",
    "read_pages": "engines.arrow.reading",
}

__getattr__, __dir__ = names_on_demand(__name__, _HOMES, "reading tables", "arrow")
