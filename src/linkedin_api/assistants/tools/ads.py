"""Advertising: what campaigns cost and brought, in total and over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from linkedin_api.assistants.answers import Cursor, Day, Limit, Rows, provenance
from linkedin_api.assistants.cursors import cursor_of, place_of
from linkedin_api.assistants.synced import Row
from linkedin_api.assistants.tools.offered import READING_HERE, Tools, tool
from linkedin_api.assistants.tools.reading import day_after, milliseconds, period

_TABLE: Final = "ad_campaign_daily"
#: Sums of one currency: amounts of several cannot be added.
_SUMS: Final = (
    "currency_code AS currency, round(sum(cost_in_local_currency), 2)::DOUBLE AS cost,"
    " sum(impressions)::BIGINT AS impressions, sum(clicks)::BIGINT AS clicks,"
    " sum(one_click_leads)::BIGINT AS leads,"
    " sum(external_website_conversions)::BIGINT AS conversions"
)
_WITHIN: Final = (
    "FROM ad_campaign_daily WHERE epoch_ms(day) >= ? AND epoch_ms(day) < ?"
    " AND (? IS NULL OR account_id = ?)"
)
#: What a row is about: a table with its name, and its key.
_SUBJECTS: Final[Mapping[str, tuple[str, str]]] = {
    "account": ("ad_accounts", "account_id"),
    "campaign": ("ad_campaigns", "campaign_id"),
}
_DAYS: Final = 30
_CURRENCIES: Final = "Costs are in the currency of the account; never add different currencies."
AdAccount = Annotated[
    int | None,
    Field(ge=1, description="Number of the advertising account; nothing for all of them."),
]


class AdTools(Tools):
    """The tools. They read synced tables alone, since reports of LinkedIn cost many calls."""

    @tool(
        "Results of advertising",
        "Cost, impressions, clicks, leads and conversions of LinkedIn advertising in a"
        " period, by account or campaign, the most expensive first. Without start, the"
        f" last {_DAYS} days. Reads the tables of `linkedin ads sync`.",
        READING_HERE,
    )
    def ads_totals(
        self,
        ad_account: AdAccount = None,
        start: Day = None,
        end: Day = None,
        by: Annotated[
            Literal["account", "campaign"], Field(description="What a row is about.")
        ] = "campaign",
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> Rows:
        """Return totals."""
        table, key = _SUBJECTS[by]
        select = (
            f"WITH found AS (SELECT {key}, {_SUMS} {_WITHIN} GROUP BY {key}, currency_code)"  # noqa: S608  names of ours
            f" SELECT {key}, name AS name_by_others, found.* EXCLUDE ({key})"
            f" FROM found LEFT JOIN {table} USING ({key}) ORDER BY cost DESC, {key}"
        )
        return self._answer(select, f"ads by {by}", ad_account, start, end, limit, cursor)

    @tool(
        "Advertising over time",
        "Cost, impressions, clicks, leads and conversions of LinkedIn advertising by day,"
        " week or month, newest first. Without start, the last"
        f" {_DAYS} days. Reads the tables of `linkedin ads sync`.",
        READING_HERE,
    )
    def ads_series(
        self,
        ad_account: AdAccount = None,
        start: Day = None,
        end: Day = None,
        by: Annotated[
            Literal["day", "week", "month"], Field(description="Length of a row.")
        ] = "day",
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> Rows:
        """Return a series."""
        bucket = f"date_trunc('{by}', make_timestamp(epoch_us(day)))"
        select = (
            f"SELECT strftime({bucket}, '%Y-%m-%d') AS date, epoch_ms({bucket}) AS date_ms,"
            f" {_SUMS} {_WITHIN} GROUP BY ALL ORDER BY date DESC, currency"
        )
        return self._answer(select, f"ads by {by}", ad_account, start, end, limit, cursor)

    def _answer(
        self,
        select: str,
        kind: str,
        ad_account: int | None,
        start: date | None,
        end: date | None,
        limit: int,
        cursor: str | None,
    ) -> Rows:
        first, last = period(start, end, self._account.now(), _DAYS)
        kind = f"{kind} {ad_account} {first} {last}"
        place = place_of(cursor, kind)
        loaded_at = self._ads.loaded_at([_TABLE])
        bounds = [milliseconds(first), milliseconds(day_after(last)), ad_account, ad_account]
        found = self._ads.rows(f"{select} LIMIT {limit + 1} OFFSET {place}", bounds)
        return Rows(
            rows=found[:limit],
            next_cursor=cursor_of(place + limit, kind) if len(found) > limit else None,
            total={"from": str(first), "to": str(last), "by_currency": self._totals(bounds)},
            **provenance(self._account, "synced tables", loaded_at, _CURRENCIES),
        )

    def _totals(self, bounds: Sequence[Any]) -> list[Row]:
        return self._ads.rows(
            f"SELECT {_SUMS} {_WITHIN} GROUP BY currency_code ORDER BY currency_code",
            bounds,
        )
