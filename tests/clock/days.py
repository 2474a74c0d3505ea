"""`make days`: the tests that know a clock, on days when programs break.

    python tests/clock/days.py                                 all moments
    python tests/clock/days.py 2027-03-28T00:59:40 Europe/Paris    one of your own, UTC

The clock of all processes is moved, see `moving`. Left out is what cannot see it, see `TIMELESS`;
a test watches that none of it names a clock, a date or an age. Left out is also what sees it only
where others do too, see `SEEN_BY`, and single tests of either kind: `@pytest.mark.timeless("why")`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from clock.moving import CannotMoveError, build, moved

from linkedin_api.versions import KNOWN_GOOD, sunset_of

#: Where it is tomorrow already, and where it is still yesterday.
EARLY, LATE = "Pacific/Kiritimati", "Pacific/Pago_Pago"
#: Where an hour is missing.
PARIS: Final = "Europe/Paris"
#: What cannot see a clock, as pytest's patterns of paths: the answer is the same on any day.
TIMELESS: Final = (
    # pure functions, which get the time as an argument, and text
    *("tests/conformance/*", "tests/restli/*", "tests/typing/*", "tests/sandbox/*little_text.py"),
    # answers that are wrong on any day, and ever so large ones
    *("tests/broken/*", "tests/sandbox/*large_bodies.py"),
    # programs of other people, which start their own way
    *("tests/interop/*", "tests/peer/*", "tests/programs/*"),
    # connections, processes and event loops, with canned answers or a call that has no date
    *("tests/clients/*forks.py", "tests/clients/*loops.py", "tests/clients/*transport.py"),
    *("tests/clients/*changing_lists.py", "tests/sources/*lists_that_change.py"),
    *("tests/cli/*proxies.py", "tests/sandbox/*pytest_plugin.py"),
    # how a command starts, ends and is interrupted
    *("tests/cli/test_command.py", "tests/cli/*interruption.py"),
    # what the width of a terminal and its colors do to a report
    *("tests/cli/*terminals.py", "tests/cli/*plain.py"),
    # arguments that are wrong on any day, and what is sent and said whatever the day
    *("tests/clients/*options.py", "tests/clients/*documented_arguments.py"),
    *("tests/clients/*hints.py", "tests/clients/*what_errors_say.py", "tests/clients/*proxies.py"),
    *(
        "tests/clients/*responses.py",
        "tests/clients/*unescaped_text.py",
        "tests/clients/*paging.py",
    ),
    *("tests/sandbox/*strictness.py", "tests/cli/*mistyped.py", "tests/cli/*test_documented.py"),
    *("tests/assistants/*hostile_calls.py", "tests/assistants/*transports.py"),
    # attempts, memory and missing drivers, in syncs of which nothing else is looked at
    *("tests/sources/*test_faults.py", "tests/sources/engines/dlt/*memory.py"),
    *("tests/sources/engines/dlt/*drivers.py", "tests/sources/engines/dlt/*proxies.py"),
    *("tests/sources/columnar/*losslessness.py", "tests/sources/columnar/*costs.py"),
    # the checkout itself, and what moves clocks
    *("tests/test_*.py", "tests/clock/*"),
)
_DLT: Final = "tests/sources/engines/dlt"
#: Files that run at each moment, and those that do something else with the very same days: break a
#: sync off, run it elsewhere, or restrict it. What reads, writes and compares days is one code.
SEEN_BY: Final = {
    f"{_DLT}/test_dlt_days.py": (
        *(f"{_DLT}/test_dlt_killed.py", f"{_DLT}/test_dlt_partly.py", f"{_DLT}/test_dlt_roles.py"),
        *(f"{_DLT}/test_dlt_running_loops.py", f"{_DLT}/test_dlt_targets.py"),
        *(f"{_DLT}/test_dlt_pipelines.py", f"{_DLT}/test_dlt_notebook.py"),
        f"{_DLT}/test_dlt_shapes.py",
    ),
    "tests/clients/test_token_providers.py": (
        *("tests/clients/*tokens_that_rotate.py", "tests/clients/*stores_shared.py"),
    ),
    "tests/sources/engines/airbyte/test_airbyte_reading.py": (
        "tests/sources/engines/airbyte/test_airbyte_command.py",
    ),
    f"{_DLT}/test_dlt_views.py": ("tests/cli/test_views.py",),
}
LEFT_OUT: Final = (*TIMELESS, *(pattern for patterns in SEEN_BY.values() for pattern in patterns))
_ROOT: Final = Path(__file__).parents[2]
#: One more than there are cores: some tests wait for a process.
_WORKERS: Final = str((os.cpu_count() or 1) + 1)


class Moment(NamedTuple):
    """When tests begin, and in which time zone."""

    name: str
    begin: datetime
    zone: str


class Counted(NamedTuple):
    """What came of the tests at a moment."""

    moment: Moment
    tests: int
    failed: int
    skipped: int
    seconds: float


def moments(now: datetime) -> list[Moment]:
    """Return the moments as seen from now."""
    first = (
        now.replace(day=1, hour=0, minute=0, second=30, microsecond=0) + timedelta(32)
    ).replace(day=1)
    sunset = sunset_of(KNOWN_GOOD)
    assert sunset is not None
    ended = datetime(sunset.year, sunset.month, sunset.day, 12, tzinfo=UTC) + timedelta(40)
    return [
        Moment("the first of next month", first, LATE),
        Moment("the second of next month", first + timedelta(1), EARLY),
        Moment("the last seconds of the year", _at(now.year, 12, 31, 23, 59, 40), EARLY),
        Moment("a leap day", _at(2028, 2, 29, 0, 10), LATE),
        Moment(f"40 days after version {KNOWN_GOOD} ended", ended, EARLY),
        Moment("an hour that is missing", _at(2027, 3, 28, 0, 59, 40), PARIS),
    ]


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def run(moment: Moment, folder: Path, library: Path) -> Counted:
    """Run the tests at a moment."""
    print(f"\n== {moment.name}: {moment.begin:%Y-%m-%d %H:%M:%S} UTC, {moment.zone}", flush=True)
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    begun = time.monotonic()
    subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-n", _WORKERS, "--dist", "loadfile"),
            # Generated moments are arguments too.
            *("-m", "not soak and not hypothesis and not timeless"),
            *("-q", "--durations=0", "--durations-min=30", f"--junitxml={report}"),
            *(f"--ignore-glob={_ROOT / pattern}" for pattern in LEFT_OUT),
        ],
        env=moved(library, moment.begin, moment.zone),
        cwd=_ROOT,
        check=False,
    )
    seconds = time.monotonic() - begun
    return counted(moment, report.read_text() if report.exists() else "", seconds)


def counted(moment: Moment, report: str, seconds: float) -> Counted:
    """Read what a run has reported; without a report, it has failed."""
    if not report:
        return Counted(moment, 0, 1, 0, seconds)
    suites = list(ET.fromstring(report).iter("testsuite"))
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    )
    return Counted(moment, tests, failures + errors + (not tests), skipped, seconds)


def table(counts: Iterable[Counted]) -> str:
    """Return what came of all moments, a line for each."""
    rows = [("moment", "UTC", "zone", "passed", "failed", "skipped", "seconds")]
    for moment, tests, failed, skipped, seconds in counts:
        passed = max(0, tests - failed - skipped)
        begin = f"{moment.begin:%Y-%m-%d %H:%M:%S}"
        rows.append(
            (
                moment.name,
                begin,
                moment.zone,
                f"{passed}",
                f"{failed}",
                f"{skipped}",
                f"{seconds:.0f}",
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def main(arguments: Sequence[str]) -> int:
    """Run all moments, or the one that is named; 1 if anything failed."""
    chosen = moments(datetime.now(UTC))
    if arguments:
        when, zone = arguments
        chosen = [Moment("a moment", datetime.fromisoformat(when).replace(tzinfo=UTC), zone)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        try:
            library = build(folder)
            counts = [run(moment, folder, library) for moment in chosen]
        except CannotMoveError as error:
            print(f"make days: {error}", file=sys.stderr)
            return 1
    print(f"\n{table(counts)}")
    return int(any(each.failed for each in counts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
