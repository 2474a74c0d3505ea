"""What is to be loaded."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from linkedin_api.clients.quota import RateBudget
from linkedin_api.clients.retry import Retry
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.access import Access
from linkedin_api.sources.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.table import Table

WriteDisposition = Literal["append", "merge", "replace"]
WRITE_DISPOSITIONS: Final[tuple[WriteDisposition, ...]] = ("append", "merge", "replace")
Nested = Literal["tables", "json"]
NESTED: Final[tuple[Nested, ...]] = ("tables", "json")
PAGES_SOURCE: Final = "linkedin_pages"
LEARNING_SOURCE: Final = "linkedin_learning"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be loaded, as whom, and how it is kept.

    Attributes:
        access: as whom LinkedIn is asked.
        scope: what is read.
        tables: which ones, of one catalogue.
        source: name of the source in dlt, and of the schema.
        write_disposition: what becomes of rows of time-bound tables: `append` adds what is
            new; `merge` also replaces rows of the same organization and time; `replace` reads
            all that LinkedIn tells and forgets what was there. Other tables are always
            replaced.
        nested: what becomes of lists inside rows: `tables` of their own or `json` columns.
        concurrency: calls at once.
        budget: how many calls a day are allowed; `None` only counts them.
        retry: when to ask again; `None` for five attempts.
        now: seconds since 1970.

    Raises:
        InvalidArgumentError: one of them cannot be, or days that were loaded before are to be
            read again and to be added once more.
    """

    access: Access
    scope: Scope
    tables: tuple[Table, ...]
    source: str = PAGES_SOURCE
    write_disposition: WriteDisposition = "append"
    nested: Nested = "tables"
    concurrency: int = DEFAULT_CONCURRENCY
    budget: RateBudget | None = None
    retry: Retry | None = None
    now: Callable[[], float] = field(default=time.time, repr=False)

    def __post_init__(self) -> None:
        _one_of("write_disposition", self.write_disposition, WRITE_DISPOSITIONS)
        _one_of("nested", self.nested, NESTED)
        if not self.tables:
            raise InvalidArgumentError("a plan needs at least one table")
        if self.scope.span.lookback_days and self.write_disposition == "append":
            raise InvalidArgumentError(
                "lookback_days reads days again that were loaded before: with 'append' they would"
                " be there twice; use write_disposition='merge'"
            )


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InvalidArgumentError(f"{name} must be one of {', '.join(known)}, not {value!r}")
