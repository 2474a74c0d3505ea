"""Advertising accounts, and who may use them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_campaigns import CAMPAIGNS, GROUPS
from linkedin_api.sandbox.catalog.ad_numbers import stamped
from linkedin_api.sandbox.catalog.ad_records import (
    KEPT,
    MONEY,
    SERVING_STATUSES,
    complete,
    stamps,
)
from linkedin_api.sandbox.catalog.ad_search import SEARCH, ad_resource
from linkedin_api.sandbox.catalog.ad_shelves import accounts_of, home_of_accounts
from linkedin_api.sandbox.catalog.creatives import CREATIVES
from linkedin_api.sandbox.catalog.identity import MEMBER
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT, SEEDED_DAY
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.protocol.keys import CompoundKey
from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.resource import (
    ALL_METHODS,
    Call,
    Entity,
    Field,
    Finder,
    Paging,
    Param,
    record,
)
from linkedin_api.sandbox.protocol.store import Collection, Store
from linkedin_api.sandbox.world import linkedin_store, person_of

_STATUSES: Final = ("ACTIVE", "CANCELED", "DRAFT", "PENDING_DELETION", "REMOVED")
_ROLES: Final = (
    "ACCOUNT_BILLING_ADMIN",
    "ACCOUNT_MANAGER",
    "CAMPAIGN_MANAGER",
    "CREATIVE_MANAGER",
    "VIEWER",
)
#: Roles that see who else may use an account (documented: managers).
_MANAGERS: Final = frozenset({"ACCOUNT_BILLING_ADMIN", "ACCOUNT_MANAGER"})
_USER_KEY: Final = CompoundKey({"account": "urn", "user": "urn"})
_ONE_TEST_ACCOUNT: Final = Problem(
    400, "The limit of test accounts is reached", "TEST_ACCOUNT_LIMIT_REACHED", source="documented"
)
_NO_ROLE: Final = Problem(
    403, "The member has no role in {account} that allows this", "ACCESS_DENIED", source="chosen"
)


def users_of(store: Store) -> Collection:
    """Return who may use which account."""
    return store.shelf("adAccountUsers", lambda store: Collection(_first_users(store)))


def may_use(call: Call, account: str) -> bool:
    """Whether the member of a call may use an account, by its URN."""
    return _role_in(call, account) is not None


def check_role(call: Call, account: str, *, writes: bool = False) -> None:
    """Refuse a member who has no role in an account, and a viewer who writes.

    Raises:
        Refused: 403.
    """
    role = _role_in(call, account)
    if role is None or (writes and role == _ROLES[-1]):
        raise Refused(_NO_ROLE.fill(account=account))


def _role_in(call: Call, account: str) -> str | None:
    key = _USER_KEY.of({"account": account, "user": person_of(call)})
    user = users_of(call.store).entities.get(key.text)
    return None if user is None else str(user["role"])


def _first_users(store: Store) -> dict[str, Entity]:
    """Make the member the manager of every account, and another member its viewer."""
    users: dict[str, Entity] = {}
    for account in linkedin_store(store).figures.ads.accounts:
        for person, role in ((MEMBER, _ROLES[1]), (f"sandbox{account.place}B", _ROLES[4])):
            parts = {"account": account.urn, "user": f"urn:li:person:{person}"}
            users[_USER_KEY.of(parts).text] = stamped({**parts, "role": role}, SEEDED_DAY * DAY)
    return users


def _complete_account(call: Call, entity: dict[str, Any], key: Any) -> dict[str, Any]:
    """Complete an account; its creator becomes its manager."""
    if str(key) not in call.collection.entities and call.token.member:
        parts = {"account": f"{ACCOUNT}{key}", "user": person_of(call)}
        user = {**parts, "role": _ROLES[1], **stamps(call, {})}
        users_of(call.store).entities[_USER_KEY.of(parts).text] = user
    return complete(call, {"status": "ACTIVE", **entity}, key)


def _check_account(call: Call, entity: Entity, key: Any) -> None:
    """Refuse test accounts other than those that exist at the start."""
    created = any(
        account.get("test") and int(number) >= _FIRST_CREATED
        for number, account in accounts_of(call.store).entities.items()
    )
    if entity.get("test") and key is None and created:
        raise Refused(_ONE_TEST_ACCOUNT)


def _complete_user(call: Call, entity: dict[str, Any], key: Any) -> dict[str, Any]:
    existing = call.collection.entities.get(call.resource.key.of(key).text, {})
    return {**entity, **key, **stamps(call, existing)}


def _by_account(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    """Return the users of the first account: to its managers all, to others only themselves."""
    account, me = call.params["accounts"][:1], person_of(call)
    found = [entity for entity in entities if entity["account"] in account]
    mine = {entity["role"] for entity in found if entity["user"] == me}
    return found if mine & _MANAGERS else [each for each in found if each["user"] == me]


def _by_caller(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    return [entity for entity in entities if entity["user"] == person_of(call)]


_FIRST_CREATED: Final = 513_000_001
_ACCOUNT_RESOURCE: Final = ad_resource(
    "adAccounts",
    fields=(
        Field("id", "long", read_only=True),
        Field("name", required=True),
        Field("currency"),
        Field("status", symbols=_STATUSES),
        Field("type", required=True, symbols=("BUSINESS", "ENTERPRISE")),
        Field("reference", "urn"),
        Field("referenceInfo", "record", read_only=True),
        Field("test", "boolean"),
        Field("notifiedOnCampaignOptimization", "boolean"),
        Field("notifiedOnCreativeApproval", "boolean"),
        Field("notifiedOnCreativeRejection", "boolean"),
        Field("notifiedOnEndOfCampaign", "boolean"),
        Field("notifiedOnNewFeaturesEnabled", "boolean"),
        record("totalBudget", *MONEY),
        Field("totalBudgetEndsAt", "long"),
        SERVING_STATUSES,
        *KEPT,
    ),
    methods=ALL_METHODS - {"GET_ALL"},
    finders=(SEARCH,),
    children=(GROUPS, CAMPAIGNS, CREATIVES),
    home=home_of_accounts,
    mint=lambda serial, _entity: _FIRST_CREATED + serial,
    complete=_complete_account,
    check=_check_account,
)
_USERS: Final = ad_resource(
    "adAccountUsers",
    kind="association",
    key=_USER_KEY,
    fields=(
        Field("account", "urn"),
        Field("user", "urn"),
        Field("role", required=True, symbols=_ROLES),
        *KEPT,
    ),
    methods=ALL_METHODS - {"GET_ALL", "CREATE", "BATCH_CREATE"},
    finders=(
        Finder("accounts", (Param("accounts", "list[urn]", required=True),), _by_account),
        Finder("authenticatedUser", (), _by_caller),
    ),
    paging=Paging(total=True, maximum=1000),
    home=lambda call: users_of(call.store),
    complete=_complete_user,
    upsert=True,
)

ACCOUNTS_AND_USERS: Final = (_ACCOUNT_RESOURCE, _USERS)
