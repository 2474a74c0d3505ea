"""Secrets in what others say."""

import pytest

from linkedin_api.cli.mistakes import redacted


@pytest.mark.parametrize(
    ("secret", "shown"),
    [("abcdef", "no ***"), ("abcde", "no abcde")],  # a shorter one may be part of any word
)
def test_a_secret_of_the_environment_of_six_characters_or_more_is_hidden(
    secret, shown, monkeypatch
):
    monkeypatch.setenv("SOME_API_TOKEN", secret)

    assert redacted(f"no {secret}") == shown


@pytest.mark.parametrize(
    ("first", "second"), [("secret", "secret-and-more"), ("secret-2", "secret")]
)
def test_of_a_secret_that_begins_with_another_nothing_is_left(first, second, monkeypatch):
    monkeypatch.setenv("A_TOKEN", first)
    monkeypatch.setenv("B_TOKEN", second)

    assert redacted(f"{first} {second}") == "*** ***"


def test_the_name_of_a_file_of_secrets_is_shown(type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_PAGES_CHECK_CREDENTIALS_FILE", "/nowhere/linkedin.env")

    ended = type_("pages check")

    assert ended.err.startswith("Error: /nowhere/linkedin.env cannot be read: ")


def test_what_looks_like_a_token_is_hidden_wherever_it_came_from():
    assert redacted("refused: Bearer abcdefgh12") == "refused: Bearer ***"
