"""What to read: which organizations, which days, which part of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from linkedin_api.argument_checks import check_names, several
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.windows import Span, check_past, day_of

__all__ = ["Locale", "Owner", "Scope"]

#: Whom rows belong to: an organization, or an account of advertising.
Owner = Literal["organization", "account"]

_organization = re.compile(r"(?:urn:li:(?:organization|company):)?([0-9]{1,19})")
_brand = re.compile(r"urn:li:organizationBrand:([0-9]{1,19})")
_account = re.compile(r"(?:urn:li:sponsoredAccount:)?([0-9]{1,19})")


#: Why a brand is not read.
BRAND: Final = (
    "{} is a brand, and the tables are those of organizations: to read the organization with the"
    " same number, give the number alone"
)


def read_organization(value: int | str) -> int:
    """Return the number of an organization, given as a number, as text or as a URN.

    Raises:
        InvalidArgumentError: the value has another form.

    Example:
        >>> [read_organization(each) for each in (1337, " 1337", "urn:li:organization:1337")]
        [1337, 1337, 1337]
    """
    if _brand.fullmatch(str(value).strip()):
        raise InvalidArgumentError(BRAND.format(value))
    return _number(value, _organization, "an organization", "urn:li:organization:1337")


def _number(value: int | str, form: re.Pattern[str], what: str, urn: str) -> int:
    found = None if isinstance(value, bool) else form.fullmatch(str(value).strip())
    if found is None or int(found[1]) == 0:
        raise InvalidArgumentError(
            f"{what} must be a number such as {urn.rpartition(':')[2]}, or a URN such as {urn!r},"
            f" not {value!r}"
        )
    return int(found[1])


def is_organization(urn: str) -> bool:
    """Whether a URN is that of an organization."""
    return _organization.fullmatch(urn) is not None


def number_in(organization: Any) -> int | None:
    """Return the number in a value that LinkedIn sent for an organization or a brand.

    Example:
        >>> number_in("urn:li:organizationBrand:1337"), number_in("urn:li:person:1337")
        (1337, None)
    """
    found = _organization.fullmatch(str(organization)) or _brand.fullmatch(str(organization))
    return None if found is None else int(found[1])


def urn_of(organization: int) -> str:
    """Return the URN of an organization."""
    return f"urn:li:organization:{organization}"


def read_organizations(values: Iterable[int | str]) -> tuple[int, ...]:
    """Return the numbers of organizations in order, without duplicates."""
    return tuple(dict.fromkeys(map(read_organization, several("organizations", values))))


def read_account(value: int | str) -> int:
    """Return the number of an advertising account, given as a number, as text or as a URN.

    Raises:
        InvalidArgumentError: the value has another form.

    Example:
        >>> [read_account(each) for each in (512, " 512", "urn:li:sponsoredAccount:512")]
        [512, 512, 512]
    """
    return _number(value, _account, "an account", "urn:li:sponsoredAccount:512000001")


def account_urn_of(account: int) -> str:
    """Return the URN of an advertising account."""
    return f"urn:li:sponsoredAccount:{account}"


def read_accounts(values: Iterable[int | str]) -> tuple[int, ...]:
    """Return the numbers of advertising accounts in order, without duplicates."""
    return tuple(dict.fromkeys(map(read_account, several("accounts", values))))


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as spoken in a country, such as `en_US`."""

    language: str
    country: str

    @classmethod
    def parse(cls, text: str) -> Locale:
        """Parse a locale.

        Raises:
            InvalidArgumentError: the text has another form.

        Example:
            >>> Locale.parse("en_US")
            Locale(language='en', country='US')
        """
        found = re.fullmatch(r"([a-z]{2,3})[_-]([A-Z]{2})", text)
        if found is None:
            raise InvalidArgumentError(f"a locale must look like 'en_US', not {text!r}")
        return cls(found[1], found[2])

    @property
    def record(self) -> dict[str, str]:
        """The locale as LinkedIn's record."""
        return {"country": self.country, "language": self.language}

    def __str__(self) -> str:
        return f"{self.language}_{self.country}"


ENGLISH: Final = Locale("en", "US")
ASSET_TYPES: Final = ("COURSE", "LEARNING_PATH", "VIDEO", "CHAPTER")
CLASSIFICATION_TYPES: Final = ("LIBRARY", "SUBJECT", "TOPIC", "SKILL")


@dataclass(frozen=True, slots=True)
class Scope:
    """What to read from the tables.

    Attributes:
        organizations: numbers or URNs of organizations; `None` for all that the token's member
            administers, which the reader lists.
        span: which statistics to read.
        locales: locales of LinkedIn Learning.
        asset_types: types of its assets.
        keyword: a word in the title of assets; `None` for all assets.
        last_modified_after: milliseconds since 1970; `None` for assets of any date.
        include_retired: whether to read retired assets too.
        classification_types: types of its classifications.
        accounts: numbers or URNs of advertising accounts; `None` for all that the token's member
            can use, which the reader lists.

    Raises:
        InvalidArgumentError: `organizations` or `accounts` is empty or contains something else,
            or LinkedIn Learning does not know a type.
    """

    organizations: tuple[int, ...] | None = None
    span: Span = field(default_factory=Span)
    locales: tuple[Locale, ...] = (ENGLISH,)
    asset_types: tuple[str, ...] = ("COURSE", "LEARNING_PATH")
    keyword: str | None = None
    last_modified_after: int | None = None
    include_retired: bool = False
    classification_types: tuple[str, ...] = CLASSIFICATION_TYPES
    accounts: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        for name, read, whose in (
            ("organizations", read_organizations, "administers"),
            ("accounts", read_accounts, "can use"),
        ):
            given = getattr(self, name)
            if given == ():
                raise InvalidArgumentError(
                    f"{name} must not be empty; use None for all that the member {whose}"
                )
            if given is not None:
                object.__setattr__(self, name, read(given))
        check_names("asset_types", self.asset_types, ASSET_TYPES)
        check_names("classification_types", self.classification_types, CLASSIFICATION_TYPES)

    def with_owners(self, kind: Owner, numbers: tuple[int, ...]) -> Scope:
        """Return the same for these organizations or accounts."""
        if kind == "organization":
            return replace(self, organizations=numbers)
        return replace(self, accounts=numbers)

    def check(
        self,
        now: float,
        start_date: str = "start_date",
        last_modified_after: str = "last_modified_after",
    ) -> None:
        """Refuse days that are still to come: nothing could be read.

        Args:
            now: current time in seconds since 1970.
            start_date: how the caller names the first day of statistics.
            last_modified_after: how the caller names the day of modification.

        Raises:
            InvalidArgumentError: a day is later than today in UTC.

        Example:
            >>> from datetime import date
            >>> Scope(span=Span(date(2026, 11, 23))).check(1795329000)
            Traceback (most recent call last):
            linkedin_api.errors.InvalidArgumentError: start_date must not be in the future, but it
            is 2026-11-23 and today is 2026-11-22 (UTC)
        """
        check_past(start_date, self.span.start_date, now)
        if self.last_modified_after is not None:
            check_past(last_modified_after, day_of(self.last_modified_after), now)
