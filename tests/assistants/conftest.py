"""A server in this process, the SDK's own client of it, and a LinkedIn on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from noon import NOON
from secrets_watch import shown

from linkedin_api.assistants.server import AssistantServer
from linkedin_api.assistants.setup import Setup
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import Plan, Target, sync
from linkedin_api.sources.reading.access import Access

PAGE = 2414183
AUTHOR = f"urn:li:organization:{PAGE}"


class Assistant:
    """An assistant, which calls tools of a server with the SDK's own client.

    Args:
        setup: of the server.
        answer: what the person says when asked; `None` if the client cannot ask.
        mode: `legacy` for a client of an earlier version of the protocol.
    """

    def __init__(
        self, setup: Setup, answer: Callable[..., Any] | None = None, mode: str = "auto"
    ) -> None:
        self.server = AssistantServer(setup)
        self._answer = answer
        self._mode = mode

    @asynccontextmanager
    async def connected(self) -> Any:
        options = {"elicitation_callback": self._answer} if self._answer else {}
        options["mode"] = self._mode
        async with Client(self.server, **options) as client:
            yield client

    def ask(self, what: str, *arguments: Any) -> Any:
        """Call a method of the client."""

        async def run() -> Any:
            async with self.connected() as client:
                return await getattr(client, what)(*arguments)

        result = anyio.run(run)
        shown(result.model_dump_json(), f"result of {arguments}")
        return result

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool, and return its result."""
        result = self.ask("call_tool", tool, arguments)
        assert not result.is_error, result.content[0].text
        return result.structured_content

    def refused(self, tool: str, **arguments: Any) -> str:
        """Call a tool, and return the sentence with which it refuses."""
        result = self.ask("call_tool", tool, arguments)
        assert result.is_error, result.structured_content
        return result.content[0].text

    def tools(self) -> dict[str, Any]:
        return {tool.name: tool for tool in self.ask("list_tools").tools}


@pytest.fixture(scope="session")
def linkedin() -> Iterator[Sandbox]:
    with Sandbox(organizations=2, days=60, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def loaded(linkedin: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a sync; nothing may write it."""
    folder = tmp_path_factory.mktemp("loaded")
    target = Target(
        dataset="linkedin_pages", database=folder / "pages.duckdb", pipelines_dir=folder
    )
    sync(Plan.pages(access_of(linkedin), now=linkedin.clock.now), target)
    linkedin.reset()  # no test sees these requests
    return folder / "pages.duckdb"


@pytest.fixture(autouse=True)
def _as_at_the_start(request: pytest.FixtureRequest) -> None:
    """Nothing was written or asked before a test, not even by the sync that loaded the tables."""
    if "linkedin" in request.fixturenames:
        request.getfixturevalue("linkedin").reset()


def access_of(linkedin: Sandbox, scopes: str | None = None) -> Access:
    """The credentials of an application with a member's refresh token."""
    return Access(
        client_id=linkedin.client_id,
        client_secret=linkedin.client_secret,
        refresh_token=linkedin.refresh_token(scopes),
        base_url=linkedin.url,
        oauth_url=linkedin.url,
    )


@pytest.fixture
def make(linkedin: Sandbox, tmp_path: Path) -> Callable[..., Assistant]:
    """Makes an assistant; without a database, nothing is synced."""

    def make(
        *, scopes: str | None = None, answer: Any = None, mode: str = "auto", **options: Any
    ) -> Assistant:
        options = {
            "access": access_of(linkedin, scopes),
            "database": tmp_path / "none.duckdb",
            "pipelines_folder": tmp_path,
            "now": linkedin.clock.now,
        } | options
        if "allowed" in options:
            options["allowed"] = frozenset(options["allowed"])
        return Assistant(Setup(**options), answer, mode)

    return make


@pytest.fixture(scope="module")
def reader(linkedin: Sandbox, loaded: Path) -> Assistant:
    """An assistant that may only read, with fresh tables; each call is of a client of its own."""
    options = {"database": loaded, "pipelines_folder": loaded.parent, "now": linkedin.clock.now}
    return Assistant(Setup(access=access_of(linkedin), **options))


@pytest.fixture
def writer(make: Callable[..., Assistant], loaded: Path) -> Assistant:
    """An assistant that may do everything that can be allowed."""
    return make(database=loaded, allowed=("post", "comment", "react", "edit", "delete"))
