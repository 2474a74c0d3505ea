"""What is to be read, as people may say it."""

from datetime import date, datetime, timedelta, timezone

import pytest

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.ads import Report
from linkedin_api.sources.plan import Plan
from linkedin_api.sources.scope import Locale, Scope, read_organization


@pytest.mark.parametrize(
    "written",
    [
        1337,
        "1337",
        " 1337 ",
        "urn:li:organization:1337",
        "urn:li:company:1337",
    ],
)
def test_an_organization_is_read_however_it_is_written(written):
    assert read_organization(written) == 1337


@pytest.mark.parametrize(
    "wrong", ["", "0", 0, -1, "x", "1.5", 1.5, True, None, "urn:li:person:1", "1" * 20, "1337\n2"]
)
def test_what_is_no_organization_is_refused_and_quoted(wrong):
    with pytest.raises(InvalidArgumentError, match="not ") as caught:
        read_organization(wrong)
    assert repr(wrong) in str(caught.value)


def test_a_brand_is_refused_with_what_would_be_read():
    with pytest.raises(InvalidArgumentError, match=r"organizationBrand:1337 is a brand.*number"):
        read_organization("urn:li:organizationBrand:1337")


def test_an_organization_that_is_named_twice_is_read_once():
    assert Scope((7, "urn:li:organization:7", 8)).organizations == (7, 8)


def test_no_organizations_are_not_the_same_as_all():
    with pytest.raises(InvalidArgumentError, match="use None for all"):
        Scope(())
    assert Scope().organizations is None


@pytest.mark.parametrize("text", ["en_US", "en-US"])
def test_a_locale_is_read_and_written(text):
    locale = Locale.parse(text)
    assert (str(locale), locale.record) == ("en_US", {"country": "US", "language": "en"})


@pytest.mark.parametrize("text", ["en", "EN_us", "english_US", "en_US ", ""])
def test_what_is_no_locale_is_refused(text):
    with pytest.raises(InvalidArgumentError, match="en_US"):
        Locale.parse(text)


@pytest.mark.parametrize("name", ["asset_types", "classification_types"])
def test_a_type_that_learning_does_not_know_is_refused_with_those_it_knows(name):
    with pytest.raises(InvalidArgumentError, match=f"{name} must be any of [A-Z, _]+, not 'BOOK'"):
        Scope(**{name: ("BOOK",)})


ONE = {
    "organizations": lambda: Plan.pages("token", "2414183"),
    "organizations ": lambda: Plan.pages("token", 2414183),
    "accounts": lambda: Plan.ads("token", 512000001),
    "tables": lambda: Plan.pages("token", tables="posts"),
    "metrics": lambda: Plan.ads("token", metrics="clicks"),
    "demographics": lambda: Plan.ads("token", demographics="MEMBER_SENIORITY"),
    "custom_reports": lambda: Plan.ads("token", custom_reports=Report("mine", ("CAMPAIGN",))),
    "pivots": lambda: Report("mine", "CAMPAIGN"),
    "locales": lambda: Plan.learning("token", locales="en_US"),
    "asset_types": lambda: Plan.learning("token", asset_types="VIDEO"),
    "classification_types": lambda: Plan.learning("token", classification_types="SKILL"),
}


@pytest.mark.parametrize("name", ONE)
def test_one_value_where_several_belong_is_not_taken_for_its_letters(name):
    with pytest.raises(
        InvalidArgumentError, match=f"^{name.strip()} must be a list, not"
    ) as caught:
        ONE[name]()

    assert caught.value.hint == "pass a list, even for one value: […]"


def test_what_is_no_access_is_refused_by_name():
    with pytest.raises(InvalidArgumentError, match="access must be an access token, an Access or"):
        Plan.pages([2414183])


def test_a_day_of_another_type_is_refused_by_name():
    with pytest.raises(InvalidArgumentError, match="start_date must be a date, or text such as"):
        Plan.pages("AQX", start_date=20260131)


@pytest.mark.parametrize(
    "start",
    [
        "2026-01-31T22:00:00-05:00",
        datetime(2026, 1, 31, 22, tzinfo=timezone(timedelta(hours=-5))),
        "2026-02-01",
    ],
)
def test_a_moment_stands_for_its_day_in_utc(start):
    assert Plan.pages("AQX", start_date=start).scope.span.start_date == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("plan", "arguments", "named"),
    [
        (Plan.pages, {"tables": [5]}, "tables must be a list of text, not 5"),
        (Plan.pages, {"tables": [["posts"]]}, r"tables must be a list of text, not \['posts'\]"),
        (Plan.learning, {"locales": [5]}, "locales must be a list of text"),
        (Plan.learning, {"asset_types": [None]}, "asset_types must be a list of text"),
        (Plan.ads, {"metrics": [5]}, "metrics must be a list of text"),
        (Plan.ads, {"demographics": [5]}, "demographics must be a list of text"),
        (Plan.ads, {"custom_reports": ["a"]}, "custom_reports must be a list of Report, not str"),
    ],
)
def test_a_value_of_another_type_in_a_list_is_refused_by_the_name_of_the_list(
    plan, arguments, named
):
    with pytest.raises(InvalidArgumentError, match=named):
        plan("AQX", **arguments)


def test_a_name_of_a_report_that_is_no_text_is_refused():
    with pytest.raises(InvalidArgumentError, match="name of a report must be lower case letters"):
        Report(5, ("CAMPAIGN",))
