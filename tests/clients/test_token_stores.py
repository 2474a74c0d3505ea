"""Stores of tokens: what is kept, for whom, and what a crash leaves."""

import errno
import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from linkedin_api.errors import InvalidArgumentError, TokenStoreError
from linkedin_api.tokens import FileStore, KeyringStore, MemoryStore, Token

TOKEN = Token(
    "s3cr3t", "id", 1.5, 2.5, "r3fresh", 3.5, scopes=("r_ads", "rw_ads"), origin="abc"
)  # fmt: skip
OTHER = Token("0ther", "id", 2.0)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "own" / "token.json"


@pytest.fixture
def keyring(monkeypatch):
    """A keyring of the test's own in the place of the package."""
    package, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    kept = {}
    errors.KeyringError = type("KeyringError", (Exception,), {})
    package.errors = errors
    package.kept = kept
    package.get_password = lambda service, name: kept.get((service, name))
    package.set_password = lambda service, name, text: kept.update({(service, name): text})
    monkeypatch.setitem(sys.modules, "keyring", package)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return package


@pytest.fixture(params=["memory", "file", "keyring"])
def store(request, path, keyring):
    if request.param == "memory":
        return MemoryStore()
    return FileStore(path) if request.param == "file" else KeyringStore()


def test_an_empty_store_has_no_token(store):
    assert store.load() is None


def test_what_was_saved_last_is_loaded_whole(store):
    store.save(OTHER)
    store.save(TOKEN)

    assert store.load() == TOKEN


def test_no_store_shows_a_secret(store):
    store.save(TOKEN)

    shown = f"{store!r} {store} {TOKEN!r}"
    assert not any(secret in shown for secret in ("s3cr3t", "r3fresh", "abc"))


def test_a_file_and_its_directory_are_their_owners_alone(path):
    old = os.umask(0)
    try:
        FileStore(path).save(TOKEN)
    finally:
        os.umask(old)

    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o604, 0o602, 0o660])
def test_a_file_that_others_may_read_or_write_is_refused(path, mode):
    store = FileStore(path)
    store.save(TOKEN)
    path.chmod(mode)

    with pytest.raises(TokenStoreError, match=rf"mode 0{mode:o}\).* run: chmod 600 .*token.json"):
        store.load()


def test_the_home_directory_may_be_written_as_a_tilde(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    FileStore("~/token.json").save(TOKEN)

    assert (tmp_path / "token.json").exists()


def test_a_link_goes_on_leading_to_the_file(path, tmp_path):
    FileStore(path).save(OTHER)
    link = tmp_path / "link"
    link.symlink_to(path)

    FileStore(link).save(TOKEN)

    assert link.is_symlink()
    assert FileStore(path).load() == TOKEN


CONTENTS = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b'"text"',
    b'{"access_token": "s3cr3t"}',
    b"\xff\xfes3cr3t",
    b"[" * 200_000,
    b'{"scopes":' * 100_000,
    b"9" * 5_000,
    b"\0" * 10,
]
WRONG_FIELDS = [
    {"access_token": None},
    {"access_token": 7},
    {"access_token": ""},
    {"access_token": "s3cr3t\r\nX-Other: 1"},
    {"access_token": "s3cr3t\ud800"},
    {"client_id": 7},
    {"client_id": None},
    {"issued_at": None},
    {"issued_at": "1.5"},
    {"issued_at": True},
    {"issued_at": float("nan")},
    {"expires_at": "2026"},
    {"expires_at": [1]},
    {"expires_at": float("inf")},
    {"expires_at": 10**400},
    {"refresh_token": 7},
    {"refresh_token": ""},
    {"refresh_token_expires_at": -1e300},
    {"refresh_token_expires_at": {}},
    {"scopes": None},
    {"scopes": [7]},
    {"scopes": [["r_ads"]]},
    {"scopes": 7},
    {"origin": None},
    {"more": 1},
]


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_that_is_no_token_is_told_and_not_quoted(path, content):
    store = FileStore(path)
    store.save(TOKEN)
    path.write_bytes(content)

    with pytest.raises(
        TokenStoreError, match=r"token.json cannot be read: (not a token|it is not)"
    ) as caught:
        store.load()
    assert "s3cr3t" not in f"{caught.value} {caught.value.__cause__!r}"


@pytest.mark.parametrize("wrong", WRONG_FIELDS, ids=repr)
def test_a_token_with_a_field_of_another_type_is_refused(path, wrong):
    store = FileStore(path)
    store.save(TOKEN)
    path.write_text(json.dumps(json.loads(TOKEN.to_json()) | wrong))

    with pytest.raises(
        TokenStoreError, match="cannot be read: not a token in the format"
    ) as caught:
        store.load()
    assert "s3cr3t" not in f"{caught.value} {caught.value.__cause__!r}"


def fifo(path):
    os.mkfifo(path, 0o600)


def directory(path):
    path.mkdir(mode=0o700)


def link_to_itself(path):
    path.symlink_to(path)


def link_to_a_device(path):
    path.symlink_to("/dev/zero")


def listening_socket(path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
    path.chmod(0o600)


NO_FILES = {
    fifo: "it is a pipe, not a file",
    directory: "it is a directory, not a file",
    link_to_itself: "Too many levels of symbolic links",
    link_to_a_device: "it is a device, not a file",
    listening_socket: "(No such device or address|it is a socket)",
}


@pytest.mark.skipif(os.name != "posix", reason="there are no such files")
@pytest.mark.parametrize("make", NO_FILES, ids=lambda make: make.__name__)
def test_what_is_no_file_is_refused_at_once_and_left_as_it_is(make, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    path = Path("token.json")
    make(path)
    before = path.lstat()

    for use in (
        FileStore(path).load,
        lambda: FileStore(path).save(TOKEN),
        FileStore(path).try_lock,
    ):
        with pytest.raises(TokenStoreError, match=NO_FILES[make]):
            use()
    assert os.path.samestat(path.lstat(), before)
    assert list(tmp_path.iterdir()) == [tmp_path / "token.json"]


def test_a_file_that_is_far_too_long_is_not_read(path):
    store = FileStore(path)
    store.save(TOKEN)
    os.truncate(path, 2**40)  # a hole, so it takes no room

    with pytest.raises(TokenStoreError, match="it is larger than 1,048,576 bytes"):
        store.load()


@pytest.mark.parametrize("path", ["a\0b", "\ud800", 7, None, "~nobody-of-this-name/token.json"])
def test_what_cannot_be_a_path_is_refused(path):
    if path == "a\0b":
        with pytest.raises(TokenStoreError, match=r"cannot be read: .*embedded null"):
            FileStore(path).load()
        return
    with pytest.raises(InvalidArgumentError, match="path must be a valid file path"):
        FileStore(path)


def test_a_failure_to_replace_leaves_the_old_token_and_no_litter(path, monkeypatch):
    store = FileStore(path)
    store.save(TOKEN)

    def fail(*_):
        raise OSError(28, "No space left on device")

    for step in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, fail)
            with pytest.raises(TokenStoreError, match="cannot be written: No space left"):
                store.save(OTHER)

        assert store.load() == TOKEN
        assert [each.name for each in path.parent.iterdir()] == ["token.json"]


def test_the_whole_token_is_on_the_disk_before_it_takes_its_place(path, monkeypatch):
    order = []
    for step in ("fsync", "replace"):
        real = getattr(os, step)

        def note(*arguments, step=step, real=real):
            order.append(step)
            return real(*arguments)

        monkeypatch.setattr(os, step, note)

    FileStore(path).save(TOKEN)

    assert order == ["fsync", "replace", "fsync"]  # the file, its place, the directory


def test_a_file_system_that_cannot_make_a_directory_lasting_keeps_the_token_all_the_same(
    path, monkeypatch
):
    """Some network file systems refuse it; the token is in its place already."""
    real = os.fsync

    def of_files(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", of_files)
    store = FileStore(path)
    store.save(TOKEN)

    assert store.load() == TOKEN


DIE = """
import os, sys
from linkedin_api.tokens import FileStore, Token
at = {step!r}
def die(*_): os._exit(9)
setattr(os, at, die)
FileStore(sys.argv[1]).save(Token("half", "id", 9.0))
"""


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_while_writing_leaves_the_old_token(path, step):
    store = FileStore(path)
    store.save(TOKEN)

    program = [sys.executable, "-c", DIE.format(step=step), str(path)]
    code = subprocess.run(program, check=False).returncode

    assert code == 9
    assert len(list(path.parent.iterdir())) == 2  # what was half written, and never read
    assert store.load() == TOKEN
    store.save(OTHER)
    assert store.load() == OTHER


WRITE = """
import sys
from linkedin_api.tokens import FileStore, Token
store = FileStore(sys.argv[1])
for n in range(200):
    store.save(Token(sys.argv[2] * 1000, "id", float(n)))
"""


def test_processes_that_write_at_once_never_leave_half_a_token(path):
    store = FileStore(path)
    store.save(Token("a" * 1000, "id", 0.0))
    writers = [subprocess.Popen([sys.executable, "-c", WRITE, str(path), who]) for who in "ab"]
    read = 0
    while any(writer.poll() is None for writer in writers):
        assert store.load().access_token in ("a" * 1000, "b" * 1000)
        read += 1

    assert [writer.returncode for writer in writers] == [0, 0]
    assert read > 10
    assert [each.name for each in path.parent.iterdir()] == ["token.json"]


def test_a_directory_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(TokenStoreError, match=r"cannot be written: (File exists|Not a directory)"):
        FileStore(tmp_path / "file" / "token.json").save(TOKEN)


def test_a_keyring_keeps_tokens_apart_by_name(keyring):
    KeyringStore("service", "ada").save(TOKEN)
    KeyringStore("service", "bob").save(OTHER)

    assert KeyringStore("service", "ada").load() == TOKEN
    assert set(keyring.kept) == {("service", "ada"), ("service", "bob")}


def test_a_locked_keyring_is_told(keyring):
    def locked(*_):
        raise keyring.errors.KeyringError("the keyring is locked")

    keyring.get_password = keyring.set_password = locked

    with pytest.raises(TokenStoreError, match="linkedin-api-client/default> cannot be read: the k"):
        KeyringStore().load()
    with pytest.raises(TokenStoreError, match="cannot be written: the keyring is locked"):
        KeyringStore().save(TOKEN)


def test_a_keyring_that_holds_something_else_is_told(keyring):
    keyring.kept["linkedin-api-client", "default"] = "pa55word"

    with pytest.raises(TokenStoreError, match="not a token") as caught:
        KeyringStore().load()
    assert "pa55word" not in str(caught.value)


def test_without_the_extra_a_keyring_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.delitem(sys.modules, "keyring.errors", raising=False)

    with pytest.raises(ModuleNotFoundError, match=r'pip install "linkedin-api-client\[keyring\]"'):
        KeyringStore()


def test_tokens_are_written_as_json_and_read_back():
    assert Token.from_json(TOKEN.to_json()) == TOKEN
    assert json.loads(TOKEN.to_json())["scopes"] == ["r_ads", "rw_ads"]


@pytest.mark.parametrize("text", [content.decode("latin-1") for content in CONTENTS])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(InvalidArgumentError, match="not a token"):
        Token.from_json(text)
