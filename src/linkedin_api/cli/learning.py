"""`linkedin learning`: LinkedIn Learning as tables."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.options import LOCALE, combined, help_epilog, sync_options
from linkedin_api.cli.parameters import DAY, Choice, Group
from linkedin_api.cli.product_commands import add_check, add_state, add_tables
from linkedin_api.cli.products import LEARNING

if TYPE_CHECKING:
    from linkedin_api.sources.scope import Scope

_SYNC: Final = """\
Load the catalogue into DuckDB, or another destination of dlt.

Each sync replaces the tables, or adds to them if it reads only a part: with a keyword, a date, or
fewer locales or types than before. The application's id and secret are enough.
"""
_EXAMPLES: Final = (
    "linkedin learning sync --sandbox",
    "linkedin learning sync --locale en_US --locale de_DE --type COURSE",
    "linkedin learning sync --keyword python --modified-after 2026-01-01",
)
#: The same as in `linkedin_api.sources.scope`, which takes too long to import for a help text.
_ASSET_TYPES: Final = ("COURSE", "LEARNING_PATH", "VIDEO", "CHAPTER")
_CRITERIA: Final = combined(
    LOCALE,
    click.option(
        "--type", "types", type=Choice(_ASSET_TYPES, case_sensitive=False), multiple=True,
        help="Type of assets; may be repeated. [default: COURSE and LEARNING_PATH]",
    ),
    click.option("--keyword", metavar="WORD", help="Only assets with this word in the title."),
    click.option(
        "--modified-after", type=DAY, metavar="YYYY-MM-DD",
        help="Only assets modified after this day.",
    ),
    click.option(
        "--include-retired", is_flag=True, help="Include retired assets."
    ),
)  # fmt: skip


@click.group(cls=Group, help="Load LinkedIn Learning as tables: courses and their classifications.")
def learning() -> None:
    """Hold the commands of LinkedIn Learning."""


@learning.command(help=_SYNC, epilog=help_epilog(_EXAMPLES))
@_CRITERIA
@sync_options(LEARNING)
def sync(**typed: Any) -> int:
    """Load LinkedIn Learning."""
    from linkedin_api.cli.sync import sync as run_sync

    return run_sync(LEARNING, _scope_of(typed), typed)


def _scope_of(typed: dict[str, Any]) -> Scope:
    from linkedin_api.sources.scope import Scope

    after = typed["modified_after"]
    chosen = {
        "locales": typed["locales"],
        "asset_types": typed["types"],
        "keyword": typed["keyword"],
        "last_modified_after": after and int(after.replace(tzinfo=UTC).timestamp() * 1000),
        "include_retired": typed["include_retired"],
    }
    return Scope(**{name: value for name, value in chosen.items() if value})


add_check(learning, LEARNING)
add_state(learning, LEARNING)
add_tables(learning, LEARNING)
