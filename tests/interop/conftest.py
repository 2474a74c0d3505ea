"""LinkedIn's own Rest.li server and a sandbox with the same resources, one of each for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from clients.shells import AsyncShell, SyncShell
from interop.java_server import PROTOCOL, JavaServer, Wire
from interop.sides import Sides
from interop.twins import Twins

from linkedin_api.sandbox import Sandbox


@pytest.fixture(scope="session")
def both_sides() -> Iterator[Sides]:
    server, twins = JavaServer(), Twins()
    with Sandbox(resources=twins.resources) as sandbox:
        token = f"Bearer {sandbox.access_token()}"
        wire = Wire(sandbox.url, {"authorization": token, **PROTOCOL})
        yield Sides(server, twins, wire)
        wire.close()
    server.stop()


@pytest.fixture
def sides(both_sides: Sides) -> Sides:
    both_sides.reset()
    return both_sides


@pytest.fixture(scope="session", params=[SyncShell, AsyncShell], ids=["sync", "async"])
def shell(request: pytest.FixtureRequest) -> Iterator[SyncShell]:
    shell = request.param()
    yield shell
    shell.close()


@pytest.fixture(scope="session")
def client(both_sides: Sides, shell: SyncShell) -> Any:
    return shell.rest(base_url=both_sides.server.url, access_token="any")
