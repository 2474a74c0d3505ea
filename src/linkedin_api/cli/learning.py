"""`linkedin learning`: LinkedIn Learning as tables."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.options import LOCALE, combined, help_epilog, sync_options
from linkedin_api.cli.product_commands import add_check, add_state, add_tables
from linkedin_api.cli.products import LEARNING

if TYPE_CHECKING:
    from linkedin_api.sources.scope import Scope

_EXAMPLES: Final = (
    "linkedin learning sync --sandbox",
    "linkedin learning sync --locale en_US --locale de_DE --type COURSE",
    "linkedin learning sync --keyword python --modified-after 2026-01-01",
)
#: As `linkedin_api.sources.scope` has them, which is too much to import for a help text.
_ASSET_TYPES: Final = ("COURSE", "LEARNING_PATH", "VIDEO", "CHAPTER")
_CRITERIA: Final = combined(
    LOCALE,
    click.option(
        "--type", "types", type=click.Choice(_ASSET_TYPES, case_sensitive=False), multiple=True,
        help="Which assets; may be repeated. [default: COURSE and LEARNING_PATH]",
    ),
    click.option("--keyword", metavar="WORD", help="Assets with this in their title."),
    click.option(
        "--modified-after", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
        help="Assets that were changed since.",
    ),
    click.option(
        "--include-retired", is_flag=True, help="Also assets that are no longer offered."
    ),
)  # fmt: skip


@click.group()
def learning() -> None:
    """Load LinkedIn Learning as tables: its courses and what they are filed under."""


@learning.command(epilog=help_epilog(_EXAMPLES))
@_CRITERIA
@sync_options(LEARNING)
def sync(**typed: Any) -> int:
    """Load the catalogue into DuckDB, or another destination of dlt.

    Tables are replaced by what LinkedIn tells now. The application's id and secret are
    enough.
    """
    from linkedin_api.cli.sync import request_of
    from linkedin_api.cli.sync import sync as run_sync

    return run_sync(request_of(LEARNING, _scope_of(typed), typed))


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
