"""What is mistyped: the name that was meant, the form that is right, the line to type."""

import pytest

from linkedin_api.cli.destination_needs import DestinationError, destination_needs
from linkedin_api.near_names import did_you_mean, near_names
from linkedin_api.profiles import Profile, Profiles
from linkedin_api.versions import KNOWN_GOOD


def told(ended):
    """The last line of what went wrong."""
    return ended.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("pages sync --tables folowers", "total_follower_count or"),
        ("pages check --tables pots", "did you mean posts?"),
        ("learning sync --tables learning_aset", "did you mean learning_assets"),
        ("pages sync --granularity DAYS", "did you mean DAY?"),
        ("pages sync --write mrege", "did you mean merge?"),
        ("learning sync --type COURS", "did you mean COURSE?"),
        ("pages snc", "did you mean sync?"),
        ("api gte /me", "did you mean get?"),
        ("api partial_update /me", "did you mean partial-update?"),
        ("pags sync", "did you mean pages?"),
        ("post react urn:li:share:1 LIK", "did you mean LIKE?"),
        ("completion bsh", "did you mean bash?"),
        ("pages state --destination postgress", "did you mean postgres?"),
    ],
)
def test_the_name_that_was_meant_is_suggested_and_nothing_is_called(type_, line, meant):
    ended = type_(line)

    assert (ended.code, ended.out) == (2, "")
    assert meant in told(ended)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("api get /mee", "mee is no resource that is known here; did you mean me?"),
        ("api get-all /adAccounts/1/adCampaignGroup", "did you mean adCampaignGroups?"),
        ("api finder /adAccounts serach", "serach is no finder that is known here; did you mean"),
    ],
)
def test_a_resource_or_finder_that_linkedin_does_not_know_is_suggested(asked, type_, line, meant):
    ended = type_(line)

    assert ended.code == 1
    assert meant in told(ended)


def test_a_known_resource_gets_no_suggestion_when_it_is_refused(asked, type_):
    assert "mean" not in type_("api get /organizations/0").err


def test_a_profile_that_was_meant_is_suggested(type_):
    Profiles().save(Profile("marketing", "86app"), None)

    assert told(type_("auth status --profile marketting")).endswith("did you mean marketing?")


def test_a_mistyped_scope_is_doubted_and_not_refused(type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", "http://127.0.0.1:9")

    ended = type_("auth login --client-id a --pkce --paste --scope w_member_socail")

    assert "Warning: w_member_socail is no scope that is known here" in ended.err
    assert "did you mean w_member_social?" in ended.err
    assert "scope=w_member_socail" in ended.err


@pytest.mark.parametrize("day", ["01.02.2026", "2026-13-01", "2026-02-30", "yesterday"])
@pytest.mark.parametrize(
    "line", ["pages sync --start-date {}", "learning sync --modified-after {}"]
)
def test_a_wrong_day_shows_the_right_form(type_, line, day):
    ended = type_(line.format(day))

    assert ended.code == 2
    assert f"must have the form YYYY-MM-DD, such as 2026-01-31, not '{day}'" in told(ended)


@pytest.mark.parametrize(
    "line", ["pages sync --api-version", "post list --api-version", "api get /me --version"]
)
def test_a_wrong_version_shows_the_right_form(type_, line):
    ended = type_(f"{line} 2026-08")

    assert ended.code == 2
    assert f"a version must have the form YYYYMM, such as {KNOWN_GOOD}" in told(ended)


@pytest.mark.parametrize("line", ["urn acme", "decode '(a'", "post stats acme"])
def test_what_cannot_be_read_is_a_usage_error(type_, line):
    assert type_(line).code == 2


BOTH = (
    '  pip install "linkedin-api-client[postgres]"\n'
    "  export DESTINATION__POSTGRES__CREDENTIALS=postgresql://user:password@host/database\n"
)


@pytest.mark.parametrize("line", ["pages sync", "pages state", "pages views"])
def test_a_destination_without_credentials_is_one_sentence_with_the_lines_to_type(
    asked, type_, line
):
    ended = type_(f"{line} --destination postgres")

    assert (ended.code, ended.out, list(asked.requests)) == (1, "", [])
    assert ended.err == (
        "Error: loading into postgres needs a driver and credentials, and credentials are"
        f" missing; type:\n{BOTH}"
    )


def test_without_dlt_a_destination_has_the_same_lines_to_type():
    with (
        pytest.raises(DestinationError, match="and dlt is not installed; type:") as raised,
        destination_needs("postgres"),
    ):
        raise ModuleNotFoundError("No module named 'dlt'", name="dlt")

    assert "".join(f"  {line}\n" for line in raised.value.lines) == BOTH


def test_credentials_that_cannot_be_read_are_not_shown(asked, type_, monkeypatch):
    monkeypatch.setenv("DESTINATION__POSTGRES__CREDENTIALS", "difference")

    ended = type_("pages sync --destination postgres")

    assert "and the credentials cannot be read" in ended.err
    assert ended.err.endswith(BOTH)
    assert "difference" not in ended.err


def test_another_setting_that_is_missing_is_named(asked, type_):
    ended = type_("pages sync --destination filesystem")

    assert told(ended) == "  export DESTINATION__FILESYSTEM__BUCKET_URL=s3://bucket/folder"


def test_programs_get_the_lines_to_type_too(asked, type_):
    error = type_("pages sync --destination postgres --json").document["error"]

    assert "".join(f"  {line}\n" for line in error["lines"]) == BOTH


def test_names_that_are_like_nothing_get_no_suggestion():
    assert did_you_mean("qqq", ["posts", "share_statistics"]) == ""
    assert did_you_mean("posts", []) == ""


def test_the_name_itself_comes_before_names_that_contain_it():
    assert near_names("post", ["post_statistics", "posts"]) == ("posts", "post_statistics")


@pytest.mark.parametrize("line", ["pages report", "ads report", "mcp --sandbox"])
def test_a_dataset_without_a_name_is_a_usage_error(type_, line):
    ended = type_(f"{line} --dataset ''")

    assert ended.code == 2
    assert "Invalid value for '--dataset': must name a schema" in ended.err
