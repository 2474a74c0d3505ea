"""Which moments `make days` tries, and how it counts what came of them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from pathlib import Path

import pytest
from clock import days
from clock.days import EARLY, LATE, LEFT_OUT, SEEN_BY, TIMELESS, Moment, counted, moments, table

from linkedin_api.versions import KNOWN_GOOD, sunset_of

ROOT = Path(__file__).parents[2]
MOMENT = Moment("a leap day", datetime(2028, 2, 29, 0, 10, tzinfo=UTC), LATE)
REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (date(2026, 11, 25), date(2026, 12, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 31), date(2027, 2, 1)),
        (date(2028, 1, 30), date(2028, 2, 1)),
        (date(2027, 2, 1), date(2027, 3, 1)),
    ],
)
def test_next_month_begins_after_this_one_whichever_day_it_is(now, first):
    at = datetime(now.year, now.month, now.day, 23, 59, tzinfo=UTC)
    begins = [moment.begin.date() for moment in moments(at)[:2]]

    assert begins == [first, first.replace(day=2)]


def test_a_year_ends_while_tests_run():
    (end,) = (
        each.begin for each in moments(datetime(2026, 11, 25, tzinfo=UTC)) if "year" in each.name
    )

    assert end == datetime(2026, 12, 31, 23, 59, 40, tzinfo=UTC)


def test_a_leap_day_and_a_day_after_the_sunset_are_among_them():
    found = {moment.begin.date() for moment in moments(datetime(2026, 11, 25, tzinfo=UTC))}

    assert date(2028, 2, 29) in found
    assert any((day - sunset_of(KNOWN_GOOD)).days == 40 for day in found)


def test_two_time_zones_far_apart_are_each_seen_twice():
    zones = Counter(moment.zone for moment in moments(datetime(2026, 11, 25, tzinfo=UTC)))

    assert zones[EARLY] >= 2
    assert zones[LATE] >= 2


@pytest.mark.parametrize(
    ("report", "failed"),
    [
        (REPORT.format(9, 0, 0, 1), 0),
        (REPORT.format(9, 2, 1, 1), 3),
        (REPORT.format(0, 0, 0, 0), 1),
        ("", 1),
    ],
    ids=["all well", "failures and errors", "no tests", "no report"],
)
def test_what_did_not_pass_has_failed(report, failed):
    assert counted(MOMENT, report, 1.0).failed == failed


def test_there_is_a_line_for_each_moment():
    heading, line = table([counted(MOMENT, REPORT.format(9, 2, 0, 1), 61.2)]).splitlines()

    assert heading.split() == ["moment", "UTC", "zone", "passed", "failed", "skipped", "seconds"]
    assert line.endswith("2028-02-29 00:10:00  Pacific/Pago_Pago  6       2       1        61")


def test_a_failure_at_one_moment_fails_all(monkeypatch, tmp_path):
    reports = iter(
        [REPORT.format(9, 0, 0, 0), REPORT.format(9, 1, 0, 0)] + [REPORT.format(9, 0, 0, 0)] * 9
    )
    monkeypatch.setattr(days, "build", lambda _: tmp_path)
    monkeypatch.setattr(days, "run", lambda moment, *_: counted(moment, next(reports), 1.0))

    assert days.main([]) == 1
    assert days.main(["2027-03-28T00:59:40", "Europe/Paris"]) == 0


#: What names a time of day, or something that comes with it.
SEES_TIME = re.compile(
    r"\b(NOON|TODAY|days_ago|datetime|timedelta|midnight|sandbox\.clock|advance)\b"
)
#: Folders whose tests name days and see none: of pure functions, which get the time as an
#: argument, of types, of answers that are wrong on any day, of programs that are not ours, and
#: of what moves clocks itself.
GIVEN_THE_TIME = (
    *("tests/restli/", "tests/typing/", "tests/broken/", "tests/programs/", "tests/clock/"),
    "tests/test_clocks.py",
)


def left_out(pattern):
    found = [str(path.relative_to(ROOT)) for path in ROOT.glob(pattern) if path.suffix == ".py"]
    return [name for name in found if not name.startswith(GIVEN_THE_TIME)]


@pytest.mark.parametrize("pattern", LEFT_OUT)
def test_each_pattern_of_what_is_left_out_leaves_something_out(pattern):
    assert list(ROOT.glob(pattern))


@pytest.mark.parametrize("file", SEEN_BY)
def test_what_sees_the_days_of_others_runs_itself(file):
    assert (ROOT / file).is_file()
    assert [pattern for pattern in LEFT_OUT if fnmatch(file, pattern)] == []


@pytest.mark.parametrize("pattern", TIMELESS)
def test_nothing_is_left_out_that_names_a_day_or_lets_time_pass(pattern):
    seen = {name: SEES_TIME.findall((ROOT / name).read_text()) for name in left_out(pattern)}

    assert {name: words for name, words in seen.items() if words} == {}


def test_where_the_clock_cannot_be_moved_nothing_passes(monkeypatch, capsys):
    monkeypatch.setenv("CC", "no-such-compiler")

    assert days.main([]) == 1
    assert capsys.readouterr().err.startswith("make days: a C compiler is needed")
