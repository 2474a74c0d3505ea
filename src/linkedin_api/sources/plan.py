"""The plan of a load: what to load, and how."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from linkedin_api.argument_checks import check_kind, check_one_of, texts
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.arguments import ADS_LOOKBACK_DAYS, ads_scope, pages_scope, read_day
from linkedin_api.sources.catalogue.ads import DEMOGRAPHICS, Report, select_ads
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import Table, select_tables
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.columnar.table_forms import NESTED, Nested
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.scope import CLASSIFICATION_TYPES, ENGLISH, Locale, Scope
from linkedin_api.sources.windows import Granularity, milliseconds_of

WriteDisposition = Literal["append", "merge", "replace"]
WRITE_DISPOSITIONS: Final[tuple[WriteDisposition, ...]] = ("append", "merge", "replace")
PAGES_SOURCE: Final = "linkedin_pages"
LEARNING_SOURCE: Final = "linkedin_learning"
ADS_SOURCE: Final = "linkedin_ads"
FindAccess = Callable[[], Access]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to load, with which credentials, and how to store it.

    Attributes:
        access: credentials, or a function that returns them when reading starts.
        scope: what to read.
        tables: tables of one catalogue.
        source: name of dlt's source, and of its schema.
        write_disposition: how to write tables by day or month. `merge` replaces rows of the
            same organization and time, and adds the others; `append` only adds rows, and adds
            them twice if a load is interrupted; `replace` reads everything that LinkedIn has
            and replaces all rows. Other tables are always replaced; rows that were not read
            stay if only a part of the table is read.
        nested: how to load lists inside rows: as `tables` or as `json` columns; the same in all
            syncs of a dataset.
        concurrency: maximum number of concurrent calls.
        budget: limit of calls per day; `None` only counts calls.
        retry: retry policy; `None` for five attempts.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: an argument is wrong, a day is still to come, or `lookback_days`
            is combined with `append`.
    """

    access: Access | FindAccess
    scope: Scope
    tables: tuple[Table, ...]
    source: str = PAGES_SOURCE
    write_disposition: WriteDisposition = "merge"
    nested: Nested = "tables"
    concurrency: int = DEFAULT_CONCURRENCY
    budget: RateBudget | None = None
    retry: Retry | None = None
    now: Callable[[], float] = field(default=time.time, repr=False)

    def __post_init__(self) -> None:
        check_one_of("write_disposition", self.write_disposition, WRITE_DISPOSITIONS)
        check_one_of("nested", self.nested, NESTED)
        if not self.tables:
            raise InvalidArgumentError("tables must not be empty; use None for all")
        self.scope.check(self.now())
        if self.source == ADS_SOURCE and self.write_disposition == "append":
            raise InvalidArgumentError(
                "write_disposition must be 'merge' or 'replace': reports are read again, and"
                " 'append' would add their rows twice"
            )
        if self.scope.span.lookback_days and self.write_disposition == "append":
            raise InvalidArgumentError(
                "lookback_days reads loaded days again, and 'append' would add them twice:"
                " use write_disposition='merge'"
            )

    def find_access(self) -> Access:
        """Return the credentials, when reading starts."""
        return self.access if isinstance(self.access, Access) else self.access()

    @property
    def names_of_tables(self) -> list[str]:
        """The names of the tables, and of those of the lists of records in them."""
        return [name for each in self.tables for name in form_of(each, nested=self.nested).tables]

    @property
    def merges(self) -> bool:
        """Whether rows are merged into earlier ones."""
        return self.write_disposition == "merge" and any(each.cursor for each in self.tables)

    @classmethod
    def pages(
        cls,
        access: Access | FindAccess | str,
        organizations: Iterable[int | str] | None = None,
        tables: Iterable[str] | None = None,
        *,
        start_date: date | str | None = None,
        time_granularity: Granularity = "DAY",
        lookback_days: int = 0,
        **options: Any,
    ) -> Plan:
        """Plan to load LinkedIn Pages.

        Args:
            access: an access token, credentials, or a function that returns them when reading
                starts.
            organizations: numbers or URNs; `None` for all that the member administers.
            tables: names of tables; `None` for all.
            start_date: first day of statistics by day or month, such as `2026-01-31`; missing
                days since then are read too. `None` for the end of the last sync or, in the
                first sync, for the earliest statistics, 12 months ago.
            time_granularity: `DAY` or `MONTH`, the same in all syncs of a dataset unless all rows
                are replaced.
            lookback_days: number of days before the last loaded day to read again, since
                LinkedIn corrects numbers.
            options: further attributes of the plan, by name.

        Raises:
            InvalidArgumentError: an argument is wrong; the message names it.

        Example:
            >>> [table.name for table in Plan.pages("a-token", [2414183], ["posts"]).tables]
            ['posts']
        """
        scope = pages_scope(
            organizations,
            start_date=start_date,
            time_granularity=time_granularity,
            lookback_days=lookback_days,
        )
        return cls(_access(access), scope, select_tables(PAGES, tables), PAGES_SOURCE, **options)

    @classmethod
    def learning(
        cls,
        access: Access | FindAccess | str,
        tables: Iterable[str] | None = None,
        *,
        locales: Iterable[str] = (str(ENGLISH),),
        asset_types: Iterable[str] = ("COURSE", "LEARNING_PATH"),
        classification_types: Iterable[str] = CLASSIFICATION_TYPES,
        keyword: str | None = None,
        last_modified_after: date | str | None = None,
        include_retired: bool = False,
        **options: Any,
    ) -> Plan:
        """Plan to load LinkedIn Learning.

        Args:
            access: as in `pages`.
            tables: names of tables; `None` for all.
            locales: locales, such as `de_DE`.
            asset_types: types of assets.
            classification_types: types of classifications.
            keyword: a word in the title of assets; `None` for all assets. Rows that are not
                read stay.
            last_modified_after: a day; `None` for assets of any date. Rows that are not read
                stay.
            include_retired: whether to read retired assets too.
            options: further attributes of the plan, by name.

        Raises:
            InvalidArgumentError: an argument is wrong; the message names it.
        """
        since = read_day(last_modified_after, "last_modified_after")
        scope = Scope(
            locales=tuple(map(Locale.parse, texts("locales", locales))),
            asset_types=texts("asset_types", asset_types),
            keyword=keyword,
            last_modified_after=None if since is None else milliseconds_of(since),
            include_retired=include_retired,
            classification_types=texts("classification_types", classification_types),
        )
        chosen = select_tables(LEARNING, tables)
        return cls(_access(access), scope, chosen, LEARNING_SOURCE, **options)

    @classmethod
    def ads(
        cls,
        access: Access | FindAccess | str,
        accounts: Iterable[int | str] | None = None,
        tables: Iterable[str] | None = None,
        *,
        start_date: date | str | None = None,
        lookback_days: int = ADS_LOOKBACK_DAYS,
        metrics: Sequence[str] | None = None,
        demographics: Sequence[str] = DEMOGRAPHICS,
        demographics_granularity: Granularity = "MONTH",
        custom_reports: Iterable[Report] = (),
        **options: Any,
    ) -> Plan:
        """Plan to load LinkedIn Ads.

        Args:
            access: as in `pages`.
            accounts: numbers or URNs of advertising accounts; `None` for all that the member can
                use.
            tables: names of tables; `None` for all but `ad_lead_form_responses`.
            start_date: first day of reports, such as `2026-01-31`; missing days since then are
                read too. `None` for the end of the last sync or, in the first sync, for two
                years ago.
            lookback_days: number of days before the last loaded day to read again, since
                LinkedIn corrects numbers.
            metrics: names of LinkedIn's metrics; `None` for the usual ones.
            demographics: pivots of `ad_campaign_demographics`.
            demographics_granularity: `MONTH` or `DAY`, the same in all syncs of a dataset.
            custom_reports: reports of your own; each is one more table.
            options: further attributes of the plan, by name; not `append`, since reports are
                read again.

        Raises:
            InvalidArgumentError: an argument is wrong; the message names it.

        Example:
            >>> [table.name for table in Plan.ads("a-token", tables=["ad_campaign_daily"]).tables]
            ['ad_campaign_daily']
        """
        scope = ads_scope(accounts, start_date=start_date, lookback_days=lookback_days)
        chosen = select_ads(
            tables,
            metrics=metrics,
            demographics=demographics,
            demographics_granularity=demographics_granularity,
            custom_reports=custom_reports,
        )
        return cls(_access(access), scope, chosen, ADS_SOURCE, **options)


def _access(access: Access | FindAccess | str) -> Access | FindAccess:
    if isinstance(access, str):
        return Access(access)
    is_right = isinstance(access, Access) or callable(access)
    check_kind(is_right, "access", "an access token, an Access or a function for one", access)
    return access
