"""The command `linkedin mcp`: an MCP server for assistants."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from linkedin_api.cli.options import ACCESS, JSON, combined, help_epilog

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


def _allowed(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> Any:
    names = [name.strip() for text in typed for name in text.split(",") if name.strip()]
    for name in names:
        if name not in _KINDS:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(_KINDS)}")
    return frozenset(names)


@click.command(help=_ABOUT, epilog=help_epilog(_EXAMPLES))
@combined(
    click.option(
        "--allow", "allowed", multiple=True, metavar="KIND,...", callback=_allowed,
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
    click.option(
        "--dataset", default="linkedin_pages", show_default=True, metavar="NAME",
        help="Database schema that holds the tables.",
    ),
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
def mcp(**typed: Any) -> int:
    """Serve an assistant."""
    from linkedin_api.cli.serving import serve_assistant

    return serve_assistant(typed)
