"""Advertising: accounts, their users, and the campaign groups below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from linkedin_api.sandbox.call import Call
from linkedin_api.sandbox.catalog.identity import MEMBER
from linkedin_api.sandbox.keys import CompoundKey
from linkedin_api.sandbox.problems import Problem, Refused
from linkedin_api.sandbox.resource import (
    ALL_METHODS,
    BatchFinder,
    Entity,
    Field,
    Finder,
    Paging,
    Param,
    Resource,
    Seeding,
    Seeds,
)

_READ: Final = frozenset({"r_ads", "rw_ads"})
_WRITE: Final = frozenset({"rw_ads"})
_SEARCH_PAGES: Final = Paging("cursor", default=100, maximum=1000)
_ACCOUNT_STATUSES: Final = ("ACTIVE", "CANCELED", "DRAFT", "PENDING_DELETION", "REMOVED")
_GROUP_STATUSES: Final = (
    "ACTIVE",
    "ARCHIVED",
    "CANCELED",
    "DRAFT",
    "PAUSED",
    "PENDING_DELETION",
    "REMOVED",
)
_ROLES: Final = (
    "ACCOUNT_BILLING_ADMIN",
    "ACCOUNT_MANAGER",
    "CAMPAIGN_MANAGER",
    "CREATIVE_MANAGER",
    "VIEWER",
)
_FIRST_ACCOUNT: Final = 512_000_001
_FIRST_GROUP: Final = 600_000_001
#: Milliseconds: 2026-01-01 UTC, when all seeded entities were made.
_SEEDED: Final = 1_767_225_600_000
_DAY: Final = 86_400_000
_PERSON: Final = f"urn:li:person:{MEMBER}"

_SEARCH_PARAMS: Final = (Param("search", "record"), Param("sort", "record"))
_DRAFT_ONLY: Final = Problem(
    400,
    "Delete is allowed only for entities in DRAFT status",
    "DELETE_ALLOWED_ONLY_FOR_DRAFT_STATUS",
    source="documented",
)


def _stamps(call: Call, entity: dict[str, Any], key: Any) -> dict[str, Any]:
    """Add what LinkedIn itself keeps: id, who wrote it when, and the version tag."""
    existing = call.collection.entities.get(str(key), {})
    stamp = {"actor": call.person, "time": call.clock.milliseconds()}
    created = existing.get("changeAuditStamps", {}).get("created", stamp)
    tag = int(existing.get("version", {}).get("versionTag", 0)) + 1
    return {
        **entity,
        "id": key,
        "changeAuditStamps": {"created": created, "lastModified": stamp},
        "version": {"versionTag": str(tag)},
    }


def _seeded(entity: dict[str, Any], age_days: int = 0) -> dict[str, Any]:
    stamp = {"actor": _PERSON, "time": _SEEDED - age_days * _DAY}
    return {
        **entity,
        "changeAuditStamps": {"created": stamp, "lastModified": stamp},
        "version": {"versionTag": "1"},
    }


# What `search=(…)` may say, and how an entity answers to it.
_CRITERIA: Final[Mapping[str, Callable[[Entity], str]]] = {
    "id": lambda entity: str(entity.get("id")),
    "name": lambda entity: str(entity.get("name")),
    "status": lambda entity: str(entity.get("status")),
    "type": lambda entity: str(entity.get("type")),
    "reference": lambda entity: str(entity.get("reference")),
}


def _matches(search: Mapping[str, Any], entity: Entity) -> bool:
    for name, read in _CRITERIA.items():
        wanted = search.get(name)
        if wanted is not None and read(entity) not in _values(wanted):
            return False
    test = search.get("test")
    return test is None or str(bool(entity.get("test"))).lower() == test


def _values(criterion: Any) -> list[str]:
    """Return the values of `(values:List(…))`, or of a bare list or text."""
    if isinstance(criterion, Mapping):
        criterion = criterion.get("values", [])
    if isinstance(criterion, list):
        return [_last(value) for value in criterion]
    return [str(criterion)]


def _last(value: Any) -> str:
    """Ids may be asked for as URNs: `urn:li:sponsoredAccount:5` means 5."""
    text = str(value)
    return text.rpartition(":")[2] if text.startswith("urn:li:sponsored") else text


def _sortable(value: Any) -> tuple[int, str]:
    """Order numbers by value and before texts."""
    return (value, "") if isinstance(value, int) else (2**63, str(value))


def _search(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    search, sort = call.params.get("search", {}), call.params.get("sort", {})
    found = [entity for entity in entities if _matches(search, entity)]
    field = str(sort.get("field", "ID")).lower()
    found.sort(
        key=lambda entity: _sortable(entity.get(field)),
        reverse=sort.get("order") == "DESCENDING",
    )
    return found


def _seed_accounts(seeding: Seeding) -> Seeds:
    accounts = {}
    for index, name in enumerate(("Lovelace Engines", "Babbage & Sons", "Menabrea Notes (test)")):
        key = _FIRST_ACCOUNT + index
        accounts[key] = _seeded(
            {
                "id": key,
                "name": name,
                "currency": seeding.random.choice(("USD", "EUR", "GBP")),
                "status": "ACTIVE" if index < 2 else "DRAFT",
                "type": "BUSINESS",
                "reference": f"urn:li:organization:{2_414_183 + index}",
                "test": index == 2,
                "servingStatuses": ["RUNNABLE"],
                "notifiedOnCampaignOptimization": True,
            },
            age_days=300 - index,
        )
    return accounts.items()


def _seed_groups(seeding: Seeding) -> Seeds:
    account = seeding.parents[0]
    groups = {}
    for index in range(12):
        key = _FIRST_GROUP + (account - _FIRST_ACCOUNT) * 1000 + index
        groups[key] = _seeded(
            {
                "id": key,
                "name": f"Campaign group {index + 1}",
                "account": f"urn:li:sponsoredAccount:{account}",
                "status": ("ACTIVE", "PAUSED", "DRAFT")[index % 3],
                "runSchedule": {"start": _SEEDED - index * _DAY},
                "totalBudget": {
                    "amount": f"{seeding.random.randrange(100, 10_000)}.00",
                    "currencyCode": "USD",
                },
                "test": False,
            },
            age_days=index,
        )
    return groups.items()


def _seed_users(_seeding: Seeding) -> Seeds:
    users = []
    for index in range(3):
        for person, role in ((MEMBER, _ROLES[1]), (f"sandbox{index}B", _ROLES[4])):
            parts = {
                "account": f"urn:li:sponsoredAccount:{_FIRST_ACCOUNT + index}",
                "user": f"urn:li:person:{person}",
            }
            users.append((parts, _seeded({**parts, "role": role})))
    return users


def _complete_user(call: Call, entity: dict[str, Any], key: Any) -> dict[str, Any]:
    text = call.resource.key.of(key).text
    existing = call.collection.entities.get(text, {})
    stamp = {"actor": call.person, "time": call.clock.milliseconds()}
    created = existing.get("changeAuditStamps", {}).get("created", stamp)
    return {
        **entity,
        **key,
        "changeAuditStamps": {"created": created, "lastModified": stamp},
    }


def _users_of_accounts(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    return [entity for entity in entities if entity["account"] == call.params["accounts"]]


def _users_of_caller(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    return [entity for entity in entities if entity["user"] == call.person]


def _check_parent(call: Call, entity: Entity, _key: Any) -> None:
    """Refuse a campaign group that names another account than the path."""
    account = f"urn:li:sponsoredAccount:{call.parents[0].text}"
    if entity.get("account", account) != account:
        raise Refused(_ACCOUNT_MISMATCH)


_ACCOUNT_MISMATCH: Final = Problem(
    400,
    "The account in the path and in the body must be the same",
    "ACCOUNT_ID_MISMATCH_IN_PARAM_AND_BODY",
    source="documented",
)

_GROUPS: Final = Resource(
    "adCampaignGroups",
    fields=(
        Field("id", "long", read_only=True),
        Field("name", required=True),
        Field("account", "urn", required=True),
        Field("status", required=True, symbols=_GROUP_STATUSES),
        Field("runSchedule", "record"),
        Field("totalBudget", "record"),
        Field("test", "boolean"),
    ),
    methods=ALL_METHODS,
    finders=(Finder("search", _SEARCH_PARAMS, _search, paging=_SEARCH_PAGES),),
    batch_finders=(
        # LinkedIn documents no batch finder here; it stands so that all methods can be shown.
        BatchFinder(
            "searchCriteria",
            "criteria",
            (Param("status", "any"), Param("name", "any"), Param("id", "any")),
            lambda _call, criterion, entity: _matches(criterion, entity),
            source="chosen",
        ),
    ),
    paging=Paging(total=True, maximum=1000),
    returns_entity=frozenset({"BATCH_CREATE"}),
    read_scopes=_READ,
    write_scopes=_WRITE,
    seed=_seed_groups,
    mint=lambda serial, _entity: 700_000_001 + serial,
    complete=_stamps,
    check=_check_parent,
    new_style_errors=True,
)

_ACCOUNTS: Final = Resource(
    "adAccounts",
    fields=(
        Field("id", "long", read_only=True),
        Field("name", required=True),
        Field("currency"),
        Field("status", symbols=_ACCOUNT_STATUSES),
        Field("type", required=True, symbols=("BUSINESS", "ENTERPRISE")),
        Field("reference", "urn"),
        Field("test", "boolean"),
        Field("notifiedOnCampaignOptimization", "boolean"),
    ),
    methods=ALL_METHODS - {"GET_ALL"},
    finders=(Finder("search", _SEARCH_PARAMS, _search, paging=_SEARCH_PAGES),),
    children=(_GROUPS,),
    read_scopes=_READ,
    write_scopes=_WRITE,
    seed=_seed_accounts,
    mint=lambda serial, _entity: 513_000_001 + serial,
    complete=_stamps,
    new_style_errors=True,
)

_USERS: Final = Resource(
    "adAccountUsers",
    kind="association",
    key=CompoundKey({"account": "urn", "user": "urn"}),
    fields=(
        Field("account", "urn"),
        Field("user", "urn"),
        Field("role", required=True, symbols=_ROLES),
    ),
    methods=ALL_METHODS - {"GET_ALL", "CREATE", "BATCH_CREATE"},
    finders=(
        Finder("accounts", (Param("accounts", "urn", required=True),), _users_of_accounts),
        Finder("authenticatedUser", (), _users_of_caller),
    ),
    read_scopes=_READ,
    write_scopes=_WRITE,
    seed=_seed_users,
    complete=_complete_user,
    new_style_errors=True,
    upsert=True,
)

ADS: Final = (_ACCOUNTS, _USERS)
