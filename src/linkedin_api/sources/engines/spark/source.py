"""The data source that Spark registers."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import Any, Final

from pyspark.sql.datasource import DataSource, DataSourceReader
from pyspark.sql.types import StructType

from linkedin_api.sources.engines.spark.batch import BatchReader, FilteringBatchReader
from linkedin_api.sources.engines.spark.columns import PROBLEM_COLUMNS, schema_of
from linkedin_api.sources.engines.spark.credentials import DriverSecrets
from linkedin_api.sources.engines.spark.options import SECRETS, Options, read_access
from linkedin_api.sources.engines.spark.problems import ProblemsReader
from linkedin_api.sources.engines.spark.stream import StreamReader

#: The module that Spark's planner runs if filters are pushed down. In any other planner, a
#: reader that takes filters is an error.
_PUSHDOWN: Final = "pyspark.sql.worker.data_source_pushdown_filters"


class LinkedInDataSource(DataSource):
    """LinkedIn's tables: `spark.read.format("linkedin")`, after it was registered.

    HTTP: the calls of the table's query, in the executors; one call for a token, in the driver.

    Args:
        options: `table` and the other options, see the guide.

    Raises:
        OptionError: an option is unknown, missing or wrong; the message names it.

    Example:
        >>> source = LinkedInDataSource({"table": "total_follower_count"})
        >>> source.schema().fieldNames()
        ['organizational_entity', 'first_degree_size', 'other_fields']
    """

    @staticmethod
    def now() -> float:
        """Return the current time in seconds since 1970."""
        return time.time()

    @classmethod
    def name(cls) -> str:
        """Return the name of the format."""
        return "linkedin"

    def schema(self) -> StructType:
        """Return the columns of the table; no call is made."""
        options = Options.read(self.options, self.now)
        return PROBLEM_COLUMNS if options.table is None else schema_of(options.table_form)

    def reader(self, schema: StructType) -> DataSourceReader:
        """Return the reader of a batch query."""
        options, secrets = self._planned()
        if options.table is None:
            return ProblemsReader(options, secrets)
        if _pushes_filters():
            return FilteringBatchReader(options, schema, secrets)
        return BatchReader(options, schema, secrets)

    def streamReader(self, schema: StructType) -> StreamReader:  # noqa: N802  Spark's name
        """Return the reader of a streaming query."""
        options, secrets = self._planned()
        return StreamReader(options, schema, secrets)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the secrets behind, once there is a reader: what follows goes to executors."""
        state = dict(vars(self))
        if state.pop("_is_planned", False):
            hidden = {name.lower() for name in SECRETS}
            kept = {n: value for n, value in self.options.items() if n.lower() not in hidden}
            same: Any = type(self.options)  # Spark's, which ignores upper and lower case
            state["options"] = same(kept)
        return state

    def _planned(self) -> tuple[Options, DriverSecrets]:
        access = read_access(self.options, self.now)
        self._is_planned = True
        options = Options.read(self.options, self.now)
        return replace(options, base_url=str(access.base_url)), DriverSecrets(access)


def _pushes_filters() -> bool:
    main = getattr(sys.modules.get("__main__"), "__spec__", None)
    return _PUSHDOWN in sys.modules or (main is not None and main.name == _PUSHDOWN)
