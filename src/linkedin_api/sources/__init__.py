"""LinkedIn as tables: what a data engineer loads.

A table is data: its name, schema, key, cursor, the permission it needs, how it is asked for
and how its answers are read (`table`). One reader reads them all (`reader`); the engines only
translate.

    pages, learning   the catalogues
    engines           dlt (DuckDB and every other destination of dlt), Airbyte
    check             what keeps tables from being read

One batch from LinkedIn to an engine: `reader` → `reading` (one table) → `ways` (how LinkedIn
is asked) → `session` (what tables share) → the asynchronous client, with `patience`. What
could not be read becomes one of the `problems`.
"""
