"""The commands that each subject has beside `sync`: `check`, `state` and `tables`."""

from __future__ import annotations

from typing import Any

import click

from linkedin_api.cli.options import (
    ACCESS,
    JSON,
    SANDBOX,
    Decorator,
    ending,
    place_options,
    table_option,
    together,
)
from linkedin_api.cli.products import Subject


def add_check(group: click.Group, subject: Subject, *more: Decorator[Any]) -> None:
    """Give a group the command `check`; `more` are options of its own."""
    examples = [f"linkedin {subject.name} check", f"linkedin {subject.name} check --json"]

    @group.command(epilog=ending(examples))
    @together(*more, table_option(subject), ACCESS, JSON)
    def check(**typed: Any) -> int:
        """Tell table by table whether it may be read, and else what is missing.

        Asks LinkedIn for as little as possible; nothing is loaded.
        """
        from linkedin_api.cli.check import check_tables

        return check_tables(subject, typed)


def add_state(group: click.Group, subject: Subject, *more: Decorator[Any]) -> None:
    """Give a group the command `state`; `more` are options of its own."""
    examples = [
        f"linkedin {subject.name} state",
        f"linkedin {subject.name} state --database marketing.duckdb --json",
    ]

    @group.command(epilog=ending(examples, reads_linkedin=False))
    @together(*more, table_option(subject), place_options(subject), SANDBOX, JSON)
    def state(**typed: Any) -> int:
        """Tell up to where each table was read, by organization.

        Reads the destination; LinkedIn is not asked.
        """
        from linkedin_api.cli.state import tell_state

        return tell_state(subject, typed)


def add_tables(group: click.Group, subject: Subject) -> None:
    """Give a group the command `tables`."""
    examples = [f"linkedin {subject.name} tables", f"linkedin {subject.name} tables --json"]

    @group.command(epilog=ending(examples, reads_linkedin=False))
    @JSON
    def tables(**typed: Any) -> int:
        """Tell which tables there are, and what a token needs for each.

        Nobody is asked.
        """
        from linkedin_api.cli.tables import tell_tables

        return tell_tables(subject, typed)
