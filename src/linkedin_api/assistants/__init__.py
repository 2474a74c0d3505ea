"""An MCP server: what an assistant may ask of LinkedIn, and the little that it may change.

    setup                  what the server is started with
    account                the credentials, the calls made with them, and who they belong to
    redaction              removes secrets from results, errors and log lines
    tallies                counts the calls of each answer
    synced, live           the same tables: as loaded into DuckDB, and as LinkedIn has them now
    answers, cursors       the form of results
    plans, changes         writing in two steps: what would be sent, and sending it
    refusals               errors as sentences for an assistant
    tools                  one module for each subject
    resources, prompts     what an assistant may read and start with
    server                 puts all of it together

The extra `mcp` brings the SDK, which only `answers`, `tools`, `resources`, `prompts` and `server`
import. `linkedin mcp` runs the server.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkedin_api.assistants.server import serve
    from linkedin_api.assistants.setup import Setup

__all__ = ["Setup", "serve"]

_HOMES = {"Setup": "setup", "serve": "server"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "linkedin_api":
            raise
        raise ModuleNotFoundError(
            f"an assistant's server needs '{error.name}': pip install \"linkedin-api-client[mcp]\"",
            name=error.name,
        ) from error


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
