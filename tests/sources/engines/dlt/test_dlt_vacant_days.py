"""Days that LinkedIn restates to nothing: what was loaded of them before vanishes."""

from __future__ import annotations

from datetime import date, timedelta

from dlt_databases import Database
from noon import NOON

from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.engines.dlt import Plan, sync
from linkedin_api.sources.reading.access import Access

TABLE, LOOKBACK = "ad_campaign_daily", 5
FIRST = NOON.date() - timedelta(20)
AGAIN = NOON.date() - timedelta(LOOKBACK)
LEFT, GONE = 512000001, 512000002
#: All that LinkedIn has left: the first day that is read again, of one account.
ANSWER = {
    "elements": [
        {
            "dateRange": {"start": {"year": AGAIN.year, "month": AGAIN.month, "day": AGAIN.day}},
            "pivotValues": [f"urn:li:sponsoredAccount:{LEFT}", "urn:li:sponsoredCampaign:7"],
            "clicks": 3,
        }
    ]
}


def load(sandbox: Sandbox, database: Database) -> None:
    plan = Plan.ads(
        Access(sandbox.access_token(), base_url=sandbox.url),
        tables=[TABLE],
        start_date=FIRST,
        lookback_days=LOOKBACK,
        now=sandbox.clock.now,
    )
    assert sync(plan, database.target).is_complete


def days(database: Database, account: int) -> list[date]:
    sql = f"SELECT DISTINCT day FROM {TABLE} WHERE account_id = {account} ORDER BY day"
    return [moment.date() for (moment,) in database.ask(sql)]


def test_days_without_any_row_vanish_and_no_others(database: Database):
    with Sandbox(now=NOON, ad_accounts=2, campaigns=3, creatives=1, ad_days=20) as sandbox:
        load(sandbox, database)
        before = {account: days(database, account) for account in (LEFT, GONE)}
        assert all(found[-1] > AGAIN for found in before.values())
        sandbox.advance(days=1)
        sandbox.faults.add(Match(resource="adAnalytics"), body=ANSWER)
        load(sandbox, database)
    older = {account: [day for day in each if day < AGAIN] for account, each in before.items()}
    assert days(database, GONE) == older[GONE]
    assert days(database, LEFT) == [*older[LEFT], AGAIN]
    assert database.one(f"SELECT count(*) FROM {TABLE} WHERE account_urn IS NULL") == 0
