"""Memory does not grow with the number of organizations: `make soak`."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from airbyte_connector import SIX, configured

from linkedin_api.clients.named_files import write_private
from linkedin_api.sandbox import Sandbox

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc"),
]
ORGANIZATIONS = 2_000
MEGABYTES = 300
#: Runs the connector, and prints its largest memory in kilobytes last.
PROGRAM = """
import re, sys
from pathlib import Path
from linkedin_api.sources.engines.airbyte import main
try:
    main(sys.argv[1:])
finally:  # the largest memory that `getrusage` knows may be that of the process which started it
    print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""


def test_a_first_sync_of_2000_organizations_needs_at_most_300_megabytes(tmp_path):
    with Sandbox(organizations=ORGANIZATIONS, kept_requests=1) as sandbox:
        first, *others = map(str, sandbox.figures.organizations)
        token = {"access_token": sandbox.access_token()}
        config = {"org_id": first, "org_ids": others, "credentials": token}
        write_private(tmp_path / "config.json", json.dumps(config))
        (tmp_path / "catalog.json").write_text(json.dumps(configured(SIX)))
        with (tmp_path / "messages").open("wb") as messages:
            ended = subprocess.run(
                [
                    *(sys.executable, "-c", PROGRAM, "read"),
                    *("--config", tmp_path / "config.json", "--catalog", tmp_path / "catalog.json"),
                ],
                env={**os.environ, "LINKEDIN_API_URL": sandbox.url},
                stdout=messages,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
    with (tmp_path / "messages").open("rb") as messages:
        rows = sum(b'"RECORD"' in line for line in messages)
    assert rows > 2 * 363 * ORGANIZATIONS * 0.9  # some pages are not the member's
    assert int(ended.stderr.split()[-1]) < MEGABYTES * 1024
