"""Connects an assistant's server, and runs it."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from linkedin_api.cli.connection import access_of, connect
from linkedin_api.cli.credentials import Grant
from linkedin_api.cli.destinations import (
    configure_dlt,
    pipeline_name,
    refuse_other_origin,
    target_of,
)
from linkedin_api.cli.output import show
from linkedin_api.cli.ports import cannot_listen
from linkedin_api.cli.products import PAGES

_FILE: Final = "linkedin.duckdb"


def serve_assistant(typed: Mapping[str, Any]) -> None:
    """Run the server until its client ends the connection.

    Args:
        typed: the options of the command line.

    Raises:
        CredentialsError: there are no credentials.
        InvalidArgumentError: the dataset has tables of LinkedIn, and the server is for a sandbox.
        ModuleNotFoundError: an extra is not installed.
    """
    configure_dlt()
    from linkedin_api.assistants.server import LOOPBACK, serve
    from linkedin_api.assistants.setup import Setup

    options = access_of(typed)
    if options.sandbox and typed["database"] is not None:
        refuse_other_origin(target_of(PAGES, {**typed, "destination": "duckdb"}))
    with (
        connect(Grant.EITHER, options) as connection,
        _database(typed["database"], sandbox=options.sandbox) as (database, pipelines),
    ):
        setup = Setup(
            access=connection.access,
            database=database,
            dataset=typed["dataset"],
            pipeline=pipeline_name(PAGES, sandbox=options.sandbox),
            pipelines_folder=pipelines,
            allowed=frozenset(typed["allowed"]),
            media_folder=typed["media_folder"],
            max_calls_per_day=typed["max_calls_per_day"],
            coverage=_coverage if options.sandbox else None,
            now=connection.now,
        )
        if typed["http_port"] is None:
            serve(setup)
            return
        with _listening(LOOPBACK, typed["http_port"]) as listening:
            url = f"http://{LOOPBACK}:{listening.getsockname()[1]}/mcp"
            show(typed, {"url": url}, url)
            serve(setup, listening=listening)


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise click.ClickException(cannot_listen(host, port, "--http", error)) from error


def _coverage() -> dict[str, Any]:
    """What the sandbox has of LinkedIn, by path."""
    from linkedin_api.sandbox.catalog import CATALOG
    from linkedin_api.sandbox.protocol.routing import build_tree

    nodes = [node for root in build_tree(CATALOG).values() for node in root.values()]
    found: dict[str, Any] = {}
    while nodes:
        node = nodes.pop(0)
        nodes += node.children.values()
        found[node.path] = {
            "methods": sorted(node.resource.methods),
            "finders": [*node.finders, *node.batch_finders],
            "actions": [*node.actions],
        }
    return found


@contextmanager
def _database(named: Path | None, *, sandbox: bool) -> Iterator[tuple[Path, Path | None]]:
    """Give the DuckDB file, and dlt's folder; a sandbox's tables end with it."""
    if named is not None or not sandbox:
        yield named or Path(_FILE), None
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder, _FILE), Path(folder)
