"""The command `linkedin mcp`: an MCP server for assistants."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from linkedin_api.cli.command import command
from linkedin_api.cli.options import ACCESS, JSON, dataset_option, each_name
from linkedin_api.cli.products import PAGES

_ABOUT: Final = """\
Serve LinkedIn Pages to an assistant, over MCP.

Reads only, unless you allow kinds of changes; each change is planned first and confirmed then.
Speaks over standard input and output; with --http on 127.0.0.1.
"""
_EXAMPLES: Final = (
    "linkedin mcp --sandbox",
    "linkedin mcp --database linkedin.duckdb",
    "linkedin mcp --profile marketing --allow post,comment",
    "linkedin mcp --sandbox --http 0",
)
_KINDS: Final = ("post", "comment", "react", "edit", "delete")


def _kind(name: str) -> str:
    if name not in _KINDS:
        raise click.BadParameter(f"{name!r} is not one of {', '.join(_KINDS)}")
    return name


mcp: Final = command(
    "mcp",
    "serving:serve_assistant",
    _ABOUT,
    _EXAMPLES,
    click.option(
        "--allow", "allowed", multiple=True, metavar="KIND,...", callback=each_name(_kind),
        help=f"Changes to allow: {', '.join(_KINDS)}. [default: none]",
    ),
    click.option(
        "--media-folder", type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="FOLDER", help="Folder from which files may be uploaded. [default: none]",
    ),
    click.option(
        "--database", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="DuckDB file of `linkedin pages sync`. [default: linkedin.duckdb, with --sandbox a"
        " temporary one]",
    ),
    dataset_option(PAGES),
    click.option(
        "--max-calls-per-day", type=click.IntRange(1), metavar="N",
        help="Limit of calls to one endpoint per UTC day.",
    ),
    click.option(
        "--http", "http_port", type=click.IntRange(0, 65_535), metavar="PORT",
        help="Serve streamable HTTP on 127.0.0.1 instead; 0 for any free port.",
    ),
    ACCESS,
    JSON,
)  # fmt: skip
