import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from canned import CannedServer
from clients import file_keyring
from clients.shells import AsyncShell, SyncShell

from linkedin_api import RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.sandbox import Sandbox
from linkedin_api.tokens import RefreshToken


@pytest.fixture
def server() -> Iterator[CannedServer]:
    """A server that gives a good answer to everything until a test says otherwise."""
    with CannedServer() as server:
        yield server


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of the test's own."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def member(sandbox: Sandbox) -> Callable[..., RefreshToken]:
    """Makes a provider of a member's tokens that lives by the sandbox's clock."""

    def make(refresh_token: str | None = None, **options: Any) -> RefreshToken:
        options = {"base_url": sandbox.url, "clock": sandbox.clock.now} | options
        value = sandbox.refresh_token() if refresh_token is None else refresh_token or None
        return RefreshToken(sandbox.client_id, sandbox.client_secret, value, **options)

    return make


@pytest.fixture
def keyring_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring that this process and its programs share."""
    folder = tmp_path / "keyring"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv(file_keyring.VARIABLE, str(folder))
    monkeypatch.setattr("keyring.core._keyring_backend", file_keyring.Keyring())


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that names no proxies, for calls that are not to loopback."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def client(server: CannedServer) -> Iterator[RestliClient]:
    with RestliClient(base_url=server.url, access_token="T", retry=Retry.none()) as client:
        yield client


@pytest.fixture(params=[SyncShell, AsyncShell], ids=["sync", "async"])
def shell(request: pytest.FixtureRequest) -> Iterator[SyncShell]:
    """Either client behind one face: what takes this fixture is held against both."""
    shell = request.param()
    yield shell
    shell.close()


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients look at the environment for each call, as they otherwise do once a second."""
    monkeypatch.setattr("linkedin_api.clients.transports.proxies.LOOKS_AGAIN", 0)
