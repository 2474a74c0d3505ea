"""A daily sync as a DAG of Airflow 3, by the command."""

from datetime import UTC, datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    "linkedin_pages",
    schedule="15 4 * * *",  # UTC
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,  # one run reads all days that are missing
    max_active_runs=1,  # two syncs of one dataset at a time are refused
    default_args={"retries": 2, "retry_delay": timedelta(minutes=30)},
):
    BashOperator(
        task_id="sync",
        bash_command="linkedin pages sync --destination postgres --lookback-days 7",
        append_env=True,  # the credentials
        skip_on_exit_code=4,  # the day's limit is reached; tomorrow's run reads the rest
    )
