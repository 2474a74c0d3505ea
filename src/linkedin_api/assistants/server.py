"""The server: tools, resources and prompts, and what watches over all of them."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ResourceError, ToolError, UnexpectedToolError
from mcp_types import CallToolResult, InputRequiredResult
from pydantic import ValidationError

from linkedin_api.assistants.prompts import STARTERS, instructions
from linkedin_api.assistants.redaction import RedactingFormatter, Redactor
from linkedin_api.assistants.refusals import explained
from linkedin_api.assistants.resources import JSON_TYPE, Resources
from linkedin_api.assistants.setup import Setup
from linkedin_api.assistants.tallies import counting
from linkedin_api.assistants.tools.access import AccessTools
from linkedin_api.assistants.tools.ads import AdTools
from linkedin_api.assistants.tools.confirming import ConfirmingTools
from linkedin_api.assistants.tools.offered import Offered, Shared, Tools
from linkedin_api.assistants.tools.pages import PageTools
from linkedin_api.assistants.tools.planning import PlanningTools
from linkedin_api.assistants.tools.posts import PostTools
from linkedin_api.assistants.tools.tables import TableTools
from linkedin_api.errors import LinkedInError
from linkedin_api.version import __version__

#: The only address of the HTTP transport.
LOOPBACK: Final = "127.0.0.1"

#: In the order in which an assistant sees them.
_SUBJECTS: Final[tuple[type[Tools], ...]] = (
    AccessTools,
    PageTools,
    PostTools,
    AdTools,
    TableTools,
    PlanningTools,
    ConfirmingTools,
)

logger: Final = logging.getLogger("linkedin_api")


class AssistantServer(MCPServer[Any]):
    """An MCP server whose results and errors have no secrets, and explain refusals.

    Args:
        setup: what it is started with.
    """

    def __init__(self, setup: Setup) -> None:
        super().__init__(
            "linkedin",
            title="LinkedIn Pages",
            instructions=instructions(setup.allowed),
            version=__version__,
            log_level="WARNING",
        )
        shared = Shared(setup)
        self.account = shared.account
        self.redactor = Redactor(self.account.secrets)
        for subject in _SUBJECTS:
            for tool in subject(shared).offered():
                self._offer(tool)
        resources = Resources(self.account, shared.synced, shared.ads, setup.coverage)
        self._add_resources(resources)
        for starter in STARTERS:
            self.prompt(title=starter.title, description=starter.description)(starter.write)

    def _offer(self, tool: Offered) -> None:
        self.add_tool(
            tool.run,
            title=tool.title,
            description=tool.description,
            annotations=tool.hints.model_copy(update={"title": tool.title}),
        )

    def _add_resources(self, resources: Resources) -> None:
        for each in resources.readable():
            add = self.resource(
                each.uri,
                name=each.uri.partition("://")[2],
                title=each.title,
                description=each.description,
                mime_type=JSON_TYPE,
            )
            add(self._careful(each.read))

    def _careful(self, read: Callable[..., str]) -> Callable[..., str]:
        """A resource without secrets, which explains why it cannot be read."""

        @wraps(read)
        def careful(*arguments: Any, **named: Any) -> str:
            try:
                return self.redactor(read(*arguments, **named))
            except LinkedInError as error:
                raise ResourceError(self.redactor(explained(error))) from None

        return careful

    async def call_tool(
        self, name: str, arguments: Mapping[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; its result and its error have no secrets.

        Raises:
            ToolError: what was asked is wrong, or LinkedIn refused; the message explains it.
        """
        with counting():
            try:
                result = await super().call_tool(name, dict(arguments), context)
            except UnexpectedToolError as error:
                raise ToolError(self.redactor(_sentence(name, error.__cause__))) from None
            except ToolError as error:
                raise ToolError(self.redactor(_mistake(name, error))) from None
        return self._without_secrets(result)

    def _without_secrets(
        self, result: CallToolResult | InputRequiredResult
    ) -> CallToolResult | InputRequiredResult:
        shown = result.model_dump(by_alias=True, exclude_none=True)
        clean = self.redactor.value(shown)
        return result if clean == shown else type(result).model_validate(clean)


def _mistake(name: str, error: ToolError) -> str:
    """What is wrong with arguments; without their values, which pydantic shows in part."""
    if not isinstance(error.__cause__, ValidationError):
        return str(error)
    wrong = (
        f"{'.'.join(map(str, each['loc']))}: {each['msg']}"
        for each in error.__cause__.errors(include_url=False, include_input=False)
    )
    return f"the arguments of {name} are wrong: {'; '.join(wrong)}"


def _sentence(name: str, error: BaseException | None) -> str:
    if isinstance(error, LinkedInError):
        return explained(error)
    missing = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
    if missing:
        return f"{name} needs {missing}, which is not installed"
    logger.error("tool %s failed", name, exc_info=error)
    return f"{name} failed for a reason that is in the server's log ({type(error).__name__})"


def _serve_http(server: AssistantServer, listening: socket.socket) -> None:
    import uvicorn

    # A request for another Host than loopback is refused, since that is the address.
    app = server.streamable_http_app(host=LOOPBACK)
    # Without its own configuration, what it logs goes where everything does, without secrets.
    config = uvicorn.Config(app, log_config=None, access_log=False)
    uvicorn.Server(config).run([listening])


@contextmanager
def logging_to_stderr(redactor: Redactor) -> Iterator[None]:
    """Log warnings to standard error, without secrets; standard output is the connection."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(redactor))
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers[:] = before
        root.setLevel(level)


def serve(setup: Setup, *, listening: socket.socket | None = None) -> None:
    """Run a server until its client ends the connection, or until Ctrl-C.

    Args:
        setup: what it is started with.
        listening: a socket on 127.0.0.1 for streamable HTTP; `None` for standard input and
            output.
    """
    server = AssistantServer(setup)
    with logging_to_stderr(server.redactor):
        try:
            if listening is None:
                server.run("stdio")
            else:
                _serve_http(server, listening)
        finally:
            server.account.close()
