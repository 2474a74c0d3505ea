"""Each example of each command's help runs against a sandbox, as people see it and as JSON."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, NamedTuple

import click
import pytest
import requests
from command_tree import leaves
from noon import NOON
from ports import free_port
from postgres import needs_postgres, start_postgres

from linkedin_api import RestliClient
from linkedin_api.cli.run import run
from linkedin_api.clients.auth.token import Token
from linkedin_api.posts import Post
from linkedin_api.profiles import Profile, Profiles
from linkedin_api.sandbox import App, Sandbox
from linkedin_api.versions import KNOWN_GOOD

PAGE = "urn:li:organization:2414183"
NAME, SECRET = "86abc", "the-secret-of-the-application"
#: What the examples call a post that is there.
POSTS = ("urn:li:share:7400000000000000001", "urn:li:share:7")
GROUP = {"name": "Spring", "account": "urn:li:sponsoredAccount:512000001", "status": "DRAFT"}
FILES = {
    "a.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "group.json": json.dumps(GROUP).encode(),
    "groups.json": json.dumps([GROUP, GROUP]).encode(),
    "upload.json": json.dumps({"initializeUploadRequest": {"owner": PAGE}}).encode(),
}
#: Commands that load tables, which takes seconds, and what reads those tables.
LOADING = (
    *("pages sync", "learning sync", "ads sync", "pages state", "learning state", "ads state"),
    *("pages views", "ads views", "pages report", "ads report", "demo"),
)
#: A command that runs until its client ends; tests/assistants are its clients.
SERVING = ("mcp",)


class Ended(NamedTuple):
    """What a command ended with and printed."""

    code: int
    out: str
    err: str


class Example(NamedTuple):
    """An example, and the variables that the lines above it set."""

    line: str
    variables: tuple[tuple[str, str], ...] = ()


def examples_of(command: click.Command) -> Iterator[Example]:
    """The examples in the help of a command; also those inside a longer line of a shell."""
    section = re.search(r"Examples:\n(.*?)(?:\n\n|\Z)", command.epilog or "", re.DOTALL)
    variables: tuple[tuple[str, str], ...] = ()
    for line in section[1].splitlines() if section else ():
        if set_ := re.fullmatch(r" *export (\w+)=(.*)", line):
            variables += ((set_[1], set_[2]),)
        elif inner := re.search(r"\$\((linkedin [^)]*)\)", line):
            yield Example(inner[1], variables)
        elif typed := re.search(r"\b(linkedin [a-z].*?)(?: +# .*| > .*)?$", line):
            yield Example(typed[1], variables)


EXAMPLES = [(path, example) for path, command in leaves() for example in examples_of(command)]
QUICK = [
    pytest.param(example, form, id=example.line + form)
    for path, example in EXAMPLES
    for form in ("", " --json")
    if " ".join(path) not in (*LOADING, *SERVING) and not (form and form in example.line)
]
SLOW = [example.line for path, example in EXAMPLES if " ".join(path) in LOADING]


@pytest.fixture(scope="module")
def redirect_url() -> str:
    return f"http://localhost:{free_port()}/callback"


@pytest.fixture(scope="module")
def server(redirect_url: str) -> Iterator[Sandbox]:
    app = App(NAME, SECRET, (redirect_url,))
    with Sandbox(organizations=2, days=40, apps=(app,), now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def world(
    server: Sandbox, redirect_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sandbox]:
    """A LinkedIn, credentials for it, two profiles, and the files that examples name."""
    server.reset()
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    for name, value in {
        "LINKEDIN_API_URL": server.url,
        "LINKEDIN_OAUTH_URL": server.url,
        "LINKEDIN_CLIENT_ID": NAME,
        "LINKEDIN_CLIENT_SECRET": SECRET,
        "LINKEDIN_REFRESH_TOKEN": server.refresh_token(),
        "LINKEDIN_AUTH_LOGIN_REDIRECT_URL": redirect_url,
        "LINKEDIN_SANDBOX_PORT": "0",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("linkedin_api.cli.connection.machine_time", server.clock.now)
    monkeypatch.setattr("importlib.metadata.packages_distributions", dict)  # takes half a second
    for name in ("default", "marketing"):
        _sign_in(name, server)
    yield server
    server.reset()


def _sign_in(name: str, server: Sandbox) -> None:
    profile = Profile.for_environment(name, client_id=NAME, client_secret=SECRET)
    now = server.clock.now()
    token = Token(
        server.access_token(), NAME, now, now + 86_400, server.refresh_token(), now + 864_000
    )
    Profiles().save(profile, token)


@pytest.fixture
def post(world: Sandbox) -> str:
    """The URN of a post that is there."""
    with RestliClient(
        base_url=world.url,
        access_token=world.access_token(),
        version_string=KNOWN_GOOD,
        clock=world.clock.now,
    ) as client:
        return str(client.create("/posts", Post("Two engines", author=PAGE)).entity_id)


class Person:
    """Who sits at the terminal: pastes what is asked for, and answers yes."""

    def __init__(self, line: str, token: str, *shown: io.StringIO) -> None:
        self.line, self.token, self.shown = line, token, shown

    def isatty(self) -> bool:
        return " delete " in self.line

    def read(self) -> str:
        return self.token

    def readline(self) -> str:
        seen = "".join(each.getvalue() for each in self.shown)
        (url,) = re.findall(r'http[^\s"]+/authorization[^\s"]+', seen)
        return requests.get(url, allow_redirects=False, timeout=10).headers["Location"]


class Ending:
    """Stands for `threading.Event`: Ctrl-C comes at once."""

    def wait(self) -> None:
        raise KeyboardInterrupt


def typed(line: str, token: str, monkeypatch: pytest.MonkeyPatch) -> Ended:
    """Type a line of a help text."""
    out, err = io.StringIO(), io.StringIO()
    browser: dict[str, Any] = {"args": (), "daemon": True}
    monkeypatch.setattr("sys.stdin", Person(line, token, out, err))
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt="": "y")
    monkeypatch.setattr("linkedin_api.cli.sandbox.threading", SimpleNamespace(Event=Ending))
    monkeypatch.setattr(
        "webbrowser.open",
        lambda url: (
            url.startswith("file:")
            or Thread(target=requests.get, **browser | {"args": (url,)}).start()
        ),
    )
    with redirect_stdout(out), redirect_stderr(err):
        code = run(shlex.split(line)[1:])
    return Ended(code, out.getvalue(), err.getvalue())


def documents(text: str) -> list[Any]:
    """The documents that a command printed: one, or one on each line."""
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]


@pytest.mark.usefixtures("impatient", "no_keyring")
@pytest.mark.parametrize(("example", "form"), QUICK)
def test_the_example_runs(
    world: Sandbox, post: str, monkeypatch: pytest.MonkeyPatch, example: Example, form: str
) -> None:
    for name, value in example.variables:
        monkeypatch.setenv(name, value)
    line = example.line
    for urn in POSTS:
        line = re.sub(rf"{urn}\b", post, line)

    ended = typed(line + form, world.access_token(), monkeypatch)

    expected = 130 if " sandbox" in line.partition(" --")[0] else 0
    assert ended.code == expected, ended.out + ended.err
    assert ended.out
    if "--json" in line + form:
        assert len(documents(ended.out)) > 0


@pytest.mark.soak
def test_the_examples_that_load_tables_run_one_after_the_other(
    world: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line for line in SLOW if "postgres" not in line]
    in_order = sorted(lines, key=lambda line: " sync" not in line)

    for line in in_order:
        ended = typed(line, "", monkeypatch)
        assert ended.code == 0, (line, ended.out, ended.err)

    assert len(in_order) > 10


@needs_postgres
@pytest.mark.soak
def test_the_examples_for_postgres_run(world: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for line in SLOW if "postgres" in line]

    with start_postgres() as url:
        monkeypatch.setenv("DESTINATION__POSTGRES__CREDENTIALS", url)
        ended = [typed(line, "", monkeypatch) for line in lines]

    assert [each.code for each in ended] == [0, 0], ended


def test_each_command_has_an_example() -> None:
    with_one = {path for path, _ in EXAMPLES}

    assert {path for path, _ in leaves()} - with_one == set()
