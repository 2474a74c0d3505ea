"""LinkedIn Pages and LinkedIn Ads for Airbyte: drop-ins for connectors of these names.

Each implements a connector's commands (`spec`, `check`, `discover`, `read`) with the tables and
the reader that all engines share.

    specification              the schema of the configuration, as data
    legacy_config, settings    a configuration of any version, parsed for the reader
    streams                    the tables as streams
    state_files                state files of all versions, and whatever else is in such a file
    states                     the state of one stream: its cursors
    interleave, sync           many tables read concurrently
    stream_emission, messages  the messages of one stream
    failures                   errors in Airbyte's categories
    rate_limit_logs            log lines in the promised words
    connector, entrypoint      what both connectors share, and their commands
    source, connection_check   LinkedIn Pages
    ads                        what LinkedIn Ads has of its own
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linkedin_api.extras import missing_library, names_on_demand

if TYPE_CHECKING:
    from linkedin_api.sources.engines.airbyte.ads.source import SourceLinkedInAds
    from linkedin_api.sources.engines.airbyte.source import SourceLinkedInPages

__all__ = ["SourceLinkedInAds", "SourceLinkedInPages", "main", "main_ads"]

_HOMES = {"SourceLinkedInAds": "ads.source", "SourceLinkedInPages": "source"}

__getattr__, __dir__ = names_on_demand(__name__, _HOMES, "the connector", "airbyte")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command `source-linkedin-pages`; messages go to standard output.

    Args:
        arguments: arguments of the command line; `None` for those of this process.

    Raises:
        SystemExit: the extra `airbyte` is not installed, or the command has ended.
    """
    try:
        from linkedin_api.sources.engines.airbyte.entrypoint import run
    except ModuleNotFoundError as error:
        sys.exit(missing_library("source-linkedin-pages", error, "airbyte"))
    run(sys.argv[1:] if arguments is None else arguments)


def main_ads(arguments: Sequence[str] | None = None) -> None:
    """Run the command `source-linkedin-ads`, as `main` does."""
    try:
        from linkedin_api.sources.engines.airbyte.ads.source import SourceLinkedInAds
        from linkedin_api.sources.engines.airbyte.entrypoint import run
    except ModuleNotFoundError as error:
        sys.exit(missing_library("source-linkedin-ads", error, "airbyte"))
    run(sys.argv[1:] if arguments is None else arguments, SourceLinkedInAds())
