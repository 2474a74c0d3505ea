"""Where the entities of advertising are: one shelf for each kind, under any path.

Below an account, a call sees that account's entities; without one, all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from itertools import chain
from typing import Final, cast

from linkedin_api.sandbox.catalog.ad_numbers import AdNumbers, Kind, Numbers
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT, FIRST_ACCOUNT
from linkedin_api.sandbox.protocol.entities import Computed, Part, every
from linkedin_api.sandbox.protocol.problems import ENTITY_NOT_FOUND, Problem, Refused
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.protocol.store import Collection, Store
from linkedin_api.sandbox.world import linkedin_store

_DRAFT_ONLY: Final = Problem(
    400,
    "Delete is allowed only for entities in DRAFT status",
    "DELETE_ALLOWED_ONLY_FOR_DRAFT_STATUS",
    source="documented",
)
_DELETIONS: Final = frozenset({"DELETE", "BATCH_DELETE"})


class Guarded(Part):
    """Entities that can be deleted only while they are drafts."""

    def __delitem__(self, key: str) -> None:
        entity = self[key]
        if "DRAFT" not in {entity.get("status"), entity.get("intendedStatus")}:
            raise Refused(_DRAFT_ONLY)
        super().__delitem__(key)

    def searched(self, name: Hashable, find: Callable[[], list[str]]) -> list[str]:
        """Return the keys that a search finds; see `Computed.searched`."""
        return cast("Computed", self._whole).searched(name, find)


def numbers_of(store: Store) -> AdNumbers:
    """Return the entities that exist at the start."""
    return store.shelf("adNumbers", lambda store: AdNumbers(linkedin_store(store).figures.ads))


def accounts_of(store: Store) -> Collection:
    """Return the accounts."""
    return store.shelf("adAccounts", lambda store: Collection(dict(numbers_of(store).accounts())))


def shelf_of(store: Store, kind: Kind) -> Collection:
    """Return all campaign groups, campaigns or creatives."""
    return store.shelf(kind, lambda store: Collection(Computed(numbers_of(store).rows[kind])))


def home_of_accounts(call: Call) -> Collection:
    """Show all accounts; only deletions are guarded, since accounts are read most often."""
    shelf = accounts_of(call.store)
    if call.method not in _DELETIONS:
        return shelf
    return shelf.seen_as(Guarded(shelf.entities, every))


def home_below_accounts(kind: Kind) -> Callable[[Call], Collection]:
    """Return a function that shows a call the entities of the account in its path, or all."""

    def home(call: Call) -> Collection:
        shelf = shelf_of(call.store, kind)
        if not call.parents:
            return shelf.seen_as(Guarded(shelf.entities, every, lambda: iter(shelf.entities)))
        account = call.parents[0]
        if account.text not in accounts_of(call.store).entities:
            raise Refused(ENTITY_NOT_FOUND)
        return shelf.seen_as(_below(call.store, kind, account.value))

    return home


def campaigns_below(store: Store, account: int) -> Guarded:
    """Return the campaigns of an account, by its number."""
    return _below(store, "adCampaigns", account)


def _below(store: Store, kind: Kind, account: int) -> Guarded:
    urn, row = f"{ACCOUNT}{account}", numbers_of(store).rows[kind]
    whole = cast("Computed", shelf_of(store, kind).entities)

    def admits(entity: Entity) -> bool:
        return bool(entity.get("account") == urn)

    def keys() -> Iterator[str]:
        own = (key for key in whole.added() if admits(whole[key]))
        return chain(whole.keys_between(*_stretch(row, account - FIRST_ACCOUNT)), own)

    return Guarded(whole, admits, keys)


def _stretch(row: Numbers, place: int) -> tuple[int, int]:
    """Return the range of an account's entities in a row; empty if it was created."""
    known = place * row.each < len(row) and place >= 0
    return (place * row.each, (place + 1) * row.each) if known else (0, 0)
