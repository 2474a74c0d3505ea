"""What queries of advertising share: the accounts, the pace of reports, and URNs without a name."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.errors import NotAdministratorError, ResponseFormattingError
from linkedin_api.sources.queries.ad_pacing import Pacer
from linkedin_api.sources.queries.shared_tasks import SharedTasks

#: The largest page of accounts, campaign groups and campaigns (documented).
PAGE: Final = 1_000
CAMPAIGN_STATUSES: Final = (
    "ACTIVE", "PAUSED", "ARCHIVED", "COMPLETED", "CANCELED", "DRAFT", "PENDING_DELETION", "REMOVED",
)  # fmt: skip
#: A search without statuses might leave out what was archived or removed.
ALL_CAMPAIGNS: Final = {
    "search": {"status": {"values": list(CAMPAIGN_STATUSES)}},
    "pageSize": PAGE,
}
_GROUP_STATUSES: Final = (
    "ACTIVE", "ARCHIVED", "CANCELED", "DRAFT", "PAUSED", "PENDING_DELETION", "REMOVED",
)  # fmt: skip
ALL_GROUPS: Final = {
    "search": {"status": {"values": list(_GROUP_STATUSES)}},
    "pageSize": PAGE,
}
NO_ACCOUNTS: Final = (
    "the token's member has no role in any advertising account: ask the manager of an account to"
    " give the member a role"
)
#: Why nothing of an account is read: LinkedIn would answer as if it had no statistics.
NO_ACCESS: Final = (
    "the token's member has no access to the advertising account {}, which is not among the"
    " accounts that LinkedIn lists: ask its manager for a role"
)


class AdSession:
    """What the queries of advertising share in one sync.

    Args:
        client: a client that raises an error for every status other than 2xx.
        shared_tasks: begins tasks that several tables wait for.

    Attributes:
        pacer: lets calls of `adAnalytics` begin.
        urns: URNs that rows of this sync name, for the table of names.
    """

    def __init__(self, client: AsyncRestliClient, shared_tasks: SharedTasks) -> None:
        self._client = client
        self._shared_tasks = shared_tasks
        self._reading: dict[str, asyncio.Event] = {}
        self.pacer = Pacer(time.monotonic)
        self.urns: dict[str, None] = {}

    async def accounts(self) -> Mapping[int, dict[str, Any]]:
        """Return all accounts that the member can use, by number.

        HTTP: `GET /rest/adAccounts?q=search`, one call per 1,000 accounts, once for all tables

        Raises:
            NotAdministratorError: there are none.
            LinkedInError: LinkedIn refuses to list them.
        """
        return await self._shared_tasks.once("accounts", self._list_accounts)

    async def currency_of(self, account: int) -> str | None:
        """Return the currency of an account; `None` if LinkedIn does not say."""
        currency = (await self.accounts()).get(account, {}).get("currency")
        return currency if isinstance(currency, str) else None

    async def campaigns_of(self, account: int) -> list[int]:
        """Return the numbers of all campaigns of an account, also of archived ones.

        HTTP: `GET /rest/adAccounts/{id}/adCampaigns?q=search`, one call per 1,000 campaigns, once
        for all tables
        """
        find = partial(self._list_campaigns, account)
        return await self._shared_tasks.once(("campaigns", account), find)

    def begin(self, table: str) -> None:
        """Note that a table is being read, or will be."""
        if table not in self._reading or self._reading[table].is_set():
            self._reading[table] = asyncio.Event()

    def end(self, table: str) -> None:
        """Note that a table has been read as far as possible, or will not be read any further."""
        if table in self._reading:
            self._reading[table].set()

    async def wait_for_others(self, table: str) -> None:
        """Wait until all other tables that are being read, or will be, have been read."""
        for name in self._reading.keys() - {table}:
            await self._reading[name].wait()

    async def _list_accounts(self) -> dict[int, dict[str, Any]]:
        listing = self._client.paginate("/adAccounts", "search", query_params={"pageSize": PAGE})
        accounts = {_id_of(account): account async for account in listing}
        if not accounts:
            raise NotAdministratorError(NO_ACCOUNTS)
        return accounts

    async def _list_campaigns(self, account: int) -> list[int]:
        path = f"/adAccounts/{account}/adCampaigns"
        listing = self._client.paginate(path, "search", query_params=ALL_CAMPAIGNS)
        return [_id_of(campaign) async for campaign in listing]


def _id_of(entity: Any) -> int:
    number = entity.get("id") if isinstance(entity, dict) else None
    if type(number) is not int:
        raise ResponseFormattingError(f"an account or campaign has {number!r} as id")
    return number
