"""LinkedIn as tables, for data engineers.

A table is data: its name, schema, key, cursor, permissions, and the query that reads it. One
reader reads all tables; the engines only translate.

    scope, past, windows   what to read, what was read before, and which days
    queries                how to read from LinkedIn: one module for each kind of resource
    readable               what an engine needs of a table
    catalogue              the tables of each product: `pages`, `learning`
    reading                one reader for all tables, its retry policy, and its problems
    checking               checks that tables can be read
    engines                dlt (DuckDB and every other destination of dlt) and Airbyte

A package imports only those above it in this list. The other modules here are public addresses:
programs import `linkedin_api.sources.pages`, and the code may move.

One batch from LinkedIn to an engine: `reading.reader` → `reading.table_reader` (one table) →
`queries` → `queries.session` (what tables share) → the asynchronous client, with
`reading.retry_policy`. What could not be read becomes a `Problem`.
"""
