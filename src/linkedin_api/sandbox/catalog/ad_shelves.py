"""Where the entities of advertising are: one shelf for each kind, under any path.

Below an account, a call sees that account's entities; without one, all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from itertools import chain
from typing import Final, cast

from linkedin_api.sandbox.catalog.ad_numbers import AdNumbers, Numbers
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT, FIRST_ACCOUNT
from linkedin_api.sandbox.protocol.entities import Computed, Part, View, every
from linkedin_api.sandbox.protocol.problems import ENTITY_NOT_FOUND, Problem, Refused
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.protocol.store import Collection, Home, Store
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


def groups_of(store: Store) -> Collection:
    """Return all campaign groups."""
    return _open(store, "adCampaignGroups", numbers_of(store).groups_row)


def campaigns_of(store: Store) -> Collection:
    """Return all campaigns."""
    return _open(store, "adCampaigns", numbers_of(store).campaigns_row)


def creatives_of(store: Store) -> Collection:
    """Return all creatives."""
    return _open(store, "creatives", numbers_of(store).creatives_row)


def _open(store: Store, name: str, row: Numbers) -> Collection:
    return store.shelf(name, lambda _store: Collection(Computed(row)))


def home_of_accounts(call: Call) -> Home:
    """Show all accounts; only deletions are guarded, since accounts are read most often."""
    shelf = accounts_of(call.store)
    if call.method not in _DELETIONS:
        return shelf
    return View(shelf, Guarded(shelf.entities, every))


def home_below_accounts(
    shelf_of: Callable[[Store], Collection], row_of: Callable[[AdNumbers], Numbers]
) -> Callable[[Call], Home]:
    """Return a function that shows a call the entities of the account in its path, or all.

    Args:
        shelf_of: gives the shelf.
        row_of: gives the entities that exist at the start.
    """

    def home(call: Call) -> Home:
        shelf = shelf_of(call.store)
        if not call.parents:
            return View(shelf, Guarded(shelf.entities, every, lambda: iter(shelf.entities)))
        account = call.parents[0]
        if account.text not in accounts_of(call.store).entities:
            raise Refused(ENTITY_NOT_FOUND)
        return View(shelf, _below(shelf, row_of(numbers_of(call.store)), account.value))

    return home


def campaigns_below(store: Store, account: int) -> Guarded:
    """Return the campaigns of an account, by its number."""
    return _below(campaigns_of(store), numbers_of(store).campaigns_row, account)


def _below(shelf: Collection, row: Numbers, account: int) -> Guarded:
    urn = f"{ACCOUNT}{account}"
    whole = cast("Computed", shelf.entities)

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
