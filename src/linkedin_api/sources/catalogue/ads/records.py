"""What tables of advertising share: permissions, money, schedules, URNs beside numbers, and rows.

LinkedIn's records stay as they are, but for four things: a link is a URN and a number
(`campaignUrn`, `campaignId`), stamps are times (`createdAt`, `lastModifiedAt`), the version is a
text, and criteria of targeting are JSON, whose form LinkedIn's targeting decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from linkedin_api.resource_access import ADVERTISING
from linkedin_api.sources.catalogue.schema import (
    Schema,
    array,
    integer,
    mapping,
    moment,
    money,
    record,
    required,
    row,
    text,
    urn,
)
from linkedin_api.sources.catalogue.table import AnyOf, Table
from linkedin_api.sources.queries.ad_reading import number_of
from linkedin_api.sources.queries.query import Record

#: To read accounts, campaigns and creatives.
ADS: Final[AnyOf] = ("r_ads", "rw_ads")
#: To read reports.
REPORTING: Final[AnyOf] = ("r_ads_reporting",)
#: To read conversion rules; LinkedIn documents the second, and others use the first (observed).
CONVERSIONS: Final[AnyOf] = ("r_ads", "rw_ads", "rw_conversions")
#: To read lead forms and what was sent in with them.
LEADS: Final[AnyOf] = ("r_marketing_leadgen_automation",)
#: LinkedIn's documentation.
GUIDE: Final = "https://learn.microsoft.com/en-us/linkedin/marketing"
STRUCTURE: Final = f"{GUIDE}/integrations/ads/account-structure"
#: The account of each row.
ACCOUNT: Final[Mapping[str, Schema]] = {
    "accountUrn": urn("the account"),
    "accountId": required(integer("number of the account")),
}
STAMPS: Final[Mapping[str, Schema]] = {
    "createdAt": moment("when it was created"),
    "createdBy": urn("who created it"),
    "lastModifiedAt": moment("when it was last changed"),
    "lastModifiedBy": urn("who last changed it"),
}
#: When what has no member was made and changed.
TIMES: Final = {name: STAMPS[name] for name in ("createdAt", "lastModifiedAt")}
VERSION: Final[Mapping[str, Schema]] = {"versionTag": text("number of its version")}
#: Fields with a URN: the names of the URN and of the number in it.
_LINKS: Final = {
    "account": ("accountUrn", "accountId"),
    "campaign": ("campaignUrn", "campaignId"),
    "campaignGroup": ("campaignGroupUrn", "campaignGroupId"),
    "user": ("userUrn", ""),
}
_STAMPS: Final = {
    "created": ("createdAt", "createdBy"),
    "lastModified": ("lastModifiedAt", "lastModifiedBy"),
}
#: Fields whose form is not that of a table.
_JSON: Final = ("targetingCriteria", "targeting", "referenceInfo")


def table_of_accounts(
    fields: Mapping[str, Schema], key: tuple[str, ...] = (), **more: Any
) -> Table:
    """A table whose rows belong to an account.

    Args:
        fields: the fields beside the account.
        key: those of them that identify a row of an account.
        more: further attributes of the table.
    """
    usual = {"product": ADVERTISING, "permissions": (ADS,)}
    return Table(
        schema=row({**ACCOUNT, **fields}),
        primary_key=("accountId", *key),
        organization="accountId",
        owner="account",
        **(usual | more),
    )


def link(what: str, name: str) -> dict[str, Schema]:
    """A link to another row: its URN and its number."""
    return {f"{name}Urn": urn(what), f"{name}Id": integer(f"number of {what}")}


def amount(about: str) -> Schema:
    """An amount of money and its currency."""
    return record({"amount": money("how much"), "currencyCode": text("such as `EUR`")}, about)


def schedule() -> Schema:
    """When something runs."""
    return record(
        {"start": moment("when it starts"), "end": moment("when it ends; null if it does not")},
        "when it runs",
    )


def statuses(about: str = "why it is shown or not, such as `RUNNABLE`") -> Schema:
    """A list of statuses."""
    return array(text(), about)


def localized(about: str) -> Schema:
    """A text in each of its languages."""
    return record({"localized": mapping(text(), "the text by locale")}, about)


def row_maker(**names: str) -> Callable[[Record, int], Record]:
    """Return a function that makes a row from an entity and the number of its account.

    Args:
        names: new names of fields. The field `id` may get two, separated by a comma: for a URN,
            and for the number in it.

    Example:
        >>> make = row_maker(id="creativeUrn,creativeId")
        >>> made = make({"id": "urn:li:sponsoredCreative:7", "version": {"versionTag": "2"}}, 5)
        >>> [made[name] for name in ("creativeUrn", "creativeId", "versionTag", "accountId")]
        ['urn:li:sponsoredCreative:7', 7, '2', 5]
    """
    renamed = {old: tuple(new.split(",")) for old, new in names.items()}

    def make(entity: Record, account: int) -> Record:
        row: Record = {
            "accountUrn": f"urn:li:sponsoredAccount:{account}",
            "accountId": account,
        }
        for name, value in entity.items():
            row.update(_field(name, value, renamed))
        return row

    return make


def _field(name: str, value: Any, renamed: Mapping[str, tuple[str, ...]]) -> Record:
    """The fields of a row that a field of an entity becomes."""
    if name in renamed:
        first, *second = renamed[name]
        return {first: value, **{each: number_of(str(value)) for each in second}}
    if name in _LINKS and isinstance(value, str):
        link_urn, number = _LINKS[name]
        return {link_urn: value, **({number: number_of(value)} if number else {})}
    if name == "changeAuditStamps" and isinstance(value, dict):
        return _stamps(value)
    if name == "version" and isinstance(value, dict) and set(value) == {"versionTag"}:
        return dict(value)
    if name in _JSON:
        return {name: as_json(value)}
    return {name: value}


def _stamps(stamps: Mapping[str, Any]) -> Record:
    """The times and members of audit stamps; what else is there stays."""
    row: Record = {}
    for name, (time, actor) in _STAMPS.items():
        stamp = stamps.get(name)
        if isinstance(stamp, dict):
            row[time], row[actor] = stamp.get("time"), stamp.get("actor")
    return row


def as_json(value: Any) -> str | None:
    """Return a record as JSON, with its keys in order; `None` if there is none."""
    return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)


def json_text(about: str) -> Schema:
    """A record as JSON, with its keys in order."""
    return text(f"{about}, as JSON")
