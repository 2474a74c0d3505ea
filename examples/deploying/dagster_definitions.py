"""LinkedIn Pages as assets of Dagster, one for each table.

The definitions load without secrets: the source looks for its credentials when it runs.
"""

import dlt
from dagster import AssetExecutionContext, Definitions, ScheduleDefinition, define_asset_job
from dagster_dlt import DagsterDltResource, dlt_assets

from linkedin_api.sources.engines.dlt import linkedin_pages


@dlt_assets(
    dlt_source=linkedin_pages(lookback_days=7),
    dlt_pipeline=dlt.pipeline("linkedin_pages", destination="duckdb", dataset_name="linkedin"),
    name="linkedin_pages",
    group_name="linkedin",
    op_tags={"dagster/concurrency_key": "linkedin"},  # one sync of a dataset at a time
)
def pages(context: AssetExecutionContext, dlt: DagsterDltResource):
    yield from dlt.run(context=context)


daily = ScheduleDefinition(
    job=define_asset_job("linkedin_daily", selection=[pages]),
    cron_schedule="15 4 * * *",  # UTC
    execution_timezone="UTC",
)
definitions = Definitions(
    assets=[pages], schedules=[daily], resources={"dlt": DagsterDltResource()}
)
