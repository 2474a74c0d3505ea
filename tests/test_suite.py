"""The tests themselves: none hangs forever, and none depends on the machine's load."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from measuring import AT_MOST, times_as_much

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


def test_a_cost_that_is_above_its_bound_is_measured_until_no_noise_is_in_it():
    noisy = iter([9.0] * (AT_MOST - 1) + [2.0])

    assert times_as_much(lambda: next(noisy), lambda: 1.0) < 3


def test_a_cost_that_stays_above_its_bound_is_too_high():
    ratio = times_as_much(lambda: 3.0, lambda: 1.0)

    assert not ratio < 3
    assert repr(ratio) == f"3 times as much, from {AT_MOST} pairs"


def test_what_it_is_compared_with_is_as_free_of_noise():
    noisy = iter([5.0, 1.0, 5.0])

    assert not times_as_much(lambda: 4.0, lambda: next(noisy, 5.0)) < 3
