"""A plugin of pytest: no secret shows up in what a test printed, logged, warned or left in files.

It knows the secrets that were used in this process: every token and code that a sandbox made, and
the tokens and client secrets that tests made up. It searches

- what each test printed and logged, and what it took from `capsys` and `capfd`;
- what programs printed that it started with `subprocess`, `warm` or `pexpect`;
- what `shown` is given, by fixtures that collect output themselves;
- warnings that `pytest.warns` caught; any other is an error in these tests;
- files in its `tmp_path`, unless they are private, as stores of tokens are.

Where a test is about showing a secret, it says so: `@pytest.mark.shows_secrets("why")`.
"""

from __future__ import annotations

import base64
import os
import re
import stat
import subprocess
from collections.abc import Callable, Generator, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pexpect.spawnbase
import pytest
import warm

from linkedin_api.clients.auth.providers import RefreshToken, StaticToken
from linkedin_api.clients.auth.renewal import Renewal
from linkedin_api.clients.auth.token import Token
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.oauth.tokens import App, TokenBook
from linkedin_api.sandbox.sandbox import DEFAULT_APP

#: What begins like this is a whole secret or a part that leads to it.
_BEGINNING: Final = 32
_like_minted: Final = re.compile(rb"AQ[A-Za-z0-9_-]{%d}" % (_BEGINNING - 2))
#: Shorter ones, such as `T` or `secret`, are ordinary words elsewhere.
_SHORTEST: Final = 12
_OTHERS: Final = 0o077

#: How many secrets are known of a sandbox in another process, whose first secrets are the same.
_OF_OTHERS: Final = 20

_beginnings: set[bytes] = set()
_made_up: set[bytes] = set()
_found: list[str] = []
_spawned: list[list[Any]] = []
_others: Final = TokenBook(Clock())


def shown(text: str | bytes | None, where: str) -> None:
    """Note each secret in an output, so that the test fails.

    Args:
        text: the output.
        where: what it is, for the report.
    """
    if not text:
        return
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else bytes(text)
    made_up = {secret for secret in _made_up if secret in data}
    _found.extend(
        f"{secret[:8].decode(errors='replace')}… in {where}"
        for secret in made_up.union(_minted_in(data))
    )


def _minted_in(data: bytes) -> Iterator[bytes]:
    """Beginnings of what a sandbox made. A pattern with a literal start costs next to nothing."""
    place = _like_minted.search(data)
    while place:
        if place[0] in _beginnings:
            yield place[0]
        place = _like_minted.search(data, place.start() + 1)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "shows_secrets(why): the test is about showing a secret")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when != "teardown":
        return report
    found = _found_by(item, report)
    mark = item.get_closest_marker("shows_secrets")
    if mark is not None:
        found = [] if mark.args else ["shows_secrets must say why"]
    if found and report.passed:
        report.outcome = "failed"
        report.longrepr = "\n".join(["secrets are shown:", *found])
    return report


def _found_by(item: pytest.Item, report: pytest.TestReport) -> list[str]:
    for title, text in report.sections:
        shown(text, title)
    for written in _spawned:
        shown(type(written[0])().join(written), "a terminal")
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    if isinstance(folder, Path):
        for path in _shared_files(folder):
            shown(path.read_bytes(), str(path.relative_to(folder)))
    found = list(dict.fromkeys(_found))
    _found.clear()
    _spawned.clear()
    return found


def _shared_files(folder: Path) -> Iterator[Path]:
    """Files that other users may read."""
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode) and mode & _OTHERS:
                yield path


def _after(owner: type, name: str, note: Callable[..., object]) -> None:
    """Call `note` after a method, with its object and what it returned."""
    method = getattr(owner, name)

    @wraps(method)
    def noting(self: Any, *args: Any, **options: Any) -> Any:
        returned = method(self, *args, **options)
        note(self, returned)
        return returned

    setattr(owner, name, noting)


def _mint(secret: str) -> None:
    _beginnings.add(secret[:_BEGINNING].encode())


def _make_up(*secrets: Any) -> None:
    for secret in secrets:
        if not isinstance(secret, str) or len(secret) < _SHORTEST:
            continue
        data = secret.encode("utf-8", "surrogatepass")
        if data[:_BEGINNING] not in _beginnings:
            _made_up.update((data, quote(data, safe="").encode()))


def _of_app(app: App) -> None:
    pair = f"{app.client_id}:{app.client_secret}"
    _make_up(app.client_secret, base64.b64encode(pair.encode()).decode())


def _collect(spawned: pexpect.spawnbase.SpawnBase) -> None:
    class Written(list[Any]):
        write = list.append

        def flush(self) -> None: ...

    written = Written([spawned.string_type()])
    spawned.logfile_read = written
    _spawned.append(written)


_after(TokenBook, "_secret", lambda _, secret: _mint(secret))
_after(App, "__init__", lambda app, _: _of_app(app))
_after(Token, "__init__", lambda token, _: _make_up(token.access_token, token.refresh_token))
_after(StaticToken, "__init__", lambda provider, _: _make_up(provider._token))
_after(Renewal, "__init__", lambda provider, _: _make_up(provider._app.client_secret))
_after(RefreshToken, "__init__", lambda provider, _: _make_up(provider._given))
_after(
    subprocess.Popen,
    "communicate",
    lambda process, outputs: [shown(output, "output of a program") for output in outputs],
)
_after(
    warm.Process,
    "communicate",
    lambda process, outputs: [shown(output, "output of a program") for output in outputs],
)
_after(
    pytest.CaptureFixture,
    "readouterr",
    lambda _, outputs: [shown(output, "captured output") for output in outputs],
)
_after(
    pytest.WarningsRecorder,
    "__exit__",
    lambda recorder, _: [shown(str(each.message), "a warning") for each in recorder.list],
)
_after(pexpect.spawnbase.SpawnBase, "__init__", lambda spawned, _: _collect(spawned))

_of_app(DEFAULT_APP)
for _ in range(_OF_OTHERS):  # noted as they are made
    _others._secret()
