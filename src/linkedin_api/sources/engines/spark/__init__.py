"""LinkedIn's tables as a data source of Apache Spark: `spark.read.format("linkedin")`.

    spark.dataSource.register(LinkedInDataSource)
    spark.read.format("linkedin").option("table", "posts").option(…).load()

The driver plans: it fetches one access token, lists the organizations, and divides a table into
partitions. The executors read; the client secret and the refresh token never reach them.

    options         the options of a data source
    columns         a table's columns as Spark's schema
    source          the data source
    credentials     what only the driver may know
    planning        partitions: groups of parts, and their share of the budget; the parts for
                    days that Spark has chosen
    filters         filters that Spark pushes down, as organizations and days
    batch           the reader of a batch query
    offsets, stream the reader of a streaming query
    problems        the table `sync_problems`
    executing       the reading of one partition, in an executor
    job_end         the end of a job that no retry can complete
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_api.extras import names_on_demand

if TYPE_CHECKING:
    from linkedin_api.sources.engines.spark.source import LinkedInDataSource

__all__ = ["LinkedInDataSource"]

__getattr__, __dir__ = names_on_demand(
    __name__, {"LinkedInDataSource": "source"}, "the data source", "spark"
)
