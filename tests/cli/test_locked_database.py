"""A DuckDB file that another program has open."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

OPEN = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A file that another process holds."""
    file = tmp_path / "linkedin.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", OPEN, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdin
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        yield file
        holder.stdin.write("\n")


def test_the_command_says_what_to_do_and_makes_no_call(type_, asked, locked):
    for line in ("pages sync", "ads sync", "pages state", "pages views", "pages report"):
        ended = type_(f"{line} --database {locked}")
        assert ended.code == 1, line
        assert "Could not set lock on file" in ended.err
        assert "another program has the file open: close it there" in ended.err
        assert len(ended.err.splitlines()) == 2, ended.err
    assert not asked.requests
