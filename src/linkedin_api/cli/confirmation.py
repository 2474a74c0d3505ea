"""Asks before something is deleted."""

from __future__ import annotations

import sys

import click


def confirm_deletion(what: str, *, command: str, is_confirmed: bool) -> None:
    """Ask a person on a terminal; elsewhere `--yes` is needed.

    Args:
        what: what is deleted.
        command: the name of the command.
        is_confirmed: whether `--yes` was typed.

    Raises:
        click.UsageError: nobody can be asked.
        click.Abort: the answer is no.
    """
    if is_confirmed:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(f"{command} needs --yes when it cannot ask for confirmation")
    click.confirm(f"Delete {what}?", abort=True, err=True)
