"""A daily sync as a flow of Prefect."""

import dlt
from prefect import flow, task

from linkedin_api.sources.engines.dlt import linkedin_pages


@task(retries=2, retry_delay_seconds=1800)
def sync() -> None:
    """Load what is new; the destination keeps the progress, so any worker will do."""
    pipeline = dlt.pipeline("linkedin_pages", destination="duckdb", dataset_name="linkedin")
    pipeline.run(linkedin_pages(lookback_days=7))


@flow
def linkedin_tables() -> None:
    sync()


if __name__ == "__main__":
    linkedin_tables.serve(name="daily", cron="15 4 * * *", limit=1)  # UTC; one at a time
