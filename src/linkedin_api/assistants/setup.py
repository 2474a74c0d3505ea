"""What the server is started with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, get_args

from linkedin_api.sources.reading.access import Access

#: A kind of change that a person may allow.
Permission = Literal["post", "comment", "react", "edit", "delete"]
PERMISSIONS: Final[tuple[Permission, ...]] = get_args(Permission)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the server is started with.

    Attributes:
        access: credentials.
        database: DuckDB file of `linkedin pages sync`; it need not exist yet.
        dataset: schema of the tables in it.
        ads_dataset: schema of the tables of `linkedin ads sync` in it.
        pipeline: name of dlt's pipeline, which keeps the state of the tables.
        pipelines_folder: dlt's working folder; `None` for its default in the home folder.
        allowed: kinds of changes that the assistant may make; empty for none.
        media_folder: folder from which files may be uploaded; `None` for none.
        max_calls_per_day: limit of calls to one endpoint per UTC day; `None` only counts.
        coverage: returns what a sandbox has of LinkedIn; `None` for LinkedIn itself.
        now: current time in seconds since 1970.
    """

    access: Access
    database: Path
    dataset: str = "linkedin_pages"
    ads_dataset: str = "linkedin_ads"
    pipeline: str = "linkedin_pages"
    pipelines_folder: Path | None = None
    allowed: frozenset[Permission] = frozenset()
    media_folder: Path | None = None
    max_calls_per_day: int | None = None
    coverage: Callable[[], Any] | None = None
    now: Callable[[], float] = field(default=time.time, repr=False)
