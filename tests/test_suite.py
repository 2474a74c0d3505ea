"""The tests themselves: none hangs forever, and none depends on the machine's load."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SETTINGS = Path(__file__).parents[1] / "pyproject.toml"


def test_a_test_that_hangs_fails_after_a_minute(request):
    assert request.config.getini("timeout") == "60"


def test_a_test_that_hangs_is_ended_and_the_next_one_runs(tmp_path):
    tests = tmp_path / "test_hanging.py"
    tests.write_text("import time\ndef test_a(): time.sleep(600)\ndef test_b(): pass\n")
    command = [sys.executable, "-m", "pytest", "-c", _SETTINGS, "--rootdir", tmp_path, tests]
    ended = subprocess.run(
        [*command, "-q", "-o", "timeout=0.2", "-p", "no:cacheprovider"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "1 failed, 1 passed" in ended.stdout
    assert re.search(r"Timeout \(?>0\.2s", ended.stdout)


@pytest.mark.soak
def test_a_long_test_has_longer(request):
    assert request.node.get_closest_marker("timeout").args[0] > 600


def test_an_example_may_take_as_long_as_the_machine_needs():
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check
