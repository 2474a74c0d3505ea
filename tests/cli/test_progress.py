"""What a person sees while a sync goes on, and how they stop it."""

import os
import re
import signal
import time

import duckdb
import pytest
import warm
from noon import days_ago
from rich.console import Console

from linkedin_api.cli.progress import cells, picture, time_left
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.reader import Tally

DAYS = "follower_statistics_time_bound"
TABLES = (PAGES["organization_lookup"], PAGES[DAYS])


def drawn(tallies, budget):
    console = Console(width=110, force_terminal=False)
    with console.capture() as capture:
        console.print(picture(TABLES, tallies, budget))
    return [line.rstrip() for line in capture.get().splitlines()]


def test_each_table_has_a_line_with_calls_rows_quota_and_time_left():
    budget = RateBudget(100)
    for _ in range(30):
        budget.claim("/organizationalEntityFollowerStatistics", now=0.0)
    tallies = {"organization_lookup": Tally(), DAYS: Tally(200, 30, 30, 10_890, seconds=6.0)}

    heading, lookup, days, step = drawn(tallies, budget)

    assert heading.split() == ["table", "parts", "calls", "rows", "quota", "used", "time", "left"]
    assert lookup.split()[0] == "organization_lookup"
    assert days.split()[-5:] == ["30/200", "30", "10,890", "30/100", "0:34"]
    assert step == "reading …"


def test_when_all_is_read_it_says_that_tables_are_loaded():
    tallies = {table.name: Tally(parts=3, done=3) for table in TABLES}

    assert drawn(tallies, RateBudget())[-1] == "loading …"


def test_without_a_limit_there_is_no_quota_to_show():
    assert cells(TABLES[0], Tally(1, 1, 1, 50), RateBudget()) == ("1/1", "1", "50", "", "done")


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally(), ""),
        (Tally(parts=0), ""),
        (Tally(parts=10), ""),
        (Tally(parts=400, done=1, seconds=1.0), "6:39"),
    ],
)
def test_time_left_is_told_only_when_it_is_known(tally, told):
    assert time_left(tally) == told


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_on_a_terminal_bars_are_drawn_and_a_table_stays(asked, command_line):
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": "120", "TERM": "xterm"}
    asked.faults.add(delay=0.05)
    options = ("--org", "2414183", "--org", "2414184", "--tables", f"share_statistics,{DAYS}")
    sync = (*command_line[1:], "pages", "sync", *options)
    process = warm.start(*sync, env=environment, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = "".join(iter(lambda: _read(ours), ""))
    process.communicate()  # what went to the terminal is not here

    assert process.returncode == 0, shown
    assert "quota used" in shown
    assert "━━━" in shown
    last = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).rpartition("time left")[2]
    assert re.search(rf"{DAYS} +726 +2 +2 +0 +\d", last)
    assert "complete: 728 rows" in last


def _read(terminal):
    try:
        return os.read(terminal, 65_536).decode()
    except OSError:  # the other end is closed
        return ""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_ctrl_c_leaves_nothing_half_written_and_says_how_to_go_on(asked, command_line):
    asked.faults.add(delay=0.2)
    sync = (*command_line[1:], "pages", "sync", "--tables", DAYS, "--start-date", str(days_ago(12)))
    process = warm.start(*sync, "--concurrency", "4")
    _wait(lambda: len(asked.requests) > 8)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    asked.faults.clear()

    assert (process.returncode, out) == (130, "")
    assert err.endswith(
        "Error: stopped\n  hint: loaded rows are kept; repeat the command to continue\n"
    )
    assert "Traceback" not in err

    assert warm.run(*sync).returncode == 0
    with duckdb.connect("linkedin.duckdb", read_only=True) as connection:
        rows = connection.sql(
            "SELECT count(*), count(DISTINCT (organizational_entity, time_range_start))"
            f" FROM linkedin_pages.{DAYS}"
        ).fetchall()
    assert rows == [(49 * 10, 49 * 10)]


def _wait(until):
    while not until():  # a test that hangs is ended
        time.sleep(0.02)
