"""All commands below `linkedin`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linkedin_api.cli.commands import linkedin

Path = tuple[str, ...]


def commands(
    command: click.Command = linkedin, path: Path = ()
) -> Iterator[tuple[Path, click.Command]]:
    """Give each command with the words that are typed for it, groups included."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


def leaves() -> Iterator[tuple[Path, click.Command]]:
    """Give the commands that are no groups."""
    return ((path, each) for path, each in commands() if not isinstance(each, click.Group))
