"""Where credentials come from, and that they go nowhere."""

import os

import pytest

from linkedin_api.cli.credentials import VARIABLES, CredentialsError, read_access, read_file
from linkedin_api.cli.products import LEARNING, PAGES

TOKEN, ID, SECRET, REFRESH = VARIABLES


@pytest.fixture
def file(tmp_path):
    """Writes a file of credentials, private unless told otherwise."""

    def write(text, mode=0o600):
        path = tmp_path / "linkedin.env"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        path.chmod(mode)
        return path

    return write


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ((), ""),
        ((ID,), f" ({SECRET} and {REFRESH} are missing)"),
        ((ID, SECRET), f" ({REFRESH} is missing)"),
    ],
)
def test_what_is_missing_is_named_in_one_sentence(monkeypatch, type_, given, missing):
    for name in given:
        monkeypatch.setenv(name, "something")

    ended = type_("pages sync")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "Error: no credentials: run `linkedin auth login`, or set"
        f" {TOKEN}, or {ID}, {SECRET} and {REFRESH}{missing} in the environment\n"
        "  hint: docs/permissions.md says which products and permissions the application needs; to"
        " try the command without an account, add --sandbox\n"
    )


def test_learning_needs_no_member(monkeypatch):
    monkeypatch.setenv(ID, "the-id")
    monkeypatch.setenv(SECRET, "the-secret")

    access = read_access(LEARNING.grant)

    assert (access.client_id, access.client_secret) == ("the-id", "the-secret")


def test_an_empty_variable_is_as_good_as_none(monkeypatch):
    monkeypatch.setenv(TOKEN, " ")

    with pytest.raises(CredentialsError, match="no credentials"):
        read_access(PAGES.grant)


def test_the_version_is_one_that_is_served_unless_another_is_named(monkeypatch):
    monkeypatch.setenv(TOKEN, "T")

    assert read_access(PAGES.grant).version.isdigit()
    assert read_access(PAGES.grant, version="202512").version == "202512"


def test_a_private_file_takes_the_place_of_the_environment(asked, type_, monkeypatch, file):
    path = file(f"# of Ada\n\nexport {TOKEN}='{asked.access_token()}'\n")
    monkeypatch.setenv(TOKEN, "AQXnotthisone")

    ended = type_(f"pages sync --org 2414183 --tables share_statistics --credentials-file {path}")

    assert ended.code == 0, ended.err


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_refused(type_, file, mode):
    path = file(f"{TOKEN}=AQXsecret\n", mode)

    ended = type_(f"pages check --credentials-file {path}")

    assert ended.code == 1
    assert f"other users may access {path} (mode {mode:04o})" in ended.err
    assert f"chmod 600 {path}" in ended.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{ID}=a\nAQXsecret\n", "line 2: must have the form NAME=value"),
        (b"\xff\xfe", "it is not text"),
        (f"{ID}=a\n", "no credentials: set"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_without_its_content(type_, file, text, told):
    ended = type_(f"pages sync --credentials-file {file(text)}")

    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
    assert "AQXsecret" not in ended.err


def test_a_file_that_is_not_there_is_an_error_in_one_line(type_):
    ended = type_("pages sync --credentials-file nothing.env")

    assert ended.err == "Error: nothing.env cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("LINKEDIN_CLIENT_SECRET=a=b #c", "a=b #c"),
        ("export LINKEDIN_CLIENT_SECRET = 'a b'", "a b"),
        ('LINKEDIN_CLIENT_SECRET="a\'b"', "a'b"),
        ("LINKEDIN_CLIENT_SECRET='", "'"),
        ("LINKEDIN_CLIENT_SECRET=", ""),
    ],
)
def test_lines_are_read_as_people_write_them(file, line, value):
    assert read_file(file(line)) == {SECRET: value}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
@pytest.mark.parametrize(
    ("make", "told"),
    [
        (os.mkfifo, "it is a pipe, not a file"),
        (os.mkdir, "it is a directory, not a file"),
        (lambda path: path.symlink_to("/dev/zero"), "it is a device, not a file"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
        (lambda path: None, "No such file or directory"),
    ],
)
def test_what_is_no_file_is_refused_at_once(type_, tmp_path, make, told):
    make(tmp_path / "credentials")

    ended = type_("pages check --credentials-file credentials")

    assert (ended.code, ended.err) == (1, f"Error: credentials cannot be read: {told}\n")
