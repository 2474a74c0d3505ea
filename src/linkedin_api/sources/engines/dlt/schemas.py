"""The schemas of a database that a load needs, checked before any call to LinkedIn.

dlt loads what is merged, or replaced in one step, into a second schema first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import dlt
from dlt.common.schema.utils import has_table_seen_data
from dlt.destinations.exceptions import DatabaseException
from dlt.destinations.job_client_impl import SqlJobClientBase, SqlJobClientWithStagingDataset

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.dlt.pipelines import set_option


class MissingGrantError(LinkedInError):
    """The database's user may not create a schema; the message says which grant is missing.

    No call was made to LinkedIn.
    """


def missing_tables(pipeline: dlt.Pipeline, names: Iterable[str]) -> set[str]:
    """Return those of the tables that the database does not have yet."""
    with pipeline.destination_client() as client:
        if not isinstance(client, SqlJobClientBase):
            return set()
        return {name for name, columns in client.get_storage_tables(names) if not columns}


def loaded_before(pipeline: dlt.Pipeline, tables: Iterable[str]) -> list[str]:
    """Return those of the missing tables that were loaded before: somebody dropped them."""
    if pipeline.default_schema_name is None:
        return []
    known = pipeline.default_schema.tables
    return [name for name in tables if has_table_seen_data(known.get(name, {}))]


def create_again(pipeline: dlt.Pipeline, tables: Sequence[str]) -> None:
    """Create tables that somebody dropped; dlt looks for them only if its schema has changed."""
    if tables:
        own = pipeline.default_schema.dlt_table_names()  # they may be gone too
        with pipeline.destination_client() as client:
            client.update_stored_schema([*own, *tables], force=True)


def prepare_schemas(pipeline: dlt.Pipeline, *, merges: bool) -> None:
    """Create the schemas of a dataset if they are missing.

    Without the second schema, tables are emptied and filled in two steps.

    Args:
        pipeline: the pipeline.
        merges: whether rows will be merged, which needs the second schema.

    Raises:
        MissingGrantError: a schema that is needed cannot be created.
    """
    with pipeline.destination_client() as client:
        if not isinstance(client, SqlJobClientBase):
            return
        _create(client, "")
        if not isinstance(client, SqlJobClientWithStagingDataset):
            return
        with client.with_staging_dataset():
            try:
                _create(
                    client,
                    " Merging rows needs this schema; write_disposition='append'"
                    " (--write append) does not.",
                )
            except MissingGrantError:
                if merges:
                    raise
                strategy = "destination.replace_strategy"
                set_option(pipeline.pipeline_name, strategy, "truncate-and-insert")


def _create(client: SqlJobClientBase, why: str) -> None:
    if client.is_storage_initialized():
        return
    try:
        client.initialize_storage()
    except DatabaseException as error:
        credentials: Any = getattr(client.config, "credentials", None)
        user = getattr(credentials, "username", None) or "the user"
        database = getattr(credentials, "database", None) or "the database"
        schema = client.sql_client.fully_qualified_dataset_name()
        raise MissingGrantError(
            f"{user} may not create the schema {schema} ({str(error).strip()}). An administrator"
            f" can run GRANT CREATE ON DATABASE {database} TO {user}, or"
            f" CREATE SCHEMA {schema} AUTHORIZATION {user}.{why}"
        ) from error
