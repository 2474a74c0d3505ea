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

from typing import TYPE_CHECKING

from linkedin_api.extras import names_on_demand

if TYPE_CHECKING:
    from linkedin_api.assistants.server import serve
    from linkedin_api.assistants.setup import Setup

__all__ = ["Setup", "serve"]

_HOMES = {"Setup": "setup", "serve": "server"}

__getattr__, __dir__ = names_on_demand(__name__, _HOMES, "an assistant's server", "mcp")
