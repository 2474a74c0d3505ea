"""The files of the deploying guide, run by the schedulers they are for: `make programs`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from linkedin_api.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples/deploying"
ASKS = "import duckdb; print(duckdb.connect('linkedin_pages.duckdb').execute({!r}).fetchall())"
DAYS = "SELECT count(*) FROM linkedin.follower_statistics_time_bound"
installed = [
    pytest.mark.timeout(900),  # it installs Airflow, Dagster and Prefect
    pytest.mark.skipif(
        not os.environ.get("LINKEDIN_PROGRAMS"),
        reason="the schedulers are not here; `make programs` installs them",
    ),
]


@pytest.fixture
def run(schedulers, tmp_path):
    """Run Python beside an example, with the sandbox's credentials or without any."""
    python = schedulers / "bin/python"

    def run(program, **variables):
        done = subprocess.run(
            [python, "-c", program],
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{EXAMPLES}",
                "DLT_DATA_DIR": str(tmp_path / "dlt"),
                "DAGSTER_DISABLE_TELEMETRY": "1",
                "DO_NOT_TRACK": "1",
                "RUNTIME__DLTHUB_TELEMETRY": "false",
                **variables,
            },
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    return run


@pytest.fixture
def secrets():
    with Sandbox(organizations=2) as sandbox:
        yield {
            "LINKEDIN_API_URL": sandbox.url,
            "LINKEDIN_OAUTH_URL": sandbox.url,
            "SOURCES__LINKEDIN_PAGES__CREDENTIALS__ACCESS_TOKEN": sandbox.access_token(),
        }


class TestDagster:
    pytestmark = installed

    def test_its_definitions_load_without_secrets(self, run):
        assert run("from dagster_definitions import pages; print(len(pages.keys))") == "13"

    def test_it_loads_the_tables_as_assets(self, run, secrets):
        run(
            "from dagster import materialize; from dagster_dlt import DagsterDltResource\n"
            "from dagster_definitions import pages\n"
            "assert materialize([pages], resources={'dlt': DagsterDltResource()}).success",
            **secrets,
        )
        assert run(ASKS.format(DAYS)) == f"[({2 * 363},)]"


class TestPrefect:
    pytestmark = installed

    def test_its_flow_loads_the_tables(self, run, secrets):
        run(
            "from prefect.testing.utilities import prefect_test_harness\n"
            "from prefect_flow import linkedin_tables\n"
            "with prefect_test_harness(): linkedin_tables()",
            **secrets,
        )
        assert run(ASKS.format(DAYS)) == f"[({2 * 363},)]"


#: Airflow's own parser reads the file, and its task runs whatever `linkedin` is on the path.
OF_AIRFLOW = f"""
from airflow.dag_processing.dagbag import DagBag
bag = DagBag({str(EXAMPLES / "airflow_dag.py")!r})
assert not bag.import_errors, bag.import_errors
dag = bag.dags["linkedin_pages"]
"""
OF_ITS_TASK = """
import os
for code in (0, 4, 3):
    os.environ["CODE"] = str(code)
    try:
        dag.get_task("sync").execute({})
        print("success")
    except Exception as error:
        print(type(error).__name__)
"""


class TestAirflow:
    pytestmark = installed

    @pytest.fixture
    def read(self, airflow, tmp_path):
        """Run Python after the file was parsed; return what it printed and what was called."""
        program = tmp_path / "bin/linkedin"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/noted\nexit $CODE\n')
        program.chmod(0o700)

        def read(lines):
            done = subprocess.run(
                [airflow / "bin/python", "-c", f"{OF_AIRFLOW}\n{lines}"],
                env={
                    "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
                    "HOME": str(tmp_path),
                    "AIRFLOW_HOME": str(tmp_path),
                    "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
                },
                cwd=tmp_path, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr[-3000:]
            return done.stdout.splitlines()

        return read

    def test_its_parser_finds_a_daily_sync_of_which_one_runs_at_a_time(self, read):
        printed = read("print(dag.schedule, dag.timezone, dag.catchup, dag.max_active_runs)")

        assert printed[-1] == "15 4 * * * UTC False 1"

    def test_a_day_whose_calls_are_used_up_is_skipped_and_no_failure(self, read, tmp_path):
        outcomes = [line for line in read(OF_ITS_TASK) if " " not in line and line]

        assert outcomes == ["success", "AirflowSkipException", "AirflowException"]
        noted = (tmp_path / "noted").read_text().splitlines()
        assert noted == ["pages sync --destination postgres --lookback-days 7"] * 3


def test_the_workflow_runs_a_command_that_the_package_has():
    steps = yaml.safe_load((EXAMPLES / "github-actions.yml").read_text())["jobs"]["sync"]["steps"]
    (line,) = [
        line.strip()
        for line in steps[-1]["run"].splitlines()
        if line.strip().startswith("linkedin")
    ]
    options = line.partition(" || ")[0].split()[1:]
    done = subprocess.run(
        [sys.executable, "-m", "linkedin_api.cli", *options, "--help"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
