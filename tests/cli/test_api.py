"""`linkedin api`: any call, typed."""

import json
import shlex
import subprocess
import sys

import pytest

from linkedin_api.cli.api.call import METHODS
from linkedin_api.restli import methods

GROUPS = "/adAccounts/512000001/adCampaignGroups"
ACCOUNT = "urn:li:sponsoredAccount:512000001"
GROUP = {"name": "Spring", "account": ACCOUNT, "status": "DRAFT"}


@pytest.fixture
def files(tmp_path):
    """The bodies that the examples read."""
    owner = {"owner": "urn:li:organization:2414183"}
    bodies = {
        "group.json": GROUP,
        "groups.json": [GROUP, {**GROUP, "name": "Autumn"}],
        "upload.json": {"initializeUploadRequest": owner},
    }
    for name, body in bodies.items():
        (tmp_path / name).write_text(json.dumps(body))


def test_there_is_a_command_for_each_method_of_restli():
    assert {method.python_name.upper() for method in METHODS} == {
        name for name in vars(methods) if isinstance(getattr(methods, name), methods.Method)
    }


@pytest.mark.parametrize("example", [example for method in METHODS for example in method.examples])
def test_each_example_of_the_help_ends_well(type_, asked, files, example):
    ended = type_(f"linkedin api {example}".removeprefix("linkedin ") + _confirmed(example))

    assert ended.code == 0, ended.err
    assert ended.out


def _confirmed(example):
    return " --yes" if example.startswith("delete") else ""


def test_the_answer_is_printed_as_linkedin_sent_it(type_, asked):
    assert type_("api get /me").document["localizedFirstName"] == "Ada"


def test_a_urn_in_a_path_is_encoded(type_, asked):
    type_("api get /posts/urn:li:share:7")

    assert asked.requests[-1].path == "/rest/posts/urn%3Ali%3Ashare%3A7"


def test_keys_fill_the_placeholders_of_a_path(type_, asked):
    key = json.dumps({"account": ACCOUNT, "user": "urn:li:person:782bbtaQ"})

    ended = type_(f"api get /adAccountUsers/{{user}} -k {shlex.quote('user:=' + key)}")

    assert ended.document["role"]


def test_parameters_are_text_or_json(type_, asked):
    line = """api finder /adAccounts search -p search:='{"test": false}' -p count=2"""

    assert len(type_(line).document["elements"]) == 2
    assert asked.requests[-1].params["search"] == {"test": "false"}


def test_all_prints_each_element_of_every_page_as_a_line(type_, asked):
    total = type_(f"api get-all {GROUPS} -p count=1").document["paging"]["total"]

    lines = type_(f"api get-all {GROUPS} -p count=5 --all").out.splitlines()

    assert len(lines) == total > 5
    assert all(json.loads(line)["account"] == ACCOUNT for line in lines)


def test_a_create_prints_the_new_id(type_, asked, files):
    created = type_(f"api create {GROUPS} --body @group.json").document

    assert created["status"] == 201
    assert type_(f"api get {GROUPS}/{created['id']}").document["name"] == "Spring"


def test_a_body_comes_from_standard_input(type_, asked, monkeypatch):
    monkeypatch.setattr("sys.stdin.read", lambda: json.dumps(GROUP), raising=False)

    assert type_(f"api create {GROUPS} --body -").document["status"] == 201


def test_a_batch_with_a_failed_entry_ends_with_the_code_for_incomplete(type_, asked):
    ended = type_("api batch-get /adAccounts 512000001 7")

    assert ended.code == 3
    assert set(ended.document["results"]) == {"512000001"}


def test_a_refusal_is_an_error_message_on_standard_error(type_, asked):
    ended = type_(f"api get {GROUPS}/7")

    assert (ended.code, ended.out) == (1, "")
    assert "404" in ended.err


def test_curl_is_a_document_with_json(type_):
    line = "api get /adAccounts/512000001 --curl"

    assert type_(f"{line} --json").document == {"curl": type_(line).out.rstrip("\n")}


def test_curl_prints_a_command_without_the_token_that_gives_the_same_answer(type_, asked):
    token = asked.access_token()

    shown = type_("api get /adAccounts/512000001 --fields id,name --curl").out

    assert token not in shown
    environment = {"LINKEDIN_ACCESS_TOKEN": token, "PATH": "/usr/bin:/bin"}
    answered = subprocess.run(
        ["bash", "-c", shown.replace("curl ", "curl --silent ", 1)],
        env=environment, capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert json.loads(answered) == type_("api get /adAccounts/512000001 --fields id,name").document


@pytest.mark.parametrize("option", ["--curl", "--dry-run"])
def test_a_request_that_is_only_shown_needs_no_token_and_is_not_sent(type_, linkedin, option):
    before = len(linkedin.requests)

    ended = type_(f"api create {GROUPS} --body '{json.dumps(GROUP)}' {option}")

    assert ended.code == 0
    assert "Spring" in ended.out
    assert len(linkedin.requests) == before


def test_a_delete_needs_yes_where_nobody_can_be_asked(type_, asked):
    ended = type_(f"api delete {GROUPS}/600000003")

    assert ended.code == 2
    assert "delete needs --yes when it cannot ask for confirmation" in ended.err
    assert type_(f"api get {GROUPS}/600000003").code == 0


def test_the_unversioned_api_is_called_by_version_none(type_, asked):
    assert type_("api get /me --version none").document["localizedFirstName"] == "Ada"
    assert asked.requests[-1].path == "/v2/me"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("create /posts --body []", "--body must be a JSON object, not list"),
        ("batch-create /posts --body {}", "--body must be a JSON list, not dict"),
        ("get /me -p count", "-p must have the form NAME=TEXT or NAME:=JSON, not 'count'"),
        ("get /me -p count:=x", "the value of count is not JSON"),
        ("create /posts", "create needs --body: JSON, @FILE, or - for standard input"),
        ("create /posts --body x", "--body is not JSON"),
        ("create /posts --body @none.json", "none.json cannot be read: No such file"),
        ("batch-get /adAccounts {x", "a key that starts with '{' is not JSON"),
        ("get /a/{b}", "-k lacks 'b'"),
        ("get /me --version 2026", "must have the form YYYYMM"),
    ],
)
def test_a_wrong_line_is_refused_with_what_would_be_right(type_, asked, line, message):
    ended = type_(f"api {line}")

    assert ended.code == 2
    assert message in ended.err


def test_an_app_without_a_member_gets_a_token_of_its_own(type_, linkedin, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", linkedin.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", linkedin.url)
    monkeypatch.setenv("LINKEDIN_CLIENT_ID", linkedin.client_id)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", linkedin.client_secret)

    ended = type_(
        "api finder /learningAssets criteria --version none -p count=1"
        " -p assetRetrievalCriteria.includeRetired=false"
    )

    assert ended.code == 0, ended.err


def test_an_answer_is_plain_in_a_pipe_and_shown_without_the_network_by_sandbox():
    ended = subprocess.run(
        [sys.executable, "-m", "linkedin_api.cli", "api", "get", "/me", "--sandbox"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(ended.stdout)["localizedFirstName"] == "Ada"
    assert "\x1b" not in ended.stdout


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/adAccounts/{id}", "Error: -k lacks 'id' for '/adAccounts/{id}'"),
        ("/adAccounts/{", "Error: the path must not contain '{' outside a placeholder"),
    ],
)
def test_a_wrong_path_is_refused_before_anybody_is_asked_to_delete(type_, asked, path, message):
    ended = type_(f"api delete {path} --yes")

    assert ended.code == 2
    assert ended.err.startswith(message)
    assert not asked.requests


def test_json_that_is_too_deep_is_a_usage_error(type_, tmp_path):
    (tmp_path / "deep.json").write_text("[" * 100_000)

    for line in ("api create /adAccounts --body @deep.json", f"encode {'[' * 100_000}"):
        ended = type_(line)
        assert (ended.code, "is not JSON" in ended.err) == (2, True)
