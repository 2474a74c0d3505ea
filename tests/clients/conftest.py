from collections.abc import Iterator

import pytest
from canned import CannedServer

from linkedin_api import RestliClient
from linkedin_api.clients.retry import Retry


@pytest.fixture
def server() -> Iterator[CannedServer]:
    """A server that answers `{}` until a test says otherwise."""
    with CannedServer() as server:
        yield server


@pytest.fixture
def client(server: CannedServer) -> Iterator[RestliClient]:
    with RestliClient(base_url=server.url, access_token="T", retry=Retry.none()) as client:
        yield client
