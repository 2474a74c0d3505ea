"""PyAirbyte runs the connector, each in an environment of its own: `make programs`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linkedin_api.sandbox import Sandbox

pytestmark = [
    pytest.mark.timeout(900),  # it installs PyAirbyte
    pytest.mark.skipif(
        not os.environ.get("LINKEDIN_PROGRAMS"),
        reason="PyAirbyte is not here; `make programs` installs it",
    ),
]
CONNECTOR = Path(sys.executable).with_name("source-linkedin-pages")
DRIVER = Path(__file__).parent / "python" / "pyairbyte_reads.py"
DAYS = 363


def test_pyairbyte_reads_all_then_what_is_new_then_all_again(pyairbyte, tmp_path):
    with Sandbox() as sandbox:
        config = {"org_id": "2414183", "credentials": {"access_token": sandbox.access_token()}}
        done = subprocess.run(
            [
                *(pyairbyte / "bin/python", DRIVER),
                *(CONNECTOR, json.dumps(config), tmp_path / "pages.duckdb"),
            ],
            env={
                **os.environ,
                "LINKEDIN_API_URL": sandbox.url,
                "HOME": str(tmp_path),
                "AIRBYTE_OFFLINE_MODE": "1",
                "DO_NOT_TRACK": "1",
            },
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found == {
        "read": [1 + DAYS, 1, 1 + DAYS],
        "rows": {"organization_lookup": 1, "follower_statistics_time_bound": 2 * DAYS},
    }
