"""`linkedin learning`: LinkedIn Learning as tables."""

from __future__ import annotations

from typing import Final

import click

from linkedin_api.cli.command import Group
from linkedin_api.cli.options import combined, each, imported
from linkedin_api.cli.parameters import DAY, Choice
from linkedin_api.cli.product_commands import product_commands
from linkedin_api.cli.products import LEARNING

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
    click.option(
        "--locale", "locales", multiple=True, metavar="en_US",
        callback=each(imported("sources.scope:Locale.parse")),
        help="Language and country; may be repeated. [default: en_US]",
    ),
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

#: The commands of LinkedIn Learning.
learning: Final = Group(
    "learning",
    help="Load LinkedIn Learning as tables: courses and classifications.",
    commands=product_commands(LEARNING, _SYNC, _EXAMPLES, _CRITERIA),
)
