"""The options of the data source. Errors name the option and show no secret."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Self, TypeVar

from linkedin_api.clients.configuration import (
    API_URL,
    API_URL_VARIABLE,
    OAUTH_URL,
    OAUTH_URL_VARIABLE,
    resolve_base_url,
)
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.arguments import ads_scope, pages_scope
from linkedin_api.sources.catalogue.ads import ADS, METRICS, ads_tables
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import select_tables
from linkedin_api.sources.columnar import TableForm, form_of
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import GRANULARITIES
from linkedin_api.versions import KNOWN_GOOD

T = TypeVar("T")
OnRefused = Literal["skip", "fail"]
#: The table of what LinkedIn refuses.
PROBLEMS: Final = "sync_problems"
#: What only the driver may know. Spark redacts options with these names.
SECRETS: Final = ("accessToken", "clientSecret", "refreshToken")
#: What a profile has itself.
_IN_A_PROFILE: Final = (*SECRETS, "clientId", "baseUrl", "oauthUrl")
_CATALOGUE: Final[Mapping[str, ReadableTable]] = {**PAGES, **LEARNING, **ADS}
#: The word for all metrics.
_ALL: Final = "all"
_DEFAULTS: Final[Mapping[str, str | None]] = {
    "table": None,
    "tables": None,
    "organizations": None,
    "accounts": None,
    "metrics": None,
    "accessToken": None,
    "clientId": None,
    "clientSecret": None,
    "refreshToken": None,
    "profile": None,
    "baseUrl": None,
    "oauthUrl": None,
    "apiVersion": KNOWN_GOOD,
    "startDate": None,
    "timeGranularity": "DAY",
    "callsPerDay": None,
    "onRefused": "skip",
    "numPartitions": "8",
    "concurrency": "4",
    "maxRowsPerTrigger": None,
}


class OptionError(InvalidArgumentError):
    """An option is missing or wrong; the message names it."""


@dataclass(frozen=True, slots=True)
class Options:
    """The parsed options, without credentials.

    Attributes:
        table: the table of the catalogue to read; `None` for `sync_problems`.
        form: name of the table of its Arrow form, which has the columns.
        tables: for `sync_problems`, the tables to check.
        scope: what to read.
        version: version of the API.
        base_url: base URL of the API.
        calls_per_day: limit of calls to one endpoint; `None` for no limit.
        on_refused: whether a refused organization is skipped, or fails the job.
        partitions: maximum number of partitions.
        concurrency: maximum number of concurrent calls of a partition.
        rows_per_trigger: limit of rows of a micro-batch; `None` for no limit.
        now: current time in seconds since 1970.
    """

    table: ReadableTable | None
    form: str
    tables: tuple[ReadableTable, ...]
    scope: Scope
    version: str
    base_url: str
    calls_per_day: int | None
    on_refused: OnRefused
    partitions: int
    concurrency: int
    rows_per_trigger: int | None
    now: Callable[[], float] = time.time

    @classmethod
    def read(cls, given: Mapping[str, str], now: Callable[[], float] = time.time) -> Self:
        """Parse options; their names have upper and lower case alike.

        Raises:
            OptionError: an option is unknown, missing or wrong.

        Example:
            >>> options = Options.read({"table": "posts", "ORGANIZATIONS": "2414183, 2414184"})
            >>> options.scope.organizations
            (2414183, 2414184)
        """
        values = _known(given)
        name = values["table"]
        if name is None:
            raise OptionError(f"option table is missing: set it to one of {_names()}")
        is_problems = name == PROBLEMS
        checked = _list(values["tables"]) if is_problems else None
        table = None if is_problems else _table(name, _list(values["metrics"]))
        return cls(
            table,
            name,
            _checking("tables", lambda: select_tables(PAGES, checked)) if is_problems else (),
            _scope(values, table, now()),
            str(values["apiVersion"]),
            resolve_base_url(values["baseUrl"], API_URL_VARIABLE, API_URL),
            _whole("callsPerDay", values["callsPerDay"]),
            _one_of("onRefused", values["onRefused"], ("skip", "fail")),
            _whole("numPartitions", values["numPartitions"]) or 1,
            _whole("concurrency", values["concurrency"]) or 1,
            _whole("maxRowsPerTrigger", values["maxRowsPerTrigger"]),
            now,
        )

    @property
    def chosen(self) -> ReadableTable:
        """The table of the catalogue.

        Raises:
            OptionError: it is `sync_problems`, which is in no catalogue.
        """
        if self.table is None:
            raise OptionError(f"{PROBLEMS} can be read by a batch query only")
        return self.table

    @property
    def table_form(self) -> TableForm:
        """The form with the columns of the table."""
        return form_of(self.chosen).tables[self.form]

    def access(self, token: str) -> Access:
        """Return credentials for the executors."""
        return Access(token, version=self.version, base_url=self.base_url)


def read_access(given: Mapping[str, str], now: Callable[[], float] = time.time) -> Access:
    """Return the credentials in options; only the driver may have them.

    Raises:
        OptionError: there is no token, and no credentials to fetch one; or there are a profile
            and other credentials or addresses.
        ProfileError: there is no such profile, or it has no usable token.
        TokenStoreError: its secret or token cannot be read.
    """
    values = _known(given)
    if values["profile"] is not None:
        return _access_of_profile(values, values["profile"], now)
    access = Access(
        values["accessToken"],
        values["clientId"],
        values["clientSecret"],
        values["refreshToken"],
        str(values["apiVersion"]),
        resolve_base_url(values["baseUrl"], API_URL_VARIABLE, API_URL),
        resolve_base_url(values["oauthUrl"], OAUTH_URL_VARIABLE, OAUTH_URL),
    )
    if not access.access_token and not (access.client_id and access.client_secret):
        raise OptionError(
            "option accessToken is missing: set it, or set clientId, clientSecret and"
            " refreshToken, or profile"
        )
    return access


def _access_of_profile(
    values: Mapping[str, str | None], profile: str, now: Callable[[], float]
) -> Access:
    for name in _IN_A_PROFILE:
        if values[name] is not None:
            raise OptionError(f"set the option profile or {name}, not both")
    try:
        return Access.from_profile(profile, version=str(values["apiVersion"]), clock=now)
    except InvalidArgumentError as error:
        raise OptionError(f"option profile: {error}") from None


def _known(given: Mapping[str, str]) -> dict[str, str | None]:
    by_lower = {name.lower(): name for name in _DEFAULTS}
    values = dict(_DEFAULTS)
    for name, value in given.items():
        if name.lower() not in by_lower:
            raise OptionError(
                f"there is no option {name!r}; the options are {', '.join(_DEFAULTS)}"
            )
        known = by_lower[name.lower()]
        values[known] = value.strip() or _DEFAULTS[known]
    return values


def _names() -> str:
    return ", ".join([*_CATALOGUE, PROBLEMS])


def _table(name: str, metrics: list[str] | None) -> ReadableTable:
    """The table of the catalogue that has a table of an Arrow form."""
    catalogue = _CATALOGUE
    if metrics is not None:
        names = list(METRICS) if _ALL in metrics else metrics
        chosen = _checking("metrics", lambda: ads_tables(metrics=names))
        catalogue = {**_CATALOGUE, **chosen}
    for table in catalogue.values():
        begins = name.startswith(f"{table.name}__")
        if name == table.name or (begins and name in form_of(table).tables):
            return table
    raise OptionError(
        f"option table must be one of {_names()}, or a table of a list in one of them, such as"
        f" organization_lookup__locations, not {name!r}"
    )


def _scope(values: Mapping[str, str | None], table: ReadableTable | None, now: float) -> Scope:
    """What to read; of advertising there is no choice between days and months here."""
    of_ads = table is not None and table.owner == "account"
    name, make = ("accounts", ads_scope) if of_ads else ("organizations", pages_scope)
    other = "organizations" if of_ads else "accounts"
    if values[other] is not None:
        raise OptionError(f"option {other}: {values['table']} has no {other}; remove it")
    whose = _list(values[name])
    more: dict[str, Any] = {}
    if not of_ads:
        granularity = _one_of("timeGranularity", values["timeGranularity"], GRANULARITIES)
        more["time_granularity"] = granularity
    _checking(name, lambda: make(whose))
    scope = _checking("startDate", lambda: make(whose, start_date=values["startDate"], **more))
    _checking("startDate", lambda: scope.check(now))
    return scope


def _list(value: str | None) -> list[str] | None:
    return None if value is None else [each.strip() for each in value.split(",") if each.strip()]


def _checking(name: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except InvalidArgumentError as error:
        raise OptionError(f"option {name}: {error}") from None


def _whole(name: str, value: str | None) -> int | None:
    if value is None:
        return None
    if value.isascii() and value.isdecimal() and int(value) > 0:
        return int(value)
    raise OptionError(f"option {name} must be a whole number above 0, not {value!r}")


def _one_of(name: str, value: str | None, known: tuple[Any, ...]) -> Any:
    for each in known:
        if value == each:
            return each
    raise OptionError(f"option {name} must be {' or '.join(known)}, not {value!r}")
