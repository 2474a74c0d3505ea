"""The reader of a batch query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyspark.sql.datasource import DataSourceReader, Filter, InputPartition

from linkedin_api.sources.engines.spark.executing import PartitionReader
from linkedin_api.sources.engines.spark.filters import Narrowing
from linkedin_api.sources.engines.spark.planning import (
    PartsPartition,
    divided,
    parts_of,
    whole_scope,
)
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.query import Part
from linkedin_api.sources.scope import Scope


class BatchReader(PartitionReader, DataSourceReader):
    """Reads all rows that LinkedIn has of a table; arguments as `PartitionReader`."""

    _narrowing: Narrowing | None = None

    def partitions(self) -> list[InputPartition]:
        """Divide into partitions; this runs in the driver.

        HTTP: one call for a token, and the calls that list organizations, if they are needed
        """
        options, table = self._options, self._options.chosen
        token = self._secrets.token()
        scope = options.scope if table.organization is None else whole_scope(options, token)
        left = scope if self._narrowing is None else self._narrowing.scope(scope)
        parts = () if left is None else self._parts(left)
        return divided(parts, token, options) or [PartsPartition((), "", "")]

    def _parts(self, scope: Scope) -> Sequence[Part]:
        options, now = self._options, self._options.now()
        is_of_pages = options.chosen.cursor is not None and options.chosen.owner == "organization"
        if self._narrowing is None or not is_of_pages:
            return options.chosen.query.parts(scope, Past(), now)
        window = self._narrowing.window(scope.span.window(now))
        numbers = () if window is None else scope.organizations or ()
        return parts_of(options, {n: (window,) for n in numbers if window is not None}, now)


class FilteringBatchReader(BatchReader):
    """A batch reader to which Spark pushes filters.

    Spark refuses such a reader unless `spark.sql.python.filterPushdown.enabled` is set.
    """

    def pushFilters(self, filters: list[Filter]) -> Iterable[Filter]:  # noqa: N802  Spark's name
        """Read less, as far as the filters are about organizations and time.

        Returns:
            All filters, since Spark has to apply them to the rows too.
        """
        self._narrowing = Narrowing(self._options)
        self._narrowing.take(filters)
        return filters
