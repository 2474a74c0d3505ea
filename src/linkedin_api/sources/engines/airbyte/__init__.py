"""LinkedIn Pages for Airbyte: a drop-in for the connector `source-linkedin-pages`.

What an Airbyte platform asks of a connector (`spec`, `check`, `discover`, `read`), answered
with the tables and the reader that all engines share.

    specification       which configuration there may be, as data
    shapes, settings    a configuration, of whatever age, as what the reader takes
    streams             the tables as streams
    states              where reading stands, in all forms that are kept somewhere
    together, syncing   many tables read at once, and what is told of each
    failures            errors as Airbyte wants to hear of them
    source, entrypoint  the connector and its command
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkedin_api.sources.engines.airbyte.source import SourceLinkedInPages

__all__ = ["SourceLinkedInPages", "main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command `source-linkedin-pages`; messages go to standard output.

    Args:
        arguments: of the command line; `None` for those of this process.

    Raises:
        SystemExit: the extra `airbyte` is not installed; or as the commands end.
    """
    try:
        from linkedin_api.sources.engines.airbyte.entrypoint import run
    except ModuleNotFoundError as error:
        missing = str(error.name).partition(".")[0]
        sys.exit(
            f"source-linkedin-pages needs '{missing}': pip install \"linkedin-api-client[airbyte]\""
        )
    run(sys.argv[1:] if arguments is None else list(arguments))


def __getattr__(name: str) -> Any:
    """Load the connector only when it is wanted: the library of Airbyte is large."""
    if name == "SourceLinkedInPages":
        from linkedin_api.sources.engines.airbyte.source import SourceLinkedInPages

        return SourceLinkedInPages
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
