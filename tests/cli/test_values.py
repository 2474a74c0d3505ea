"""`linkedin encode`, `decode`, `urn` and `completion`."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("""'{"values": ["a:b", 1]}'""", "(values:List(a%3Ab,1))"),
        ("urn:li:share:7", "urn%3Ali%3Ashare%3A7"),
        ("""'"1"'""", "1"),
    ],
)
def test_a_value_is_encoded(type_, value, encoded):
    assert type_(f"encode {value}").out == f"{encoded}\n"


def test_what_is_encoded_decodes_to_the_same(type_, monkeypatch):
    monkeypatch.setattr("sys.stdin.read", lambda: "(a:List(b%3Ac))\n", raising=False)

    assert type_("decode -").document == {"a": ["b:c"]}


def test_the_reduced_form_keeps_what_headers_can_hold(type_):
    assert type_("""encode '{"a": "b c"}' --reduced""").out == "(a:b c)\n"
    assert type_("decode '(a:b c)' --reduced").document == {"a": "b c"}


def test_a_wrong_value_says_where_it_is_wrong(type_):
    ended = type_("decode '(a:'")

    assert ended.code == 2
    assert "position 3" in ended.err


def test_a_urn_is_taken_apart(type_):
    document = type_("urn 'urn:li:comment:(urn:li:activity:1,2)' --json").document

    assert document["type"] == "comment"
    assert document["parts"] == ["urn:li:activity:1", "2"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(type_, shell):
    assert f"_LINKEDIN_COMPLETE={shell}_complete" in type_(f"completion {shell}").out


def test_the_script_completes_the_commands_of_a_shell():
    environment = os.environ | {
        "_LINKEDIN_COMPLETE": "bash_complete",
        "COMP_WORDS": "linkedin api batch-g",
        "COMP_CWORD": "2",
    }

    ended = subprocess.run(
        [sys.executable, "-m", "linkedin_api.cli"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert ended.stdout == "plain,batch-get\n"
