"""A full disk: a sentence, no traceback, and the next run completes what it should."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import warm
from noon import days_ago

from linkedin_api.cli.destinations import SETTINGS

FULL = Path("/dev/full")
TABLES = "total_follower_count,follower_statistics_time_bound"
#: Days that every sync here has read, even if midnight comes between two of them.
FIRST, LAST = days_ago(200), days_ago(4)
#: Runs the command where no file may grow beyond a size, as none can on a full disk.
LIMITED = """
import resource, sys
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from linkedin_api.cli import main
main()
"""


def command(*words, program=("-m", "linkedin_api.cli"), **options):
    return warm.run(*program, *words, env=os.environ | SETTINGS, **options)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
@pytest.mark.parametrize("words", [["tables"], ["tables", "--json"]])
def test_a_full_disk_under_standard_output_is_a_sentence(words):
    with FULL.open("w") as out:
        ended = command("pages", *words, stdout=out.fileno())

    assert ended.returncode == 1
    assert "Error: No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
def test_where_not_even_an_error_can_be_told_the_code_tells_it():
    with FULL.open("w") as out:
        assert subprocess.run(
            [sys.executable, "-m", "linkedin_api.cli", "pages", "tables"],
            stdout=out, stderr=out, check=False,
        ).returncode == 1  # fmt: skip


def rows(file):
    """What was loaded into a file: how many totals, and each day from `FIRST` to `LAST`."""
    with duckdb.connect(str(file), read_only=True) as connection:
        totals = connection.sql("SELECT count(*) FROM linkedin_pages.total_follower_count")
        days = connection.sql(
            "SELECT * FROM linkedin_pages.follower_statistics_time_bound"
            f" WHERE time_range_start >= '{FIRST} 00:00:00+00'"
            f" AND time_range_end < '{LAST} 00:00:00+00' ORDER BY ALL"
        )
        return totals.fetchall(), days.fetchall()


def sync(*program):
    """Run a sync, as the command or as a program that takes its words."""
    words = ("pages", "sync", "--org", "2414183", "--org", "2414184", "--tables", TABLES)
    if not program:
        return command(*words)
    return command(*program[2:], *words, program=program[:2])


@pytest.mark.usefixtures("asked")
@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
@pytest.mark.parametrize(
    "size", [4_096, *(pytest.param(size, marks=pytest.mark.soak) for size in (0, 20_000, 60_000))]
)
def test_a_sync_on_a_full_disk_is_completed_by_the_next(loaded, size):
    failed = sync("-c", LIMITED, str(size))
    again = sync()

    assert failed.returncode == 1
    assert "Error: " in failed.stderr
    assert "File too large" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert (again.returncode, "Error" in again.stderr) == (0, False)
    assert rows("linkedin.duckdb") == rows(loaded.folder / "linkedin.duckdb")
