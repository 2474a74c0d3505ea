"""The schemas of a database that a load needs, checked before any call to LinkedIn.

dlt loads what is merged, or replaced in one step, into a second schema first.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final

import dlt
from dlt.common.schema.utils import has_table_seen_data
from dlt.destinations.exceptions import DatabaseException
from dlt.destinations.job_client_impl import SqlJobClientBase, SqlJobClientWithStagingDataset

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.dlt.pipelines import set_option

logger: Final = logging.getLogger("linkedin_api")


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


def dropped_tables(pipeline: dlt.Pipeline, source: str, missing: Iterable[str]) -> list[str]:
    """Return those of the missing tables that were loaded before: somebody dropped them.

    Args:
        pipeline: the pipeline.
        source: name of the source, and of its schema.
        missing: the tables that the database does not have.
    """
    if source not in pipeline.schemas:
        return []
    known = pipeline.schemas[source].tables
    return [name for name in missing if has_table_seen_data(known.get(name, {}))]


def forget_tables(pipeline: dlt.Pipeline, source: str, tables: Sequence[str]) -> None:
    """Forget how far tables that somebody dropped were loaded; the next reading starts over.

    This is a load of its own: the tables are there again before their rows are. If the sync is
    killed then and continues on another machine, the destination says where to start.
    """
    if not tables:
        return
    with pipeline.managed_state(extract_state=True) as state:
        kept = state.get("sources", {}).get(source, {}).get("resources", {})
        for name in tables:
            if kept.pop(name, None):
                logger.warning(
                    "%s: the database no longer has this table; reading it from the start", name
                )
    pipeline.normalize()
    pipeline.load()


def create_again(pipeline: dlt.Pipeline, source: str, tables: Sequence[str]) -> None:
    """Create tables that somebody dropped; dlt looks for them only if its schema has changed."""
    if tables:
        own = pipeline.schemas[source].dlt_table_names()  # they may be gone too
        with pipeline.destination_client(source) as client:
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
