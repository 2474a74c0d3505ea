"""One Arrow form of every table, for databases, files and notebooks.

    form_of(table)         the form: an Arrow schema for the table and for each list inside it
    form.batches(records)  the records as a `RecordBatch` for each of these tables

    names         the names of tables and columns
    kinds         how each kind of value is stored, and which values fit
    fields        the fields of a schema as a tree, which one pass over records follows
    other_fields  what has no column: nothing is lost
    table_forms   the tables of a form, made from a schema
    form          the conversion of records

Example:
    >>> from linkedin_api.sources.catalogue.pages import PAGES
    >>> form = form_of(PAGES["follower_statistics_time_bound"])
    >>> day = {"organizationalEntity": "urn:li:organization:1", "timeRangeStart": 0,
    ...     "timeRangeEnd": 86400000, "followerGains": {"organicFollowerGain": 3}}
    >>> batch = form.batches([day])["follower_statistics_time_bound"]
    >>> batch.column("follower_gains__organic_follower_gain").to_pylist()
    [3]
"""

from linkedin_api.sources.columnar.fields import Column
from linkedin_api.sources.columnar.form import Form, form_of
from linkedin_api.sources.columnar.table_forms import Lists, Nested, TableForm

__all__ = ["Column", "Form", "Lists", "Nested", "TableForm", "form_of"]
