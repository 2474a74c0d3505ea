"""A table as a resource of dlt: its hints, its rows, and its state.

Rows travel as Arrow tables. A list of records inside rows is a table of its own. A snapshot is
always replaced; the rows of what could not be read are copied into the new load.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import dlt
import pyarrow as pa
from dlt.common.schema import Schema
from dlt.common.schema.typing import C_DLT_ID
from dlt.common.schema.utils import has_table_seen_data
from dlt.extract import DltResource
from dlt.extract.exceptions import CurrentSourceNotAvailable, CurrentSourceSchemaNotAvailable

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.columnar import Form, form_of
from linkedin_api.sources.columnar.collecting import ArrowRows, Tables
from linkedin_api.sources.columnar.other_fields import OTHER_FIELDS
from linkedin_api.sources.engines.dlt.drivers import check_driver_of_pipeline
from linkedin_api.sources.engines.dlt.extraction import Extraction, Extractions
from linkedin_api.sources.engines.dlt.hints import (
    FILLED_AT_ONCE,
    FileFormats,
    Hints,
    columns_of,
    merge_strategies_at_run,
    schema_of,
)
from linkedin_api.sources.engines.dlt.kept_rows import Kept, kept_rows
from linkedin_api.sources.engines.dlt.vacant_days import VacantDays, clearing, is_cleared
from linkedin_api.sources.plan import Plan
from linkedin_api.sources.reading.problems import Problem, grouped
from linkedin_api.sources.reading.table_state import TableState

logger: Final = logging.getLogger("linkedin_api")
#: What dlt logs for each JSON column of Arrow text.
_EXPECTED: Final = "when merging arrow schema with dlt schema"
REPLACE: Final = {"disposition": "replace"}
_DELETE: Final = "delete-insert"
#: For destinations that cannot delete first. Rows that vanish at LinkedIn stay there.
UPSERT: Final = {"disposition": "merge", "strategy": "upsert"}


def resource_of(
    plan: Plan, table: Table, extractions: Extractions, new_tables: Container[str] | None = None
) -> DltResource:
    """Return the resource of a table.

    Args:
        plan: what to load.
        table: the table.
        extractions: the extractions of the plan.
        new_tables: names of tables that the database does not have, for a pipeline that loads no
            file twice; `None` for any other.
    """
    rows = _Rows(plan, table, extractions, new_tables)

    def read() -> Iterator[Any]:
        with _without_expected_warnings():
            yield from rows.read()

    hints: Any = rows.hints(table.name)
    resource: DltResource = dlt.resource(read, name=table.name, section=plan.source, **hints)
    return resource


class _Rows:
    """The rows of a table in each run."""

    def __init__(
        self,
        plan: Plan,
        table: Table,
        extractions: Extractions,
        new_tables: Container[str] | None,
    ) -> None:
        self._plan = plan
        self._table = table
        self._extractions = extractions
        self._is_loaded_once = new_tables is not None
        self._new_tables = new_tables
        self._form: Form = form_of(table, nested=plan.nested, lists="json")
        self._are_replaced = table.cursor is None or plan.write_disposition == "replace"
        self._disposition: Hints = REPLACE
        if not self._are_replaced:
            self._disposition = {"disposition": plan.write_disposition}
        if self._disposition["disposition"] == "merge":
            self._disposition |= {"strategy": _DELETE, "deduplicated": self._is_loaded_once}

    def hints(self, name: str) -> Hints:
        """Return dlt's hints of one of the tables.

        The write disposition is a mapping, since dlt would delete the state of the resource for
        the plain word `replace`.
        """
        form = self._form.tables[name]
        hints: Hints = {
            "columns": columns_of(form),
            "primary_key": form.primary_key,
            "write_disposition": self._disposition,
        }
        if self._are_replaced or self._disposition == UPSERT:
            return hints
        if form.parent is not None:
            hints["merge_key"] = form.parent_key  # all items of a list are replaced
        elif self._table.replaced_with:
            fields = self._table.replaced_with
            hints["merge_key"] = tuple(self._form.column(field).name for field in fields)
            if self._is_loaded_once:  # the primary key would only slow the database down
                hints["primary_key"] = ()
        return hints

    def read(self) -> Iterator[Any]:
        """Give Arrow tables, and `None` while there are no new rows."""
        check_driver_of_pipeline()
        starts_over = self._are_replaced and self._table.cursor is not None
        state = TableState(dlt.current.resource_state(), starts_over=starts_over)
        options = self._table.lasting_options(self._plan.scope)
        state.keep_options(self._table.name, {"nested": self._plan.nested, **options})
        is_part = state.keeps_rows(self._table, self._plan.scope)
        extraction = self._extractions.join(self._table, _selected_resources())
        run = _Run(self._form, extraction.file_formats)
        self._merge_as_possible(run)
        run.declare(self.hints, self._new_tables)
        keys: list[pa.Table] = []
        read: set[int] = set()
        is_deleted = not self._are_replaced and self._disposition != UPSERT
        clears = is_deleted and run.clear(self._disposition)
        vacant = VacantDays(self._table, self._form, state.past) if clears else None
        for tables in self._tables(extraction, state, read, vacant):
            if tables is None:
                yield None
                continue
            if self._are_replaced and self._table.name in tables:
                keys.append(
                    tables[self._table.name].select(self._form.tables[self._table.name].primary_key)
                )
            yield from run.items(tables)
        problems = [each for each in extraction.problems if each.table == self._table.name]
        for problem in grouped(problems):
            logger.warning("%s", problem)
        state.note_unread(problems)
        if self._are_replaced and (problems or is_part):
            of = None if is_part else _organizations_of(problems)
            for tables in run.kept(Kept(of, read, keys)):
                yield from run.items(tables)
        elif self._are_replaced:
            state.forget_unread_organizations(self._table.name)
        yield from run.empty_tables(are_replaced=self._are_replaced)

    def _merge_as_possible(self, run: _Run) -> None:
        """Merge rows in the way that the destination has.

        Raises:
            InvalidArgumentError: it has none, and rows that are read again would be there twice.
        """
        strategies = run.merge_strategies(self._disposition)
        if strategies is None or _DELETE in strategies:
            return
        if UPSERT["strategy"] in strategies:
            self._disposition = UPSERT
            run.upsert()
        elif self._plan.scope.span.lookback_days or self._table.replaced_with:
            raise InvalidArgumentError(
                f"{self._table.name}: this destination only adds rows, and those of days that are"
                " read again would be there twice: use write_disposition='replace' (--write"
                " replace), or a format whose rows can be merged, such as table_format='delta'"
            )

    def _tables(
        self,
        extraction: Extraction,
        state: TableState,
        read: set[int],
        vacant: VacantDays | None,
    ) -> Iterator[Tables | None]:
        """Give new rows, and `None` while there are none; note which organizations were read."""
        rows = ArrowRows(self._form)
        for batch in extraction.batches(self._table, state.past):
            if batch is None:
                yield None
                continue
            if vacant is not None:
                vacant.note(batch)
            state.note(batch)
            read.update(batch.organizations)
            yield rows.add(batch.records)
        yield rows.take()
        if vacant is not None:
            yield vacant.tables()


class _Run:
    """The tables of a resource in one run of a pipeline.

    Args:
        form: the table's form.
        file_formats: dlt's hints of file formats.

    Raises:
        InvalidArgumentError: an earlier version loaded the dataset.
    """

    def __init__(self, form: Form, file_formats: FileFormats) -> None:
        self._form = form
        self._schema = _schema()
        self._resource = _resource(form.table.name)
        self._names = self._names_of_tables()
        self._file_formats = file_formats
        self._sent: set[str] = set()
        if self._schema is not None:
            refuse_earlier_form(self._schema, self._names.values())

    def declare(self, hints_of: Callable[[str], Hints], new_tables: Container[str] | None) -> None:
        """Give dlt the hints of the tables that depend on the run.

        Args:
            hints_of: returns dlt's hints of a table.
            new_tables: as in `resource_of`; they are filled at once.
        """
        if self._resource is None:
            return
        for name, form in self._form.tables.items():
            hints = {} if form.parent is None else hints_of(name)
            if new_tables is not None:
                is_new = self._names[name] in new_tables
                hints["additional_table_hints"] = {FILLED_AT_ONCE: is_new}
                if is_new:
                    hints["write_disposition"] = REPLACE
            if form.parent is not None:
                hints |= {"table_name": self._names[name], "create_table_variant": True}
                bare = {**hints, "columns": {}}  # otherwise it has the columns of its parent
                self._resource.apply_hints(**bare)
            self._resource.apply_hints(**hints, file_format=self._file_formats.usual)

    def merge_strategies(self, usual: Hints) -> Sequence[str] | None:
        """How the destination merges; `None` if rows are not merged, or in a way of the program.

        Args:
            usual: as in `clear`.
        """
        chosen: Any = None if self._resource is None else self._resource.write_disposition
        if self._resource is None or usual["disposition"] != "merge" or chosen != usual:
            return None
        return merge_strategies_at_run(self._resource.compute_table_schema().get("table_format"))

    def upsert(self) -> None:
        """Let rows replace those with the same primary key."""
        if self._resource is not None:
            key = self._form.tables[self._form.table.name].primary_key
            hints: Hints = {"write_disposition": UPSERT, "primary_key": key, "merge_key": ()}
            self._resource.apply_hints(**hints)

    def clear(self, usual: Hints) -> bool:
        """Let new rows clear the days of which they are; return whether they will.

        Args:
            usual: the write disposition; if the program has chosen another one, that stays.
        """
        table, resource = self._form.table, self._resource
        if resource is None or not self.is_there(table.name) or not is_cleared(table):
            return False
        chosen: Any = resource.write_disposition
        cleared: Any = usual | clearing(self._form)
        if chosen not in (usual, cleared):
            return False
        resource.apply_hints(write_disposition=cleared)
        return True

    def items(self, tables: Tables) -> Iterator[Any]:
        """Give tables to dlt."""
        for name, found in tables.items():
            self._sent.add(name)
            table = found.cast(schema_of(self._form.tables[name]))
            is_child = self._form.tables[name].parent is not None
            file_format = self._file_formats.of(table)
            if file_format != self._file_formats.usual:
                own = self._names[name] if is_child else None
                hints = dlt.mark.make_hints(table_name=own, file_format=file_format)
                yield dlt.mark.with_hints(table, hints, create_table_variant=is_child)
            else:
                yield dlt.mark.with_table_name(table, self._names[name]) if is_child else table

    def kept(self, kept: Kept) -> Iterator[Tables]:
        """Give the earlier rows that stay."""
        if self._schema is not None:
            pipeline: Any = dlt.current.pipeline()
            yield from kept_rows(pipeline, self._schema, self._form, self._names, kept)

    def empty_tables(self, *, are_replaced: bool) -> Iterator[Any]:
        """Give an empty table for each that got no rows and has to be created or emptied."""
        for name, form in self._form.tables.items():
            if name not in self._sent and (are_replaced or not self.is_there(name)):
                yield from self.items({name: form.schema.empty_table()})

    def is_there(self, name: str) -> bool:
        """Whether the destination has a table."""
        table = None if self._schema is None else self._schema.tables.get(self._names[name])
        return table is not None and has_table_seen_data(table)

    def _names_of_tables(self) -> Mapping[str, str]:
        """The names of the tables, which `apply_hints(table_name=…)` may have changed."""
        top = self._form.table.name
        chosen = top if self._resource is None else self._resource.table_name
        if not isinstance(chosen, str):
            chosen = top
        return {name: chosen + name.removeprefix(top) for name in self._form.tables}


def refuse_earlier_form(schema: Schema, names: Iterable[str]) -> None:
    """Refuse a dataset whose tables an earlier version of this engine loaded.

    Its tables have dlt's ids, and no column for other fields. A program may add dlt's ids too.

    Raises:
        InvalidArgumentError: the dataset has such a table.
    """
    for name in names:
        columns = schema.tables.get(name, {}).get("columns", {})
        if C_DLT_ID in columns and OTHER_FIELDS not in columns:
            raise InvalidArgumentError(
                f"table {name} of this dataset was loaded by an earlier version, with other"
                " columns: load into a new dataset, and delete this one when you no longer need it"
            )


def _organizations_of(problems: Iterable[Problem]) -> set[int] | None:
    """The organizations of problems; `None` if they are unknown."""
    listed = [problem.organizations for problem in problems]
    return {number for each in listed for number in each} if all(listed) else None


def _schema() -> Schema | None:
    """The schema of the source that dlt extracts; `None` outside a pipeline."""
    try:
        return dlt.current.source_schema()
    except CurrentSourceSchemaNotAvailable:
        return None


def _resource(name: str) -> DltResource | None:
    """The resource that dlt extracts; `None` outside a pipeline."""
    try:
        return dlt.current.source().resources[name]
    except (CurrentSourceNotAvailable, KeyError):
        return None


def _selected_resources() -> Container[str]:
    """Names of the resources that dlt extracts; empty if it extracts a single resource."""
    try:
        return dlt.current.source().selected_resources
    except CurrentSourceNotAvailable:
        return ()


@contextmanager
def _without_expected_warnings() -> Iterator[None]:
    """Keep a warning of dlt's out of the log that it logs for each Arrow table."""

    def is_unexpected(record: logging.LogRecord) -> bool:
        return _EXPECTED not in record.getMessage()

    dlts = logging.getLogger("dlt")
    dlts.addFilter(is_unexpected)
    try:
        yield
    finally:
        dlts.removeFilter(is_unexpected)
