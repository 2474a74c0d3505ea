"""The calendar of versions, and when a version is warned about."""

from datetime import date, timedelta

import pytest

from linkedin_api import versions
from linkedin_api.errors import VersionError
from linkedin_api.sandbox import versions as sandbox_versions
from linkedin_api.versions import CALENDAR, KNOWN_GOOD, find_version, sunset_notice, sunset_of


def test_the_calendar_is_in_order_and_names_each_month_once():
    months = [version.month for version in CALENDAR]

    assert months == sorted(set(months))
    assert {version.source for version in CALENDAR} == {"documented"}


def test_documented_sunsets_keep_to_the_rule_within_two_days():
    for version in CALENDAR:
        by_rule = date(int(version.month[:4]) + 1, int(version.month[4:]), 15)
        assert timedelta() <= version.sunset - by_rule <= timedelta(days=2), version


def test_the_sandbox_knows_the_same_sunsets():
    told = {v.month: date.fromisoformat(v.sunset) for v in sandbox_versions.ACTIVE if v.sunset}

    assert told
    assert {month: sunset_of(month) for month in told} == told


def test_the_known_good_version_is_served_by_the_sandbox():
    assert KNOWN_GOOD in sandbox_versions.ACTIVE_MONTHS


@pytest.mark.parametrize("spelling", ["202603", "20260301", "202603.01"])
def test_a_version_is_found_in_every_spelling(spelling):
    assert sunset_of(spelling) == date(2027, 3, 16)


def test_later_sunsets_follow_the_rule_and_are_marked():
    assert find_version("202608") == ("202608", date(2027, 8, 15), "rule")
    assert find_version("203012") == ("203012", date(2031, 12, 15), "rule")


@pytest.mark.parametrize("unknown", ["202404", "202512", "202613", "2026", "", "latest", "999912"])
def test_nothing_is_made_up_about_unknown_versions(unknown):
    assert sunset_of(unknown) is None
    assert sunset_notice(unknown, date(2100, 1, 1)) is None


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 10, 16), None),
        (date(2026, 10, 17), "ends on 2026-11-16, in 30 days; then every call"),
        (date(2026, 11, 15), "ends on 2026-11-16; from then on every call"),
        (date(2026, 11, 16), "ended on 2026-11-16; every call"),
        (date(2028, 1, 1), "ended on 2026-11-16; every call"),
    ],
)
def test_the_notice_comes_thirty_days_before(today, said):
    notice = sunset_notice("202511", today)

    assert (notice is None) is (said is None)
    assert said is None or said in notice
    assert said is None or f"version_string='{KNOWN_GOOD}'" in notice


def test_a_sunset_by_rule_is_called_so():
    assert "ends on about 2027-08-15, in 14 days" in sunset_notice("202608", date(2027, 8, 1))


def test_the_newest_version_known_is_not_recommended_in_its_own_place():
    assert "pass a newer one with version_string='YYYYMM'" in sunset_notice(
        KNOWN_GOOD, date(2027, 8, 1)
    )


@pytest.mark.parametrize(
    ("quoted", "advice"),
    [
        ("20240401", f"a newer one, such as version_string='{KNOWN_GOOD}'"),
        ("20990101", f"one that is known to work, such as version_string='{KNOWN_GOOD}'"),
    ],
)
def test_a_refused_version_says_what_to_name_instead(quoted, advice):
    message = f"Requested version {quoted} is not active"
    error = VersionError(f"426 {message}", status=426, error={"message": message})

    assert error.version == quoted
    assert str(error) == f"426 {message}: use {advice}"


def test_the_version_in_use_does_not_come_from_the_clock():
    assert versions.KNOWN_GOOD == "202608"
