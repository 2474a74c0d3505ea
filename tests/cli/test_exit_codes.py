"""One table of exit codes for all commands, and what they really end with."""

import json
import sys

import pytest
from command_tree import leaves

from linkedin_api.cli.exit_codes import MEANINGS, ExitCode
from linkedin_api.sandbox import Limit

GROUPS = "/adAccounts/512000001/adCampaignGroups"
#: Command lines that LinkedIn answers completely.
COMPLETE = (
    "encode a:b",
    "decode a%3Ab",
    "urn urn:li:organization:1",
    "completion bash",
    "pages tables",
    "learning tables",
    "pages check --org 2414183 --tables posts",
    "api get /me",
    "api get /me --curl",
    f"api batch-get {GROUPS} 600000001",
    "post list --as urn:li:organization:2414183 --limit 1",
    "post create hello --dry-run",
)
#: What fails: refused by LinkedIn, by the destination, by the profile, by the person.
FAILED = (
    "api get /organizations/0",
    "post show urn:li:share:1",
    "pages state",
    "pages views",
    "auth status",
    "auth token",
    "auth refresh",
    "auth logout",
)
#: What failed in part.
INCOMPLETE = (
    f"api batch-get {GROUPS} 600000001 7",
    "pages check --org 2414232 --tables page_statistics",
)
#: What a limit of the day stops.
LIMITED = (
    "api get /organizations/2414183",
    "pages check --org 2414183 --tables organization_lookup",
)


@pytest.mark.parametrize("line", COMPLETE)
@pytest.mark.parametrize("form", ["", " --json"])
def test_what_succeeds_ends_with_0(asked, type_, line, form):
    ended = type_(line + form)

    assert (ended.code, ended.err) == (ExitCode.COMPLETE, "")


@pytest.mark.parametrize("line", FAILED)
def test_what_fails_ends_with_1_and_says_why(asked, type_, line):
    ended = type_(line)
    document = type_(f"{line} --json").document

    assert (ended.code, ended.out) == (ExitCode.FAILED, "")
    assert ended.err.startswith("Error: ")
    assert document["exit_code"] == ExitCode.FAILED
    assert document["error"]["message"]
    assert document["error"]["type"]


@pytest.mark.parametrize("path", [path for path, _ in leaves()])
def test_a_wrong_command_line_ends_with_2(type_, path):
    line = f"{' '.join(path)} --no-such-option"
    ended, as_json = type_(line), type_(f"{line} --json")

    assert (ended.code, ended.out) == (ExitCode.USAGE, "")
    assert ended.err.startswith(f"Usage: linkedin {' '.join(path)} ")
    assert (as_json.code, as_json.err) == (ExitCode.USAGE, "")
    assert as_json.document["exit_code"] == ExitCode.USAGE
    assert as_json.document["error"]["type"] == "NoSuchOption"


@pytest.mark.parametrize("line", INCOMPLETE)
def test_what_fails_in_part_ends_with_3(asked, type_, line):
    assert type_(line).code == ExitCode.INCOMPLETE


@pytest.mark.parametrize("line", LIMITED)
def test_what_a_limit_of_the_day_stops_ends_with_4(asked, type_, line):
    asked.quotas.limits = [Limit(0, resource="organizations")]

    ended = type_(line)

    assert ended.code == ExitCode.LIMITED
    assert "midnight" in ended.out + ended.err or "UTC to continue" in ended.out + ended.err


@pytest.mark.parametrize("answer", ["n\n", ""], ids=["no", "end of input"])
def test_no_is_an_answer_that_ends_with_1(asked, type_, monkeypatch, answer):
    class Terminal:
        def isatty(self):
            return True

    def ask(_prompt=""):
        sys.stderr.write("\n")  # the terminal shows the end of the line that a person typed
        if not answer:
            raise EOFError
        return answer.strip()

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("click.termui.visible_prompt_func", ask)

    ended = type_("post delete urn:li:share:1")

    assert (ended.code, ended.err.splitlines()[-1]) == (1, "Error: cancelled; nothing was changed")
    assert list(asked.requests) == []


def test_each_command_has_json():
    without = [
        path
        for path, command in leaves()
        if "--json" not in [name for each in command.params for name in each.opts]
    ]

    assert without == []


def test_the_table_has_every_code():
    assert set(MEANINGS) == set(ExitCode)


def test_a_document_says_the_code_it_ends_with(asked, type_):
    ended = type_("pages check --org 2414232 --tables page_statistics --json")

    assert json.loads(ended.out)["exit_code"] == ended.code
